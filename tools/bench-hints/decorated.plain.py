"""A helper behind a decorator that gives the function back: the compiler cannot know that."""
import sys


def mark(function):
    return function


@mark
def gain(a, b):
    return a * b - a + b * 0.5


def main(count):
    total = 0.0
    for k in range(count):
        total += gain(k * 0.5, 2.0)
    return total


print(main(int(sys.argv[1]) * 50_000))
