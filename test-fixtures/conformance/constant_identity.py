"""Which constants are one object: what the compiler folds, and what functions of a module share."""
import sys
def a():
    x = (1, 2) + (3,)
    y = (1, 2, 3)
    return x is y
def b():
    return (1, 2, 3) is (1, 2, 3), 1000 is 1000, 'a b' is 'a b', 1.5 is 1.5, (1, (2, 3)) is (1, (2, 3))
def c():
    x = 10 * 100
    y = 1000
    z = 500 + 500
    return x is y, x is z, y is z
def d():
    x = 'ab' * 3
    y = 'ababab'
    return x is y, 'a' 'b ' is 'ab ', -1.5 is -1.5, -(1.5) is (-1.5)
def e():
    return [1, 2, 3] , x_in({1,2}), 
def x_in(s): return s
def f(x):
    return x in {1, 2, 300}, x in [1, 2], x in (1, 2)
def g():
    return (1, 2.0) is (1.0, 2), (0.0,) is (-0.0,), 0.0 is -0.0, 1 is 1.0, True is 1
def h():
    a = frozenset
    return (b'a' * 2) is b'aa', b'a b' is b'a b', 1j is 1j, (1 + 2j) is (1 + 2j), ... is ...
def i(x=(1, 2, 3), y=(1, 2, 3), z=(1, 2) + (3,)):
    return x is y, x is z, x is (1, 2, 3)
def j():
    t = (1, 'abc', (2, 3)); u = (2, 3); return t[2] is u, t[1] is 'abc'
def k():
    return 'x y'[0:1] is 'x', (5, 6000)[1] is 6000, 'abc def'[4:] is 'def', (1, 2, 3)[1:] is (2, 3)
def l():
    a, b = 1000, 1000
    c = [1000, 2000, 3000, 4000]
    d = [1000, 2000, 3000, 4000]
    return a is b, c[0] is d[0], c[0] is a
def m(x):
    return f'{x} abc' , f'{1000}' is f'{1000}', '%s abc' % x
def n():
    return (1 if True else 2000) is 1, (2000 if True else 1) is 2000, (not 0) is True, ~1000 is -1001, (1000,)*2 is (1000, 1000)
def o():
    return __debug__ is True, 10**10 is 10**10, 10**10 is 10000000000, 1 << 40 is 1 << 40, 2**40 is 1<<40
def p():
    return [x for x in (1, 2, 3)], [1 for _ in (1,) if 1000 is 1000]
def q():
    lam = lambda: (1000, (1, 2, 3))
    return lam()[0] is 1000, lam()[1] is (1, 2, 3)
mod = (1, 2, 3)
mod2 = (1, 2) + (3,)
print(mod is mod2, mod is (1, 2, 3), q(), [z for z in [(1, 2, 3)]][0] is mod)
class C:
    t = (1, 2, 3)
    u = (1, 2) + (3,)
    print(t is u, t is mod)
for fn in (a, b, c, d, g, h, i, j, k, l, n, o):
    print(fn.__name__, fn(), [v for v in fn.__code__.co_consts if not hasattr(v, 'co_code')])
print(f(1), m(1), p(), e())
ids = {}
def consts(code):
    for v in code.co_consts:
        if hasattr(v, 'co_code'): consts(v)
def r(): return (1, 2, 3)
def s(): return (1, 2, 3)
print(r() is s(), r() is r(), r() is r.__code__.co_consts[1], r() is mod)
def t(): return 'hello world', 12345678, 1.25, b'xyz zy'
def u(): return 'hello world', 12345678, 1.25, b'xyz zy'
print([x is y for x, y in zip(t(), u())], t() is u())
def v():
    return 123456
print(v() is v.__code__.co_consts[1], 'hello world' is t()[0])
def w(): return (123456,)[0] is 123456, 'hello' is sys.intern('hello'), t.__code__.co_consts[1][0] is t()[0]
print(w())

def x1():
    return (1, 2) * 3 is (1, 2, 1, 2, 1, 2), 2 * (1,) is (1, 1), (1,) * 0 is (), b'ab' + b'c d' is b'abc d', 3 * b'a ' is b'a a a ', (1 + 2j) is (1 + 2j), (2.5 - 3j) is (2.5 - 3j), True * (1, 2) is (1, 2)
def x2():
    a = (1,) * 300
    b = (1,) * 300
    c = ((1,) * 200,) * 6
    d = ((1,) * 200,) * 6
    e = (1,) * -1
    f = b'a' * 5000
    g = b'a' * 5000
    return a is b, c is d, e, f is g
def x3():
    return (('a b',) + (1.5, None, (2, 3)))[0] is 'a b', ((), ())[0] is (), (1, 2) + (3,) == (1, 2, 3), (0.0,) + (-0.0,) is (0.0, -0.0), (1,) + (True,) is (1, 1), (1.0,) + (2,) is (1, 2)
def x4(): return [(1, 2) + (3,) for i in range(2)], {(1, 2) + (3,): 1}, x5()
def x5(a=(1, 2) + (3,), *, b=(1, 2, 3)): return a is b, a is (1, 2, 3)
for fn in (x1, x2, x3, x4): print(fn.__name__, fn())
print(x4()[0][0] is x4()[0][1], x4()[0][0] is x4.__code__.co_consts[1])
def y1(n=-1):
    r = []
    for f in (lambda: 'abc'[3], lambda: (1, 2)[2], lambda: b'ab'[-3], lambda: 'abc'[-4], lambda: 'abc'['a'], lambda: (1,)[1.0], lambda: 'a\U0001f600b'[1], lambda: '\ud83d\ude00'[0], lambda: b'ab'[True], lambda: 'ab'[10**30], lambda: (1, (2, 3))[1][0], lambda: 'abc'[-0]):
        try: r.append(f())
        except Exception as e: r.append(repr(e))
    return ascii(r)
print(y1())

class Keys:
    def __getitem__(self, key): return key
def z1(): return 'abcd'[1:3], Keys()[1:2], Keys()[1:2, 3:4], Keys()[:, ::2], (1, 2) is (1, 2)
print(z1())
def z2():
    return 'abcdef'[1:3] is 'bc', 'abcdef'[::2] is 'ace', 'abcdef'[-2:] is 'ef', b'abcd'[1:] is b'bcd', (1, 2, 3)[:2] is (1, 2), 'abcdef'[4:2] is '', 'abcdef'[1:5][1:3] is 'cd', 'a\U0001f600bc'[1:3] is '\U0001f600b', (1, (2, 3))[1:] is ((2, 3),), 'abcdef'[True:10**20] is 'bcdef', 'abcdef'[None:2] is 'ab', 'abcdef'[1+1:] is 'cdef', ('ab' + 'cd')[1:3] is 'bc', (1, 2, 3, 4, 5)[4:0:2] is (), 'abcdef'[9:] is ''
print(z2())
for fn in (lambda: 'abc'['a':], lambda: 'abc'[::0], lambda: 5[1:2], lambda: 'abc'[1.0:], lambda: (1, 2)[...:]):
    try: print(fn())
    except Exception as e: print(type(e).__name__, e)
