"""Random argument lists for C functions, with random declarations: what each call gives or raises, and what arrived in C.

    calls.py LIBRARY SEED COUNT

Registers that a call leaves unset hold anything, so each function gets as many arguments as it takes, floats where it takes
floats. Nothing is read behind a number.
"""
import random
import sys
from ctypes import (
    CDLL, CFUNCTYPE, POINTER, PyDLL, Structure, addressof, byref, c_bool, c_byte, c_char, c_char_p, c_double, c_float, c_int, c_long, c_longlong, c_short,
    c_size_t, c_ubyte, c_uint, c_ulong, c_ushort, c_void_p, c_wchar, c_wchar_p, create_string_buffer, get_errno, pointer, set_errno,
)

path, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ordinary, with_errno, locked = CDLL(path), CDLL(path, use_errno=True), PyDLL(path)
wholes = (c_long * 7).in_dll(ordinary, "wholes")
reals = (c_double * 8).in_dll(ordinary, "reals")


class Own(c_int):
    pass


class Converting(c_int):
    @classmethod
    def from_param(cls, value):
        if value == 7:
            raise KeyError("seven")
        return c_int(-99)


class Wrapped:
    def __init__(self, value):
        self._as_parameter_ = value


class Number(int):
    pass


class Real(float):
    pass


class AsFloat:
    def __float__(self):
        return 2.5


class AsIndex:
    def __index__(self):
        return 11


class Pair(Structure):
    _fields_ = [("first", c_int), ("second", c_int)]


class Failing:
    @property
    def _as_parameter_(self):
        raise LookupError("no parameter")


buffer = create_string_buffer(b"buffer of char")
chars = (c_char * 8)(*b"12345678")
ints = (c_int * 4)(101, 102, 103, 104)
uints = (c_uint * 4)(201, 202, 203, 204)
one = c_int(301)
pair = Pair(401, 402)
pairs = (Pair * 2)(Pair(501, 502), Pair(503, 504))
char = c_char(b"x")
text = b"some bytes of text"
wide = "wide"
callback_type = CFUNCTYPE(c_int, c_int)
callback = callback_type(lambda value: value + 5)
other_callback = CFUNCTYPE(c_int, c_int, c_int)(lambda a, b: a)

whole_types = [c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_longlong, c_size_t, c_bool, c_char, c_void_p, Own, Converting]
pointer_types = [c_void_p, c_char_p, POINTER(c_int), POINTER(c_uint), POINTER(Pair), POINTER(c_char), c_char * 8, c_int * 4, c_wchar_p, callback_type]
whole_values = [0, 1, -1, 5, 7, 127, 128, 255, 256, -129, 2**15, 2**16 + 3, 2**31 - 1, 2**31, -(2**31), 2**32 + 9, -(2**40), 2**60, 2**62 + 1, 2**63 - 1, 2**63, -(2**63), 2**64,
                2**64 + 5, -(2**64), 2**100, True, False]
instances = [c_byte(-3), c_ubyte(200), c_short(-300), c_ushort(60000), c_int(-70000), c_uint(2**31 + 1), c_long(-(2**40)), c_ulong(2**63 + 5), c_bool(True), c_char(b"q"), Own(17),
             Converting(18)]
wrong_values = [1.5, -2.0, float("nan"), float("inf"), 1e300, 10**400, b"", b"a", b"ab", "a", "ab", "", None, (), [1], {}, object, 2j, Number(12), Real(3.5), AsFloat(), AsIndex(), Wrapped(13),
                Wrapped(1.25), Wrapped(Wrapped(14)), Wrapped("x"), Failing(), pair, c_double(1.5), c_float(2.5), c_wchar("w"), bytearray(b"zz"), memoryview(b"yy")]
real_values = [0.0, -0.0, 1.0, 0.1, -2.5, 1e308, 1e39, 5e-324, float("inf"), 0, 1, -3, 2**53 + 1, 2**60 + 1, 2**62 + 1, 2**64, 10**300, True, Real(1.75), c_double(6.25), c_float(7.5)]
# Where these lie, differs from run to run; what lies there does not.
pointers = [text, b"\x01\x02\x03\x04\x05", buffer, chars, ints, uints, pairs, byref(one), byref(pair), byref(ints), byref(ints, 4), byref(char), byref(chars, 2), pointer(one), pointer(pair), pointer(ints),
            c_char_p(text), c_void_p(addressof(ints)), c_void_p(addressof(pair)), POINTER(c_int)(one), wide, one, pair, None, 0, 3, -5, 1000, c_void_p(None), c_char_p(None),
            POINTER(c_int)(), Wrapped(ints), Wrapped(byref(pair)), c_wchar_p("wider"), "text", bytearray(b"array"), 1.5, [], c_int(44)]


class Declaration:
    """A function of the library: what it takes, as letters: `w` whole, `d` and `f` floats, `p` pointer."""

    def __init__(self, name, takes, gives):
        self.name, self.takes, self.gives = name, takes, gives


declarations = [Declaration(*each) for each in (
    ("whole1", "w", "w"), ("whole3", "www", "w"), ("whole6", "wwwwww", "w"), ("whole7", "wwwwwww", "w"), ("real1", "d", "d"), ("real2", "dd", "d"), ("real8", "dddddddd", "d"),
    ("single1", "f", "f"), ("single3", "fff", "f"), ("mixed4", "wdwf", "d"), ("mixed9", "dwfwdwwdw", "w"), ("none2", "wd", "n"), ("peek1", "p", "w"), ("peek2", "pp", "w"), ("text1", "t", "t"),
    ("fails1", "w", "w"), ("whole1", "w", "w"), ("peek1", "p", "w"), ("real1", "d", "d"),
)]


