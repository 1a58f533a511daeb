"""How often objects are asked for their truth: tests, `and`, `or`, `not` and `if` in one another, on one line and on several."""
import itertools
log = []
class T:
    def __init__(self, name, truth): self.name, self.truth = name, truth
    def __bool__(self): log.append(self.name); return self.truth
    def __lt__(self, other): log.append('<'); return self
    def __repr__(self): return self.name
functions = []

def f0(a, b, c, d, e):
    while not ((((e or a) or (e and a)) if (not (b or e or b)) else a) or (((not d) and (b or e) and (c and b)) if ((b if a else e) or (d
if c else d)) else (c if (c and a and c) else (c if d else a))) or (((not e) if (d or c) else (b and c and d)) or ((c and b and e) if (e or e) else (c if b else a)) or (c if (c if b else a)
else (d if c else b)))): return 2
functions.append(f0)
def f1(a, b, c, d, e):
    assert (((not (e and a)) or d) if a else (((d or b)
if (e or b)
else (a and b and b)) or ((e if b else c) and (not c))))
    return 1
functions.append(f1)
def f2(a, b, c, d, e):
    return [x for x in [1] if ((not b) if (b if b else d) else (b
or a))]
functions.append(f2)
def f3(a, b, c, d, e):
    x = (((a and c and d) if (d if a else b) else (a and b and b)) and ((a
or b) or (e and b)) and ((c and b) if (e if a else b) else (c and c)))
    return x
functions.append(f3)
def f4(a, b, c, d, e):
    return f"{(b if ((b or c) if (a if a else c) else (c if c else d)) else ((d or a) and (d < e < c)))}"
functions.append(f4)
def f5(a, b, c, d, e):
    return f"{(((a and a) and (d if c else e)) and (c if (e or a) else (d or e)))}"
functions.append(f5)
def f6(a, b, c, d, e):
    return ((b if c else b) and (a or a or c))
functions.append(f6)
def f7(a, b, c, d, e):
    x = (e if ((c if e else c) or (b and e and c)) else ((d if a else d) and (b and a)))
    return x
functions.append(f7)
def f8(a, b, c, d, e):
    assert (a and ((c and e) or (not e) or (e if b else e)) and ((b or e)
or (w := c)))
    return 1
functions.append(f8)
def f9(a, b, c, d, e):
    return ((b or (d and c))
if ((a and e) if (c and d) else (d or a)) else ((e or a or a) and b)) is a
functions.append(f9)
def f10(a, b, c, d, e):
    return ((((a or b) or (b if c else e)) if (not (d if c else b)) else ((b or a) or (c if d else b) or (c or d))) and (((c or c or b) and (b or d)) if ((a or b or e) and (b or e or b)) else ((e if d else e) or (a
or c))))
functions.append(f10)
def f11(a, b, c, d, e):
    print(d, ((e and b)
and (b and a)
and (not a)))
functions.append(f11)
def f12(a, b, c, d, e):
    return [x for x in [1] if ((b if ((d if d else a) or (c and a)) else ((not b) or (d if a else a) or (a and b))) or (c if ((a
if c else c) and (c or b) and c) else ((b if e else b) and (b and c))))]
functions.append(f12)
def f13(a, b, c, d, e):
    return (((a
if b else a) if (c
or b) else (e if d else c)) < a < c) is a
functions.append(f13)
def f14(a, b, c, d, e):
    return [x for x in [1] if (((b or b) and (c if a else b))
and ((e if d else b) or (d if b else e) or (e and b)))]
functions.append(f14)
def f15(a, b, c, d, e):
    assert (e
or (((d and e and b) or (b if b else e)) and ((d and e) or (a if e else a)) and ((e or a) if (c if a else a) else (b or b or e)))
or ((b if (c if a else a) else (e if a else a)) or ((b if b else b) or (e or e) or d)))
    return 1
functions.append(f15)
def f16(a, b, c, d, e):
    return ((e if (e or (c and e) or (e or d)) else (e if (a or a) else (b or c)))
and (((a if d else e) if (e < b < d) else (c and c)) if ((c and b and b) if (e and d) else (not c)) else ((not e) if (a or b) else (a or c or e))))
functions.append(f16)
def f17(a, b, c, d, e):
    while (e if (((a if e else a) if (b or e or d) else (a or e)) if d else (c and (b if d else b) and (a if d
else d))) else (((d and b and b) and (w := b)) and (not (e or e)) and ((c if d else e) if (c if a else c) else d))): return 1
    return 2
