"""Variables that somebody else sets through the frame, while its function runs (3.13: f_locals writes through)."""
import sys


def set_in_caller(**values): sys._getframe(1).f_locals.update(values)


def set_above(depth, name, value):
    locals_of_frame = sys._getframe(depth + 1).f_locals
    locals_of_frame[name] = value
    locals_of_frame |= {name: value}


def one(a):
    b = a + 1
    set_in_caller(a=10, b=20)
    c = a + b
    def inner(): return c
    set_in_caller(c=99)
    return a, b, c, inner()


def loop(n):
    total = 0
    for i in range(n):
        total += i
        if i == 2: set_in_caller(total=100, i=50)
        print(i, total)


def sorts():
    x = [3, 1, 2] * 50
    def key(n):
        set_above(1, 'x', n)
        return [bytearray(900) for _ in range(9)] and -n
    return x.sort(key=key), x


class Number:
    def __add__(self, other):
        set_above(1, 'x', None)
        return [bytearray(40) for _ in range(9)] and type(self)
    def __repr__(self): return 'a number'
    def __del__(self): Number.ended = True


def operators():
    x = Number()
    return x + 1, x


class Manager:
    def __repr__(self): return 'a manager'
    def __enter__(self): set_above(1, 'm', 0)
    def __exit__(self, *_): set_above(1, 'm', 1)


def managed():
    m = Manager()
    with m:
        set_in_caller(m=5)
    return m


def unbound():
    set_in_caller(later=1)
    try:
        print(later)
    except UnboundLocalError as error:
        print(error)
    later = 2
    set_in_caller(unknown=3)
    return sys.version_info >= (3, 13) and 'seen'


print(one(1), one(2))
loop(4)
loop(4)
for _ in range(2):
    print(sorts(), operators(), managed(), unbound(), getattr(Number, 'ended', None))
