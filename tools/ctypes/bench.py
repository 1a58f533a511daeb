"""Nanoseconds a call of C functions through ctypes, as JSON; `bench.cpp` does the same in C++."""
import json
import time
from ctypes import CDLL, CFUNCTYPE, POINTER, Structure, c_char_p, c_double, c_int, c_size_t, c_void_p, cast, create_string_buffer

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


class Body(Structure):
    _fields_ = [("x", c_double), ("y", c_double), ("vx", c_double), ("vy", c_double), ("mass", c_double)]


class Pair(Structure):
    _fields_ = [("a", c_double), ("b", c_double)]


divide = standard.div
divide.argtypes = [c_int, c_int]


class Quotient(Structure):
    _fields_ = [("quotient", c_int), ("remainder", c_int)]


divide.restype = Quotient


def bodies(n):
    """Pairs of bodies that draw each other; each is a structure in an array."""
    all_bodies = (Body * 10)(*[(i, i * 0.5, 0, 0, 1 + i * 0.1) for i in range(10)])
    for _ in range(n // 45):
        for i in range(10):
            a = all_bodies[i]
            for j in range(i + 1, 10):
                b = all_bodies[j]
                dx = a.x - b.x
                dy = a.y - b.y
                square = dx * dx + dy * dy + 1.0
                force = 0.001 / square
                a.vx -= dx * b.mass * force
                a.vy -= dy * b.mass * force
                b.vx += dx * a.mass * force
                b.vy += dy * a.mass * force
        for i in range(10):
            a = all_bodies[i]
            a.x += a.vx * 0.001
            a.y += a.vy * 0.001
    return all_bodies[3].x


def fields(n):
    """A field that is read and one that is written."""
    pair = Pair(1.0, 2.0)
    for i in range(n):
        pair.a = pair.b + i
    return pair.a


def items(n):
    """An item of an array that is read and one that is written."""
    numbers = (c_double * 64)()
    for i in range(n):
        numbers[i & 63] = numbers[(i + 1) & 63] + 1.0
    return numbers[3]


def pointers(n):
    numbers = (c_int * 64)()
    at = cast(numbers, POINTER(c_int))
    for i in range(n):
        at[i & 63] += i
    return at[3]


def by_value(n):
    total = 0
    for i in range(n):
        total += divide(i, 7).remainder
    return total


results = {}
for measured, n in ((sines, 100000), (powers, 100000), (floors, 100000), (absolutes, 100000), (lengths, 100000), (copies, 100000), (unlocking, 50000), (sorts, 1000), (bodies, 45000), (fields, 100000), (items, 100000), (pointers, 100000),
                    (by_value, 50000)):
    best = None
    for _ in range(7):
        start = time.process_time_ns()
        measured(n)
        took = (time.process_time_ns() - start) / n
        best = took if best is None or took < best else best
    results[measured.__name__] = best
print(json.dumps(results))
