"""Binding of arguments: every kind of parameter and the text of every error."""


def plain(a, b, c): return a, b, c
def defaults(a, b=2, c=3): return a, b, c
def star(a, *rest): return a, rest
def keyword_only(a, *, b, c=3): return a, b, c
def positional_only(a, b=2, /, c=3): return a, b, c
def everything(a, b=2, /, c=3, *rest, d, e=5, **more): return a, b, c, rest, d, e, more
def only_more(**more): return more
def nothing(): return 'nothing'


class Thing:
    def method(self, a, b=1): return a, b

    @classmethod
    def of_class(cls, a): return cls.__name__, a

    @staticmethod
    def static(a): return a

    def __init__(self, size=0): self.size = size


CALLS = [
    ((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1, 2, 3, 4), {}), ((1, 2, 3, 4, 5), {}),
    ((), {'a': 1}), ((1,), {'a': 2}), ((1,), {'b': 2}), ((1,), {'c': 2}), ((1, 2), {'d': 4}), ((1,), {'b': 2, 'c': 3}),
    ((), {'a': 1, 'b': 2, 'c': 3}), ((1, 2), {'d': 1, 'e': 2, 'f': 3, 'a': 4}), ((1, 2, 3), {'size': 1}), ((), {'size': 1}),
]
thing = Thing(1)
FUNCTIONS = [plain, defaults, star, keyword_only, positional_only, everything, only_more, nothing,
             thing.method, Thing.method, thing.of_class, Thing.static, Thing, lambda x: x, len, int, print.__call__]
for function in FUNCTIONS[:-1]:
    name = getattr(function, '__qualname__', function)
    for args, kwargs in CALLS:
        if function is Thing.method and args:
            args = (thing, *args[1:])
        try:
            result = function(*args, **kwargs)
        except TypeError as error:
            print(name, args, kwargs, 'TypeError:', str(error)) if function is not Thing.method else print(name, str(error))
        else:
            print(name, kwargs, result if not isinstance(result, Thing) else result.size) if function is Thing.method else print(name, args, kwargs, result if not isinstance(result, Thing) else result.size)


def attempt(function):
    try:
        print(function())
    except TypeError as error:
        print('TypeError:', error)


attempt(lambda: plain(*[1, 2], *(3,)))
attempt(lambda: plain(*[1], **{'b': 2}, **{'c': 3}))
attempt(lambda: plain(*5))
attempt(lambda: plain(**5))
attempt(lambda: plain(1, **{'b': 2}, **{'b': 3}))
attempt(lambda: plain(1, b=2, **{'b': 3}))
attempt(lambda: only_more(**{1: 2}))
attempt(lambda: only_more(**{'self': 1, 'not an identifier': 2}))
attempt(lambda: CALLS())
attempt(lambda: plain(1, 2, 3)())
attempt(lambda: Thing.method())
attempt(lambda: sorted([1], lambda x: x))
seen = []


def order(name):
    seen.append(name)
    return name


def collect(*args, **kwargs): return None


(order('f') and collect)(order('a'), *[order('b')], order('c'), k=order('d'), **{'m': order('e')}, z=order('g'))
print(seen)
shared = []


def remember(item, into=[]):
    into.append(item)
    return into


print(remember(1), remember(2), remember(3, []), remember.__defaults__)
remember.__defaults__ = (shared,)
print(remember(9), shared)
keyword_only.__kwdefaults__ = {'b': 7}
attempt(lambda: keyword_only(1))
attempt(lambda: keyword_only(1, c=2))
