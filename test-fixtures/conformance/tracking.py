"""Which tuples the collector follows when they are made."""
import gc

gc.disable()


def displays(x, y, z):
    for made in ((x, y), (x, 1), (x, (y, 2)), (x, z), (z,), (x, (z,)), (x, (x, (y, None))), (), (object(), x), (displays, x), (x, {}), (x, frozenset())):
        print(gc.is_tracked(made), end=' ')
    print()


def rest(*given):
    return gc.is_tracked(given)


def unpacked(given):
    return gc.is_tracked((*given, 1)), gc.is_tracked((*given, [])), gc.is_tracked(tuple(given)), gc.is_tracked(tuple(each for each in given))


def computed(x):
    return gc.is_tracked((x,) * 3), gc.is_tracked((x,) + (x,)), gc.is_tracked((x, x)[0:1])


def returned(n):
    return n, n + 1.5


displays(1.5, 'a', [])
print(rest(1, 2), rest(1, []), rest(*[1, 2]), rest(*(1, [])), rest(*range(3)), rest())
print(unpacked([1, 2]), unpacked([[]]), computed(1), computed([]))
print(gc.is_tracked(returned(1)), [gc.is_tracked(each) for each in zip((1, 2), 'ab')], [gc.is_tracked((i, i)) for i in range(2)])
x, y = 3, []
print(gc.is_tracked((x, x)), gc.is_tracked((x, y)))
key = (x, 'k')
print(gc.is_tracked(key), {key: 1}[3, 'k'])
