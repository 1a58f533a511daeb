y = 1
def f(a): return a + 1
class K:
    def m(self): return [i for i in range(3)]

