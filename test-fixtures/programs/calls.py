"""Calls between small functions: recursion on ints and floats, mutual recursion, helpers in loops. The functions are passed
as values, so that their annotations alone say what they take. The milliseconds of each part go to standard error."""
import sys
import time


def tak(x: int, y: int, z: int) -> int:
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def ackermann(m: int, n: int) -> int:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def is_even(n: int) -> bool:
    return True if n == 0 else is_odd(n - 1)


def is_odd(n: int) -> bool:
    return False if n == 0 else is_even(n - 1)


def gcd(a: int, b: int) -> int:
    return a if b == 0 else gcd(b, a % b)


def coprime(limit: int) -> int:
    count = 0
    for a in range(1, limit):
        for b in range(1, a):
            if gcd(a, b) == 1:
                count += 1
    return count


def parity(rounds: int) -> int:
    count = 0
    for n in range(rounds):
        if is_even(n % 300):
            count += 1
    return count


def area(left: float, right: float, depth: int) -> float:
    middle = (left + right) / 2.0
    if depth == 0:
        return middle * middle * (right - left)
    return area(left, middle, depth - 1) + area(middle, right, depth - 1)


def square(x: float) -> float:
    return x * x


def distance(x: float, y: float) -> float:
    return square(x) + square(y)


def inside(steps: int) -> int:
    count = 0
    for i in range(steps):
        x = i / steps
        for j in range(100):
            if distance(x, j / 100) < 1.0:
                count += 1
    return count


def timed(name, work, *arguments):
    start = time.perf_counter()
    print(name, work(*arguments))
    print(f'{name}: {(time.perf_counter() - start) * 1000:.2f} ms', file=sys.stderr)


sys.setrecursionlimit(4000)
timed('tak', tak, 18, 12, 6)
timed('ackermann', ackermann, 2, 500)
timed('parity', parity, 5000)
timed('coprime', coprime, 400)
timed('area', area, 0.0, 1.0, 17)
timed('inside', inside, 3000)
