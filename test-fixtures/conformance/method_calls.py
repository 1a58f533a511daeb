"""Method calls: which part a traceback points at, the lookup or the call."""
import traceback
class A: pass
def f(x):
    return x.method(1)
def g(x):
    return x.a.b(2).method()
def h(x):
    return x.append(1, 2)
def k(x):
    y = x.get(1)
    return y.foo(x)
for fn, v in ((f, A()), (g, A()), (h, []), (k, {}), (f, None)):
    try: fn(v)
    except Exception: traceback.print_exc()