functions.append(f17)
def f18(a, b, c, d, e):
    return not ((((c or e or d) and a) if (not (c and b and c))
else ((b or c or c) if (not a) else (b or d))) if ((not (d if c else b)) or (a or (d or a or e))) else (d and c and a))
functions.append(f18)
def f19(a, b, c, d, e):
    return ((c or ((a if d else c) and (d if d else b)) or ((e
if a else e) and (b if c else c) and (d if c else b))) and (((e or a or b) and (b if e else d) and (e and c and b)) and ((d if b else a) or (b if d else c))) and ((not (e or b)) and (not (a if d else b)) and ((c and c) or d))) is a
functions.append(f19)
def f20(a, b, c, d, e):
    return {1: (((c or a) and (d
or d) and (a or a)) if ((c if a
else d) or (e or d)) else ((b if e else c) if (d
or a) else (c or e)))}
functions.append(f20)
def f21(a, b, c, d, e):
    return (lambda: e)()
functions.append(f21)
def f22(a, b, c, d, e):
    x = (((c and e)
and (not b)
and (a if b else e)) and ((a if e else a) if (a and d) else (b if e else a)))
    return x
functions.append(f22)
def f23(a, b, c, d, e):
    x = (w := ((b if b else c) if (e if c else a) else (e if c else c)))
    return x
functions.append(f23)
def f24(a, b, c, d, e):
    return ((not (c if c else d)) if ((d if a else d) or (d if b else d) or (d if d else c)) else ((e if d else e) if (a or e) else e))
functions.append(f24)
def f25(a, b, c, d, e):
    while not (((not (c < c < d)) or (not (a if d else c))) if ((not (a and b)) or ((c or d) if (e and e) else (b and e)) or (not a)) else (b if ((a and e) if (d or e) else (b and c and e)) else (not (b or e or d)))): return 2
functions.append(f25)
def f26(a, b, c, d, e):
    return (((a if e else (d or e)) if (e if (e or e or e) else (a if b else d)) else ((a if c
else a) if (e if c else c) else (a if d else c)))
if (((a and e and d) if (w := a) else (b or d or b)) and ((not b) if (b
if c else a) else (b if a else a))) else (a if ((a if a else a) if (d if d else d) else (d if b else a)) else (c if (a if c else e)
else (b if c else a)))) is a
functions.append(f26)
def f27(a, b, c, d, e):
    return (a if e else ((e and e and d) if (e or c) else (d
if e else c))) is a
functions.append(f27)
def f28(a, b, c, d, e):
    return [x for x in [1] if ((((a
or a
or b) or (c and a and e))
and c) or ((w := (w := d)) and e))]
functions.append(f28)
def f29(a, b, c, d, e):
    return not (((w := c) and (d < a < a)) if ((b or c) or (e and e and e)) else ((a or a) if (d
and c
and a) else (b if b else c)))
functions.append(f29)
def f30(a, b, c, d, e):
    return not (((b or a or d) if (d or c) else (a if a else a)) and ((b or a)
or (b if b else e)))
functions.append(f30)
def f31(a, b, c, d, e):
    while (((not d) if (e or a) else (d and c and c)) or ((b if d else d) if (not e) else (c or e))): return 1
    return 2
functions.append(f31)
def f32(a, b, c, d, e):
    return ((((a or a or e) and (e and c)) or ((c and a) if (c or b or d) else (e
and a
and b)) or ((b or e) or (c and e and b))) and (((e or b or e) if b else a) or ((c or c or d) and (a if a else d)) or ((c
or d) and (b or e))))
functions.append(f32)
def f33(a, b, c, d, e):
    while not (((b if d else a) or b or (c or d)) if a else ((b
and d) if (c and b) else (a and d))): return 2
functions.append(f33)
def f34(a, b, c, d, e):
    while b: return 1
    return 2
functions.append(f34)
def f35(a, b, c, d, e):
    return (((c and d)
and a) or ((c if d else a) or e) or ((e if b else a) if (d if c else e) else d))
functions.append(f35)
def f36(a, b, c, d, e):
    return [x for x in [1] if ((((e if e else b) if (c and b and c) else (d < e < c)) or ((d and a and c) if (a or c) else a)) if (((c if e else d) if (b if d else a) else (d or a)) or ((d and b) or (a and a))) else c)]
