"""Functions and classes of the main program pickled by value, loaded here and by a process of the stock interpreter."""
import pickle
import subprocess
import sys

import cloudpickle

SCALE = 3


def scaled(x, /, y=2, *rest, z=1, **named):
    """Uses a global, defaults and every kind of argument."""
    return (x * SCALE + y, rest, z, sorted(named.items()))


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


def numbers(limit):
    for i in range(limit):
        try:
            yield i * SCALE
        except ValueError as error:
            yield str(error)


class Shape:
    sides = 0

    def __init__(self, name):
        self.name = name

    def describe(self):
        return f"{self.name} has {self.sides} sides"

    @property
    def loud(self):
        return self.name.upper()

    @classmethod
    def make(cls, name="it"):
        return cls(name)

    @staticmethod
    def twice(x):
        return x * 2


class Square(Shape):
    sides = 4

    def describe(self):
        return "square: " + super().describe()


def closures():
    made = []
    for i in range(3):
        made.append(lambda x, i=i: x + i)
    return made


def through(value):
    return pickle.loads(cloudpickle.dumps(value))


copy = through(scaled)
print(copy(1), copy(1, 5, 6, z=7, w=8), copy.__doc__, copy.__defaults__, copy.__kwdefaults__)
print(copy.__code__ == scaled.__code__, hash(copy.__code__) == hash(scaled.__code__), copy.__code__ is scaled.__code__)
print(copy.__globals__ is scaled.__globals__, sorted(set(copy.__globals__) - {"__builtins__"}))
print(through(fib)(15), fib(15))
step = counter(10)
step()
other = through(step)
print(step(), step(), other(5), other(), step())
print(list(through(numbers)(4)))
print([f(10) for f in through(closures())])
square = through(Square)("box")
print(square.describe(), square.loud, type(square).make().describe(), square.twice(4), type(square).__mro__)
print(through(Square) is Square, type(through(square)) is type(square))
print(through(lambda *a, **k: (a, k))(1, b=2))
try:
    through(scaled)()
except TypeError as error:
    print(error)

program = "import pickle, sys; f = pickle.load(sys.stdin.buffer); print(f())"


def elsewhere(function):
    result = subprocess.run([sys.executable, "-c", program], input=cloudpickle.dumps(function), capture_output=True)
    print(result.stdout.decode().strip(), result.stderr.decode().strip().splitlines()[-1:])


elsewhere(lambda: fib(12))
elsewhere(lambda: Square("box").describe())
elsewhere(lambda: list(numbers(5)))
elsewhere(lambda: scaled(1, w=3))
elsewhere(counter(41))
elsewhere(lambda: 1 // 0)
