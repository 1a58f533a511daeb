"""Where tracebacks place tests whose truth cannot be told, and the comparisons in them."""
import traceback
class Untrue:
    def __bool__(self):
        raise ValueError('no truth')
    def __lt__(self, other):
        return self
    def __contains__(self, x): return self
    def __len__(self): raise ValueError
untrue = Untrue()
def f1(v): return 1 if v else 2
def f2(v):
    if v:
        return 1
def f3(v):
    while v:
        return 1
def f4(v):
    return v and 2
def f5(v):
    return 1 or v
def f6(v):
    return (v or 2) + 1
def f7(v):
    return not v
def f8(v):
    assert v, 'x'
def f9(v):
    return [x for x in [1] if v]
def f10(v):
    return list(x for x in [1] if v)
def f11(v):
    return 1 if not v else 2
def f12(v):
    return 1 if v and 2 else 3
def f13(v):
    return v < 1 < 2
def f14(v):
    if v < 1 < 2:
        return 3
def f15(v):
    if (1 and
        v
        and 2):
        return 3
def f16(v):
    return 1 if (v
       or 2) else 3
def f17(v):
    x = (2 if
         v else
         3)
def f18(v):
    if 0:
        pass
    elif v:
        pass
def f19(v):
    while True:
        if v: break
def f20(v):
    return (lambda: 1 if v else 2)()
def f21(v):
    assert not v
def f22(v):
    assert v and 1
def f23(v):
    return [1 if v else 2 for i in range(2)]
def f24(v):
    return {1: v or 2 for i in range(2) if 1}
def f25(v):
    x = v and (3 or v)
def f26(v):
    print(v and 1, 2 if v else 3)
def f27(v):
    return f'{v or 1}'
def f28(v):
    return 1 in v
def f29(v):
    if 1 not in v: pass
def f30(v):
    while not v: pass
def f31(v):
    return 1 if v < 1 else 2
def f32(v):
    return 5 if (1 if v else 2) else 3
def f33(v):
    if (1 if v else 0) or 2:
        pass
def f34(v):
    if (w := v): pass
def f35(v):
    match 1:
        case 1 if v: pass
def f36(v):
    yield 1 if v else 2
def f37(v):
    while 1 and v:
        v = 1
    else:
        pass
def f38(v):
    return any(v for v in [v])
def f39(v):
    with v: pass
def f40(v):
    for x in v: pass
def f41(v):
    return ((
        v or 1) and 2)
def f42(v):
    return ((
        v and 1) and 2)
def f43(v):
    return (1 if not 2 else (
        v and 3)) and 4
def f44(v):
    return (((v and 1)
        and 2) or 3) and 4
def f45(v):
    return ((0 or
        v) or 3) and 4
def f46(v):
    return all([v] + [x for x in [v]])
def f47(v):
    return any(
        v for v in [v])
def f48(v):
    return all(v for v in [v]) and any(v for v in [v])
def f49(v):
    x = tuple(1 // v.zero for v in [v])
for i in range(1, 50):
    try:
        r = globals()[f'f{i}'](untrue)
        if i == 36: list(r)
    except Exception:
        traceback.print_exc()
if 1:
    try:
        if untrue: pass
    except ValueError: traceback.print_exc()
    try:
        x = 1 if untrue else 2
    except ValueError: traceback.print_exc()
    try:
        while untrue and 1: pass
    except ValueError: traceback.print_exc()
    try:
        assert untrue, 1
    except ValueError: traceback.print_exc()
class C:
    try:
        if untrue: pass
    except ValueError: traceback.print_exc()

class Incomparable:
    def __lt__(self, o): raise ValueError
    def __repr__(self): return 'B'
b = Incomparable()
def f(a):
    if a < b < a:
        pass
def g(a):
    if (a <
        b < a):
        pass
def h(a): return 1 if a < b < a else 2
def i(a): return 1 if 1 and a < b < a and a else 2
def j(a): return a and a < b < a
def k(a):
    return [x for x in [1] if a < b < a]
def l(a):
    assert not a < 5 < 7
    assert (not
      a < 5)
def m(a):
    assert 0 < a < 4, a
def n(a):
    assert 0 < a > 400
def o(a):
    assert a and 0 < a > 400
def p(a):
    assert a and (a if 0 else 0)
def q(a):
    assert (a and (a if a else 0)
       and not a)
for fn in (f, g, h, i, j, k):
    try: fn(b)
    except ValueError: traceback.print_exc()
for fn in (l, m, n, o, p, q):
    try: fn(4)
    except AssertionError: traceback.print_exc()
def r(v):
    return {x: 1 for x in [1, []] if 0 < 1 < 2}
def s(v):
    return {x for x in [1, []] if 0 < 1 < 2 and v}
def u(v):
    return {x for x in [1, []] if 0 < 1 < 2 for y in v}
def w(v):
    return {x for x in [[1], 1] if (1 if v else 2) for y in x if 3 for z in x}
def y(v):
    while (0 < v < 9) and v.x: pass
class N:
    def __bool__(self): raise TypeError
def z(v):
    if 0 < 1 < 2 and not N(): pass
def z2(v):
    if (0 < 1 < 2 and
        (1 if N() else 2)): pass
for fn in (r, s, u, w, y, z, z2):
    try: fn(5)
    except (TypeError, AttributeError): traceback.print_exc()
