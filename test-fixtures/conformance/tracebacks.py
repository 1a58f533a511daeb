"""Tracebacks have the interpreter's lines, names and carets."""
import sys
import traceback


def divide(a, b):
    return (a +
            b) / (a - b) * 3


def index(data):
    return data['outer'][0]['inner'].attribute.deeper()


def call(function, *args):
    value = function(
        *args,
    )
    return value


class Thing:
    @property
    def broken(self):
        return self.missing_name

    def __getitem__(self, key):
        raise LookupError(f'no {key}')

    def __exit__(self, *args):
        raise OSError('in exit')

    def __enter__(self):
        return self


def comprehension(items):
    return [10 // item
            for item in items
            if item != 5]


def generator():
    yield 1
    yield undefined_name


def with_statement():
    with Thing() as thing:
        x = 1
        thing[x]


def loop():
    for a, b in [(1, 2), (3,)]:
        pass


def unpack():
    a, b, *c = [1]


def nested_function():
    def inner(x):
        return lambda y: x + y
    return inner('text')(1)


def recursive(n):
    if n == 0:
        raise ValueError('bottom')
    recursive(n - 1)


def in_finally():
    try:
        {}['key']
    finally:
        print('finally runs')
        [].pop()


def assertion(x):
    assert x > 5, (
        f'{x} is too small')


def chained(a):
    return 1 < a < [] < 3


def augmented(a):
    a['x'] += 1


def format_it(x):
    return f'value: {x:d} and {x!r}'


def delete(x):
    del x[0], x.name


def keyword(x):
    return divide(a=x, c=2)


ACTIONS = [
    lambda: divide(2, 2), lambda: index({'outer': []}), lambda: index({'outer': [{'inner': 5}]}), lambda: call(divide, 1, 1),
    lambda: call(divide), lambda: Thing().broken, lambda: Thing()[3], lambda: comprehension([1, 5, 0]), lambda: list(generator()),
    with_statement, loop, unpack, nested_function, lambda: recursive(5), in_finally, lambda: assertion(3), lambda: chained(2),
    lambda: augmented({}), lambda: format_it('s'), lambda: delete([1]), lambda: keyword(1), lambda: int('x'), lambda: sorted([1, 'a']),
    lambda: max(key=len), lambda: exec('1 +\n2 +'), lambda: eval('1 / 0'), lambda: __import__('no_such_module'),
]
for action in ACTIONS:
    try:
        action()
    except Exception:
        print(traceback.format_exc())


def frames():
    frame = sys._getframe()
    names = []
    while frame is not None:
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return names


def middle(): return frames()


print(middle())
print(''.join(traceback.format_stack()))


class Silent:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None


def leaving_with():
    with Silent():
        1 / 0


def leaving_named_handler():
    try:
        1 / 0
    except Exception as error:
        error.missing


def leaving_finally():
    try:
        1 / 0
    finally:
        pass


def passing_handlers():
    try:
        1 / 0
    except TypeError:
        pass


for leaving in (leaving_with, leaving_named_handler, leaving_finally, passing_handlers):
    try:
        leaving()
    except Exception as error:
        entry = error.__traceback__.tb_next
        first = leaving.__code__.co_firstlineno
        print(leaving.__name__, entry.tb_lineno - first, entry.tb_frame.f_lineno - first)


def first_line():
    (None
        .method
    )()
def second_line():
    (None.
        method
    )()
def with_arguments():
    (str
        . join
    )(1, 2,
      3)
for f in first_line, second_line, with_arguments:
    try: f()
    except Exception: print(traceback.format_exc())
