# Every kind of recursion through compiled code ends in RecursionError.
import functools, sys


def outcome(name, action, *arguments):
    try:
        action(*arguments)
    except RecursionError:
        print(name, 'RecursionError')
    except BaseException as error:
        print(name, type(error).__name__)
    else:
        print(name, 'ended')


class Special:
    def __init__(self, kind=None):
        self.kind = kind

    @property
    def computed(self):
        return self.computed

    @classmethod
    def made(cls):
        return cls.made()

    @staticmethod
    def still():
        return Special.still()

    def __hash__(self): return hash(self)
    def __eq__(self, other): return self == other
    def __lt__(self, other): return self < other
    def __add__(self, other): return self + other
    def __iadd__(self, other):
        self += other
        return self
    def __neg__(self): return -self
    def __bool__(self): return bool(self)
    def __len__(self): return len(self)
    def __contains__(self, item): return item in self
    def __iter__(self): return iter(self)
    def __next__(self): return next(self)
    def __getitem__(self, key): return self[key]
    def __setitem__(self, key, value): self[key] = value
    def __delitem__(self, key): del self[key]
    def __call__(self, *rest): return self(*rest)
    def __str__(self): return str(self)
    def __repr__(self): return f'{self!r}'
    def __format__(self, form): return f'{self:x}'
    def __enter__(self):
        with self:
            pass
    def __exit__(self, *details): pass
    def __index__(self): return [1, 2][self]
    def __int__(self): return int(self)
    def __setattr__(self, name, value):
        if name == 'kind':
            object.__setattr__(self, name, value)
        else:
            setattr(self, name, value)
    def __delattr__(self, name): delattr(self, name)


class Missing:
    def __getattr__(self, name): return getattr(self, name + 'x')


class Described:
    def __get__(self, instance, owner): return instance.described
    def __set__(self, instance, value): instance.described = value


class Holder:
    described = Described()


class New:
    def __new__(cls): return cls()


class Init:
    def __init__(self): Init()


class Meta(type):
    def __call__(cls): return cls()
    def __getattr__(cls, name): return getattr(cls, name + 'y')


class Built(metaclass=Meta):
    pass


class Base:
    def method(self): return self.method()


class Derived(Base):
    def method(self): return super().method()


@functools.lru_cache(None)
def cached(n): return cached(n + 1)


def plain(n): return plain(n + 1)
def keywords(*, n): return keywords(n=n + 1)
def variadic(*rest): return variadic(*rest, 1)
def named(**names): return named(**names)
def closure():
    def inner(): return inner()
    return inner()
def through_map(n): return list(map(through_map, [n]))
def through_sort(n): return sorted([n], key=through_sort)
def through_comprehension(n): return [through_comprehension(i) for i in [n]]
def through_generator(n): return sum(through_generator(i) for i in [n])
def through_lambda(n): return (lambda: through_lambda(n))()
def through_partial(n): return functools.partial(through_partial, n)()
def through_exec(n): exec('through_exec(n)', globals(), {'n': n})
def handled(n):
    try:
        return handled(n)
    finally:
        n += 1
def raised(n):
    try:
        raise ValueError(n)
    except ValueError:
        return raised(n + 1)
def number(n: int) -> int: return number(n + 1) + 1
def real(x: float) -> float: return real(x + 1.0) * 2.0
def even(n): return odd(n + 1)
def odd(n): return even(n + 1)


def main():
    special = Special()
    for name in ('computed',):
        outcome(name, getattr, special, name)
    outcome('made', Special.made)
    outcome('still', Special.still)
    outcome('hash', hash, special)
    outcome('eq', lambda: special == 1)
    outcome('lt', lambda: special < 1)
    outcome('add', lambda: special + 1)
    def grow():
        other = Special()
        other += 1
    outcome('iadd', grow)
    outcome('neg', lambda: -special)
    outcome('bool', lambda: bool(special))
    outcome('not', lambda: not special)
    outcome('len', lambda: len(special))
    outcome('contains', lambda: 1 in special)
    outcome('iter', lambda: list(special))
    outcome('next', lambda: next(special))
    outcome('getitem', lambda: special[1])
    outcome('setitem', lambda: special.__setitem__(1, 2))
    outcome('delitem', lambda: special.__delitem__(1))
    outcome('call', lambda: special())
    outcome('call with arguments', lambda: special(1, 2, 3))
    outcome('str', lambda: str(special))
    outcome('repr', lambda: repr(special))
    outcome('format', lambda: format(special, ''))
    outcome('f-string', lambda: f'{special}')
    outcome('with', special.__enter__)
    outcome('index', lambda: [1][special])
    outcome('int', lambda: int(special))
    outcome('setattr', lambda: setattr(special, 'a', 1))
    outcome('delattr', lambda: delattr(special, 'a'))
    outcome('getattr', lambda: Missing().name)
    outcome('descriptor', lambda: Holder().described)
    outcome('set', lambda: setattr(Holder(), 'described', 1))
    outcome('new', New)
    outcome('init', Init)
    outcome('metaclass', Built)
    outcome('attribute of a class', lambda: Built.name)
    outcome('super', Derived().method)
    # 3.15.2 counts no levels where a function calls itself by `f(*arguments)`, and takes all memory.
    unpacking = (variadic, named) if sys.version_info < (3, 15) else ()
    for function in (plain, cached, *unpacking, closure, through_map, through_sort, through_comprehension, through_generator,
                     through_lambda, through_partial, through_exec, handled, raised, number, real, even):
        outcome(function.__name__, function, *([0] if function.__code__.co_argcount else [])) if hasattr(function, '__code__') else outcome('cached', function, 0)
    outcome('keywords', lambda: keywords(n=1))


main()
