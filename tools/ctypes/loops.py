"""Writes a program of loops that call C functions with numbers, for pairs of declared types.

    loops.py SEED PAIRS

The functions are those of the C library that return at once: only they are called over machine words.
"""
import random
import sys

wholes = "c_byte c_ubyte c_short c_ushort c_int c_uint c_long c_ulong c_longlong c_size_t c_bool c_int8 c_uint8 c_int16 c_uint16 c_int32 c_uint32 c_int64 c_ssize_t".split()
reals = {"sin": 1, "floor": 1, "fabs": 1, "pow": 2, "fmod": 2, "copysign": 2, "fma": 3}
starts = [0, -3, 120, 250, -130, 32765, 65533, 2**31 - 3, -(2**31) - 2, 2**32 - 2, 2**40, -(2**45), 2**62, -(2**63) + 2, 2**63 - 4, 2**64, 2**70, True]
floats = [0.0, -0.5, 1.5, 1e10, 3.4028235677973366e38, 1e300, float("inf"), float("nan"), 1e-320, 7, -2, 2**53 + 1, 2**61 + 1, 10**30]

choose = random.Random(int(sys.argv[1]))
pairs = [(parameter, result) for parameter in wholes for result in wholes + ["None"]]
choose.shuffle(pairs)
lines = ["from ctypes import CDLL, c_double, c_float, " + ", ".join(dict.fromkeys(wholes)), "standard, mathematics = CDLL(None), CDLL('libm.so.6')", ""]
calls = []


def declare(name, library, symbol, parameters, result):
    lines.extend([f"{name} = {library}[{symbol!r}]", f"{name}.argtypes = [{', '.join(parameters)}]"])
    if result != "c_int" or choose.random() < 0.5:
        lines.append(f"{name}.restype = {result}")


def loop(name, arguments, update, parameters, values):
    lines.extend(["", "", f"def loop_{name}({', '.join(['n: int', *parameters])}):", "    total = 0", "    for i in range(n):", f"        total {update} {name}({', '.join(arguments)})", "    return total", "", ""])
    for value in values:
        calls.append(f"show(loop_{name}, 3, {value})")


for parameter, result in pairs[:int(sys.argv[2])]:
    name = f"f{len(calls)}"
    symbol = choose.choice(["abs", "labs", "toupper", "ffs"] if parameter not in ("c_bool",) else ["abs", "labs"])
    # Tables of characters are looked into with what they were made for.
    if symbol == "toupper" and (parameter not in ("c_ubyte", "c_uint8") or result == "None"):
        symbol = "labs"
    if symbol in ("abs", "ffs") and result in ("c_long", "c_ulong", "c_longlong", "c_size_t", "c_int64", "c_ssize_t"):
        # Of an int result the upper half of the register is anything.
        symbol = "labs"
    declare(name, "standard", symbol, [parameter], result)
    step = choose.choice(["", " * 2", " * -7"])
    update = "+=" if result != "None" else "="
    loop(name, [f"start + i{step}"], update, ["start: int"], choose.sample(starts, 6))
for symbol, count in reals.items():
    for kind, ending in (("c_double", ""), ("c_float", "f")):
        name = f"r{len(calls)}"
        declare(name, "mathematics", symbol + ending, [kind] * count, kind)
        arguments = ["x", *choose.choices(["i", "i * 0.5", "x", "2", "1.25"], k=count - 1)]
        loop(name, arguments, choose.choice(["+=", "="]), ["x: float"], [(repr(float(each)) if choose.random() < 0.7 else repr(each)).replace("inf", "float('inf')").replace("nan", "float('nan')") for each in floats])
for symbol, parameters, result in (("ldexp", ["c_double", "c_int"], "c_double"), ("ldexpf", ["c_float", "c_short"], "c_float"), ("scalbn", ["c_double", "c_byte"], "c_double"),
                                   ("llround", ["c_double"], "c_longlong"), ("lrint", ["c_double"], "c_int"), ("jn", ["c_int", "c_double"], "c_double")):
    name = f"m{len(calls)}"
    declare(name, "mathematics", symbol, parameters, result)
    loop(name, ["i", "x"] if symbol == "jn" else ["x", "i - 1"][:len(parameters)], "+=", ["x: float"], ["0.5", "-3.25", "1e15", "4", "2**61", "'text'", "None"])
lines.append('''
def show(function, *arguments):
    try:
        print(function.__name__, arguments, repr(function(*arguments)))
    except Exception as error:
        print(function.__name__, arguments, type(error).__name__, error)

''')
print("\n".join(lines + calls))
