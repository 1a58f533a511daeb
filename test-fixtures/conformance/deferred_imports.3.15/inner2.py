import first
import pkg.sub as sub
from second import value, other as renamed
for i in range(1):
    import fractions as third
import contextlib
with contextlib.nullcontext():
    import fifth
try:
    import json
finally:
    import string
try:
    import textwrap
except ImportError: pass
else: import heapq
try:
    1 / 0
except ZeroDivisionError:
    import bisect
try:
    pass
except ValueError: pass
else: import queue
from colorsys import *
def use():
    import shlex
    return first.number, sub.name, value, renamed, third.Fraction(1, 2), fifth.f(1), shlex.split('a')
