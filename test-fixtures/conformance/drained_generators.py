"""Builtins that are given a generator expression alone, whose loops later versions make in place; and how it gets its first iterator."""
import builtins
import sys
import traceback


class Items:
    """Says who asks for its iterator."""
    def __init__(self, *items): self.items = items
    def __iter__(self):
        frame = sys._getframe(1)
        print('iter asked by', frame.f_code.co_name)
        return iter(self.items)
    def __del__(self): print('items end')


class Ends:
    def __init__(self, name): self.name = name
    def __del__(self): print('end of', self.name, sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno)
    def __bool__(self): return self.name in 'xy'
    def __hash__(self): return 1


def callers():
    frame, names = sys._getframe(2), []
    while frame:
        names.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))
        frame = frame.f_back
    return names


def see(x):
    print('  seen from', callers()[:3])
    return x


def closing(items):
    try:
        for item in items: yield item
    finally: print('closed')


def decide(items):
    print(any(x for x in items), all(x for x in items))
    if any(
            see(x) for x in items):
        print('some')
    if not all(x
               for x in closing(items)):
        print('not all')
    return any(
        x == 2 for x in closing(items))


def collect(items):
    a = tuple(x for x in items)
    b = list(
        see(x) for x in items)
    c = set(x for x in items if x)
    d = frozenset(x for x in items), sorted(x for x in items), sum(x for x in items)
    return a, b, sorted(c), d


def shadowed(any, items):
    return any(x for x in items)


def replaced(items):
    before = builtins.any
    builtins.any = lambda given: ['mine', type(given).__name__, *given]
    try:
        return any(x for x in items)
    finally:
        builtins.any = before


def local_name(items):
    list = tuple
    return list(x for x in items)


def ends():
    print(any(Ends(name) for name in 'axb'))
    print(len(tuple(Ends(name) for name in 'ab')))
    print(len(set(Ends(name) for name in 'ab')))
    print(all(x for x in Items(1, 0, 1)))
    z = list(x for x in Items())
    print('end')


def nested(rows):
    return all(any(x for x in row) for row in rows), tuple(tuple(x for x in row) for row in rows)


def twice(rows):
    return any(x for row in rows for x in row if any(y == x for y in row)) and all(not x for x in ())


def starred(*rows): return any(*rows), any((x for x in rows[0])), list((x for x in rows[0]))


print(decide([1, 0, 2]), decide([]), collect([3, 0, 3]))
print(shadowed(sorted, [2, 1]), shadowed(any, [2, 1]), replaced([1, 2]), local_name('ab'))
ends()
print(nested([[1, 0], [2]]), twice([[0], [1]]), starred([0, 1]))


def no_items(v): return any(x for x in v)
def no_items2(v): return list(
    x for x in v)
def no_items3(v):
    g = (x for
         x in v)
    return g
def not_hashed(v): return set(x for x in v)
def fails(v): return tuple(
    1 // x for x in v)
def fails2(v): return all(
    1 // x for x in v) or any([])
def fails3(v):
    return max(list(y for y in (1 // x for x in v)))
class Untrue:
    def __bool__(self): raise ValueError('no truth')
class NoIter:
    def __iter__(self): raise KeyError('no iterator')
class Stops:
    def __iter__(self): return self
    def __next__(self): raise LookupError('no item')


for function in no_items, no_items2, no_items3, not_hashed, fails, fails2, fails3:
    for value in 5, [[]], [0], [Untrue()], NoIter(), Stops():
        try: print(function.__name__, type(function(value)).__name__)
        except Exception: traceback.print_exc()


def deep(n):
    return any(deep(n - 1) for _ in 'a') if n else True
print(deep(50))


def names(x, items=(1, 2)):
    """Closures, and names that the expression binds."""
    if all(y > x for y in items): return [x for x in items]
    return list((y, z := x) for y in items), z
print(names(0), names(1))

module_level = tuple(x * 2 for x in range(3)), list(x for x in 'ab'), any(x for x in ()), sorted(set(x for x in 'ba'))
print(module_level)
for x in range(3): print(any(y == x for y in (1, 2)), end=' ')
print()
