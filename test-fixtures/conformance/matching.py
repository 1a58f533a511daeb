"""match: every kind of pattern, guards, captures, order."""
from dataclasses import dataclass
from enum import Enum


@dataclass
class Point:
    x: int
    y: int


class Color(Enum):
    RED = 1
    BLUE = 2


class Positional:
    __match_args__ = ('first', 'second')

    def __init__(self, first, second): self.first, self.second = first, second


def describe(value):
    match value:
        case None | True | False:
            return f'singleton {value}'
        case 0 | -1 | 3.5 | 2 + 3j:
            return f'number {value}'
        case 'hello' | b'bytes':
            return 'literal'
        case Color.RED:
            return 'red'
        case Color():
            return f'color {value.name}'
        case int(n) if n > 100:
            return f'large {n}'
        case int() | float() as number:
            return f'plain {number!r}'
        case str(text) if (length := len(text)) > 3:
            return f'text of {length}'
        case []:
            return 'empty'
        case [x]:
            return f'one {x}'
        case [Point(x=0, y=0), *_]:
            return 'starts at origin'
        case [first, *middle, last] if first == last:
            return f'framed {middle}'
        case (1, [2, [3, *deep]]):
            return f'deep {deep}'
        case [_, _]:
            return 'pair'
        case {'kind': 'circle', 'radius': r, **rest}:
            return f'circle {r} {rest}'
        case {'kind': str(kind)}:
            return f'kind {kind}'
        case {}:
            return f'mapping of {len(value)}'
        case Point(0, y):
            return f'on axis {y}'
        case Point(x, y) if x == y:
            return f'diagonal {x}'
        case Point():
            return 'point'
        case Positional(1, second=[a, b]):
            return f'positional {a} {b}'
        case Positional(first, (Point(px) | px)):
            return f'either {first} {px}'
        case set() | frozenset():
            return 'set'
        case _:
            return f'other {type(value).__name__}'


VALUES = [None, True, 0, -1, 3.5, 2 + 3j, 'hello', b'bytes', Color.RED, Color.BLUE, 1000, 7, 2.25, 'long text', 'abc', [], [5], (5,),
          [Point(0, 0), 1, 2], [1, 2, 3, 1], (1, [2, [3, 4, 5]]), (8, 9), {'kind': 'circle', 'radius': 2, 'z': 1}, {'kind': 'square'}, {'kind': 1},
          {}, Point(0, 5), Point(3, 3), Point(1, 2), Positional(1, [2, 3]), Positional(2, Point(4, 5)), Positional(2, 6), {1}, range(2), range(9), 'x', object]
for value in VALUES:
    print(describe(value))


def nothing(value):
    match value:
        case 1:
            print('one')
    match value, value + 1:
        case 1, 2:
            print('tuple subject')
        case a, b:
            print(a, b)


nothing(1)
nothing(2)


class Tracked:
    def __init__(self): self.log = []

    def __getattr__(self, name):
        self.log.append(name)
        if name == 'b':
            raise AttributeError
        return 1


tracked = Tracked()
match tracked:
    case Tracked(a=1, b=2): print('no')
    case Tracked(c=2): print('no')
    case Tracked(d=1): print('yes', tracked.log)
for subject in (Point(1, 2),):
    try:
        match subject:
            case Point(1, 2, 3): print('no')
    except TypeError as error:
        print(error)
    try:
        match subject:
            case Point(1, x=1): print('no')
    except TypeError as error:
        print(error)
try:
    match 1:
        case describe(): print('no')
except TypeError as error:
    print(error)
match = case = type_ = 5
print(match, case, [match for case in (1,)])


def loop(commands):
    for command in commands:
        match command.split():
            case ['go', ('north' | 'south') as direction]:
                yield direction
            case ['go', other]:
                yield f'no way {other}'
            case ['stop']:
                break
            case [action, *arguments]:
                yield action, arguments


print(list(loop(['go north', 'go west', 'take the lamp', 'stop', 'never'])))
