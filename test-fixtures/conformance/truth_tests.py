"""Truth is asked as often, in the order and at the place that the interpreter has it: of tests, chains, `and`, `or` and `if`."""
import traceback


class B:
    def __init__(self, n, v): self.n, self.v = n, v
    def __bool__(self):
        print('bool', self.n)
        return self.v
    def __lt__(self, o):
        print('lt', self.n, o.n)
        return B(self.n + o.n, self.v)
a, b, c = B('a', False), B('b', True), B('c', True)
def f(a, b, c):
    if a < b < c: print(1)
    if not a < b < c: print(2)
    while a < b < c:
        print(3)
        break
    print(4 if b < a < c else 5)
    print([x for x in range(1) if a < b < c])
    if (a if b else c): print(6)
    if (a if a else c): print(6)
    if (a and b) or c: print(7)
    x = (a and b) or c
    print(x.n)
    y = (a or b) and (b or c)
    y = not (a or b)
    y = not (a and b)
    if (x := a and b): print(8)
    y = (a and b) if c else (b or c)
    if ((a and b) if c else (b or c)): print(9)
    y = a and b and c or b
    y = a or b or c and b
    y = (a or b) or c
    y = (a and b) and c
    y = a < b < c and c
    y = a < b < c or c
    if a < b < c or c: print(10)
    y = (a
         and b) or c
    y = ((a or b)
         and c) or (b
                    and a)
    y = (a if b else (c or b)) and c
    y = (a if b else ((c and b) or a)) and c
    y = ((b or c) if a else (a and c)) or b
    y = ((
          a or b) and c) or (c if a else
                             (b and a)) or b
    y = (((a and b) and c) or (a or b and
                               (c or a))) and b
    assert not (a < b < c)
    assert (a < b < c) or c
    return a < b < c
for arguments in ((a, b, c), (b, a, c), (c, b, b), (a, a, b)):
    try:
        f(*arguments)
    except AssertionError:
        print('asserts')

