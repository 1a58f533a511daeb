"""Calls of builtins and attributes that compiled code does in place, and what each guard of that looks at."""
import builtins
import enum
from collections import Counter, defaultdict


def tell(function, *arguments):
    try:
        print(repr(function(*arguments)), end=" ")
    except Exception as error:
        print(type(error).__name__, str(error)[:80], end=" ")


class Number(int):
    def __lt__(self, other):
        print("asked", end=" ")
        return int(self) < int(other)

    def __abs__(self):
        return "absolute"


class Text(str):
    def __eq__(self, other):
        print("compared", end=" ")
        return str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def __contains__(self, item):
        return "contained"


class Stack(list):
    def pop(self):
        return "popped"


class Plain(list):
    pass


def extremes(a, b, c):
    return min(a, b, c), max(a, b, c), min(a, b), max(b, a)


def absolute(value):
    return abs(value)


def ordinal(text):
    return ord(text)


def character(number):
    return chr(number)


def length(value):
    return len(value)


def instance(value, kind):
    return isinstance(value, kind)


def get(table, key):
    return table.get(key), table.get(key, "no"), table.get(str(key), "neither")


def pop(items):
    return items.pop()


def append(items, item):
    items.append(item)
    return items


def append_sum(items, a, b):
    items.append(a + b)
    return items


def starts(text, start):
    return text.startswith(start), text.endswith(start)


def equal(a, b):
    return a == b, a != b


def inside(item, container):
    return item in container, item not in container


nan = float("nan")
for arguments in ((3, 1, 2), (1, 1, True), (2.5, -0.0, 0.0), (0.0, -0.0, 1.0), (nan, 1.0, 2.0), (1.0, nan, 0.5), (2**40, 2**80, 3), (2**59, -(2**59), 0), (1, 2.0, 3),
                  (Number(5), 4, 3), ("b", "a", "c"), (1, "a", 2), ((1, 2), (1, 1), (0, 9))):
    tell(extremes, *arguments)
print()
for value in (-3, 3, True, -2**59, -(2**62), -0.0, -1.5, nan, Number(-3), -1j, "a", None):
    tell(absolute, value)
print()
for value in ("a", "é", "語", "😀", "", "ab", b"a", bytearray(b"b"), Text("t"), 3):
    tell(ordinal, value)
for value in (97, 0, 255, 256, 0x10FFFF, 0x110000, -1, 2**40, True, Number(98), "a", 1.0):
    tell(character, value)
print()
for value in ([1], (1, 2), {1: 2}, {1, 2}, frozenset((1,)), b"abc", bytearray(b"ab"), "", "é語", Stack([1]), Text("text"), range(5), 3, iter(())):
    tell(length, value)
print()


# isinstance: classes that have a say in it, objects that say something else of their class.
class Meta(type):
    def __instancecheck__(cls, value):
        print("checked", end=" ")
        return value == 1


class Checked(metaclass=Meta):
    pass


class Base:
    def __repr__(self):
        return type(self).__name__


class Derived(Base):
    pass


class Pretender:
    @property
    def __class__(self):
        print("class", end=" ")
        return Base


class Late:
    pass


pretender, late = Pretender(), Late()
for value in (1, True, Base(), Derived(), Checked(), pretender, late, 2.0, "a", None, Number(3)):
    for kind in (int, Base, Checked, (str, Base), (int, (float, Base)), (), object, Pretender):
        tell(instance, value, kind)
    print()
tell(instance, 1, 1)
tell(instance, 1, (str, 1))
tell(instance, 1, (int, 1))
tell(instance, 1, list[int])
tell(instance, 1, int | str)
for _ in range(3):
    tell(instance, late, Base)
    Late.__getattribute__ = lambda self, name: Base if name == "__class__" else object.__getattribute__(self, name)
del Late.__getattribute__
tell(instance, late, Base)
print()

# Containers.
for table in ({"a": 1, "b": 2}, {1: "one", "a": 2}, defaultdict(list, a=1), Counter("abca"), Base().__dict__, {}):
    for key in ("a", "".join(["a"]), "z", 1, Text("a"), None, [], ("a",)):
        tell(get, table, key)
    print()
grown = {}
for count in range(300):
    grown[f"key{count}"] = count
del grown["key7"]
tell(get, grown, "key" + str(299))
tell(get, grown, "key7")
instance_of_base = Base()
instance_of_base.a = 5
tell(get, instance_of_base.__dict__, "a")
tell(get, vars(instance_of_base), "".join(["b"]))
print()
for items in ([1, 2, 3], [], Stack([1]), Plain([1, 2]), {1: 2}, {7}, bytearray(b"a"), list(range(40))):
    tell(pop, items)
    tell(pop, items)
