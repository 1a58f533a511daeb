"""C functions of numbers in loops over machine words, and all that makes their calls other ones in the middle of it."""
import ctypes
import ctypes as ct
import sys
import threading
from ctypes import CDLL, ArgumentError, c_bool, c_byte, c_double, c_float, c_int, c_int16, c_long, c_longlong, c_short, c_ubyte, c_uint, c_ulong, c_ushort, cdll
from ctypes.util import find_library

mathematics = CDLL("libm.so.6")
standard = ct.CDLL(None)

sine = mathematics.sin
sine.argtypes = [c_double]
sine.restype = c_double
power = mathematics.pow
power.argtypes = (c_double, ct.c_double)
power.restype = ct.c_double
single = CDLL(find_library("m"))["sinf"]
single.argtypes = [c_float]
single.restype = c_float
absolute = standard.abs
absolute.argtypes = [c_int]
long_absolute = standard.labs
long_absolute.argtypes = [c_long]
long_absolute.restype = c_long
byte_absolute = cdll.LoadLibrary(None).abs
byte_absolute.argtypes = [c_byte]
byte_absolute.restype = c_byte
short_of_unsigned = CDLL(None).abs
short_of_unsigned.argtypes = [c_ushort]
short_of_unsigned.restype = c_short
unsigned = CDLL(None).abs
unsigned.argtypes = [c_uint]
unsigned.restype = c_uint
unsigned_long = CDLL(None).labs
unsigned_long.argtypes = [c_ulong]
unsigned_long.restype = c_ulong
truth = CDLL(None).abs
truth.argtypes = [c_bool]
truth.restype = c_bool
as_truth = CDLL(None).labs
as_truth.argtypes = [c_longlong]
as_truth.restype = c_bool
silent = CDLL(None).abs
silent.argtypes = [c_ubyte]
silent.restype = None
scale = mathematics.ldexp
scale.argtypes = [c_double, c_int]
scale.restype = c_double
rounded = mathematics.llround
rounded.argtypes = [c_double]
rounded.restype = c_longlong
none_at_all = CDLL(None).getpid
none_at_all.argtypes = []
sleeping = CDLL(None).usleep
sleeping.argtypes = [c_uint]
with_errors = CDLL(None, use_errno=True).abs
with_errors.argtypes = [c_int]
unlocked = ct.PyDLL(None).abs
unlocked.argtypes = [c_int]
undeclared = CDLL(None).abs
half_declared = CDLL(None).labs
half_declared.restype = c_long
of_int16 = CDLL(None).abs
of_int16.argtypes = [c_int16]


def waves(n):
    total = 0.0
    for i in range(n):
        total += sine(i * 0.5) - sine(i)
    return total


def powers(n, x):
    total = 0.0
    for i in range(n):
        total += power(x, i) + scale(x, i) * single(x)
    return total


def wholes(n, step):
    sums = 0
    for i in range(n):
        value = i * step - n
        sums += absolute(value) + long_absolute(value) + byte_absolute(value) + short_of_unsigned(value) + unsigned(value) % 1000 + of_int16(value)
        if truth(value):
            sums += 1
        if as_truth(value & 256):
            sums += 2
        if silent(value) is not None:
            sums += 4
        sums += rounded(value * 0.5)
    return sums


def others(n):
    total = 0
    for i in range(n):
        total += with_errors(-i) + unlocked(-i) + undeclared(-i) + half_declared(-i) + unsigned_long(i)
        total += sleeping(0) + (none_at_all() > 0)
    return total


print(waves(100), powers(20, 1.5), wholes(100, 7), wholes(50, 2**33 + 1), wholes(50, -(2**40)), others(20))
print(powers(20, 2), power(2, 3), absolute(True), single(1))


def recursive(n):
    if n == 0:
        return 0.0
    return sine(n) + recursive(n - 1)


def bare(x):
    return sine(x) * sine(x) + power(x, 2.0)


print(recursive(30), bare(0.5), bare(2), [bare(x / 4) for x in range(4)])


def wrong(n, x):
    total = 0.0
    for i in range(n):
        if i == 3:
            x = "not a number"
        total += sine(x)
    return total


def wrong_whole(n):
    total = 0
    for i in range(n):
        total += absolute(i * 0.5)
    return total


for attempt in (lambda: wrong(5, 0.5), lambda: wrong_whole(3), lambda: sine(), lambda: sine(1.0, 2.0), lambda: power(1.0), lambda: power(2.0, 3.0, 4.0)):
    try:
        print(attempt())
    except (ArgumentError, TypeError) as error:
        print(type(error).__name__, error)


def changing(n):
    """Somebody else declares, or binds, anew after some turns."""
    total = 0.0
    for i in range(n):
        if i == 5:
            change()
        total += sine(i * 0.25)
    return total


def change():
    pass


def tries(what):
    global change
    print(changing(10))
    change = what
    try:
        print(changing(10))
    except Exception as error:
        print(type(error).__name__, error)
    finally:
        restore()
    print(changing(10))


original = sine
module = sys.modules[__name__]


def restore():
    global change
    module.sine = original
    sine.argtypes = [c_double]
    sine.restype = c_double
    if sine.errcheck is not None:
        del sine.errcheck
    change = lambda: None


def argument_types():
    sine.argtypes = [c_int]


def result_type():
    sine.restype = lambda value: 1.0


def result_check():
    sine.errcheck = lambda result, function, arguments: result * 2


def rebound():
    module.sine = lambda x: x


def another():
    module.sine = mathematics.cos
    sine.argtypes, sine.restype = [c_double], c_double


def other_address():
    ctypes.c_void_p.from_buffer(sine).value = ctypes.cast(mathematics.cos, ctypes.c_void_p).value


def own_address():
    ctypes.c_void_p.from_buffer(sine).value = ctypes.cast(mathematics.sin, ctypes.c_void_p).value


def by_thread():
    thread = threading.Thread(target=result_check)
    thread.start()
    thread.join()


def deleted():
    del module.sine


for each in (argument_types, result_type, result_check, rebound, another, other_address, own_address, by_thread, deleted):
    print(each.__name__)
    tries(each)


cosine = CDLL("libm.so.6").cos
cosine.argtypes = [c_double]
cosine.restype = c_double


def turns_until_changed(first):
    """Another thread declares the function anew while the loop runs."""
    turns = 0
    while cosine(0.5) == first:
        turns += 1
    return turns > 0


def declared_by_thread(started):
    started.wait()
    cosine.errcheck = lambda result, function, arguments: result + 1.0


started = threading.Event()
thread = threading.Thread(target=declared_by_thread, args=(started,))
thread.start()
threading.Timer(0.05, started.set).start()
print(turns_until_changed(cosine(0.5)))
thread.join()


def deep(n):
    """As deep as it goes, the same call is the first that fails."""
    value = sine(n * 0.5)
    return value + deep(n + 1)


def depth():
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(120)
    try:
        deep(0)
    except (RecursionError, ArgumentError) as error:
        frames = 0
        traceback = error.__traceback__
        while traceback is not None:
            frames += 1
            traceback = traceback.tb_next
        return type(error).__name__, str(error), frames
    finally:
        sys.setrecursionlimit(limit)


print(depth())


def floor_of(x):
    """A function that gives what does not fit the variable."""
    result = 0
    for i in range(3):
        result = rounded(x * 10.0**i)
    return result


print(floor_of(1.26), floor_of(-7.5), floor_of(1e15))


class Caller:
    def __init__(self, n):
        self.n = n

    def total(self):
        total = 0.0
        for i in range(self.n):
            total += power(sine(i), 2.0)
        return total


print(Caller(10).total())
