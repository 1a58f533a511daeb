"""What audit hooks are told of a program: nothing of how its loops let others run."""
import signal
import sys
import threading

events = []
listens = False


def hook(name, arguments):
    if listens:
        events.append(name)


sys.addaudithook(hook)
handled = []
signal.signal(signal.SIGVTALRM, lambda number, frame: handled.append(number))


def count(n):
    total = 0
    for i in range(n):
        total += i & 3
    return total


def collect(n, s):
    while n > 0:
        s = s[:1] + 'a'
        n -= 1
    return s


ends = False


def others():
    n = 0
    while not ends:
        n += 1


sys.setswitchinterval(1e-4)
thread = threading.Thread(target=others)
thread.start()
listens = True
signal.setitimer(signal.ITIMER_VIRTUAL, .01)
print(count(3_000_000), collect(300_000, 'b'))
listens = False
ends = True
thread.join()
print(events, len(handled))
