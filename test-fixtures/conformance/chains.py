"""Comparison chains, and/or, conditional expressions: what is evaluated, in which order, and how often."""


def note(value):
    print('see', value, end='; ')
    return value


def chain(a, b, c):
    return note(a) < note(b) <= note(c)


def mixed(a, b, c, d):
    return note(a) == note(b) != note(c) in note(d)


for row in [(1, 2, 3), (2, 1, 3), (1, 3, 2), (1, 1, 1)]:
    print(chain(*row))
print(mixed(1, 1, 2, [2]), mixed(1, 2, 2, [2]), mixed(1, 1, 2, []))
print(1 < 2 < 3 < 4 > 3 > 2, 1 < 2 > 5 < 1, not 1 < 2 < 3)
print(note(0) or note('') or note([]) or note(None))
print(note(1) and note('x') and note([0]) and note({}))
print(note(0) and note(1) or note(2))
print(note(1) if note(False) else note(2) if note(0) else note(3))


class Odd:
    """Comparisons need not give truth values."""

    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        return f'{self.name}<{other.name}'

    def __eq__(self, other):
        return []

    def __bool__(self):
        raise ValueError(f'truth of {self.name}')


a, b, c = Odd('a'), Odd('b'), Odd('c')
print(a < b, a < b < c, a == b, a == b == c, a != b)
try:
    print(a and b)
except ValueError as error:
    print(error)
try:
    if not a:
        print('unreached')
except ValueError as error:
    print(error)
count = 0
while (count := count + 1) < 5 and count != 3:
    print('count', count)
print(None is None is not False, 1 in [1] == True, (1 in [1]) == True)
print([x for x in range(20) if 3 < x < 15 and x % 2 or x == 18])
assert 1 < 2, 'never'
try:
    assert 1 > 2, note('message')
except AssertionError as error:
    print(repr(error))
try:
    assert ()
except AssertionError as error:
    print(repr(error))
nan = float('nan')
print(nan == nan, nan is nan, nan in [nan], [nan] == [nan], nan < nan, nan != nan, min(nan, 1), max(1, nan))
