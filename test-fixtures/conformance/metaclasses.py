"""Metaclasses: prepare, new, init, call, conflicts; __class_getitem__, __instancecheck__, abc."""
import abc


class Tracing(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print('prepare', name, [b.__name__ for b in bases], kwargs)
        return {'prepared': True}

    def __new__(mcs, name, bases, namespace, **kwargs):
        print('new', name, sorted(k for k in namespace if not k.startswith('__')))
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        print('init', name)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        print('call', cls.__name__, args, kwargs)
        return super().__call__(*args, **kwargs)

    def __len__(cls):
        return 42

    def __iter__(cls):
        yield from ('a', 'b')

    def __getattr__(cls, name):
        return f'{cls.__name__} has no {name}'


class A(metaclass=Tracing, option=1):
    x = 1

    def __init__(self, v=0):
        self.v = v


class B(A):
    y = prepared


print(len(A), list(B), B(5).v, B.x, B.prepared, B.nothing, type(B).__name__, A.__class__.__mro__[0].__name__)


class OtherMeta(type):
    pass


try:
    class Conflict(A, metaclass=OtherMeta):
        pass
except TypeError as error:
    print(str(error).split(':')[0])


class Ordered(type):
    def __prepare__(name, bases):
        class Recorder(dict):
            def __setitem__(self, key, value):
                print('  define', key) if not key.startswith('__') else None
                super().__setitem__(key, value)
        return Recorder()

    def __new__(mcs, name, bases, namespace):
        return super().__new__(mcs, name, bases, dict(namespace))


class Recorded(metaclass=Ordered):
    one = 1
    two = one + 1

    def three(self): return 3

    one = 11


print(Recorded.one, Recorded.two)


def function_metaclass(name, bases, namespace):
    return name, bases, sorted(k for k in namespace if k == 'value'), namespace['value']


class NotAClass(metaclass=function_metaclass):
    value = 3


print(NotAClass)


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

    @property
    @abc.abstractmethod
    def name(self): ...


class Square(Shape):
    def area(self): return 4
    name = 'square'


try:
    Shape()
except TypeError as error:
    print(error)
print(Square().area(), Square().name)
Shape.register(int)
print(isinstance(3, Shape), issubclass(str, Shape))


class Even(type):
    def __instancecheck__(cls, value): return isinstance(value, int) and value % 2 == 0
    def __subclasscheck__(cls, other): return other is int


class EvenNumber(metaclass=Even):
    def __class_getitem__(cls, item): return f'EvenNumber[{item}]'


print(isinstance(4, EvenNumber), isinstance(3, EvenNumber), issubclass(int, EvenNumber), EvenNumber[3])


class Entries:
    def __mro_entries__(self, bases): return (Square,)


class FromEntries(Entries()):
    pass


print(FromEntries.__bases__[0].__name__, FromEntries.__orig_bases__[0].__class__.__name__)
