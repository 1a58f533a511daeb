# Recursion ends in RecursionError, in compiled code, through C, in threads and with a raised limit.
import sys, threading
def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)
class Chain:
    def __init__(self, n): self.n = n
    def __getattr__(self, name):
        return Chain(self.n).missing
    def __eq__(self, other): return self == other
    def __repr__(self): return repr(self)
    def __call__(self): return self()
def forever(): return forever()
def mutual(n): return list(map(mutual, [n]))
def keyed(n): return sorted([n], key=keyed)
def check(f, *a):
    try:
        f(*a)
    except RecursionError as e:
        t = e.__traceback__; k = 0
        while t: k += 1; t = t.tb_next
        print(f.__name__ if hasattr(f, '__name__') else 'obj', 'RecursionError', str(e)[:32], k > 5)
    else:
        print('no error')
def main():
    print(deep(900))
    check(forever)
    check(mutual, 1)
    check(keyed, 1)
    c = Chain(1)
    check(lambda: c.foo)
    check(lambda: c == 1)
    check(lambda: c())
    check(lambda: repr(c))
    sys.setrecursionlimit(1_000_000)
    print(deep(100_000))
    out = []
    t = threading.Thread(target=lambda: out.append(deep(5000)))
    t.start(); t.join(); print(out)
    def bad():
        try: forever()
        except RecursionError as e: out.append('rec')
    sys.setrecursionlimit(3000)
    t = threading.Thread(target=bad)
    t.start(); t.join(); print(out)
    sys.setrecursionlimit(1000)
    check(forever)
main()