shrinking = list(range(100))
while shrinking:
    pop(shrinking)
print(shrinking)
for items in ([], Stack(), Plain([1]), bytearray(), {}):
    tell(append, items, 65)
    tell(append_sum, items, 60, 6)
print()


class Borrower:
    append = list.append
    get = dict.get
    startswith = str.startswith
    endswith = str.endswith


tell(append, Borrower(), 1)
tell(append_sum, Borrower(), 1, 2)
tell(get, Borrower(), "a")
tell(starts, Borrower(), "a")
print()
for text, start in (("abc", "a"), ("abc", "c"), ("abc", ""), ("", "a"), ("abc", ("x", "a")), ("abc", Text("ab")), (Text("abc"), "abc"), ("é語", "é"), ("abc", 1), (b"abc", b"a")):
    tell(starts, text, start)
print()

# Comparisons of text.
texts = ["", "a", "b", "é", "語", "ab", "aé", "abcdefghij" * 3, Text("a"), "".join(["a", "b"]), 1, b"a", None]
for a in texts:
    for b in texts:
        tell(equal, a, b)
    print()
for container in (("a", "ab", "é"), ["b", "a", 3], (3, "a"), (Text("a"), "a"), "abé", "ab", "", Text("ab"), {"a": 1}, {"a"}, frozenset("a"), range(3), 5, ("a" * 40, "a" * 41)):
    for item in ("a", "".join(["a", "b"]), "é", "", "z", 3, Text("a"), None, "a" * 41):
        tell(inside, item, container)
    print()


# Rebound names, and what C code of the same name does.
def rebound(values):
    found = []
    for place, value in enumerate(values):
        if place == 2:
            builtins.len = lambda value: "mine"
        if place == 4:
            builtins.len = original
        found.append(len(value))
    return found


original = len
print(rebound([[1], "ab", (), [1, 2, 3], {}, [5]]))


# Enumerations and other classes whose class, or which themselves, have a `__getattr__`.
class Colour(enum.Enum):
    RED = 1
    GREEN = 2

    @property
    def shout(self):
        return self.name.upper()


class Flags(enum.IntFlag):
    A = 1
    B = 2


def colours(kind, times):
    found = []
    for _ in range(times):
        found.append(kind.RED)
        found.append(kind.RED.value)
        found.append(kind.GREEN is kind.GREEN)
        found.append(kind.GREEN.shout)
    return found


print(colours(Colour, 3), Flags.A | Flags.B)


class LenientMeta(type):
    def __getattr__(cls, name):
        return f"class lacks {name}"


class Lenient(metaclass=LenientMeta):
    known = 1
    __slots__ = ("slot", "__dict__")

    def __getattr__(self, name):
        return f"lacks {name}"

    @property
    def broken(self):
        raise AttributeError("broken")

    @property
    def whole(self):
        return self.hidden

    def method(self):
        return "method"


def reads(value):
    return value.known, value.slot, value.own, value.broken, value.whole, value.method(), value.missing


def class_reads(cls):
    return cls.known, cls.absent


lenient = Lenient()
for step in range(9):
    print(step, reads(lenient), class_reads(Lenient))
    if step == 0:
        lenient.slot = "slot"
    elif step == 1:
        lenient.own = lenient.hidden = "own"
    elif step == 2:
        del lenient.slot
    elif step == 3:
        Lenient.missing = "found now"
        Lenient.absent = "found too"
    elif step == 4:
        Lenient.__getattribute__ = lambda self, name: f"got {name}" if name in ("own", "slot") else object.__getattribute__(self, name)
    elif step == 5:
        del Lenient.__getattribute__
    elif step == 6:
        LenientMeta.__getattribute__ = lambda cls, name: f"meta {name}" if name == "known" else type.__getattribute__(cls, name)
    elif step == 7:
        del LenientMeta.__getattribute__
        del Lenient.__getattr__
        Lenient.broken = Lenient.missing = lenient.slot = "plain"


class Descriptor:
    def __get__(self, instance, owner):
        raise AttributeError("never")


class Holder:
    def __init__(self):
        self.own = 1

    def __getattr__(self, name):
        return f"instead of {name}"


def held(value):
    return value.given


for step in range(5):
    print(held(Holder()), end=" ")
    if step == 0:
        Holder.given = object
    elif step == 1:
        Holder.given = Base()
    elif step == 2:
        Base.__get__ = Descriptor.__get__
    elif step == 3:
        Holder.given = Descriptor()
