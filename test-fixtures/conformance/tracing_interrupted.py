"""A signal handler sets a tracer while functions over numbers call each other."""
import signal
import sys


class Done(Exception):
    pass


def once(frame, event, argument):
    if frame.f_code is step.__code__:
        sys.settrace(None)
        print(event, frame.f_code.co_name, sorted(frame.f_locals), frame.f_back.f_code.co_name)
        raise Done


def handle(number, frame):
    sys.settrace(once)


def step(total, i):
    if total > 1000:
        return i
    return total + i


def spin(n):
    total = 0
    for i in range(n):
        total = step(total, i)
    return total


def recursive(n, m):
    if n < 2:
        return n
    return step(recursive(n - 1, m), recursive(n - 2, m))


signal.signal(signal.SIGALRM, handle)
for call in (lambda: spin(10 ** 9), lambda: recursive(60, 1)):
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        call()
    except Done:
        print('done')
print(spin(10))
