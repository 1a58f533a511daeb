def f(n):
    global depth
    depth = n
    f(n + 1)


try: f(1)
except RecursionError: print(__name__, depth)


class Methods:
    def m(self, n):
        Methods.depth = n
        self.m(n + 1)


try: Methods().m(1)
except RecursionError: print(Methods.depth)