del Base.__get__
print()


# Properties.
class Measured:
    def __init__(self, size):
        self._size = size

    @property
    def size(self):
        return self._size

    @property
    def failing(self):
        return self.nothing

    unreadable = property(None, lambda self, value: None)
    from_c = property(len)

    def __len__(self):
        return 7


def measure(value):
    return value.size, value.from_c


measured = Measured(3)
for step in range(6):
    tell(measure, measured)
    if step == 0:
        Measured.size.__init__(lambda self: "other getter")
    elif step == 1:
        measured.__dict__["size"] = "shadowed"
    elif step == 2:
        Measured.size = "plain"
    elif step == 3:
        Measured.size = property(lambda self, extra=5: extra)
    elif step == 4:
        del Measured.size
tell(lambda value: value.failing, measured)
tell(lambda value: value.unreadable, measured)


class Ending:
    """A getter that takes itself out of its class."""

    @property
    def once(self):
        del Ending.once
        return "once"


def end(value):
    return value.once


tell(end, Ending())
tell(end, Ending())


class Swapped:
    @property
    def kind(self):
        return "swapped"


class Other:
    kind = "other"


swapped = Swapped()
for _ in range(2):
    tell(lambda value: value.kind, swapped)
    swapped.__class__ = Other
print()


# Classes whose `__init__` is made in place.
class Point:
    def __init__(self, x, y=2, *, z=3):
        self.x, self.y, self.z = x, y, z

    def __repr__(self):
        return f"P{self.x, self.y, self.z}"


def points(*arguments):
    return Point(*arguments), Point(1), Point(1, 5), Point(x=1, y=2, z=4)


for _ in range(3):
    tell(points, 1)
    tell(points, 1, 2)
    tell(points)
    tell(points, 1, 2, 3)
    Point.__init__.__defaults__ = (len(Point.__init__.__defaults__ or ()),)
Point.__init__ = lambda self, *rest: 5
tell(points, 1)
Point.__new__ = lambda cls, *rest, **names: "new"
tell(points, 1)
print()


# Numbers of more digits than one, and results that become such.
def arithmetic(a, b):
    return a + b, a - b, a * b, a % b, a // b, a << 3, a >> 2, a & b, a | b, a ^ b, a / b


def shifts(a, b):
    return a << b, a >> b


for a in (0, 1, -1, 7, -7, 2**15, 2**29, 2**30 - 1, -(2**30) + 1, 2**30, 2**31, -(2**45), 2**59, 2**60 - 1, 2**61, 2**64, True):
    for b in (1, -1, 3, -3, 256, 2**30 - 1, -(2**30) + 1, 2**30, 2**59, 2**63):
        tell(arithmetic, a, b)
    for b in (0, 1, 29, 30, 31, 33, 62, 63, 64, 90, -1):
        tell(shifts, a, b)
    print()
tell(arithmetic, 5, 0)


def kept(a):
    b = a + 1000
    c = b
    b += 1
    b -= 1000
    return a, b, c, c - 1000 is a or c - 1000 == a


print(kept(5), kept(2**29), kept(2**30 - 500), kept(-(2**30)), kept(2**60))


# Arguments by name.
def named(a, b=2, /, c=3, *, d, e=5):
    return a, b, c, d, e


def by_name(function, x):
    return function(x, d=1), function(1, x, d=2, c=x), function(x, e=x, d=x), function(x, c=9, d=9)


class Names:
    def __init__(self, first, second=2, *, third=None):
        self.values = first, second, third

    def __repr__(self):
        return "Names"

    def method(self, first, second=2, *, third=None):
        return self.values, first, second, third


def by_class(cls, x):
    return cls(x, third=x).values, cls(first=x, second=x).values, cls(second=x, first=1, third=2).values


def by_method(value, x):
    return value.method(x, third=x), value.method(first=x, second=1), value.method(second=x, first=2)


def unfit(function, x):
    return function(x, nothing=1)


def doubled(function, x):
    return function(x, first=1)


def swallow(*values, **more):
    return values, sorted(more.items())


