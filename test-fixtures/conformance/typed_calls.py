"""Direct calls between typed functions: rebinding, recursion limits, frames that somebody looks at, interrupts."""
import sys
import traceback


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


original = fib


def meddling(n):
    return 1000 + n


def counting(limit):
    total = 0
    for index in range(limit):
        total += step(index)
    return total


def step(n):
    if n == 5:
        replace(n)
    return n * 2 + 1


def replace(n):
    globals()['step'] = meddling


def deep(n):
    return deep(n + 1) + 1


def to_depth(n):
    if n == 0:
        return 0
    return to_depth(n - 1) + 1


def look(n):
    if n == 0:
        inspect()
        return 0
    return look(n - 1) + 1


def raising(n):
    if n == 0:
        raise ValueError('at the end')
    return raising(n - 1) + 1


def catching(n):
    total = 0
    for index in range(n):
        try:
            total += raising(index)
        except ValueError as error:
            total += len(traceback.extract_tb(error.__traceback__))
    return total


def inspect():
    frame = sys._getframe(1)
    names = []
    while frame is not None:
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    print(names)
    return 0


def same(x, n):
    for index in range(n):
        x = x + 0
    return x


def shadowed(n):
    total = 0
    for index in range(n):
        total += index
    return total


def average(total: float, count: int) -> float:
    return total / count * 2.0 - 1.0


def gather(n):
    total = 0.0
    for index in range(1, n):
        total += average(index * 1.5, index)
    return total


def is_even(n):
    if n == 0:
        return True
    return is_odd(n - 1)


def is_odd(n):
    if n == 0:
        return False
    return is_even(n - 1)


def mixed(n):
    if n == 0:
        return 9223372036854775806
    return mixed(n - 1) + 1


def caller(n):
    total = 0
    for index in range(n):
        total = total + mixed(index) - mixed(index)
    return total


SCALE = 3


def scaled(n):
    total = 0
    for index in range(n):
        total += index * SCALE
    return total


print(fib(15))
print(counting(4), counting(10), counting(3))
try:
    deep(0)
except RecursionError as error:
    print(type(error).__name__, error, len(traceback.extract_tb(error.__traceback__)) > 900)
limit = sys.getrecursionlimit()
sys.setrecursionlimit(200)
for depth in (100, 150, 190, 200, 250):
    try:
        print(to_depth(depth))
    except RecursionError as error:
        print(error)
sys.setrecursionlimit(limit)
print(look(3))
print(catching(4))
try:
    raising(2)
except ValueError:
    traceback.print_exc(file=sys.stdout)
x = 1234.5
print(same(x, 0) is x, same(x, 2), same(10**10, 3))
print(shadowed(5))
globals()['range'] = lambda n: [100, 200]
print(shadowed(5))
del globals()['range']
print(shadowed(5))
print(gather(10))
try:
    average(1.0, 0)
except ZeroDivisionError:
    traceback.print_exc(file=sys.stdout)
print(is_even(10), is_odd(10), is_even(7))
print(caller(6))
print(scaled(4))
globals()['SCALE'] = 2.5
print(scaled(4))
globals()['SCALE'] = 'ab'
try:
    print(scaled(4))
except TypeError:
    traceback.print_exc(file=sys.stdout)
del globals()['SCALE']
try:
    print(scaled(4))
except NameError:
    traceback.print_exc(file=sys.stdout)
globals()['fib'] = lambda n: 7
print(original(5), fib(3))
globals()['fib'] = original
print(fib(10))
original.__code__ = meddling.__code__
print(fib(10))
