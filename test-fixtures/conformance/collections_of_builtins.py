"""list, tuple, dict, set, range: methods, order, mutation while iterating, sorting, equality, errors."""
import functools


def attempt(function):
    try:
        return repr(function())
    except Exception as error:
        return f'{type(error).__name__}: {error}'


items = [5, 3, 9, 1]
items.append(7); items.extend([2, 2]); items.insert(1, 'x'); items.remove('x')
print(items, items.pop(), items.pop(0), items.index(9), items.count(2), items[::-1], items * 2, items + [0], 9 in items)
items.sort(); print(items, sorted(items, reverse=True)); items.reverse(); print(items, items.copy() == items, items.clear(), items)
people = [('bob', 25), ('ann', 30), ('cid', 25), ('dan', 30)]
print(sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: (-p[1], p[0])), sorted(people, key=functools.cmp_to_key(lambda a, b: (a[1] > b[1]) - (a[1] < b[1])), reverse=True), min(people, key=lambda p: p[1]))
for function in (lambda: [].pop(), lambda: [1].remove(2), lambda: [1, 'a'].sort(), lambda: [1][1], lambda: (1,)[2], lambda: {}['k'], lambda: {}.popitem(), lambda: {[]: 1}, lambda: {1}.remove(2), lambda: set().pop(), lambda: [1].index(5), lambda: hash([]), lambda: (1, 2) + [3], lambda: [1] + (2,), lambda: [0] * 1.5, lambda: {1} + {2}, lambda: {} | [], lambda: range(1.5), lambda: range(0, 5, 0), lambda: dict([(1, 2, 3)]), lambda: dict([1]), lambda: tuple(5), lambda: sum(['a']), lambda: min([]), lambda: next(iter([])), lambda: len(5), lambda: iter(5), lambda: reversed({1}), lambda: sorted([{}, {}]), lambda: zip([1], [1, 2], strict=True).__class__ and list(zip([1], [1, 2], strict=True))):
    print(attempt(function))
d = {'b': 1, 'a': 2}
d['c'] = 3; d['b'] = 9; del d['a']; d['a'] = 4
print(d, list(d), d.get('z'), d.get('z', 0), d.setdefault('q', []), d.pop('q'), d.pop('none', 'default'), d.popitem(), list(d.items()), d | {'n': 1}, {**d, 'b': 0})
d.update(x=1, b=2); d |= [('y', 5)]
print(d, 'x' in d, len(d), list(reversed(d)), d == {'y': 5, 'x': 1, 'c': 3, 'b': 2}, d.keys() & {'x', 'zz'}, sorted(d.items() - {('x', 1)}), d.copy() is d, dict.fromkeys('ab', 0), dict(a=1), dict(zip('ab', (1, 2))))
print({1: 'a', 1.0: 'b', True: 'c'}, {0, False, 0.0}, {(1, 2): 'tuple'}, {None: 1}[None])


class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): print('hash', self.n, end=' '); return self.n % 2
    def __eq__(self, other): print('eq', self.n, other.n, end=' '); return self.n == other.n
    def __repr__(self): return f'K{self.n}'


table = {Key(1): 'one', Key(2): 'two', Key(3): 'three'}
print(table[Key(3)], Key(5) in table, len(table))


class Default(dict):
    def __missing__(self, key): self[key] = value = f'made {key}'; return value


default = Default()
print(default['k'], default, default.get('m'))
for container, change in (({1: 1, 2: 2}, lambda c: c.update({3: 3})), ({1, 2}, lambda c: c.add(3))):
    try:
        for element in container:
            change(container)
    except RuntimeError as error:
        print(error)
grow = [1, 2, 3]
for element in grow:
    if len(grow) < 6:
        grow.append(element * 10)
print(grow)
shrink = [1, 2, 3, 4, 5, 6]
for element in shrink:
    shrink.remove(element)
print(shrink)
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a <= b, a.isdisjoint({9}), a.union([7]), {1} < a, frozenset(a) == a, a.symmetric_difference(b), a.discard(99), len(a), sorted(a), {frozenset({1}): 1})
a |= {8}; a -= {1}; a &= {2, 8}; a ^= {5}
print(sorted(a), (1, 2) < (1, 3), (1, 2) < (1, 2, 0), [1, [2]] == [1, [2]], [1, 2] != (1, 2), (1,) * 3, (3, 1, 2).index(1), (1, 1).count(1), () == tuple(), [[]] * 2)
r = range(10, 0, -3)
print(r, list(r), len(r), r[1], r[-1], r[1:3], 7 in r, 8 in r, r.index(4), r == range(10, -1, -3), list(reversed(r)), range(0), bool(range(0)), range(5)[::2], attempt(lambda: r[9]))
rows = [[0] * 3 for _ in range(2)]
rows[0][1] = 5; rows[1][-1] += 2
shared = [[0] * 2] * 2
shared[0][0] = 1
print(rows, shared, [*map(lambda x, y: x * y, [1, 2], [3, 4])], list(filter(None, [0, 1, '', 'a'])), list(enumerate('ab', 5)), all([]), any([]), sum([[1], [2]], []), list(zip('ab', [1, 2, 3])))
recursive = [1]; recursive.append(recursive)
cycle = {}; cycle['self'] = cycle
print(recursive, cycle, recursive[1][1][0])


class Sized:
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * i


print(list(Sized()), 4 in Sized(), *Sized(), iter(lambda c=iter([1, 2, 0]): next(c), 0).__class__.__name__)
print(slice(1, 2), slice(None).indices(5), [1, 2, 3, 4][slice(None, None, 2)], divmod(7, 2), abs(-3), isinstance(True, int), callable(len), id([]) != 0, repr(...), NotImplemented)
