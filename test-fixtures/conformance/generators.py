"""Generators: send, throw, close, return values, yield from, expressions, finalization, state."""
import inspect


def echo():
    received = []
    try:
        while True:
            try:
                value = yield len(received)
                received.append(value)
            except ValueError as error:
                received.append(f'error {error}')
    finally:
        print('closing with', received)


g = echo()
print(next(g), g.send('a'), g.send('b'), g.throw(ValueError('thrown')), next(g))
print(inspect.getgeneratorstate(g), g.gi_frame is not None, g.gi_running)
g.close()
print(inspect.getgeneratorstate(g), g.gi_frame)
try:
    next(g)
except StopIteration as stop:
    print('stop', stop.value)


def inner():
    try:
        x = yield 'inner 1'
        print('inner got', x)
        y = yield 'inner 2'
    except KeyError as error:
        print('inner caught', error)
        yield 'recovered'
        y = 'from error'
    return f'result {y}'


def outer():
    result = yield from inner()
    print('outer got', result)
    yield from [1, 2]
    yield from range(2)
    return (yield)


o = outer()
print(next(o), o.send('X'), o.gi_yieldfrom is not None, o.send('Y'), list(o))
o = outer()
next(o)
print(o.throw(KeyError('k')), next(o))
o.close()


def drive(generator, steps):
    out = []
    try:
        for step in steps:
            out.append(generator.send(step))
    except StopIteration as stop:
        out.append(('returned', stop.value))
    except Exception as error:
        out.append(repr(error))
    return out


def worker():
    total = 0
    while (n := (yield total)) is not None:
        total += n
    return total


print(drive(worker(), [None, 1, 2, 3, None]))
print(drive(worker(), [5]))


def stops():
    yield 1
    raise StopIteration('leaks')


print(drive(stops(), [None, None]))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def reentrant():
    yield next(me)


me = reentrant()
try:
    next(me)
except ValueError as error:
    print(error)


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


print(sum(numbers(10)), list(zip(numbers(3), numbers(5))), max(numbers(4)), [*numbers(3), *numbers(2)], dict(zip('ab', numbers(2))))
print(sorted(x * x % 7 for x in range(7)), any(x > 2 for x in numbers(9)), (lambda: (yield))().__next__())
a, *b = numbers(4)
print(a, b, 3 in numbers(5), 9 in numbers(5))


def tree(items):
    for item in items:
        if isinstance(item, list):
            yield from tree(item)
        else:
            yield item


print(list(tree([1, [2, [3, [4]], 5], [[6]]])))
lazy = (print('evaluated', i) or i for i in range(3))
print('before', next(lazy))
try:
    broken = (i for i in 5)
except TypeError as error:
    print(error)


def dies():
    try:
        yield
    finally:
        print('finalized')


d = dies()
next(d)
del d
print('after del')


def return_in_finally():
    try:
        yield 1
        raise ValueError
    finally:
        return 'kept'


print(drive(return_in_finally(), [None, None]))
print(type(numbers(1)), numbers(1).__name__, numbers(1).__qualname__, numbers.__code__.co_flags & 0x20)
context = []


def with_exception_context():
    try:
        yield 1
    except ValueError:
        yield 2
        try:
            raise
        except ValueError as error:
            context.append(repr(error))
            yield 3


w = with_exception_context()
print(next(w), w.throw(ValueError('kept')), next(w), context)
