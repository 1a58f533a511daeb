# Where a fast path or a cache could give another answer than the interpreter.
import sys, warnings, gc, weakref, inspect, functools, types
def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(inspect.signature(f), f.__defaults__, f.__kwdefaults__, f.__code__.co_varnames, f.__name__, f.__module__)
def show(fn, *a, **k):
    try: print(fn(*a, **k))
    except TypeError as e: print(e)
show(f); show(f, 1); show(f, 1, c=2); show(f, 1, 2, 3, c=3, z=4); show(f, 1, a=2, c=1); show(lambda x: x); show(lambda x, /, y: x, x=1, y=2)
class C:
    def m(self, x): return x
    def __init__(self, a=1, *, k=2): self.a = a; self.k = k
    def __init_subclass__(cls, **kw): cls.kw = kw
show(C().m); show(C().m, 1, 2); show(C, 1, 2); show(C, z=1); show(C.m)
def bad_init():
    class X:
        def __init__(self): return 5
    X()
show(bad_init)
class S(C, flag=1): __slots__ = ('q', 'r')
s = S(); 
def slots():
    try: s.q
    except AttributeError as e: print(e)
    s.q = 1; print(s.q); del s.q
    try: s.q
    except AttributeError as e: print(e)
for _ in range(3): slots()
def unbound():
    if len([]): x = 1
    return x
show2 = lambda fn: None
try: unbound()
except UnboundLocalError as e: print(e)
def attr():
    o = C()
    for i in range(5):
        try: print(o.a, o.zz)
        except AttributeError as e: print(e, e.name, e.obj is o)
        if i != 3: o.zz = i
        if i == 2: C.zz = property(lambda self: 'prop')
        if i == 3: del C.zz
attr()
def shadow():
    o = C(); r = []
    for i in range(6):
        r.append(o.m(i))
        if i == 1: o.m = lambda x: -x
        if i == 3: del o.m
        if i == 4: C.m = lambda self, x: x * 100
    return r
print(shadow())
def globs():
    r = []
    global GG
    for i in range(4):
        try: r.append(GG)
        except NameError as e: r.append(str(e))
        if i == 0: GG = 1
        if i == 1: import builtins; builtins.GG = 7; del GG
        if i == 2: del builtins.GG
    return r
print(globs())
def lens():
    import builtins
    r = []
    for i in range(3):
        r.append(len([1]))
        if i == 0: builtins.len = lambda x: 'mine'
        if i == 1: builtins.len = old
    return r
old = len
print(lens())
def ints():
    r = []
    for a in (0, 1, -1, 5, -7, 2**29, 2**30 - 1, 2**30, -2**30, 2**59, 2**60 - 1, 2**60, -2**60, 2**62, 2**63, 10**30, True, 1.5, -0.0, 9007199254740992.0, 1e308):
        for b in (1, -1, 3, -2, 2**30, 2**60, -2**61, 7.5, True, 2**53 + 1):
            row = []
            for op in (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a // b, lambda a, b: a % b, lambda a, b: a / b,
                       lambda a, b: a & b, lambda a, b: a | b, lambda a, b: a ^ b, lambda a, b: a << (b % 70), lambda a, b: a >> (b % 70),
                       lambda a, b: a < b, lambda a, b: a == b, lambda a, b: a >= b, lambda a, b: -a + b - 1 + a * 2, lambda a, b: (a + b) * (a - b) + 1, lambda a, b: a ** (b % 4)):
                try: row.append(repr(op(a, b)))
                except Exception as e: row.append(type(e).__name__ + str(e))
            r.append(','.join(row))
    return hash('\n'.join(r)) if 0 else '\n'.join(r)
print(ints())
def accumulate():
    s = 0; f = 0.0; t = ''; l = []; keep = []
    for i in range(50):
        s += i * i; f += i * 0.5; t += str(i); l += [i]
        if i % 10 == 0: keep.append((s, f, t, l))
    u = s; s += 1; v = f; f *= 2; w = t; t += 'x'
    return keep[1], u, s, v, f, w, t
print(accumulate())
def sl():
    l = list(range(10)); m = l[2:5]; l[1:3] = [9, 9, 9]; n = l[-3:]; l[5:2] = [0]; l[:] = l; del l[0]; return l, m, n, l[20:], l[:-20], l[True:2]
print(sl())
def cmpn():
    nan = float('nan'); r = []
    for a in (nan, 1, 1.0, 2**53 + 1, 9007199254740992.0, 'a', 'é', None, (1,), [1]):
        for b in (nan, 1, 1.0, 9007199254740992.0, 'a', 'é', None, (1,), [1]):
            r.append((a == b, a != b, a is b, a in [b], b not in (a,)))
            try: r.append(a < b)
            except TypeError as e: r.append(str(e))
    return r
print(cmpn())
def dele():
    class D:
        def __del__(self): print('del', self.n)
        def __init__(self, n): self.n = n
    a = D(1); a = D(2); b = [D(3)]; b[0] = None; x = D(4), D(5)
    y, z = x; del x; print('mid'); del y; D(6); c = {'k': D(7)}; c['k'] = 1; print('end')
dele()
def sets():
    a = {1, 2}; 
    try: {1} in 5
    except TypeError as e: print(e)
    print({1} in {frozenset({1})}, [1] in [[1]], 'b' in 'abc', 1 in {1: 2})
sets()
def gcc():
    class N: pass
    n = N(); n.me = n; r = weakref.ref(n); del n; gc.collect(); return r()
print(gcc())
def frames():
    import sys
    f = sys._getframe()
    return f.f_code.co_name, f.f_lineno, f.f_globals is globals(), f.f_back.f_code.co_name
print(frames())
print(functools.lru_cache(lambda n: n)(3), types.FunctionType(frames.__code__, globals())()[0])
