"""A program's own `__import__` sees the program's imports and no other."""
import builtins

seen = []
real_import = builtins.__import__


def tracking(name, globals=None, locals=None, fromlist=(), level=0):
    if globals is None or globals.get("__name__") == "__main__":
        seen.append((name, fromlist, level, globals is None))
    return real_import(name, globals, locals, fromlist, level)


class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def __iter__(self):
        yield self.x
        yield self.y


class Failing:
    def __init__(self):
        raise KeyError("failing")


def work(n):
    points = [Point(i) for i in range(n)]
    total = 0
    for x, y in points:
        total += x + y
    try:
        Failing()
    except KeyError as error:
        total += len(error.args)
    with open("/dev/null") as file:
        total += len(file.read())
    return f"{total:>4}", sorted({*points[0]}), {**{"a": 1}}


def imports():
    import json.decoder as decoder
    from string import digits, punctuation
    from os import path

    return decoder.__name__, digits, len(punctuation), path.sep


builtins.__import__ = tracking
print(work(5))
print(seen)
print(imports(), seen)
builtins.__import__ = real_import
