"""What `measure.py` measures: called in part, with lines and branches that nothing reaches."""
import math

LIMIT = 3


class Shape:
    sides = 0

    def __init__(self, size):
        self.size = size

    def area(self):
        if self.size > LIMIT:
            return self.size ** 2
        elif self.size < 0:
            raise ValueError('negative')
        return 0

    def unused(self):
        return math.pi


def total(shapes):
    result = 0
    for shape in shapes:
        try:
            result += shape.area()
        except ValueError:
            result -= 1
        else:
            result += 1
    return result


def numbers(n):
    result = 0
    for i in range(n):
        if i % 3 == 0:
            result += double(i)
        elif i > 100:
            result = -1
    return result


def double(n):
    return n + n


def squares(n):
    return [i * i for i in range(n) if i % 2]


def lazily(n):
    for i in range(n):
        yield i
    yield -1


def make(n):
    def inner(x):
        if x:
            return n
        return -n
    return inner
