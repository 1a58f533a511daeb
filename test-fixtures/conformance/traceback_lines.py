# The tracebacks and messages of errors of every kind.
import sys, traceback, logging
def a(x):
    y = x + 1
    return b(y,
             x)
def b(p, q):
    z = [1, 2, 3]
    return z[p] + q.foo.bar(1 + q)
def c():
    try:
        a(1)
    except AttributeError as e:
        raise ValueError('x' * 3) from e
def d():
    try:
        c()
    except ValueError:
        try:
            {}['k']
        except KeyError:
            raise
def e():
    try:
        raise OSError(1, 'a')
    finally:
        print('fin')
def f():
    for i in range(3):
        try:
            if i == 1: raise RuntimeError(i)
        except RuntimeError as err:
            keep = err
    return keep
def h(): raise
def k():
    x = 5
    del x
    return x
def l(): return undefined_thing
def m(): (1).foo = 3
def n(): a, b = 1, 2, 3
def o(): a, b = [1]
def p(): a, *b, c = [1]
def q(): f(*5)
def r(): f(**5)
def s(): print(1, **{'sep': '', 'sep2': 1}, **{'sep': 1})
def t(): return f(1, 2)
def u(): return [i / 0 for i in range(3)]
def v(): return (lambda: 1 / 0)()
def w(): with_bad = 1; __import__('nope')
def x():
    with open('/nonexistent/x') as fh: pass
def z():
    raise 5
def z2(): return 'a' + 1
def z3(): return [] < 3
def z4(): return {}[[]]
def z5(): return len(5)
def z6(): return -'a'
def z7(): from os import nope
def z8(): import os.nope
for fn in (c, d, e, f, h, k, l, m, n, o, p, q, r, s, t, u, v, w, x, z, z2, z3, z4, z5, z6, z7, z8):
    print('---', fn.__name__)
    try: fn()
    except BaseException: traceback.print_exc(file=sys.stdout)
err = f()
traceback.print_exception(err, file=sys.stdout)
try:
    try: a(1)
    except AttributeError: h()
except AttributeError: traceback.print_exc(file=sys.stdout)
print(sys.exc_info())
def frames():
    out = []
    fr = sys._getframe()
    while fr: out.append((fr.f_code.co_name, fr.f_lineno)); fr = fr.f_back
    return out
print(frames())
logging.basicConfig(stream=sys.stdout, format='%(funcName)s %(lineno)d %(message)s')
def lg(): logging.warning('hello')
lg()
sys.stdout.flush()
a(1)
