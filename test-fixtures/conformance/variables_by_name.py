"""Functions that look at their own variables by name: `locals`, `vars`, `dir`, `eval`, `exec` and frames."""
import sys, inspect
def f(a, b=2):
    c = a + b
    print(sorted(locals().items()))
    d = [i for i in range(c)]
    print(dir(), sorted(vars()))
    print(eval('a + b + c'), eval('d'))
    exec('c = 100; z = 5')
    print(c, sorted(locals()))
    del c
    print(sorted(locals()))
    try:
        eval('c')
    except NameError as e: print(e)
    def inner():
        nonlocal a
        a += 1
        return sorted(locals().items()), sys._getframe().f_code.co_name
    print(inner(), locals()['a'])
    frame = sys._getframe()
    print(frame.f_lineno - frame.f_code.co_firstlineno, sorted(k for k in frame.f_locals), inspect.currentframe() is frame)
    frame.f_locals['b'] = 'changed'
    print(b, sorted(frame.f_locals))
    return locals
r = f(3)
print(r is locals, type(r()))
class K:
    def m(self, x):
        l = locals
        self.x = l()['x']
        return [sorted(l()) for _ in range(1)], {k: v for k, v in locals().items() if k != 'self'}
print(K().m(5))
def g():
    x = 1
    def h():
        return eval('x')
    try: return h()
    except NameError as e: return str(e)
print(g())
def loop():
    out = []
    for i in range(3):
        x = i * 2
        out.append(dict(locals()) and sorted((k, str(v)) for k, v in locals().items() if k != 'out'))
    return out
print(loop())
def fmt(name, n):
    return '{name}:{n}'.format(**locals()) + '%(n)d' % vars()
print(fmt('a', 3))
def gen():
    y = 3
    yield sorted(locals())
print(next(gen()))
def star(*args, **kw): return sorted(locals().items())
print(star(1, 2, z=3))
lam = lambda q: (q, locals())
print(lam(3))
import collections
P = collections.namedtuple('P', 'x y')
print(P(1, 2), P.__module__)
def deep():
    v = 10
    return look()
def look():
    f = sys._getframe(1)
    return f.f_code.co_name, f.f_locals['v'], inspect.stack()[1].function
print(deep())
def raising():
    w = 1
    locals()['w'] = 5
    print(w)
    exec('raise KeyError(w)')
try: raising()
except KeyError as e: print(repr(e), e.__traceback__.tb_next.tb_frame.f_locals['w'])


def hiding():
    x = 1
    return [[(name, value) for name, value in sorted(locals().items()) if name != '.0'] for x in [2]], x, sorted(locals())


def evaluating():
    return [(sorted(locals()), eval('x')) for x in [2]], sorted(locals())


def counting(n):
    total = 0
    for i in range(n):
        total += i * 2
        if i == 3:
            print(sorted(locals().items()))
    return total, sorted(locals().items())


print(hiding(), evaluating(), counting(5))
