"""Decorators on functions and classes: order, arguments, wraps, replaced by anything."""
import functools

log = []


def tag(name):
    log.append(f'make {name}')

    def decorate(function):
        log.append(f'apply {name} to {getattr(function, "__name__", function)}')

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            log.append(f'call {name}')
            return name, function(*args, **kwargs)
        return wrapper
    return decorate


@tag('outer')
@tag('inner')
def decorated(x, *, y=1):
    """Documented."""
    return x + y


print(decorated(1, y=2), decorated.__name__, decorated.__doc__, decorated.__wrapped__.__wrapped__(5))
print(log)


@lambda f: 'not a function any more'
def gone():
    pass


print(gone)
registry = {}


@registry.setdefault('cls', lambda c: (registry.__setitem__(c.__name__, c), c)[1])
class Registered:
    @staticmethod
    def hello(): return 'hello'

    @property
    @tag('in property')
    def value(self): return 7

    @classmethod
    @tag('in classmethod')
    def make(cls): return cls.__name__


print(registry['Registered'].hello(), Registered().value, Registered.make())


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), fib.cache_info())


@functools.singledispatch
def describe(value):
    return 'something'


@describe.register
def _(value: int):
    return f'int {value}'


@describe.register(list)
def _(value):
    return f'list of {", ".join(describe(v) for v in value)}'


print(describe(3), describe([1, 'a', [2]]), describe(None))


class CountCalls:
    def __init__(self, function):
        self.function, self.calls = function, 0
        functools.update_wrapper(self, function)

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)

    def __get__(self, instance, owner):
        return functools.partial(self, instance)


class Uses:
    @CountCalls
    def method(self, x): return x * 2


uses = Uses()
print(uses.method(2), uses.method(3), Uses.__dict__['method'].calls, Uses.__dict__['method'].__name__)


@functools.total_ordering
class Version:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __lt__(self, other): return self.n < other.n


print(Version(1) <= Version(2), Version(3) > Version(2), Version(1) >= Version(2), max(Version(1), Version(5), Version(3)).n)
try:
    @undefined_decorator
    def never(): pass
except NameError as error:
    print(error)
