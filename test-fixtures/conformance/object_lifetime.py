"""When objects die: __del__ order, weak references, del, rebinding, exceptions, frames, cycles."""
import gc
import weakref


class Loud:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)
    def __repr__(self): return f'Loud({self.name})'


def locals_die_in_order():
    a = Loud('a')
    b = Loud('b')
    print('leaving')


locals_die_in_order()
print('left')


def rebinding():
    x = Loud('x1')
    x = Loud('x2')
    print('rebound')
    del x
    print('deleted')
    for i in range(2):
        y = Loud(f'y{i}')
    print('after loop', y)


rebinding()


def temporaries():
    Loud('temporary')
    print('after temporary')
    print(Loud('argument'))
    print('after argument')
    Loud('attribute').name.upper()
    print([Loud('element')][0].name)
    print('end')


temporaries()


def parameter(p):
    print('got', p)
    p = None
    print('dropped')


parameter(Loud('parameter'))
kept = Loud('kept by caller')
parameter(kept)
print('still here')
del kept


def exceptions():
    try:
        inner = Loud('in try')
        raise ValueError(Loud('in exception'))
    except ValueError as error:
        print('handling', error)
    print('handled')


exceptions()


def frame_of_exception():
    local = Loud('local of frame')
    raise KeyError('k')


try:
    frame_of_exception()
except KeyError as error:
    print('caught')
    saved = error
print('saved')
del saved
print('unsaved')


def generator():
    g = Loud('in generator')
    yield 1
    print('never')


g = generator()
next(g)
del g
print('generator gone')


def closure():
    c = Loud('cell')
    return lambda: c


f = closure()
print(f())
f = None
print('closure gone')
target = Loud('weak')
reference = weakref.ref(target, lambda r: print('callback', r() is None))
print(reference() is target)
target = None
print(reference())
values = weakref.WeakValueDictionary()
strong = values['k'] = Loud('weak value')
print(list(values))
del strong
print(list(values))


class Node:
    def __init__(self): self.me = self
    def __del__(self): print('cycle collected')


Node()
print('collecting')
gc.collect()


def swap():
    a, b = Loud('s1'), Loud('s2')
    a, b = b, a
    print(a, b)
    a = b = None
    print('both gone')


swap()
items = [Loud('l0'), Loud('l1'), Loud('l2')]
items[0] = None
print('replaced')
items.pop()
print('popped')
items = []
print('cleared')
box = {}
box['k'] = Loud('old')
box['k'] = Loud('new')
del box['k']


def returns():
    r = Loud('returned')
    other = Loud('not returned')
    return r


returns()
print('discarded')
result = returns()
print(result)
chain = [Loud(n) for n in 'pq']
first, second = chain
del chain
print('unpacked')
first = None


def conditional(flag):
    v = Loud('v')
    if flag:
        return 'early'
    w = Loud('w')
    return 'late'


print(conditional(True), conditional(False))
print((lambda z: 'lambda done')(Loud('z')))
with_value = [print('comprehension') or Loud('cv') for _ in range(1)]
last = Loud('at exit')
print('end of module')


class Looped:
    def __init__(self):
        self.loop = self


def collected():
    gc.collect()
    Looped()
    return gc.collect()


print(collected())
