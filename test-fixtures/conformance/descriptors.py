"""Descriptors, properties, class and static methods, __getattr__ and friends, __set_name__."""
import functools


class Typed:
    def __set_name__(self, owner, name):
        print('named', owner.__name__, name)
        self.name = '_' + name

    def __init__(self, kind):
        self.kind = kind

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name, 'unset')

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f'{self.name[1:]} must be {self.kind.__name__}')
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        delattr(instance, self.name)


class Person:
    name = Typed(str)
    age = Typed(int)

    @property
    def label(self):
        """Name and age."""
        return f'{self.name}:{self.age}'

    @label.setter
    def label(self, text):
        self.name, age = text.split(':')
        self.age = int(age)

    @label.deleter
    def label(self):
        del self.name, self.age

    @functools.cached_property
    def slow(self):
        print('computed')
        return len(self.name)

    @classmethod
    def parse(cls, text):
        self = cls()
        self.label = text
        return self

    @staticmethod
    def twice(x):
        return x * 2


p = Person.parse('Ann:30')
print(p.label, p.slow, p.slow, Person.twice(4), p.twice('x'), Person.label.__doc__, type(Person.name).__name__)
for text in ('Bob:x', 'C'):
    try:
        p.label = text
    except ValueError as error:
        print(error)
try:
    p.age = 'old'
except TypeError as error:
    print(error)
del p.label
print(p.name, p.age)


class Dynamic:
    def __init__(self):
        self.real = 1

    def __getattr__(self, name):
        if name.startswith('no'):
            raise AttributeError(name)
        return f'made {name}'

    def __setattr__(self, name, value):
        print('set', name)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print('del', name)
        object.__delattr__(self, name)


d = Dynamic()
print(d.real, d.other, hasattr(d, 'nope'), getattr(d, 'none', 'default'))
d.real += 1
print(d.real)
del d.real
print(d.real)


class Everything:
    def __getattribute__(self, name):
        return name.upper() if name.islower() else object.__getattribute__(self, name)


print(Everything().hello, type(Everything().__class__).__name__)


class NonData:
    def __get__(self, instance, owner):
        return 'from descriptor'


class Holder:
    nondata = NonData()

    def method(self):
        return 'method'


h = Holder()
print(h.nondata)
h.__dict__['nondata'] = 'from instance'
h.method = lambda: 'instance function'
print(h.nondata, h.method(), Holder.method(h))
Holder.method = lambda self: 'replaced'
del h.method
print(h.method())
Holder.extra = property(lambda self: 'late property')
print(h.extra)
try:
    h.extra = 1
except AttributeError as error:
    print(error)
bound = h.method
print(bound.__self__ is h, bound.__func__ is Holder.__dict__['method'], bound == h.method, bound is h.method)
for text in ('h.missing', 'Holder.missing', 'None.x', 'h.a.b', '(1).real.x'):
    try:
        eval(text)
    except AttributeError as error:
        print(error, error.name, type(error.obj).__name__)


class Evil:
    """A key whose comparison takes the attribute away that is being looked up."""
    def __hash__(self): return hash('attribute')

    def __eq__(self, other):
        # How often a dict compares depends on the seed of the hashes.
        if 'attribute' in vars(Holder):
            del Holder.attribute
        return False


class Always:
    def __get__(self, instance, owner=None): return 'got'


class Holder:
    attribute = Always()


holder = Holder()
holder.__dict__[Evil()] = 0


def read(instance): return instance.attribute


print(read(holder), hasattr(holder, 'attribute'))
