"""dataclasses, enum, namedtuple, typing: code that the standard library makes at run time."""
import collections
import dataclasses
import enum
import typing
from dataclasses import dataclass, field


@dataclass(order=True)
class Item:
    name: str
    price: float = 1.5
    tags: list = field(default_factory=list, compare=False)
    total: float = field(init=False, repr=False, default=0)

    def __post_init__(self):
        self.total = self.price * 2

    def with_price(self, price):
        return dataclasses.replace(self, price=price)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    a: int
    b: int = 2

    @property
    def sum(self): return self.a + self.b


@dataclass
class Child(Item):
    extra: int = 0


item = Item('x', 2.0)
print(item, item == Item('x', 2.0), item < Item('y'), item.total, item.with_price(9), dataclasses.asdict(item), dataclasses.astuple(item), [f.name for f in dataclasses.fields(item)])
frozen = Frozen(a=1)
print(frozen, frozen.sum, hash(frozen) == hash(Frozen(a=1, b=2)), {frozen: 1}[Frozen(a=1)])
for action in (lambda: setattr(frozen, 'a', 2), lambda: Frozen(1), lambda: Item(), lambda: Item('a', 1, [], 5)):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
print(Child('c', extra=3), Item.__match_args__)
try:
    @dataclass
    class Wrong:
        a: list = []
except ValueError as error:
    print(error)


class Color(enum.Enum):
    RED = 1
    GREEN = 'g'
    CRIMSON = 1

    @property
    def lower(self): return self.name.lower()

    @classmethod
    def first(cls): return next(iter(cls))


class Number(enum.IntEnum):
    ONE = enum.auto()
    TWO = enum.auto()


class Permission(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()
    BOTH = READ | WRITE


class Planet(enum.Enum):
    EARTH = (1.0, 2.0)

    def __init__(self, mass, radius): self.mass, self.radius = mass, radius


print(list(Color), Color.CRIMSON is Color.RED, Color('g'), Color['RED'], Color.RED.lower, Color.first(), Color.RED in Color, len(Color))
print(Number.ONE + 1, Number.TWO > 1, Number(2), [n.value for n in Number], Permission.READ | Permission.WRITE, Permission.BOTH & Permission.READ, Planet.EARTH.radius, f'{Number.ONE} {Color.RED}', repr(Number.TWO))
for action in (lambda: Color(9), lambda: Color['NO'], lambda: setattr(Color, 'RED', 2), lambda: Color.RED < Color.GREEN):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
Pair = collections.namedtuple('Pair', 'left right', defaults=[0])
pair = Pair(1)
print(pair, pair.left, pair._replace(right=5), pair._asdict(), Pair._fields, pair == (1, 0), [*pair])


class Typed(typing.NamedTuple):
    x: int
    y: str = 'default'

    def both(self): return f'{self.x}{self.y}'


print(Typed(1), Typed(1, 'z').both(), Typed.__annotations__, typing.get_type_hints(Item)['price'])
T = typing.TypeVar('T')


class Stack(typing.Generic[T]):
    def __init__(self) -> None: self.items: list[T] = []
    def push(self, item: T) -> 'Stack[T]': self.items.append(item); return self


print(Stack[int]().push(1).items, Stack[int], Stack.__parameters__, list[int], dict[str, list[int]], int | None, typing.Optional[int], typing.get_args(dict[str, int]), isinstance(3, int | str))


class Drawable(typing.Protocol):
    def draw(self) -> str: ...


@typing.runtime_checkable
class HasName(typing.Protocol):
    name: str


class Config(typing.TypedDict, total=False):
    key: int


print(isinstance(item, HasName), isinstance(3, HasName), Config(key=1), typing.cast(int, 'x'), typing.TYPE_CHECKING)


@typing.overload
def over(x: int) -> int: ...
@typing.overload
def over(x: str) -> str: ...
def over(x): return x


print(over(1), typing.get_type_hints(over), collections.Counter('hello').most_common(2), collections.OrderedDict(a=1), collections.deque([1, 2, 3], 2), collections.ChainMap({'a': 1}, {'b': 2})['b'], collections.defaultdict(list, {1: [2]})[3])
