"""What the compiler knows: a constant, a machine number, a type."""

from math import sqrt

SECONDS = 24 * 60 * 60


def distance(x: float, y: float):
    total = x * x + y * y
    return sqrt(total)


print(distance(3.0, 4.0), SECONDS)
