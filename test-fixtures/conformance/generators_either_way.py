"""Each step of a generator may be made by its compiled body or by its bytecode: `next`, loops and builtins ask one, its `__next__`
the other. Whatever the order, all that can be seen of it is the same.
"""
import gc
import inspect
import itertools
import sys
import traceback


class Noisy:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        log.append(('enter', self.name))
        return self.name

    def __exit__(self, kind, error, trace):
        log.append(('exit', self.name, kind and kind.__name__))
        return kind is ZeroDivisionError

    def __iter__(self):
        log.append(('iter', self.name))
        return iter(self.name)

    def __del__(self):
        log.append(('end', self.name))


def loops(n):
    for i in range(n):
        for letter in Noisy('ab'):
            yield i, letter
        else:
            yield 'else'
    while n:
        n -= 1
        if n == 1:
            continue
        yield n


def protected():
    for i in (1, 0, 2):
        try:
            yield 6 // i
        except ZeroDivisionError as error:
            yield type(error).__name__, sys.exc_info()[1] is error
            for part in error.args:
                yield part
        else:
            yield 'no error'
        finally:
            yield 'finally', sys.exc_info()[0]


def managed():
    with Noisy('outer') as name:
        yield name
        for i in range(2):
            with Noisy(f'inner {i}'), Noisy(f'second {i}'):
                yield i
                1 // i
                yield 'after'
        with Noisy('last'):
            yield 'before'
            return 'left'


def nested_errors():
    try:
        try:
            yield 1
            raise KeyError('first')
        except KeyError:
            yield sys.exc_info()[1].args
            try:
                yield 2
                raise ValueError('second')
            finally:
                yield sys.exc_info()[1].args
                for i in 'xy':
                    yield i, sys.exc_info()[1].args
    except ValueError as error:
        yield error.args, error.__context__.args
    yield sys.exc_info()


def delegating():
    first = yield from loops(2)
    yield first
    got = yield from managed()
    yield got
    yield from (i * j for i in range(3) if i for j in (1, i))
    try:
        yield from failing()
    except LookupError as error:
        yield [entry.name for entry in traceback.extract_tb(error.__traceback__)]
    yield from [1, 2]
    return 'all'


def failing():
    yield 'about to fail'
    raise LookupError('failed')


def shared(n):
    total = 0

    def add(amount):
        nonlocal total
        total += amount
        return n

    for i in range(n):
        n = add(i)
        del i
        yield total
    yield [lambda: total, add][0]()


def leaving():
    for i in range(5):
        for j in range(5):
            try:
                if j == 2:
                    break
                if i == 2:
                    return
                yield i, j
            finally:
                yield 'left', i, j


def star(*arguments, key=None, **others):
    yield arguments
    yield key, others
    arguments = key = None
    yield locals


# What a generator raises while it ends, nobody catches.
sys.unraisablehook = lambda ignored: log.append(('ignored', ignored.exc_type.__name__))
makers = [lambda: loops(3), protected, managed, nested_errors, delegating, lambda: shared(3), leaving, lambda: star(1, 2, key=3, other=4)]


def by_bytecode(generator):
    return generator.__next__()


def look(generator):
    frame = generator.gi_frame
    state = inspect.getgeneratorstate(generator)
    delegate = generator.gi_yieldfrom
    shown = None if frame is None else (frame.f_lineno, frame.f_lasti, sorted(frame.f_locals), frame.f_back)
    return state, shown, delegate and delegate.__class__.__name__


def run(maker, choices):
    """What is seen of all steps, the way of each of which is chosen."""
    seen = []
    generator = maker()
    for choice in choices:
        seen.append(look(generator))
        try:
            item = (next if choice else by_bytecode)(generator)
        except Exception as error:
            # Who asks by `__next__` or by `next` is not the generator's frame.
            trace = traceback.extract_tb(error.__traceback__)
            seen.append((type(error).__name__, error.args, [(entry.name, entry.lineno) for entry in trace if entry.name not in ('run', 'by_bytecode')]))
            seen.append(look(generator))
            break
        seen.append(repr(item) if not callable(item) else 'callable')
        seen.append(sys.exc_info())
    return seen


print('alternating')
for index, maker in enumerate(makers):
    log = []
    expected = run(maker, [False] * 60)
    logged = log
    for line in expected:
        print('  ', line)
    print('  ', logged)
    for pattern in ([True], [True, False], [False, True], [True, True, False], [False, False, True]):
        log = []
        seen = run(maker, itertools.islice(itertools.cycle(pattern), 60))
        if seen != expected or log != logged:
            print(index, pattern, 'differs', [pair for pair in itertools.zip_longest(expected, seen) if pair[0] != pair[1]][:2], log)

