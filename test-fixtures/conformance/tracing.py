"""What `sys.settrace`, `sys.setprofile` and `threading.settrace` see of functions, and that nothing stays behind."""
import sys
import threading


def add(a, b):
    c = a + b
    return c


def factorial(n):
    if n < 2:
        return 1
    return n * factorial(n - 1)


def outer(x):
    y = x

    def inner(z):
        nonlocal y
        y += z
        return y
    return inner


def defaults(a, b=2, *rest, c=3, **named):
    return a, b, rest, c, named


def many(n):
    total = 0
    for i in range(n):
        if i % 2:
            continue
        total += add(i, 1)
    else:
        total = -total
    while total < 0:
        total += 10
    return total


class Pair:
    def __init__(self, left):
        self.left = left

    @property
    def twice(self):
        return self.left * 2

    @classmethod
    def of(cls, value):
        return cls(value)

    @staticmethod
    def plain(value):
        return value

    def __getitem__(self, index):
        return [i + index for i in range(self.left)]

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left

    def __iter__(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return True


class Child(Pair):
    def __init__(self, left):
        super().__init__(left)
        self.__class__ = Pair


def generator(n):
    for i in range(n):
        yield add(i, 1)


def handled(value):
    try:
        return 1 // value
    except ZeroDivisionError as error:
        return str(error)
    finally:
        add(value, value)


def fails():
    raise KeyError('x')


def nested_failures():
    with Pair(1):
        fails()
    try:
        fails()
    except KeyError:
        pass
    fails()


def comprehensions(items):
    return [i for i in items], {i: add(i, i) for i in items}, sum(i * i for i in items)


def work():
    add(1, 2)
    add(1.5, 2)
    factorial(4)
    step = outer(3)
    step(4), step(5)
    defaults(1), defaults(1, 2, 3, c=4, d=5)
    many(5)
    pair = Pair.of(3)
    pair.twice, pair.plain(1), pair[1]
    Child(2)
    for _ in pair:
        pass
    list(generator(2))
    handled(0), handled(1)
    try:
        nested_failures()
    except KeyError:
        pass
    comprehensions([1, 2])
    sorted([3, 1, 2], key=lambda value: -value)
    try:
        add(1, '')
    except TypeError:
        pass
    try:
        add(1)
    except TypeError:
        pass
    eval('add(7, 8)')


def place(frame):
    return frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno


def shown(value):
    if isinstance(value, tuple):
        return tuple(map(shown, value))
    return value if isinstance(value, (int, float, str, type(None))) else type(value).__name__


def tracer(frame, event, argument):
    if frame.f_code.co_filename != __file__:
        return None
    detail = argument[0].__name__ if event == 'exception' else shown(argument)
    print(event, *place(frame), {name: shown(value) for name, value in sorted(frame.f_locals.items())}, detail)
    return tracer


def traced():
    sys.settrace(tracer)
    work()
    sys.settrace(None)


def begin():
    sys.settrace(tracer)


def end():
    sys.settrace(None)


def indirect():
    add(1, 2)
    begin()
    add(1, 2), many(3), Pair(3).twice, outer(1)(2), defaults(1, b=2), fails
    try:
        handled(fails())
    except KeyError:
        pass
    end()
    return add(3, 4)


def profiler(frame, event, argument):
    if frame.f_code.co_filename == __file__:
        print(event, *place(frame), getattr(argument, '__name__', shown(argument)))


def profiled():
    sys.setprofile(profiler)
    work()
    len([])
    sys.setprofile(None)


def opcodes(frame, event, argument):
    frame.f_trace_opcodes = True
    frame.f_trace_lines = False
    if event == 'opcode':
        steps.append(frame.f_code.co_name)
    return opcodes


def jumps(frame, event, argument):
    if event == 'line' and frame.f_code.co_name == 'many' and frame.f_lineno - frame.f_code.co_firstlineno == 3:
        frame.f_lineno += 6
    return jumps


def sets_variables(frame, event, argument):
    if event == 'line' and frame.f_code is add.__code__ and 'c' in frame.f_locals:
        frame.f_locals['c'] = 'set'
    return sets_variables


def stops(frame, event, argument):
    if event == 'line':
        raise ValueError('from the tracer')
    return stops


def in_thread():
    work()


steps = []
print(add(1, 2), many(4), factorial(5))
traced()
print(add(1, 2), many(4), factorial(5))
print(indirect())
profiled()
print(add(1, 2), many(4), factorial(5))
for function in (opcodes, jumps, sets_variables, stops):
    sys.settrace(function)
    try:
        print(function.__name__, many(3), add(1, 2))
    except (ValueError, TypeError) as error:
        print(function.__name__, error, getattr(sys.gettrace(), '__name__', None))
    sys.settrace(None)
print(len(steps), sorted(set(steps)))
threading.settrace(tracer)
thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
threading.settrace(None)
sys.setrecursionlimit(3000)


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def counts(frame, event, argument):
    if event == 'call':
        steps.append(frame)


del steps[:]
sys.settrace(counts)
print(deep(2500), len(steps))
try:
    deep(5000)
except RecursionError as error:
    print(error)
sys.settrace(None)
print(deep(2500), sys.gettrace(), sys.getprofile())
