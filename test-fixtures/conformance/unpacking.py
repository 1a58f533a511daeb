"""Assignment in all shapes: unpacking, star targets, chains, order of evaluation, augmented, del, slices."""


def note(value):
    print('note', value, end='; ')
    return value


a, b = 1, 2
a, b = b, a
(c, [d, *e]), f = (3, [4, 5, 6]), 7
*g, h = 'xyz'
i, *j, k = range(5)
[l, m] = {'p': 1, 'q': 2}
print(a, b, c, d, e, f, g, h, i, j, k, l, m)
x = y = z = []
x.append(1)
print(x is y is z, z)
first, second = third = (1, 2)
print(first, second, third)
for source in ([1], [1, 2, 3], [], 5, None, 'abcd', {1: 2}):
    try:
        p, q = source
        print(p, q)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    p, *q, r = [1]
except ValueError as error:
    print(error)


class Box:
    def __getitem__(self, key): print('get', key, end='; '); return 10
    def __setitem__(self, key, value): print('set', key, value)
    def __delitem__(self, key): print('del', key)
    def __getattr__(self, name): print('getattr', name, end='; '); return 20
    def __setattr__(self, name, value): print('setattr', name, value)
    def __delattr__(self, name): print('delattr', name)


box = Box()


def get(): print('box', end='; '); return box


get()[note('k')] = note('v')
get().attr, get()[note(1)] = note(2), note(3)
get()[note('k')] += note(5)
get().attr *= note(6)
get()[note(1):note(2)] = note(3)
get()[1:2, ::3, ...] = 0
get()[note(0):] -= note(1)
del get()[note('z')], get().w, box[1:2]
(get()[0], *get().rest) = 1, 2, 3
for get().loop, box[0] in [(1, 2), (3, 4)]:
    pass
i = 0
items = [0, 0, 0]
i, items[i] = 1, 'set at new index'
print(i, items)
data = list(range(10))
data[2:5] = 'ab'
print(data)
data[::2] = [0] * 5 if len(data[::2]) == 5 else [0] * len(data[::2])
del data[1:3]
print(data, data[-3:], data[::-1], data[5:1:-2], data[100:], data[:-100], data[slice(1, None, 3)])
try:
    data[::2] = [1]
except ValueError as error:
    print(error)
for index in (100, -100, 'x', 1.5, None):
    try:
        data[index]
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
t = ([1], 2)
try:
    t[0] += [9]
except TypeError as error:
    print(error, t)


def local_delete():
    v = 1
    del v
    try:
        print(v)
    except UnboundLocalError as error:
        print(error)
    try:
        del v
    except UnboundLocalError as error:
        print(error)
    v = 2
    return v


print(local_delete())


def conditional(flag):
    if flag:
        w = 1
    try:
        return w
    except UnboundLocalError as error:
        return str(error)


print(conditional(True), conditional(False))


def loop_variable():
    for n in []:
        pass
    try:
        n
    except NameError as error:
        return type(error).__name__


print(loop_variable())
try:
    del undefined
except NameError as error:
    print(error)
total: int = 0
untouched: str
total += (step := 3) * 2
print(total, step, 'untouched' in globals(), __annotations__)
print([*'ab', *[1], *{2: 3}], {*'a', *'a'}, (*[], 1), {**{'x': 1}, 'x': 2, **{'y': 3}}, *(1, 2), sep=' ')
