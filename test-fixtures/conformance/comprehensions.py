"""Comprehensions: nesting, conditions, scopes, classes, walrus, closures, evaluation order, errors."""
from itertools import count

x = 'outside'
print([x for x in range(3)], x)
print([(x, y) for x in range(3) for y in range(x) if (x + y) % 2], {x: y for x, y in zip('abc', count())})
print([[cell * row for cell in range(1, 4)] for row in range(1, 4)], sorted({n % 4 for n in range(20)}))
matrix = [[1, 2], [3, 4]]
print([list(column) for column in zip(*matrix)], [n for row in matrix for n in row], [a + b for (a, b) in matrix])
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])
print([y := n * 2 for n in range(3)], y, [last := n for n in range(5) if (half := n // 2)], last, half)


class Scope:
    base = 10
    items = [base + 0 for _ in range(1)] if False else [1, 2]
    doubled = [item * 2 for item in items]
    first_sees_class = [n for n in items]
    try:
        inner_does_not = [base for _ in range(1)]
    except NameError as error:
        inner_does_not = str(error)

    @classmethod
    def names(cls):
        return [cls.__name__ for _ in range(2)], [__class__.base for _ in range(1)]


print(Scope.doubled, Scope.first_sees_class, Scope.inner_does_not, Scope.names())


def local_scope(n):
    total = 0
    squares = [total := total + i for i in range(n)]
    adders = {i: (lambda value, i=i: value + i + n) for i in range(2)}
    return squares, total, adders[1](10), [n for n in range(2)], n


print(local_scope(5))


def note(value):
    print('note', value)
    return value


print({note(k): note(v) for k, v in [(1, 2), (3, 4)]})
print([note(a) for a in note([1, 2]) if note(a > 1)])
lazy = ((a, b) for a in note(range(2)) for b in note(range(2)))
print('lazy', next(lazy), list(lazy))
try:
    [1 // n for n in (2, 1, 0)]
except ZeroDivisionError as error:
    print(error)
try:
    [a for a, b in [(1,)]]
except ValueError as error:
    print(error)
try:
    print([undefined for _ in range(1)])
except NameError as error:
    print(error)


def unbound():
    print([late for _ in ()])
    try:
        print([late for _ in range(1)])
    except NameError as error:
        print(type(error).__name__, error)
    late = 1


unbound()
print([*range(2), *[n for n in 'ab']], {**{k: 1 for k in 'ab'}, 'c': 2}, (*(n for n in 'xy'),))
print([[(a, b, c) for c in range(b)] for a in range(2) for b in range(a + 2)])
print([a for a in [b for b in [c for c in range(4)] if b] if a > 1], [lambda: None][0]())
print(sum(i * i for i in range(1000)), max((len(w), w) for w in 'to be or not'.split()), dict.fromkeys(n % 3 for n in range(9)))
nested = [[lambda: (i, j) for j in range(2)] for i in range(2)]
print([f() for row in nested for f in row])
print([i if i % 2 else -i for i in range(5)], [i for i in range(30) if i % 2 if i % 3 if i % 5])


def generator_scope():
    data = [1, 2, 3]
    result = (item * factor for item in data)
    data = None
    factor = 10
    return list(result)


print(generator_scope())
print(locals().get('i', 'no leak'), [k for k in ('a', 'b', 'c') if k in globals()])