print('ended early')
for index, maker in enumerate(makers):
    outcomes = []
    for end in ('close', 'throw', 'forget'):
        for steps in range(1, 12):
            for choice in (True, False):
                log = []
                generator = maker()
                outcome = []
                try:
                    for _ in range(steps):
                        (next if choice else by_bytecode)(generator)
                    if end == 'close':
                        outcome.append(generator.close())
                    elif end == 'throw':
                        outcome.append(repr(generator.throw(OSError('thrown'))))
                        outcome.append(repr(next(generator)))
                except BaseException as error:
                    outcome.append((type(error).__name__, error.args))
                    del error
                del generator
                outcomes.append((end, steps, outcome, log))
    for one, other in zip(outcomes[::2], outcomes[1::2]):
        if one != other:
            print(index, 'differs', one, other)
    print(index, outcomes[::6])


def echo():
    got = yield
    while got is not None:
        try:
            got = yield got
        except KeyError as error:
            got = yield 'caught', error.args


print('sent')
for pattern in itertools.product((True, False), repeat=3):
    generator = echo()
    seen = []
    for choice, sent in zip(itertools.cycle(pattern), (None, 1, 'two', KeyError('three'), (4,), 5)):
        if isinstance(sent, Exception):
            seen.append(generator.throw(sent))
        elif choice:
            seen.append(generator.send(sent))
        else:
            # As a delegate, from a generator that keeps its bytecode for its own step.
            seen.append(next(iter([generator.send(sent)])))
    print(seen)

try:
    echo().send('too early')
except TypeError as error:
    print(error)


def running():
    yield generator.gi_running
    try:
        next(generator)
    except ValueError as error:
        yield str(error)


generator = running()
print(list(generator), generator.gi_running)


def cycle():
    me = yield
    with Noisy('in a cycle'):
        yield me


log = []
generator = cycle()
next(generator)
generator.send(generator)
del generator
gc.collect()
print(log)


def depth(n):
    if n:
        yield from depth(n - 1)
    else:
        yield sys._getframe().f_back.f_back.f_code.co_name


print(list(depth(200)))


def too_deep():
    yield from too_deep()


try:
    list(too_deep())
except RecursionError as error:
    print(error)
    names = {entry.tb_frame.f_code.co_name for entry in iter(lambda trace=[error.__traceback__]: trace.append(trace.pop().tb_next) or trace[0], None)}
    print(sorted(names))


def stops():
    yield 1
    next(iter(()))


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__context__ is error.__cause__)
    print([entry.name for entry in traceback.extract_tb(error.__cause__.__traceback__)])


def kept():
    value = 'kept'
    try:
        yield sys._getframe()
    finally:
        value += '!'


frames = []
for frame in kept():
    frames.append(frame)
print(frames[0].f_locals, frames[0].f_back is None, frames[0].f_lineno)


def below_a_handler():
    try:
        yield sys.exc_info()[0]
        raise TypeError
    except TypeError as error:
        yield type(error.__context__), sys.exc_info()[0]
    yield sys.exc_info()[0]
    yield sys.exc_info()[0]


for pattern in itertools.product((True, False), repeat=4):
    generator, seen = below_a_handler(), []
    for index, choice in enumerate(pattern):
        step = next if choice else by_bytecode
        if index == 3:
            seen.append(step(generator))
        else:
            try:
                raise ValueError
            except ValueError:
                seen.append(step(generator))
    print(seen, sys.exc_info()[0])


class Owner:
    def method(self, *arguments, **keywords):
        return arguments, keywords


class Collected:
    """Ends when the collector finds it, and then steps generators that delegate."""

    def __init__(self):
        self.me = self

    def __del__(self):
        collected.append(list(outer('collected')))


def inner(value):
    yield 'inner'
    return value


def outer(value):
    yield owner.method(value, key=(yield from inner(value)))


owner, collected = Owner(), []
thresholds = gc.get_threshold()
gc.set_threshold(1)
for pattern in itertools.product((True, False), repeat=3):
    generator, seen = outer('result'), []
    for choice in pattern:
        Collected()
        try:
            seen.append((next if choice else by_bytecode)(generator))
        except StopIteration as stop:
            seen.append(stop.value)
    print(seen)
gc.set_threshold(*thresholds)
gc.collect()
print(set(map(str, collected)))
