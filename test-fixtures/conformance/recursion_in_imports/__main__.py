"""How deep recursion goes that begins in a module while it is imported."""
import importlib
import sys

import first

print(first.depth)


def import_late(n):
    if n:
        return import_late(n - 1)
    import second
    print(second.depth)


import_late(5)
import inner.third
from inner import fourth, depth

print(inner.third.depth, fourth.depth, depth)
print(importlib.import_module('fifth').depth)


for n in range(2):
    import sixth
    print(sixth.depth)
try:
    import absent
except ImportError:
    import seventh
    print(seventh.depth)


def count_imports(n):
    """Modules that are there already, at each level."""
    global reached
    reached = n
    import first, inner.third
    from inner import fourth
    count_imports(n + 1)


try: count_imports(0)
except RecursionError: print(reached)


def start_imports(n):
    """Modules that are imported anew, at each level."""
    global reached
    reached = n
    del sys.modules['eighth']
    import eighth
    start_imports(n + 1)


import eighth
try: start_imports(0)
except RecursionError: print(reached)


def own_import(name, *rest):
    print('own', name, len(rest))
    return importlib.__import__(name, *rest)


import builtins
kept = builtins.__import__
builtins.__import__ = own_import
import first, inner.third
from inner import fourth
builtins.__import__ = kept
