"""Lists and sets that are only searched or walked, and those that are compared as well."""
x, y, zero = 3, 4, 0

print(x in [3, 4] in [[3, 4]], x in {3} in [{3}], 2 < 3 in [3] in [[3]], x not in [4] in [[4]], x in [3] == [3], x in [3] is [3])
print(x in [3, 4] in [(3, 4)], x in {3} in [frozenset({3})], x in {3} == frozenset({3}), x in (3, 4) in [(3, 4)], x in [3] == (3,))
print(x in [3] not in [[3]], x in [3] not in [(3,)], x in [3] in [[3]] in [[[3]]], 3 == x in [3], 3 == x in [3] != [4])
print(x in [y, 3], x in [y, 3] in [[y, 3]], x in [y, 3] in [(y, 3)], x in [*[3]] in [[3]], x in {y, 3} in [{y, 3}])
print(x in [], x not in {4}, not x in [3], x in [None, ...], x in [1 + 2], x in {1, 1.0, True}, [] in [[]], () in [[]])
print([i for i in [1, 2]], {i for i in {1}}, [i for i in [1, y]], [i for i in [*[1], y]], {i: j for i in [1] for j in [y] if i in [1]})


class Shows:
    """Compares with everything by showing it."""

    def __eq__(self, other):
        print('eq', type(other).__name__, other)
        return True

    def __gt__(self, other):
        print('gt', type(other).__name__, other)
        return True

    __hash__ = None


shows = Shows()
print(x in [3] == shows, x in {3} == shows, x in [3] < shows, [3] == shows, shows in [1], x in [3] in [shows], x in {3} in [shows])

for item in [1, y]:
    print(type(item), item)
for item in [zero, [zero]]:
    item = [item]
    print(item)
a, b = [1, 2]
[c, *d] = {5}
print(a, b, c, d, [*[1, 2]], max([1, 2]), max({1}), [1, 2] == [1, 2], {1} == {1})

for walk in (lambda: (i async for i in [1, 2]), lambda: (i async for i in [1, y]), lambda: (i async for i in {1, 2}), lambda: (i async for i in {1, y}), lambda: (i async for i in [*[1]])):
    try:
        walk()
    except TypeError as error:
        print(error)

for test in (lambda: [] in {1}, lambda: [] in {1, y}, lambda: x in {[]}, lambda: x in [3] in {1}, lambda: x in 3 in [3], lambda: [] in [3] in {3}):
    try:
        print(test())
    except TypeError as error:
        print(error)
