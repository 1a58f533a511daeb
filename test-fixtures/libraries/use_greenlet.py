"""Stacks that are switched in the middle of compiled functions: values, exceptions, variables of frames, and objects that end."""
import sys
import traceback

import greenlet

log = []


class Tracked:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append("end of " + self.name)


def ping(other, count):
    got = []
    for i in range(count):
        got.append(other.switch(("ping", i)))
    return got


def pong(first):
    message = first
    while True:
        message = main.switch((message, "pong"))


def recurse(depth, parent):
    local = [depth]
    if depth == 0:
        return parent.switch("bottom")
    result = recurse(depth - 1, parent)
    return (result, local)


def failing(parent):
    kept = Tracked("kept")
    try:
        parent.switch("before")
        raise KeyError(kept.name)
    except KeyError as error:
        inner = sys.exc_info()[0]
        parent.switch(inner.__name__)
        return repr(error), sys.exc_info()[0]


def interrupted():
    kept = Tracked("interrupted")
    try:
        main.switch("waiting")
    finally:
        log.append("finally " + kept.name)


def handing_over(depth):
    kept = [depth]
    try:
        return handing_over(depth - 1) if depth else 1 // depth
    except ZeroDivisionError as error:
        main.switch(error)
    return kept


def generator(n):
    for i in range(n):
        main.switch(i)
        yield i


def consumer():
    return sum(generator(4))


main = greenlet.getcurrent()
partner = greenlet.greenlet(pong)
print(ping(partner, 3))
deep = greenlet.greenlet(recurse)
print(deep.switch(5, main), deep.switch("up"), deep.dead)
one = greenlet.greenlet(failing)
print(one.switch(main), one.switch())
try:
    raise IndexError("main's own")
except IndexError:
    print(sys.exc_info()[0], one.switch(), sys.exc_info()[0])
print(log, one.dead)
two = greenlet.greenlet(interrupted)
print(two.switch(), two.gr_frame.f_code.co_name, sorted(two.gr_frame.f_locals))
del two
print(log)
three = greenlet.greenlet(interrupted)
three.switch()
try:
    three.throw(ValueError, "thrown")
except ValueError as error:
    print("thrown out:", error, error.__traceback__.tb_next.tb_frame.f_code.co_name)
print(log)
waiting = [greenlet.greenlet(handing_over) for _ in range(3)]
errors = [each.switch(2) for each in waiting]
recurse(0, greenlet.greenlet(lambda text: text))
for each, error in zip(waiting, errors):
    print("".join(traceback.format_exception(error)), [entry.f_locals["kept"] for entry, _ in traceback.walk_tb(error.__traceback__)])
print([each.switch() for each in waiting], [each.dead for each in waiting])
four = greenlet.greenlet(consumer)
print([four.switch() for _ in range(5)], four.dead)
crowd = [greenlet.greenlet(recurse) for _ in range(50)]
print([g.switch(i, main) for i, g in enumerate(crowd)].count("bottom"), [len(str(g.switch(i))) for i, g in reversed(list(enumerate(crowd)))])
try:
    greenlet.greenlet(lambda: 1 // 0).switch()
except ZeroDivisionError as error:
    print(error)
