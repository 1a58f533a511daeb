"""When the object of an argument dies that only the call held: as soon as the callee lets go of it."""
import functools
import types
import weakref


class Loud:
    def __init__(self, name): self.name = name
    def __repr__(self): return f'Loud({self.name})'
    def __del__(self): print('del', self.name)
    def drop(self):
        del self
        print('receiver dropped')
        return 'dropped'
    def keep(self, other):
        other = None
        print('argument of a method dropped')
        self = None
        print('its receiver dropped')
    def __call__(self, x):
        x = None
        print('called instance')
    def __getitem__(self, key):
        key = None
        print('key dropped')
        return 1
    @classmethod
    def of_class(cls, x):
        del x
        print('class method')
    @staticmethod
    def static(x):
        del x
        print('static method')


def drop(x):
    print('got', x)
    del x
    print('dropped')


def rebind(x, y=None):
    x = y
    print('rebound')
    y = x = 1
    print('both')


def several(a, b, c):
    b = None
    print('b gone')
    a = None
    print('a gone')
    return c


def defaults(a, b=1, c=2):
    a = None
    print('a gone', b, c)


def packed(*args, **kwargs):
    print(len(args), sorted(kwargs))
    args = None
    print('args gone')
    kwargs = None
    print('kwargs gone')


def keyword_only(*, k):
    k = None
    print('k gone')


def with_cell(x):
    def inner(): return x
    x = None
    print('cell emptied')
    return inner


def with_match(x):
    match x:
        case None: pass
    x = None
    print('bytecode dropped it')


def generator(x):
    yield 'first'
    x = None
    print('generator dropped it')
    yield 'second'


def raising(x):
    x = None
    print('about to raise')
    raise KeyError


def recursive(n, x):
    return recursive(n - 1, [x]) if n else drop(x)


def forwards(x):
    drop(x)
    print('forwarded')


def callbacks():
    x = Loud('watched')
    reference = weakref.ref(x, lambda _: print('callback'))
    parts = [x]
    del x
    drop(parts.pop())
    print(reference())


class Maker:
    def __init__(self, x):
        x = None
        print('init dropped')


class Other:
    attribute = staticmethod(drop)
    method = drop
    bound = types.MethodType(rebind, 1)
    @property
    def prop(self):
        del self
        print('property')
        return drop


def calls():
    drop(Loud('positional'))
    rebind(Loud('one'))
    rebind(Loud('x'), Loud('y'))
    several(Loud('a'), Loud('b'), Loud('c'))
    print('after', several(Loud('a'), Loud('b'), c=Loud('c')))
    defaults(Loud('with defaults'))
    defaults(Loud('named'), c=3)
    defaults(a=Loud('by name'))
    packed(Loud('p1'), Loud('p2'), k=Loud('pk'))
    keyword_only(k=Loud('only'))
    print(with_cell(Loud('in cell'))())
    with_match(Loud('bytecode'))
    with_match(x=Loud('bytecode by name'))
    for each in generator(Loud('generator')): print(each)
    try:
        raising(Loud('raising'))
    except KeyError as error:
        print('caught', error)
    recursive(2, Loud('deep'))
    forwards(Loud('forwarded'))
    kept = Loud('kept')
    drop(kept)
    drop((kept, kept))
    print(kept)
    Loud('receiver').drop()
    Loud('m').keep(Loud('n'))
    kept.keep(Loud('n2'))
    method = kept.keep
    method(Loud('by bound method'))
    bound = Loud('self of bound').drop
    bound()
    print('bound still there')
    del bound
    (lambda: Loud('made').drop)()()
    (lambda: Loud('made').keep)()(Loud('given'))
    Loud('instance')(Loud('to instance'))
    Loud('subscripted')[Loud('key')]
    Loud.of_class(Loud('of class'))
    Loud.static(Loud('static'))
    Loud.drop(Loud('through class'))
    Loud('o').of_class(Loud('oc'))
    Maker(Loud('for init'))
    Other().attribute(Loud('attribute'))
    Other().prop(Loud('by property'))
    Other.bound(Loud('method type'))
    Other.method(Loud('plain'))
    functools.partial(drop, Loud('partial'))()
    functools.partial(drop)(Loud('through partial'))
    list(map(drop, [Loud('mapped')]))
    (lambda z: print('lambda'))(Loud('z'))
    (lambda f, x: f(x))(drop, Loud('handed on'))
    drop(x=Loud('named x'))
    print(sorted([2, 1], key=lambda n: rebind(Loud(f'key{n}')) or n))
    kept.attribute = drop
    kept.attribute(Loud('instance attribute'))
    Loud('holder').__class__(Loud('new'))
    print(len([Loud('in list')]), isinstance(Loud('instance'), Loud))
    drop(drop(Loud('inner')) or Loud('outer'))


calls()
callbacks()
arguments = (Loud('tuple item'),)
drop(*arguments)
print('tuple kept')
del arguments
drop(*[Loud('list item')])
drop(*(Loud('star'),))
drop(**{'x': Loud('double star')})
rebind(*[Loud('s1')], **{'y': Loud('s2')})
packed(*[Loud('q1')], z=Loud('q2'))
Loud('star receiver').keep(*[Loud('star argument')])
try:
    drop()
except TypeError as error:
    print(error)
try:
    drop(Loud('one too many'), Loud('too'))
except TypeError as error:
    print(error)
print('refused')
try:
    drop(Loud('positional'), x=Loud('and named'))
except TypeError as error:
    print(error)
try:
    defaults(b=Loud('no a'))
except TypeError as error:
    print(error)
try:
    calls.__name__(Loud("to nothing"))
except TypeError as error:
    print(error)
try:
    Loud('without').missing(Loud('unused'))
except AttributeError as error:
    print(error, error.name)
    del error
print('end')


def deep(x, n):
    x = None
    return deep(Loud('deepest') if n == 0 else n, n - 1)


try:
    deep(1, 2)
except RecursionError:
    print('recursion')
drop.__code__ = rebind.__code__
drop(Loud('other code'), 1)
drop = with_match
drop(Loud('now bytecode'))


class Body:
    """A class body is bytecode, which calls compiled functions."""
    rebind(Loud('from class body'))
    rebind(Loud('from class'), Loud('body'))
    several(Loud('a'), Loud('b'), c=Loud('c'))
    Loud('from class body').drop()
    packed(Loud('pa'), k=Loud('pb'))
    Other.bound(Loud('bound, from class'))
    functools.partial(rebind, 1)(Loud('partial, from class'))
    list(map(rebind, [Loud('mapped, from class')]))
    Maker(Loud('made, from class'))
    functools.partial(rebind)(Loud('empty partial, from class'))


def from_generator():
    yield rebind(Loud('from generator'))
    for i in range(30):
        yield several(i, Loud('hot') if i == 29 else i, c=i)
        yield rebind(Loud('hot too') if i == 29 else i)


print(len(list(from_generator())))
