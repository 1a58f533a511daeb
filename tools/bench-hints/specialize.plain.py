"""Calls that nobody sees: the functions are looked up by name, with floats that the text does not tell of."""
import sys


def logistic(x, r, steps):
    for _ in range(steps):
        x = r * x - r * x * x
    return x


def drift(x, r, steps):
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
