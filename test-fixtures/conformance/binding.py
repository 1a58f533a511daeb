"""Binding of arguments and its errors, code that is replaced, frames that are kept; ends by an uncaught exception."""
import sys
import traceback


def add(a, b):
    return a + b


def counter(start, *, step=1):
    total = start
    def advance(times=1, *args, **names):
        nonlocal total
        total = total + step * times
        return total, args, names
    return advance


def guarded(x):
    try:
        return add(x, 1)
    except TypeError as error:
        raise ValueError('bad') from error


def fields(row):
    first, *rest = row
    return first, rest


class Shape:
    sides = 4

    def describe(self):
        return super().__repr__()[:1] + str(self.sides)


def show(action, *arguments, **names):
    try:
        print(action(*arguments, **names))
    except Exception:
        traceback.print_exc(file=sys.stdout)


show(add, 1, 2)
show(add, 1, 'x')
show(add, 1)
show(add, 1, 2, 3)
show(add, b=1, a=2)
show(add, a=1, c=2)
advance = counter(10, step=2)
show(advance)
show(advance, 3, 4, 5, key=6)
show(counter, 1, 2)
show(advance, 'x', times=2)
show(guarded, 1)
show(guarded, None)
show(fields, (1, 2, 3))
show(fields, ())
show(fields, 5)
print(Shape().describe(), Shape.__qualname__, Shape.describe.__qualname__)
print(add.__code__.co_varnames, counter.__kwdefaults__, add.__defaults__)
replaced = lambda a, b: (a, b)
add.__code__ = replaced.__code__
show(add, 1, 2)
show(eval, 'undefined_name')
show(guarded, None)


class Keeper:
    def __rmul__(self, other):
        self.frame = sys._getframe(1)
        return other


keeper = Keeper()
print(counter(5)(keeper)[0], keeper.frame.f_code.co_name, keeper.frame.f_back.f_code.co_name)
for turn in range(20000):
    try:
        counter(5)(None)
    except TypeError as error:
        kept = error
print(kept.__traceback__.tb_next.tb_frame.f_code.co_name)
for depth in range(3):
    limited = counter(1, step=[])
    try:
        limited(1.5)
    except TypeError as error:
        print(error, error.__traceback__.tb_next.tb_lineno)
print(sys.prefix, sys.path[0], sys.argv, __name__)
sys.stdout.flush()
fields(None)