def called(result):
    return "called", result


def failing(result):
    raise ValueError("the result is refused")


def checked(result, function, arguments):
    return "checked", result, len(arguments)


choose = random.Random(seed)


def type_for(letter):
    if letter == "w":
        return choose.choice(whole_types)
    if letter == "p":
        return choose.choice(pointer_types)
    if letter == "t":
        return choose.choice((c_char_p, c_char_p, c_void_p, POINTER(c_char)))
    return c_double if letter == "d" else c_float


def value_for(letter, kind):
    if choose.random() < 0.12 and (letter != "t" and letter != "p"):
        value = choose.choice(wrong_values)
    elif letter == "w":
        value = choose.choice(whole_values if choose.random() < 0.7 else instances)
    elif letter == "p":
        value = choose.choice(pointers)
    elif letter == "t":
        value = choose.choice((text, b"", b"a\x00b", None, buffer, chars, c_char_p(b"of its own"), "wide", 5, 0.5)) if kind is c_char_p else choose.choice((text, buffer, c_char_p(text)))
    else:
        value = choose.choice(real_values)
    if letter in "df" and kind is None:
        # Without a type only these go where floats go.
        value = choose.choice((c_double(0.25), c_double(-1e10))) if letter == "d" else c_float(0.75)
    if letter == "w" and (kind is None or kind is c_void_p) and shows_address(value):
        value = 21
    if letter == "p" and kind is None and value is pair:
        value = None
    if kind is callback_type:
        value = choose.choice((5, None, "x", 1.5, ints))
    return value


def shows_address(value):
    return isinstance(value, (bytes, str)) or value is pair or isinstance(value, (c_double, c_float, c_wchar, Wrapped)) or value is None


def call(function, a):
    match len(a):
        case 0: return function()
        case 1: return call1(function, a[0])
        case 2: return call2(function, a[0], a[1])
        case _: return more(function, a)


def call1(function, a):
    return function(a)


def call2(function, a, b):
    return function(a, b)


def more(function, a):
    n = len(a)
    if n == 3:
        return function(a[0], a[1], a[2])
    if n == 4:
        return function(a[0], a[1], a[2], a[3])
    if n == 5:
        return function(a[0], a[1], a[2], a[3], a[4])
    if n == 6:
        return function(a[0], a[1], a[2], a[3], a[4], a[5])
    if n == 7:
        return function(a[0], a[1], a[2], a[3], a[4], a[5], a[6])
    if n == 8:
        return function(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7])
    if n == 9:
        return function(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8])
    return function(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9])


def shown(value):
    if isinstance(value, tuple):
        return tuple(shown(each) for each in value)
    if hasattr(value, "_type_"):
        return type(value).__name__, repr(value.value) if hasattr(value, "value") else "pointer"
    return type(value).__name__, repr(value)


def chain(error):
    """An error with all that it came of."""
    parts = []
    while error is not None:
        parts.append((type(error).__name__, str(error)))
        error = error.__cause__ or error.__context__
    return parts


def one_call(number):
    declaration = choose.choice(declarations)
    library = choose.choice((ordinary, ordinary, ordinary, with_errno, locked))
    name = declaration.name
    # Once a library keeps its functions, or one is made for the call.
    function = getattr(library, name) if choose.random() < 0.5 else library[name]
    kinds = [type_for(letter) for letter in declaration.takes]
    state = choose.random()
    if state < 0.15:
        kinds = [None] * len(kinds)
        function.argtypes = None
    elif state < 0.3 and len(kinds) > 1:
        kept = choose.randrange(len(kinds))
        function.argtypes = kinds[:kept]
        kinds[kept:] = [None] * (len(kinds) - kept)
    else:
        function.argtypes = kinds if choose.random() < 0.5 else tuple(kinds)
    result = {"w": whole_types[:11] + [c_char, None, Own, called, failing, c_int.__ctype_be__], "d": [c_double], "f": [c_float], "n": [None], "t": [c_char_p]}[declaration.gives]
    function.restype = choose.choice(result)
    if choose.random() < 0.1:
        function.errcheck = checked
    elif function.errcheck is not None:
        del function.errcheck
    arguments = [value_for(letter, kind) for letter, kind in zip(declaration.takes, kinds)]
    if state >= 0.3 and choose.random() < 0.03:
        arguments = arguments[:-1]
    elif choose.random() < 0.05 and declaration.gives != "t":
        arguments.append(choose.choice((1, None, b"more", 1.5, "more", ints)))
    set_errno(number % 100)
    for each in range(7):
        wholes[each] = 0
    for each in range(8):
        reals[each] = 0.0
    try:
        told = shown(call(function, arguments))
    except Exception as error:
        told = chain(error)
    keeps = not any(kind is None and letter == "w" or kind is c_void_p for letter, kind in zip(declaration.takes, kinds)) or all(type(each) is int or type(each) is bool for each in arguments)
    print(number, name, [getattr(kind, "__name__", kind) for kind in kinds], getattr(function.restype, "__name__", function.restype), [type(each).__name__ for each in arguments], told,
          list(wholes) if keeps else "", [repr(each) for each in reals], get_errno())
    if number % 50 == 0:
        apply = library.apply2
        apply.argtypes = choose.choice(([callback_type, c_int], None))
        apply.restype = c_int
        for each in (callback, other_callback if apply.argtypes else callback):
            try:
                print(call2(apply, each, number))
            except Exception as error:
                print(chain(error))


for number in range(count):
    one_call(number)
