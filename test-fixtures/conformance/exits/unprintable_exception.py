# An uncaught exception that cannot be printed.
import sys
class E(Exception):
    def __str__(self): raise ValueError
def f():
    print("partial", end="")
    raise E
f()
