"""Inheritance, super, the class cell, slots, hooks, special methods."""


class Base:
    registry = []

    def __init_subclass__(cls, /, tag='none', **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, tag))

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self.made = cls.__name__
        return self

    def __init__(self, x):
        self.x = x

    def describe(self):
        return f'{type(self).__name__}({self.x})'

    def __repr__(self):
        return f'<{self.describe()} by {__class__.__name__}>'


class Left(Base, tag='left'):
    def describe(self):
        return 'L' + super().describe()


class Right(Base, tag='right'):
    def describe(self):
        return 'R' + super().describe()


class Both(Left, Right):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y

    def describe(self):
        return 'B' + super(Both, self).describe() + str(self.y)


print(Both(1, 2), Left(3), Base.registry, [c.__name__ for c in Both.__mro__], Both(1, 2).made)


class Slots:
    __slots__ = ('a', '_b')

    def __init__(self):
        self.a = 1


slots = Slots()
for action in (lambda: slots.a, lambda: slots._b, lambda: setattr(slots, 'c', 1), lambda: slots.__dict__):
    try:
        print(action())
    except AttributeError as error:
        print('AttributeError:', error)
del slots.a
print(hasattr(slots, 'a'))


class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def __add__(self, other): return Vector(*[a + b for a, b in zip(self.parts, other.parts)])
    def __radd__(self, other): return Vector(*[other + a for a in self.parts])
    def __mul__(self, k): return Vector(*[a * k for a in self.parts]) if isinstance(k, int) else NotImplemented
    def __eq__(self, other): return self.parts == other.parts
    def __hash__(self): return hash(self.parts)
    def __len__(self): return len(self.parts)
    def __getitem__(self, i): return self.parts[i]
    def __contains__(self, x): return x in self.parts
    def __call__(self, f): return Vector(*map(f, self.parts))
    def __neg__(self): return self(lambda a: -a)
    def __bool__(self): return any(self.parts)
    def __iadd__(self, other): self.parts = (self + other).parts; return self
    def __repr__(self): return f'V{self.parts}'
    def __format__(self, spec): return '|'.join(format(a, spec) for a in self.parts)


v = Vector(1, 2, 3)
w = v
w += Vector(1, 1, 1)
print(v, w is v, v + Vector(1, 1, 1), 10 + v, v * 2, -v, len(v), v[1], v[1:], 3 in v, bool(Vector(0)), list(v), {v: 1}[Vector(2, 3, 4)], f'{v:04d}')
try:
    print(v * 'x')
except TypeError as error:
    print(error)


class Meta:
    __private = 1

    def __mangled(self): return self.__private
    def call(self): return self.__mangled()


print(Meta().call(), sorted(n for n in vars(Meta) if 'Meta' in n))


class Body:
    print('in body', __qualname__, __module__)
    numbers = [i * i for i in range(3)]
    for loop in range(2):
        exec(f'x{loop} = {loop}')
    del loop

    class Nested:
        def f(self): pass

    if numbers:
        def chosen(self): return 'chosen'


print(Body.numbers, Body.x1, hasattr(Body, 'loop'), Body.Nested.f.__qualname__, Body().chosen())


def make():
    class Local(Base, tag='local'):
        """A docstring."""
        here: int = 3
        there: 'str'
    return Local


print(make().__qualname__, make().__doc__, make().__annotations__, make()(1))
print(isinstance(Both(1, 2), Right), issubclass(Left, Right), type('Made', (Base,), {'k': 1}).k)
try:
    class Bad(Left, Base, Right): pass
except TypeError as error:
    print(str(error).splitlines()[0])
try:
    super().x
except RuntimeError as error:
    print(error)
