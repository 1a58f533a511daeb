"""Recursion in the interpreter's own C code ends in RecursionError, also called from deep recursion, and deep structures are freed."""
import sys


class Loud:
    def __del__(self): print('innermost freed')


def nested(depth, innermost):
    for _ in range(depth): innermost = [innermost]
    return innermost


def attempt(act, value):
    try:
        act(value)
        print('done')
    except RecursionError as error:
        print(type(error).__name__)


def below(depth, act, value):
    if depth == 0: return attempt(act, value)
    return below(depth - 1, act, value)


deep = nested(200_000, 0)
attempt(repr, deep)
attempt(lambda value: value == nested(200_000, 0), deep)
attempt(repr, nested(200, 0))
sys.setrecursionlimit(100_000)
below(20_000, repr, deep)
below(20_000, repr, nested(200, 0))
sys.setrecursionlimit(1000)
attempt(repr, deep)
loud = nested(200_000, Loud())
print('made')
del loud
print('deleted')
