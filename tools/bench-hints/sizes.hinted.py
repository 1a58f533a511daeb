"""Calls that nobody sees: the functions are looked up by name, with floats of which annotations tell."""
import sys

from taipan import f64, i64


def logistic(x: f64, r: f64, steps: i64):
    for _ in range(steps):
        x = r * x - r * x * x
    return x


def drift(x: f64, r: f64, steps: i64):
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
