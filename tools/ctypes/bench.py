"""Nanoseconds a call of C functions through ctypes, as JSON; `bench.cpp` does the same in C++."""
import json
import time
from ctypes import CDLL, CFUNCTYPE, POINTER, c_char_p, c_double, c_int, c_size_t, c_uint, c_ulong, c_void_p, create_string_buffer

mathematics = CDLL("libm.so.6")
standard = CDLL(None)

sine = mathematics.sin
sine.argtypes = [c_double]
sine.restype = c_double
power = mathematics.pow
power.argtypes = [c_double, c_double]
power.restype = c_double
floor = mathematics.floor
floor.argtypes = [c_double]
floor.restype = c_double
absolute = standard.abs
absolute.argtypes = [c_int]
absolute.restype = c_int
length = standard.strlen
length.argtypes = [c_char_p]
length.restype = c_size_t
copy = standard.memcpy
copy.argtypes = [c_void_p, c_char_p, c_size_t]
copy.restype = c_void_p
waits = standard.sched_getcpu
waits.argtypes = []
sort = standard.qsort
comparison = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
sort.argtypes = [c_void_p, c_size_t, c_size_t, comparison]
sort.restype = None


def sines(n):
    total = 0.0
    for i in range(n):
        total += sine(i * 0.001)
    return total


def powers(n):
    total = 0.0
    for i in range(n):
        total += power(i * 0.001, 1.5)
    return total


def floors(n):
    total = 0.0
    for i in range(n):
        total += floor(i * 0.25)
    return total


def absolutes(n):
    total = 0
    for i in range(n):
        total += absolute(-i)
    return total


def lengths(n):
    text = b"a text of bytes"
    total = 0
    for i in range(n):
        total += length(text)
    return total


def copies(n):
    buffer = create_string_buffer(16)
    for i in range(n):
        copy(buffer, b"sixteen bytes ..", 16)
    return buffer.raw


def unlocking(n):
    """One that ctypes and native code unlock the interpreter for."""
    total = 0
    for i in range(n):
        total |= waits() >= 0
    return total


def compare(a, b):
    left, right = a[0], b[0]
    return (left > right) - (left < right)


def sorts(n):
    items = (c_int * 100)(*[i * 37 % 101 for i in range(100)])
    callback = comparison(compare)
    for i in range(n // 100):
        sort(items, 100, 4, callback)
    return list(items)


results = {}
for measured, n in ((sines, 100000), (powers, 100000), (floors, 100000), (absolutes, 100000), (lengths, 100000), (copies, 100000), (unlocking, 50000), (sorts, 1000)):
    best = None
    for _ in range(7):
        start = time.process_time_ns()
        measured(n)
        took = (time.process_time_ns() - start) / n
        best = took if best is None or took < best else best
    results[measured.__name__] = best
print(json.dumps(results))