functions.append(f36)
def f37(a, b, c, d, e):
    return {1: (((a or (e or e))
or ((c or b) and (b if e else e) and (a or e))
or ((b and b and d) if (c if b else d) else (b if a else c))) or (((d if d else d) or (e < b < e)) and ((d or e or d)
and (e if d
else d)
and (c or b))) or (((a and d) if (c and b and b) else (a if c else d)) if ((a or b) and (a and e)) else ((d or a) or b)))}
functions.append(f37)
def f38(a, b, c, d, e):
    return [x for x in [1] if e]
functions.append(f38)
def f39(a, b, c, d, e):
    return [((not ((a and e and e) and (d or c or d) and (w := a))) if (((a and c) and (b if c else d)) if (w := (e and a)) else ((d and e) or (b and c))) else (w := (e if (c and c) else (c or d or d)))) for x in [1]]
functions.append(f39)
def f40(a, b, c, d, e):
    return [x for x in [1] if (not (b and ((d and d) if (b < c < b)
else (c or c or c)) and ((a if a else c) if (b and a) else (d if b else b))))]
functions.append(f40)
def f41(a, b, c, d, e):
    return 1 if ((d < c < e) or (e or c or d)) else 2
functions.append(f41)
def f42(a, b, c, d, e):
    return {1: (((c or b) or (w := c) or (e and d)) or ((d or e or c) and (not c)))}
functions.append(f42)
def f43(a, b, c, d, e):
    return b
functions.append(f43)
def f44(a, b, c, d, e):
    return (lambda: (w := (((b if a else c) or (e and b and b)) or ((b and e) or (c and e)))))()
functions.append(f44)
def f45(a, b, c, d, e):
    return not ((not (d if e else a)) and ((b and a) and (b or b or e)))
functions.append(f45)
def f46(a, b, c, d, e):
    return ((c
or (e and d)
or b) or ((c and b) if (a and b) else (c if c else a)))
functions.append(f46)
def f47(a, b, c, d, e):
    return [(b or ((b and e and e) or (e or c))) for x in [1]]
functions.append(f47)
def f48(a, b, c, d, e):
    return f"{(((c if c else a) if (c and e and b) else (d and d and e)) if ((b and c) if (d or d) else e) else ((d if e else b) if (b or a) else (b or a or b)))}"
functions.append(f48)
def f49(a, b, c, d, e):
    while not ((b if b else e) or (a or c)): return 2
functions.append(f49)
def f50(a, b, c, d, e):
    return (((e or b) if e else (a < d < c)) and (w := (c or b)))
functions.append(f50)
def f51(a, b, c, d, e):
    while not (c and ((b and c) if (a if b else a) else a)): return 2
functions.append(f51)
def f52(a, b, c, d, e):
    return (lambda: (((not (a and b)) if b else ((not d) or (a if c else b))) if (c or ((b if b else d) if (c and b and b) else (a if a else c))) else (((e or a or e) and a) < c < b)))()
functions.append(f52)
def f53(a, b, c, d, e):
    return f"{((c and d and b) or (b if a else a) or (e if a else e))}"
functions.append(f53)
def f54(a, b, c, d, e):
    return e
functions.append(f54)
def f55(a, b, c, d, e):
    x = (b and (not (c if e else d)))
    return x
functions.append(f55)
def f56(a, b, c, d, e):
    return (lambda: (c or (((a if d else e) if e else (d or e)) or ((d if d else b) and (d or b) and a) or ((c and c and a) and (c or a))) or (((d
if a else d) and (d and a) and (a and d)) and ((e or d) or (c and e and c)) and ((e or d) if (a or d or c) else c))))()
functions.append(f56)
def f57(a, b, c, d, e):
    return [x for x in [1] if (((d if b else b) and (e if c else a)) < b < c)]
functions.append(f57)
def f58(a, b, c, d, e):
    return (lambda: ((c if b else e) if (c and a) else (d or d)))()
functions.append(f58)
def f59(a, b, c, d, e):
    return f"{(w := (e if (a or b or c) else (d and c)))}"
functions.append(f59)
def f60(a, b, c, d, e):
    return [(((c and c) if (a if a else b) else (c or b)) if ((e and a)
and (d and c and a)) else (d if (d if c
else d) else (a < c < d))) for x in [1]]
functions.append(f60)
def f61(a, b, c, d, e):
    return [(w := (b and b and d)) for x in [1]]
functions.append(f61)
def f62(a, b, c, d, e):
    return not ((c and c) and (e and b))
functions.append(f62)
def f63(a, b, c, d, e):
    return (lambda: (not (((c or d or e) and (d or e)) and ((a or b) if (d and c and b) else (d and c and a)) and (e if (d and b) else (a and a)))))()
