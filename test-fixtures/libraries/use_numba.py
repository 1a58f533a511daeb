"""numba reads the bytecode of functions and compiles that: it must be the program's own."""
import numba
import numpy as np

FACTOR = 2.5


@numba.njit
def total(n):
    s = 0
    for i in range(n):
        if i % 3 == 0:
            continue
        s += i
    return s


@numba.njit
def scaled(values):
    result = np.zeros_like(values)
    for i in range(values.shape[0]):
        result[i] = values[i] * FACTOR
    return result


@numba.njit
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


@numba.vectorize(["float64(float64, float64)"])
def mixed(a, b):
    return a * b + 1.0


def plain(x, y=2):
    return x + y


@numba.njit
def outer(n):
    return collatz(n) + total(n)


print(total(100), total.py_func(100), outer(27), collatz.signatures)
print(scaled(np.arange(4.0)), mixed(np.arange(3.0), 2.0))
print(numba.njit(plain)(3), numba.njit(plain)(3, 4), plain(3))
print(numba.njit(lambda x: x * x)(9))
try:
    numba.njit(lambda x: x.missing)(1)
except numba.TypingError as error:
    print(type(error).__name__)
