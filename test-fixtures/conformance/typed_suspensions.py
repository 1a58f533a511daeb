"""Recursions over numbers that must leave machine words, or their functions, somewhere in the middle."""
import signal
import sys
import threading
import time
import traceback


def power(base: int, exponent: int) -> int:
    if exponent == 0:
        return 1
    if exponent % 2 == 1:
        return base * power(base, exponent - 1)
    half = power(base, exponent // 2)
    return half * half


def factorial(n: int) -> int:
    return 1 if n <= 1 else n * factorial(n - 1)


def huge(n: int) -> int:
    if n == 0:
        return 1180591620717411303424
    return huge(n - 1) - 1


def maybe(n: int):
    if n < 0:
        return None
    if n > 100:
        return 'large'
    return n * 2 + 1 - n // 3


def uses_maybe(n: int) -> int:
    return maybe(n) + maybe(n - 1) + n * 2 - 1


def halves(x: float, depth: int) -> float:
    if depth == 0:
        return 1.0 / x
    return halves(x - 1.0, depth - 1) + halves(x - 2.0, depth - 1)


def positive(n: int) -> bool:
    if n == 0:
        return False
    return n > 0 or negative(n + 1)


def negative(n: int) -> bool:
    return not positive(n)


def checked(n: int) -> int:
    if n == 0:
        return 10 // n
    try:
        return checked(n - 1) + 1
    except ZeroDivisionError:
        if n == 3:
            return 1000
        raise


def sink(n: int) -> None:
    if n > 0:
        sink(n - 1)
        sink(n - 2)


def summed(n: int) -> int:
    total = 0
    for index in range(n):
        total += power(3, index) % 1000 + factorial(index % 7)
        sink(index % 5)
    return total


def climb(n: int) -> int:
    if n == 3:
        look(n)
    if n == 0:
        return 0
    return climb(n - 1) + 1


def look(n):
    names = []
    frame = sys._getframe(1)
    while frame is not None:
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    print(n, names)


def switch(n: int) -> int:
    if n == 2:
        replace(n)
    if n == 0:
        return 1
    return switch(n - 1) * 2 + helper(n)


def helper(n: int) -> int:
    return n * 3 - 1


def other_helper(n):
    return n * 1000


def replace(n):
    globals()['helper'] = other_helper


def outer(n: int) -> int:
    total = 0
    for index in range(n):
        total += switch(index) + helper(index)
    return total


def down(n: int) -> int:
    if n == 0:
        return 0
    return 1 + down(n - 1)


def up_and_down(n: int) -> int:
    return down(n) + down(n // 2) - down(1)


def show(function, *arguments):
    try:
        print(function.__name__, arguments, repr(function(*arguments)))
    except Exception:
        print(function.__name__, arguments, traceback.format_exc())


for arguments in ((3, 10), (3, 39), (3, 40), (3, 41), (-7, 100), (True, 5), (2**64, 3)):
    print(power(*arguments))
print([factorial(n) for n in (0, 5, 20, 21, 22, 40)])
print(huge(0), huge(5), huge(0) - huge(5))
print([maybe(n) for n in (-1, 7, 101)], uses_maybe(9))
show(uses_maybe, 0)
show(uses_maybe, 101)
print(halves(100.5, 6))
show(halves, 3.0, 3)
show(halves, 5.0, 2)
print(positive(5), positive(-4), negative(-3), positive(0))
print(checked(5))
show(checked, 2)
show(checked, 0)
print(sink(6), summed(50), summed(60))
print(climb(5))
print(switch(1), switch(4), helper(2))
globals()['helper'] = other_helper
print(switch(3))
del globals()['helper']
show(switch, 3)
print(switch(0))


def helper(n: int) -> int:
    return n - 1


print(switch(1), outer(6))
limit = sys.getrecursionlimit()
sys.setrecursionlimit(220)
for depth in range(190, 225):
    try:
        print(depth, up_and_down(depth))
    except RecursionError as error:
        entries = traceback.extract_tb(error.__traceback__)
        print(depth, error, len(entries), entries[-1].lineno, entries[-1].name, entries[1].lineno)
sys.setrecursionlimit(20000)
print(up_and_down(15000))
sys.setrecursionlimit(limit)


# Signals and other threads get their turn in recursions without a loop.

def fib(n: int) -> int:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def walk(word, n):
    if n == 0:
        return word
    walk(word, n - 1)
    return walk(word, n - 1)


class Stop(Exception):
    pass


def stop(number, frame):
    print('stopped in', frame.f_code.co_name)
    raise Stop


def count(number, frame):
    hits.append(frame.f_code.co_name)


for function, arguments in ((fib, (60,)), (walk, ('x', 60))):
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        function(*arguments)
    except Stop as error:
        names = [entry.name for entry in traceback.extract_tb(error.__traceback__)]
        print(names[0], names[-1], set(names[1:-1]))
hits = []
signal.signal(signal.SIGALRM, count)
signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
while len(hits) < 20:
    if fib(24) != 46368:
        print('wrong')
signal.setitimer(signal.ITIMER_REAL, 0)
print('fib' in hits)
turns = []


def take_turns():
    while not done:
        turns.append(time.monotonic())
        time.sleep(0.001)


done = False
thread = threading.Thread(target=take_turns)
thread.start()
until = time.monotonic() + 0.3
while time.monotonic() < until:
    if fib(25) != 75025:
        print('wrong')
done = True
thread.join()
print(len(turns) > 2)
