"""Functions with variables in machine words: what frames show of them, and where the words do not do."""
import sys, traceback

def show(depth=1):
    return dict(sorted((k, v) for k, v in sys._getframe(depth + 1).f_locals.items() if k not in ('self', 'xs', 'f')))

class Watch:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"Watch({self.v})"
    def __add__(self, o):
        print("add sees", show(1)); return self.v + o
    def __eq__(self, o):
        print("eq sees", show(1)); return False
    def __getitem__(self, i):
        print("item sees", i, show(1))
        if i > 2: raise IndexError(i)
        return self.v * i
    def __len__(self):
        print("len sees", show(1)); return 3
    def __del__(self):
        if sys._getframe(1).f_code.co_name.startswith("f"): print("del sees", show(1))
    def __bool__(self):
        print("bool sees", show(1)); return True

def f1(n):
    t = 0
    for i in range(n):
        t += i * 2
        if t > 5:
            print(i, show(0))
    return t

def f2(xs, k):
    total = 0
    for i in range(len(xs)):
        total += xs[i] + k
    return total

def f3(xs):
    i = 0
    n = 0
    while xs[i] != ".":
        i += 1
        n = n * 3 + i
    return n, i

def f4(n):
    # overflow
    x = 1
    for i in range(n):
        x = x * 10 + i
    return x

def f5(n):
    try:
        for i in range(n):
            y = 10 // (n - 2 - i)
    except ZeroDivisionError as e:
        tb = e.__traceback__
        print(tb.tb_frame.f_locals['i'], tb.tb_frame.f_locals.get('y'), tb.tb_lineno)
        return i, y
    return None

def f6(n):
    for i in range(n):
        j = i * i
        if j > 10:
            raise ValueError(j)

def f7(n):
    out = []
    for i in range(n):
        w = Watch(i)
        j = i + 1
        w = None
        out.append(w == j)
        w = Watch(i * 10)
        out.append(w == j)
        if w: j += 1
        out.append(w + j)
        out.append(j)
    return out

def f8(n):
    i = 5
    k = 0
    while k < n:
        k += 1
        if k == 3:
            del i
            i = 7
        i = i + k
    return i, k

def f9(a, b):
    r = []
    for i in range(3):
        r.append((a + i, i * b, a * b - i, a / (i + 1), -a, a % 7, a // 2, a ** 2, a << i, a >> i, ~a, a & 3, a | 8, a ^ 5, not a, a is None, a < b < i))
    return r

def f10(xs):
    lo = 0
    hi = len(xs)
    while lo < hi:
        mid = (lo + hi) // 2
        if xs[mid] < 37: lo = mid + 1
        else: hi = mid
    return lo

def f11(n, acc=[]):
    for i in range(n):
        acc[i - 3] = i
    return acc

def f12(n):
    x = 0.5
    for i in range(n):
        x = x * 2.0 + i
        if i == n - 2:
            print(show(0))
    return x

def f13(xs):
    n = 0
    for i in range(len(xs)):
        try:
            n += xs[i]
            n -= len(xs[i + 1])
        except TypeError as e:
            n += 1
        except IndexError:
            n += 100
        finally:
            n += 1000
    return n

def bump(name, by):
    """From 3.13 on, who has a frame may change its variables."""
    frame = sys._getframe(1)
    if sys.version_info >= (3, 13):
        frame.f_locals[name] = frame.f_locals[name] + by

def f14(n):
    t = 0
    for i in range(n):
        t += i
        if i % 3 == 0:
            bump("t", 100)
        t *= 2
    return t

def f15(n):
    t = 0
    for i in range(n):
        t += i
        if i == n - 1:
            bump("t", 5)
            bump("i", 0.5)
    return t, i

for f, args in [(f1, (5,)), (f2, ([1, 2, 3], 2)), (f2, ([1.5, 2, Watch(3)], 2)), (f2, (Watch(2), 1)), (f3, ("abc.",)), (f3, (["a", Watch(1), "."],)), (f3, ("abc",)),
                (f4, (5,)), (f4, (30,)), (f5, (5,)), (f6, (6,)), (f7, (2,)), (f8, (5,)), (f9, (5, 3)), (f9, (2**62, 3)), (f9, (True, 1.5)), (f9, (2.5, 2)), (f9, (-7, 2)),
                (f10, (list(range(100)),)), (f10, ([],)), (f11, (3, [1, 2, 3, 4])), (f11, (3, [1])), (f12, (5,)), (f13, ([1, 2, "x", [1], None],)), (f3, ({0: "a", 1: "."},)), (f2, ((1, 2), True)), (f1, (True,)), (f1, (3.0,)),
                (f14, (10,)), (f15, (4,))]:
    try:
        print(f.__name__, f(*args))
    except BaseException as e:
        print(f.__name__, type(e).__name__, e)
        traceback.print_exc(file=sys.stdout)
        t = e.__traceback__.tb_next
        while t:
            print({k: v for k, v in sorted(t.tb_frame.f_locals.items()) if not callable(v) and k != 'self'})
            t = t.tb_next
