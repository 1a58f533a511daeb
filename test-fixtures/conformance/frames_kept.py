"""Frames that are kept, cleared and collected; destructors and callbacks that look around."""
import gc, sys, weakref, traceback, threading
gc.disable()
class Loud:
    def __init__(self, n): self.n = n
    def __del__(self):
        try: f = sys._getframe(1)
        except ValueError: return print('del at the end', self.n)
        print('del', self.n, f.f_code.co_name, sorted(k for k in f.f_locals if not k.startswith('_'))[:4] if f.f_code.co_name != '<module>' else '')
kept = []
def keep():
    kept.append(sys._getframe(1)); return len(kept)
def leaf(x):
    y = Loud('y'); keep(); return y.n
def mid(x):
    z = leaf(x); w = Loud('w'); keep(); return z
mid(1)
print([(f.f_code.co_name, sorted(f.f_locals), f.f_back.f_code.co_name) for f in kept])
for f in kept: f.clear()
print([sorted(f.f_locals) for f in kept]); kept.clear()
def gen():
    g = Loud('g'); me = sys._getframe(0)
    yield me
    print('no')
a = gen(); fr = next(a); holder = [a]; holder.append(holder)
del a, holder
print('collect', gc.collect() > 0); print(fr.f_locals.keys() if fr else 0); del fr
print(gc.collect() >= 0)
def cyc():
    l = Loud('cyc')
    def inner(): return inner, l
    try: raise ValueError(inner)
    except ValueError as e:
        inner.e = e
    return None
cyc(); print('cyc left'); gc.collect(); print('cyc collected')
def deep(n):
    t = Loud('deep') if n == 50 else None
    if n == 0: raise RecursionError('own')
    return deep(n - 1)
try: deep(60)
except RecursionError as e:
    tb = e.__traceback__
    print(len(traceback.extract_tb(tb)))
    del e
    traceback.clear_frames(tb); print('cleared'); del tb
def inf(n):
    loc = n
    return inf(n + 1)
try: inf(0)
except RecursionError as e:
    fs = [f for f, _ in traceback.walk_tb(e.__traceback__)]
    print(fs[5].f_locals, len(fs) > 500)
    del fs
def ctx():
    a = Loud('ctx')
    try:
        try: raise KeyError(1)
        finally:
            b = Loud('fin'); b = None
    except KeyError as e:
        e = None
    print(sorted(sys_locals()))
def sys_locals(): return sys._getframe(1).f_locals
ctx()
def interrupt():
    x = Loud('interrupted')
    raise KeyboardInterrupt
try: interrupt()
except KeyboardInterrupt as e: print(sorted(e.__traceback__.tb_next.tb_frame.f_locals))
print('after')
def wr():
    o = Loud('wr'); r = weakref.ref(o, lambda _: print('cb', sorted(sys._getframe(1).f_locals)))
    p = [o]; del o; p = 1
    return r
print(wr()())
def excepthook_frames():
    def target():
        q = Loud('thread'); 1 / 0
    out = []
    threading.excepthook = lambda args: out.append(sorted(args.exc_traceback.tb_frame.f_locals))
    t = threading.Thread(target=target); t.start(); t.join()
    print(out)
excepthook_frames()
def ret_finally():
    v = Loud('v')
    for i in range(3):
        try: return Loud('ret')
        finally:
            if i == 0: v = None
r = ret_finally(); print('got', r.n); del r
def star(*a, **k):
    a = None; k = None; print('star'); return sys._getframe(1) is None
star(Loud('s1'), x=Loud('s2'))
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 2: raise StopIteration
        return Loud('it%d' % self.i)
    def __del__(self): print('del iterator')
def loop():
    for x in It(): print('body', x.n)
    print('loop end')
    return 5
loop()
def uncaught():
    u = Loud('uncaught')
    raise SystemError('end')
sys.excepthook = lambda t, v, tb: print('hook', sorted(tb.tb_next.tb_frame.f_locals))
uncaught()
