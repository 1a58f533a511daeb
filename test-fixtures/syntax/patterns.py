match x, y:
    case -1 | 2: pass
    case {"a": -1, -2: x, A.b: c, 1 + 2j: d, None: e, **rest}: pass
    case {}: pass
    case P(x=int() as y, z=-1): pass
    case P(1, a, b=c): pass
    case P(int() as y): pass
    case (1+2j): pass
    case -1-2j: pass
    case [a, *_, b]: pass
    case [a]: pass
    case (a, b), []: pass
    case a, b: pass
    case *a, : pass
    case (*a,): pass
    case (a): pass
    case "a" "b" | b"c" | None | True | False: pass
    case A.B() if x > 1: pass
    case (a | b) as c: pass
    case a.b.c: pass
    case -1.5: pass
    case _: pass
match x:
    case 1:
        pass;
match *a, b:
    case _:
        if x: y;
match x,:
    case _: pass
