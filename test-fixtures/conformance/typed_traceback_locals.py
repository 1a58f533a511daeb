"""The variables of frames in a finished traceback, whose functions worked with numbers in machine words."""
import traceback


def show(f, *a):
    try: f(*a)
    except Exception as e:
        tb = e.__traceback__
        print(type(e).__name__)
        while tb:
            if tb.tb_frame.f_code.co_name not in ("show", "<module>"):
                print(" ", tb.tb_frame.f_code.co_name, tb.tb_lineno, {k: v for k, v in sorted(tb.tb_frame.f_locals.items()) if k != '.0'})
            tb = tb.tb_next
def rec(n: int) -> float: return rec(n - 1) + 1 if n else 1 / 0
def even(n: int, flag: bool) -> float:
    half = n / 2
    if n == 0:
        zero = 0
        return 1 / zero
    later = odd(n - 1, not flag)
    unassigned = later
    return unassigned
def odd(n: int, flag: bool) -> float:
    twice = n * 2
    return even(n - 1, not flag)
def divide(a: int, b: int) -> int: return a // b
def loop(n: int) -> int:
    total = 0
    for i in range(n):
        square = i * i
        total = total + divide(100, 3 - i)
        if i == 50: never = 1
        odd_one = i % 2 == 1
    return total
def nested(n: int) -> int:
    before = 1.5
    for i in range(n):
        for j in range(i):
            last = loop(n - 5 + i + j)
    return last
def rebound(n: int) -> int:
    n = n + 1
    m = n * 2
    n = m - 4
    del m
    return divide(n, 0)
def branch(n: int) -> int:
    if n > 3: big = n
    else: small = n
    return divide(n, 0)
def caught(n: int) -> int:
    kept = n + 7
    try:
        tried = n * 2
        return divide(tried, 0)
    except ZeroDivisionError:
        after = n
        return divide(after, 0)
def grows(n: int) -> int:
    before = n
    big = n * 4611686018427387904 * 4
    return divide(big, 0)
def whole(n: int) -> int:
    k = 0
    while True:
        k += 1
        rest = divide(n, n - k)
def unset(n: int) -> int:
    if n < 0: x = 1
    a = n
    return x + a
class Point:
    def __repr__(self): return 'Point()'
    def area(self, n: int) -> int:
        side = n
        return divide(side, 0)
def outer(n: int) -> int:
    got = 1
    inner = Point().area(n)
    return inner
def comp(n: int) -> int:
    i = 3
    return [divide(1, i - n) for i in range(5)][0]
for f, a in [(rec, (3,)), (even, (6, True)), (loop, (5,)), (nested, (4,)), (rebound, (3,)), (branch, (2,)), (branch, (5,)), (caught, (5,)), (grows, (3,)), (whole, (4,)), (unset, (4,)), (outer, (2,)), (comp, (2,)), (Point().area, (3,))]:
    show(f, *a)
print("the interpreter's depth", end=": ")
try: rec(10000000)
except RecursionError as e:
    tb = e.__traceback__; seen = []
    while tb: seen.append(tb.tb_frame.f_locals.get("n")); tb = tb.tb_next
    print(seen[1], all(a - 1 == b for a, b in zip(seen[1:], seen[2:])))
try: loop(7)
except ZeroDivisionError as error:
    captured = traceback.TracebackException.from_exception(error, capture_locals=True)
    print([sorted(frame.locals.items()) for frame in captured.stack if frame.name != "<module>"])
