"""Where loops are interrupted: what a signal's handler, and the traceback of what it raises, show of the loop's frame."""
import itertools
import signal
import sys
import traceback


class Stop(Exception):
    pass


def handler(number, frame):
    raise Stop(frame.f_code.co_name, frame.f_lineno)


signal.signal(signal.SIGVTALRM, handler)
one = itertools.repeat(1)
none = itertools.repeat(0)
pairs = itertools.repeat((1, 2))


def while_true():
    x = 0
    while True:
        x += 1


def while_one(s):
    while 1:
        t = s
        t = t


def while_test():
    x = 0
    while x >= 0:
        x += 1
        x -= 1


def while_and(s):
    while (s >= 0 and
           s < 3):
        t = s


def while_not(s):
    while not (s and
               s > 4): t = s


def while_either(s):
    while (s if s
           else 0):
        t = s


def while_either_false(s):
    while (0 if not s
           else s): pass


def while_chain(s):
    while 0 < s < 4: t = s


def while_called(s):
    while s:
        t = s


def while_else(s):
    while s:
        t = s
    else:
        t = 2


def while_if(s):
    while s:
        if s:
            t = s
        else:
            t = 0


def while_if_alone(s):
    while s:
        if not s:
            t = s


def while_break(s):
    while 1:
        if s: pass
        else: break


def while_continue(s):
    while True:
        if s:
            continue
        t = s


def while_test_continue(s):
    while not (s < 0):
        continue


def while_finally(s):
    while True:
        try:
            t = s[:1]
        finally:
            t = s[:1]


def while_in_while(s):
    while s:
        while s:
            s = 2


def while_strings(s):
    while s:
        s = s + 'a'
        s = s[:-1]


def for_range():
    for i in range(10 ** 15):
        pass


def for_range_twice():
    for i in range(10 ** 15):
        x = i
        y = x


def for_range_if():
    x = 0
    for i in range(10 ** 15):
        if i < 0:
            x = i


def for_if(items):
    for i in items:
        if i:
            x = i


def for_if_not(items):
    for i in items:
        if not i:
            x = i


def for_if_else(items):
    for i in items:
        if not i:
            x = i
        else:
            pass


def for_elif(items):
    for i in items:
        if i == 7:
            x = i
        elif i:
            x = i
            y = x
        else:
            y = i


def for_if_and(items, n):
    for i in items:
        if n:
            if (i and
                    n):
                x = i
        else:
            x = n


def for_continue(items):
    for i in items:
        if i:
            continue
        x = i


def for_continue_not(items):
    for i in items:
        if not i:
            continue
        x = i


def for_in_for(items):
    for i in items:
        for j in items:
            i = j


def for_pairs(items):
    for a, b in items: pass


def for_attribute(items):
    for handler.a in items: pass


def for_finally(items):
    for i in items:
        try:
            j = i
        finally:
            j = 2


def for_else(items):
    for i in items: j = i
    else: pass


def for_while(items):
    for i in items:
        while not i:
            pass


def lists(items):
    return [i for i in items if not i]


def lists_filtered(items):
    return [
        i
        for i in items
        if i
        if i < 0]


def lists_of_two(items):
    return [i
            for i in items
            for j in (0, 0) if j]


def sets(items):
    return {i
            for i in items}


def dicts(items):
    return {i:
            j for i, j in items}


functions = [
    (while_true,), (while_one, 1), (while_one, 1.5), (while_test,), (while_and, 2), (while_and, 2.5), (while_not, 2), (while_either, 1), (while_either_false, 1),
    (while_chain, 2), (while_chain, True), (while_called, 'a'), (while_else, 'a'), (while_if, 'a'), (while_if, 1), (while_if_alone, 'a'), (while_break, 1), (while_continue, 'a'),
    (while_test_continue, 1), (while_finally, 'a'), (while_in_while, 1), (while_strings, 'a'),
    (for_range,), (for_range_twice,), (for_range_if,), (for_if, none), (for_if, one), (for_if_not, one), (for_if_not, none), (for_if_else, one),
    (for_if_else, none), (for_elif, one), (for_elif, none), (for_elif, itertools.repeat(7)), (for_if_and, one, 1), (for_if_and, one, 0), (for_if_and, none, 1), (for_continue, one), (for_continue, none),
    (for_continue_not, one), (for_continue_not, none), (for_in_for, one), (for_pairs, pairs), (for_attribute, one), (for_finally, one), (for_else, one), (for_while, none),
    (lists, one), (lists_filtered, one), (lists_of_two, one), (sets, one), (dicts, pairs),
]
for function, *arguments in functions:
    print(function.__name__, *[each for each in arguments if not hasattr(each, '__next__')])
    sys.stdout.flush()
    # The time that the process works, so that it is in its loop.
    signal.setitimer(signal.ITIMER_VIRTUAL, .02)
    try:
        function(*arguments)
    except Stop as error:
        traceback.print_exc(file=sys.stdout)
