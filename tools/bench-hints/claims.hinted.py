"""Calls that nobody sees: the functions are looked up by name, with floats that the text does not tell of."""
import sys

from taipan import assume


def logistic(x: float, r: float, steps: int):
    assume(r < 1.0)
    for _ in range(steps):
        assume(x < 1.0)
        x = r * x - r * x * x
    return x


def drift(x: float, r: float, steps: int):
    assume(r < 1.0)
    total = x
    for _ in range(steps):
        total = total + r * x
        x = x * r
    return total


TABLE = {'logistic': logistic, 'drift': drift}


def main(rounds):
    for name in sorted(TABLE):
        print(name, max(TABLE[name](k / rounds, 0.99, 100_000) for k in range(1, rounds)))


main(int(sys.argv[1]))