for step in range(8):
    tell(by_name, named, step)
    tell(by_name, swallow, step)
    tell(by_class, Names, step)
    tell(by_method, Names(1, 2), step)
    tell(unfit, Names, step)
    tell(doubled, Names, step)
    tell(unfit, named, step)
    tell(unfit, swallow, step)
    print()
    if step == 0:
        named.__kwdefaults__ = {"d": "by default", "e": "e too"}
    elif step == 1:
        named.__kwdefaults__ = None
    elif step == 2:
        named.__kwdefaults__ = {"e": 7}
        named.__defaults__ = None
    elif step == 3:
        named.__defaults__ = ("b", "c")
        Names.__init__.__kwdefaults__["third"] = "third"
    elif step == 4:
        Names.method = lambda self, first=1, second=3, **more: ("lambda", first, second, more)
        Names.__init__.__defaults__ = None
    elif step == 5:
        named.__code__ = (lambda a, b=2, c=3, d=4, e=5: ("other code", a, b, c, d, e)).__code__
    elif step == 6:
        Names.__init__ = lambda self, *values, **more: setattr(self, "values", ("new", values, more))


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name, end=" ")


def takes(a, b, c=None):
    del b
    print("without b", end=" ")
    del a, c
    print("without any", end=" ")


for _ in range(3):
    takes(Loud("a"), c=Loud("c"), b=Loud("b"))
    takes(Loud("a"), Loud("b"))
    print()


# Classes whose attributes change between any two looks at them.
class Counted:
    count = 0

    def __init__(self):
        Counted.count += 1
        self.number = Counted.count

    def tell(self):
        return self.number


def count_up(times):
    found = 0
    for _ in range(times):
        counted = Counted()
        found += counted.number + counted.tell() + counted.count
    return found


print(count_up(500), Counted.count)


# `enumerate` and `zip`, which give one tuple again and again.
class Ender:
    def __init__(self, name, action=None):
        self.name = name
        self.action = action

    def __repr__(self):
        return self.name

    def __del__(self):
        print("end of", self.name, end=" ")
        if self.action is not None:
            self.action()


def pairs(iterator):
    for first, second in iterator:
        print(first, second, end=" ")
    print("over")


def kept(iterator):
    return [pair for pair in iterator]


def dropped(items, walk):
    for pair in walk:
        items[:] = [Ender("x")] if len(items) > 2 else items
        print(pair, end=" ")
        del pair
    print("dropped")


for make in (enumerate, lambda items: enumerate(items, 2**63 - 3), lambda items: enumerate(items, -(2**70)), lambda items: zip(items, items), lambda items: zip(items, "abcd"),
             lambda items: zip(items, items[1:]), lambda items: zip(items[1:], items), lambda items: zip(items, items, strict=True), lambda items: zip(*[iter(items)] * 2),
             lambda items: zip(items, items, items), lambda items: zip(items), lambda items: zip(), reversed, lambda items: {item: item for item in items}.items()):
    for items in ([1, 2, 3, 4], ["a", "b"], [], [Ender("p"), Ender("q"), Ender("r")]):
        tell(pairs, make(items))
        tell(kept, make(items))
        tell(dropped, items, make(items))
        print()
tell(pairs, zip([1, 2], [3], strict=True))
tell(pairs, zip([1], [3, 4], strict=True))
shared = []
shared += [Ender(f"s{place}", shared.clear) for place in range(4)]
walk = zip(shared, list("abcd"))
for place in range(4):
    tell(next, walk)
    if shared and place < 3:
        shared[place] = 0
print()
grown = [0]
for place, value in enumerate(grown):
    if place < 5:
        grown.append(value + 1)
print(grown)
for left, right in zip(grown, grown):
    if left > 2:
        del grown[2:]
    print(left, right, end=" ")
print(grown)


# Items and slices of what is walked most.
def item(container, key):
    return container[key]


def part(container, start, stop):
    return container[start:stop], container[start:], container[:stop], container[:] is container


class Index:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Index({self.value})"

    def __index__(self):
        print("index", end=" ")
        return self.value


for container in ("hello", "", "a", "h\xe9llo", "\u8a9e\u8a00x", "\U0001f600b", Text("text"), b"bytes", b"", bytearray(b"array"), (1, 2, 3), (), [1, 2, 3], range(5), {1: 2}, Stack([1, 2])):
    for key in (0, -1, 2, -3, 99, -99, True, 2**70, Index(1), "a", 1.0, None, (0,), slice(1, 3), slice(None, None, -1), slice(0, None, 2), slice(Index(0), Index(2))):
        tell(item, container, key)
    print()
    for start, stop in ((0, 2), (1, -1), (-2, None), (None, None), (3, 1), (-99, 99), (2**70, -2**70), (True, 2), (Index(1), None), ("a", 1), (0, 0), (1, 2)):
        tell(part, container, start, stop)
    print()


def same(first, second):
    return first is second


print(same(part("hello", 0, 1)[0], item("hello", 0)), same(part("h\xe9", 1, 2)[0], item("h\xe9", 1)), same(part((1, 2), 0, 0)[0], ()), part("ab" * 3, 0, 6)[0])
