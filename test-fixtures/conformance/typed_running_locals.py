"""The variables of functions that work with numbers in machine words, seen while they run: by those they call, by signal handlers."""
import inspect
import signal
import sys

kept = []


def look(depth=10):
    frame = sys._getframe(1)
    while frame and depth:
        if frame.f_code.co_name == '<module>': break
        print(' ', frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals.items()))
        frame = frame.f_back
        depth -= 1
def divide(a: int, b: int) -> int:
    if b == 0:
        look()
        return 0
    return a // b
def loop(n: int) -> int:
    total = 0
    for i in range(n):
        square = i * i
        total = total + divide(100, 3 - i)
        if i == 50: never = 1
        odd = i % 2 == 1
    return total
def nested(n: int) -> float:
    before = 1.5
    for i in range(n):
        for j in range(i):
            last = loop(n - 3 + i + j)
            del last
        last = i
    return before
def rec(n: int) -> int:
    m = n * 2
    if n == 0:
        look()
        return 1
    n = n - 1
    k = rec(n)
    return k + m
def even(n: int, x: float) -> float:
    half = x / 2
    if n == 0:
        look()
        return half
    later = odd(n - 1, half)
    return later
def odd(n: int, x: float) -> float:
    twice = x * 2.5
    if n > 100:
        big = n
    return even(n - 1, twice)
def loop_rec(n: int) -> int:
    total = 0
    for i in range(n):
        total += loop_rec(i)
    if total > 4:
        look()
    return total + 1
def grows(n: int, i: int) -> int:
    if n > 100:
        look()
    for j in range(2): n = n + j
    return n
def big(n: int) -> int:
    a = n
    for i in range(3):
        a = a + 40 * grows(a, i)
    return a
def keeps(n: int) -> int:
    if n == 7:
        kept.append(sys._getframe(1))
        look()
    for k in range(2): n += k
    return n
def goes_on(n: int) -> int:
    a = 0
    flag = False
    for i in range(n):
        a = a + keeps(i)
        flag = not flag
        if i == 9: late = a
    look_again(a)
    return a
def look_again(a: int) -> int:
    for k in range(1): a += k
    if a > 3: look()
    return a
def unbound(n: int, switch: int) -> int:
    if switch > 1:
        maybe = n * 1.5
    else:
        other = n
    if switch == 2:
        del maybe
    for i in range(2):
        n = n + divide(n, 1 - i)
    return n
def infinite(n: int) -> float:
    a = 1.5
    b = n * 1e300 * 1e300
    for i in range(n):
        c = b - b
        d = divide(i, i)
    return c
def caught(n: int) -> int:
    total = 0
    for i in range(n):
        try:
            total += fails(i)
        except ZeroDivisionError as error:
            frame = error.__traceback__.tb_frame
            print('  caught', sorted((k, v) for k, v in frame.f_locals.items() if k not in ('frame', 'error')))
    return total
def fails(n: int) -> int:
    t = 0
    for i in range(n):
        t += 10 // (2 - i)
    return t
def inspected(n: int) -> int:
    s = n * 3
    for i in range(2):
        s = s + inspects(i)
    return s
def inspects(i: int) -> int:
    for k in range(2): i += k
    if i > 1:
        for info in inspect.stack()[:2]:
            print('  inspect', info.function, info.lineno, sorted((k, v) for k, v in info.frame.f_locals.items() if k != 'info'))
    return i


for function, *arguments in ((loop, 5), (nested, 3), (rec, 4), (even, 4, 1.5), (loop_rec, 4), (big, 3), (goes_on, 12), (unbound, 3, 1), (unbound, 3, 2), (unbound, 3, 3), (infinite, 2), (caught, 4), (inspected, 4)):
    print(function.__name__, *arguments)
    try: print(function(*arguments))
    except Exception as error: print(type(error).__name__, error)
print([sorted(frame.f_locals.items()) for frame in kept])


class Stop(Exception): pass


def handler(number, frame):
    names = frame.f_locals
    # What changes while the signal is on its way is told in part.
    print('  interrupted', frame.f_code.co_name, sorted(names), names.get('before'), [(type(names[k]).__name__) for k in sorted(names)])
    back = frame.f_back
    if back.f_code.co_name != '<module>': print('  back', back.f_code.co_name, back.f_lineno, sorted(back.f_locals.items()))
    raise Stop


def counts(n: int) -> int:
    before = n + 1
    x = 0.5
    for i in range(10 ** 15):
        y = i * 2
        x = x * 0.5
        if i < 0: never = look()
    return before
def whiles(n: int) -> int:
    before = n * 2.5
    i = 0
    while i >= 0:
        i = i + 1
        last = i % 3
        del last
    return i
def calls_counting(n: int) -> int:
    first = n / 4
    for k in range(3):
        if k == 1: second = counts(k)
    return n


signal.signal(signal.SIGVTALRM, handler)
for function in (counts, whiles, calls_counting):
    print(function.__name__)
    signal.setitimer(signal.ITIMER_VIRTUAL, .02)
    try: function(5)
    except Stop: pass