functions.append(f63)
def f64(a, b, c, d, e):
    return ((w := ((b if e else a) if c else (b if c else c))) or (((d and a and e) and (d if b else e)) or ((c and b) or (d and e))))
functions.append(f64)
def f65(a, b, c, d, e):
    x = ((not (b or d or e))
and ((e if e else b) if (a and e and e) else (not e)))
    return x
functions.append(f65)
def f66(a, b, c, d, e):
    return {1: (((a if c else b) < a < a)
if ((c if d else b) if (not e) else (d
and c)) else ((c or c or a) and (a and c and c)))}
functions.append(f66)
def f67(a, b, c, d, e):
    return not d
functions.append(f67)
def f68(a, b, c, d, e):
    return ((c if (a and c and d) else (b or b or c)) or d or ((d and b and e) and (d if c else c))) is a
functions.append(f68)
def f69(a, b, c, d, e):
    yield ((b if b else b) and (e and c and c) and (not b))
functions.append(f69)
def f70(a, b, c, d, e):
    assert (((e and d) or (d if d else c)) if a else ((c if d else b) or (c and e and d)))
    return 1
functions.append(f70)
def f71(a, b, c, d, e):
    return [a for x in [1]]
functions.append(f71)
def f72(a, b, c, d, e):
    return [(((e and a) or (a or e)) or ((b and b) or (d or a))) for x in [1]]
functions.append(f72)
def f73(a, b, c, d, e):
    x = ((e or d) if (a or a)
else (c and e))
    return x
functions.append(f73)
def f74(a, b, c, d, e):
    return not ((w := ((w := e) and (d and a and e))) and (not ((not b) or (c or c or c))))
functions.append(f74)
def f75(a, b, c, d, e):
    if ((b and c and b) if (d and e) else (a or e)): return 1
    return 2
functions.append(f75)
def f76(a, b, c, d, e):
    return {1: (((b if a
else e) if (a if d else b) else (e and a and a)) and ((e or b or c) and (a if a else d) and (c or b)))}
functions.append(f76)
def f77(a, b, c, d, e):
    x = (d
and ((c and c) or (a and e and d))
and ((e or c or c) if e else (not a)))
    return x
functions.append(f77)
def f78(a, b, c, d, e):
    assert (w := (d if d else d))
    return 1
functions.append(f78)
def f79(a, b, c, d, e):
    while not (w := ((b and c) if (b and e) else d)): return 2
functions.append(f79)
def f80(a, b, c, d, e):
    if (((b if e else b) or (c if d else a)) or ((b and c) and (c if d else c)) or ((c if a else b) if (c
or c
or d) else (e or c or d))): return 1
    return 2
functions.append(f80)
def f81(a, b, c, d, e):
    yield ((b and (c
or e
or b) and (a and c and e)) and ((e if a else e) or (c or c)) and ((b or c or a) and (e if c else d)))
functions.append(f81)
def f82(a, b, c, d, e):
    return (((d or e) if (a if c else b) else (a and e)) and ((d if a else e) or (b if d else c) or (e or e))) is a
functions.append(f82)
def f83(a, b, c, d, e):
    while (((w := a) and (b and c)) and ((a or b or a)
if (a if d else d) else (b or a))): return 1
    return 2
functions.append(f83)
def f84(a, b, c, d, e):
    return e is a
functions.append(f84)
def f85(a, b, c, d, e):
    while (c or (not (e or c)) or ((e if e else b)
or c)): return 1
    return 2
functions.append(f85)
def f86(a, b, c, d, e):
    return not (d or ((a if a else b) or (d and e)) or ((w := b) or (c or d)))
functions.append(f86)
def f87(a, b, c, d, e):
    print(d, ((a if d else e) or (a or c) or (c and a and a)))
functions.append(f87)
def f88(a, b, c, d, e):
    if (e and (((c or b or e) if (d if e else e) else (e if a else a)) or ((b if e else d) or (c or b or a) or (b if c else a)))): return 1
    return 2
functions.append(f88)
def f89(a, b, c, d, e):
    return [(not (c and ((not d) if (a if a
else d) else (a if a else c)))) for x in [1]]
functions.append(f89)

for f in functions:
    print(f.__name__, f.__code__.co_firstlineno)
    for truths in itertools.product([False, True], repeat=5):
        log.clear()
        try:
            r = f(*[T(n, t) for n, t in zip('abcde', truths)])
            if hasattr(r, 'send'): r = list(r)
        except (AssertionError, TypeError) as error: r = type(error).__name__
        print(truths, r, *log)

