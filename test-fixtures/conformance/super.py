# super() without arguments, wherever it may stand.
class A:
    def __init__(self, x): self.x = x
    def f(self, y=1): return ('A.f', self.x, y)
    @classmethod
    def c(cls): return ('A.c', cls.__name__)
    @property
    def p(self): return 'A.p'
class B(A):
    def __init__(self, x):
        super().__init__(x)
        def inner(): return super(B, self).f(5)
        self.inner = inner
    def f(self, y=2):
        return super().f(y), [super(B, self).f(i) for i in range(2)]
    def g(self):
        def h(): return self.x
        return super().f(h())
    @classmethod
    def c(cls): return super().c(), __class__.__name__
    @property
    def p(self): return super().p + '!'
    def rebound(self):
        self = B(9)
        return super().f()
    def deleted(self):
        del self
        return super().f()
    @staticmethod
    def st(): return super()
    def kw(self, *a, k=1, **kw): return super().f(k), a, kw
b = B(3)
print(b.f(), b.g(), b.inner(), B.c(), b.p, b.rebound(), b.kw(1, k=4, z=2))
for f in (b.deleted, B.st):
    try: print(f())
    except Exception as e: print(type(e), e)
class M(type):
    def __new__(m, name, bases, ns, **kw):
        cls = super().__new__(m, name, bases, ns)
        cls.tag = kw
        return cls
class C(metaclass=M, a=1):
    def me(self): return __class__
print(C.tag, C().me())
