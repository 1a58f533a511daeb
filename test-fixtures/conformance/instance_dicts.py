"""Instance dicts that are changed by key, replaced and emptied, between look-ups that remember where a name was."""
class C:
    def __init__(self): self.a = 1; self.b = 2
    def get(self): return self.a, self.b
    def more(self): return self.c
    def method(self): return 'm'
def read(o):
    return o.a, o.b, o.method()
def missing(o):
    try: return o.c
    except AttributeError as e: return str(e)
def tries(change):
    for warm in (0, 3):
        o = C()
        for _ in range(warm): read(o); o.get(); missing(o)
        d = o.__dict__
        for _ in range(warm): read(o); o.get(); missing(o)
        try: change(o, d)
        except Exception as e: print(repr(e))
        for _ in range(2):
            try: print(read(o), o.get(), missing(o))
            except Exception as e: print(type(e).__name__, e, missing(o))
        o.a = 50; d['b'] = 60
        try: print(read(o), o.__dict__ == d, o.__dict__ is d, sorted(d))
        except Exception as e: print(type(e).__name__, e)
def c1(o, d): d['a'] = 10
def c2(o, d): del d['a']
def c3(o, d): d['c'] = 3
def c4(o, d): d.clear()
def c5(o, d): d.update(a=7, method=lambda: 'own')
def c6(o, d): d['method'] = lambda: 'own2'
def c7(o, d): o.__dict__ = {'a': 1, 'b': 5, 'c': 6}
def c8(o, d): d.pop('b'); d['b'] = 'back'
def c9(o, d): del o.a; d['a'] = 'again'
def c10(o, d): d[1] = 2; d['a'] = 4
def c11(o, d): d |= {'a': 8, 'z': 9}
def c12(o, d): del o.__dict__
def c13(o, d): o.__dict__ = d = dict(d); d['a'] = 77
def c14(o, d): d.setdefault('c', 1); d.popitem()
def c15(o, d): vars(o)['a'] = 'v'; object.__setattr__(o, 'b', 'w')
def c16(o, d):
    for i in range(40): d[f'k{i}'] = i
    d['a'] = 'after'
for c in (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16):
    print(c.__name__); tries(c)


class E:
    def method(self): return 'm'
    attr = 'class attr'
    @property
    def p(self): return 'prop'
class L(list):
    def method(self): return 'm'
    attr = 'class attr'
    @property
    def p(self): return 'prop'
class X(Exception):
    def method(self): return 'm'
    attr = 'class attr'
    p = property(lambda self: 'prop')
class S:
    __slots__ = ('s', '__dict__')
    def method(self): return 'm'
    attr = 'class attr'
    p = property(lambda self: 'prop')
def read_all(o): return o.method(), o.attr, o.p
def other(o):
    m = o.method
    return m(), getattr(o, 'attr')
def f1(o): o.__dict__['method'] = lambda: 'own'
def f2(o): o.__dict__['attr'] = 'own attr'
def f3(o): vars(o).update(p=1, method=lambda: 'u', attr='u')
def f4(o):
    d = o.__dict__; d['zzz'] = 1; d['attr'] = 1; del d['attr']; d['method'] = lambda: 'late'
def f5(o): o.__dict__ = {'attr': 'new dict'}
def f6(o): o.attr = 'set'; o.__dict__['attr'] = 'by key'; del o.attr
def f7(o):
    for i in range(35): setattr(o, f'k{i}', i)
    o.__dict__['method'] = lambda: 'many'
def f8(o): o.__dict__ |= {'method': lambda: 'or'}
def f9(o): o.__dict__.setdefault('attr', 'default'); o.__dict__.pop('attr'); o.__dict__['attr'] = 'popped'
for cls in (E, L, X, S):
    for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9):
        for look_first in (0, 1):
            o = cls(); twin = cls()
            for _ in range(4): read_all(o); other(o); read_all(twin)
            if look_first:
                o.__dict__
                for _ in range(4): read_all(o); other(o)
            f(o)
            for _ in range(2): print(cls.__name__, f.__name__, read_all(o), other(o), read_all(twin))
