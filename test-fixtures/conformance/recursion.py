"""Recursion: depth errors instead of crashes, mutual recursion, deep structures, limits that change."""
import sys


def forever(n):
    return forever(n + 1) + 1


def ping(n): return pong(n + 1)
def pong(n): return ping(n + 1)


class Endless:
    def __repr__(self): return repr(self)
    def __getattr__(self, name): return getattr(self, name + 'x')
    def __eq__(self, other): return other == self
    def __add__(self, other): return self + other
    def __call__(self): return self()
    def __iter__(self): yield from self


def attempt(name, function):
    try:
        function()
    except RecursionError as error:
        print(name, type(error).__name__, str(error).split(' while')[0].split(' in ')[0])
    else:
        print(name, 'returned')


def through_generator():
    yield from through_generator()


def through_comprehension(n):
    return [through_comprehension(n + 1) for _ in range(1)]


def through_sort(n):
    return sorted([1, 2], key=through_sort)


def through_try(n):
    try:
        return through_try(n + 1)
    finally:
        pass


def keyword(*args, **kwargs):
    return keyword(*args, **kwargs)


attempt('forever', lambda: forever(0))
attempt('ping', lambda: ping(0))
attempt('repr', lambda: repr(Endless()))
attempt('getattr', lambda: Endless().missing)
attempt('eq', lambda: Endless() == Endless())
attempt('add', lambda: Endless() + 1)
attempt('call', lambda: Endless()())
attempt('iter', lambda: list(Endless()))
attempt('generator', lambda: list(through_generator()))
attempt('comprehension', lambda: through_comprehension(0))
attempt('sort', lambda: through_sort(0))
attempt('try', lambda: through_try(0))
# 3.15.2 counts no levels where a function calls itself by `f(*arguments)`, and takes all memory.
if sys.version_info < (3, 15): attempt('keyword', lambda: keyword(1, a=2))


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(900))
sys.setrecursionlimit(5000)
print(depth(4500), sys.getrecursionlimit())
attempt('limit', lambda: depth(6000))
sys.setrecursionlimit(300)
attempt('low limit', lambda: depth(400))
sys.setrecursionlimit(1000)


def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)


def permutations(items):
    if not items:
        yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item, *rest]


print(ackermann(2, 30), hanoi(10, 'a', 'b', 'c'), even(500), odd(500), len(list(permutations(list(range(5))))), list(permutations([1, 2, 3]))[3])


def catches_its_own(n):
    try:
        return catches_its_own(n + 1)
    except RecursionError:
        return 'caught'


print(catches_its_own(0))
