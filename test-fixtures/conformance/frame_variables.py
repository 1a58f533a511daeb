"""What others see of the variables of functions that run, have ended, or were left by an exception."""
import gc
import inspect
import logging
import sys
import threading
import traceback
import warnings
import weakref

gc.disable()


def shown(frame):
    return {name: value for name, value in frame.f_locals.items() if not isinstance(value, (type(sys), type(frame), type(shown)))}


def callers(depth=1):
    frame = sys._getframe(depth)
    found = []
    while frame is not None and frame.f_code.co_name != '<module>':
        found.append((frame.f_code.co_name, shown(frame)))
        frame = frame.f_back
    return found


def look(): return shown(sys._getframe(1))


class Loud:
    def __init__(self, name): self.name = name
    def __repr__(self): return f'Loud({self.name})'
    def __del__(self): print('del', self.name, [(name, sorted(values)) for name, values in callers(1)])


def steps(a, b=2, *rest, key='k', **more):
    print(look())
    c = [a, b]
    print(look())
    for i, (x, y) in enumerate([(1, 2), (3, 4)]):
        print(look())
    del c
    print(look())
    c = i = x = None
    a += 1
    print(look())
    return a


print(steps(1), steps(1, 3, 4, 5, key=0, other=1))


def cells(a, b):
    def inner(): return a, late, look()
    print(look())
    late = 'late'
    print(inner(), look())
    def changes():
        nonlocal a, b
        a = b = 'changed'
        return look()
    print(changes(), look())
    del late
    try:
        inner()
    except NameError as error:
        print(error, sorted(look()))
    print(sorted(look()))


cells(1, 2)


def nested(n):
    local = n * 2
    return callers() if n == 0 else nested(n - 1)


print(nested(3))


def comprehensions(items):
    z = 1
    lists = [(i, z, sorted(name for name in look() if name == 'z')) for i in items]
    return lists, [[j for j in range(i)] for i in items], sorted(look()), {k: v for k, v in zip('ab', items)}


print(comprehensions([1, 2]))
print([name for name in dir() if name == 'name'] in ([], ['name']))


def handled():
    before = 'before'
    try:
        inside = 'inside'
        raise ValueError('x')
    except ValueError as error:
        print(sorted(look()))
        kept = error
        frame = kept.__traceback__.tb_frame
        del error
    after = 'after'
    return kept, frame


kept, frame = handled()
print(sorted(frame.f_locals), frame.f_locals['after'], frame.f_lineno - frame.f_code.co_firstlineno)
print([sorted(each[0].f_locals) for each in traceback.walk_tb(kept.__traceback__)] == [] or 'walked')
frame.clear()
print(frame.f_locals)
del kept, frame


def keeps_frame(x):
    y = Loud('y of keeps_frame')
    return sys_frame()


def sys_frame(): return sys._getframe(1)


frame = keeps_frame('x')
print(shown(frame), frame.f_back is not None, frame.f_code.co_name)
frame.clear()
print(shown(frame))
frame = keeps_frame('again')
print('dropped')
frame = None


def running():
    x = Loud('x of running')
    frame = sys_frame()
    try:
        frame.clear()
    except RuntimeError as error:
        print(error)
    print(sorted(frame.f_locals))
    frame = None


running()
gc.collect()


def raises(depth, value):
    inner = [value] * depth
    if depth == 0:
        return 1 // depth
    return raises(depth - 1, value)


try:
    raises(2, 'v')
except ZeroDivisionError as error:
    print([sorted(shown(each).items()) for each, _ in traceback.walk_tb(error.__traceback__)][1:])
    text = traceback.TracebackException.from_exception(error, capture_locals=True)
    print([line.strip() for line in ''.join(text.format()).splitlines() if ' = ' in line and 'error' not in line and line.strip()[:5] in ('depth', 'inner', 'value')])
    print([entry.function for entry in inspect.trace()])
    traceback.clear_frames(error.__traceback__)
    print([sorted(shown(each)) for each, _ in traceback.walk_tb(error.__traceback__)][1:])


def by_stack(argument):
    here = 'here'
    def called():
        return [(entry.function, sorted(entry.frame.f_locals), entry.index) for entry in inspect.stack()][:2]
    return called()


print(by_stack(1))


def arguments_of(frame):
    return inspect.formatargvalues(*inspect.getargvalues(frame))


def with_arguments(a, *b, c=1, **d):
    return arguments_of(sys_frame())


print(with_arguments(1, 2, c=3, e=4))


class Watcher:
    def __init__(self): self.seen = []
    def __getattr__(self, name):
        self.seen.append((name, sorted(look())))
        return name
    def __add__(self, other):
        self.seen.append(sorted(look()))
        return self
    def __iter__(self):
        for i in range(2):
            self.seen.append(sorted(sys._getframe(1).f_locals))
            yield i
    def __enter__(self):
        self.seen.append(sorted(look()))
        return self
    def __exit__(self, *exc):
        self.seen.append(sorted(look()))
        return True
    def __bool__(self):
        self.seen.append(sorted(look()))
        return False
    def __lt__(self, other):
        self.seen.append(sorted(look()))
        return other


def watched(w):
    one = w.attribute
    two = w + one
    two += 1
    for three in w:
        four = three
    with w as five:
        six = 1
        raise KeyError(six)
    seven = not w or w < one
    return w.seen


for each in watched(Watcher()): print(each)


def dying():
    first = Loud('first')
    second = Loud('second')
    first = None
    second = first
    third = Loud('third')
    return look()


print(dying().keys())


def callbacks():
    x = Loud('weak')
    y = 'y'
    reference = weakref.ref(x, lambda r: print('callback', sorted(shown(sys._getframe(1)))))
    x = 'gone'
    print(reference())


callbacks()


def in_thread():
    ready, done = threading.Event(), threading.Event()
    def work(argument):
        mine = 'mine'
        ready.set()
        done.wait()
    thread = threading.Thread(target=work, args=('given',))
    thread.start()
    ready.wait()
    frame = sys._current_frames()[thread.ident]
    while frame.f_code.co_name != 'work':
        frame = frame.f_back
    print({name: value for name, value in frame.f_locals.items() if name in ('argument', 'mine')})
    done.set()
    thread.join()


in_thread()


class Handler(logging.Handler):
    def emit(self, record):
        frame = sys._getframe()
        while frame.f_code.co_name != 'logs':
            frame = frame.f_back
        print(record.funcName, frame.f_locals['state'])


def logs():
    state = 'logged'
    logger = logging.getLogger('frames')
    logger.addHandler(Handler())
    logger.warning('x')


logs()


def recursive_locals(n):
    values = [n]
    values.append(values)
    return len(look()['values']) if n == 0 else recursive_locals(n - 1)


print(recursive_locals(20))


def keyword(a, /, b, *, c):
    a, b, c = c, a, b
    return look()


print(keyword(1, 2, c=3))
print((lambda x, y=2: look())(1))


def cycle():
    item = Loud('in cycle')
    try:
        raise RuntimeError
    except RuntimeError as error:
        saved = error
    return 'cycle left'


print(cycle())
gc.collect()
print('collected')


def generator_frames():
    def produce():
        inside = 1
        yield look(), sorted(sys._getframe(1).f_locals)
    made = produce()
    return next(made)


print(generator_frames())


def default(x=[]):
    x = x + [1]
    y = x
    del x
    return look()


print(default(), default())


def try_finally():
    a = 1
    try:
        b = 2
        return look()
    finally:
        c = 3
        print(look())


print(try_finally())


def warn():
    __tracebackhide__ = True
    warnings.warn('shown', stacklevel=2)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    warn()
print(len(caught), caught[0].lineno > 0)


class Base:
    def m(self, x): return ('base', x, self.n)
    n = 0
class D(Base):
    n = 1
    def m(self, x):
        if x:
            self = D2()
            return super().m(x)
        return super(D, self).m(x)
    def k(self, *a):
        f = lambda: self
        self = D2()
        return super().m(3), f().n
    def d(self):
        del self
        try:
            return super().m(1)
        except RuntimeError as e:
            return str(e)
    def dc(self):
        f = lambda: self
        del self
        try:
            return super().m(1)
        except RuntimeError as e:
            return str(e)
class D2(D): n = 2
print(D().m(0), D().m(1), D().k())
try: print(D().d())
except UnboundLocalError as e: print(e)
try: print(D().dc())
except NameError as e: print(e)
def left_cell(objs):
    fs = [lambda: x for x in objs]
    objs.clear()
    print(fs[0]())
    del fs
    print('comp end', sorted(look()))
left_cell([Loud('a'), Loud('b')])
def left_by_exception(xs):
    try:
        [1 // x for x in xs]
    except ZeroDivisionError as e:
        print(sorted(look()))
        tb = e.__traceback__
    [1 // x for x in xs]
try: left_by_exception([1, 0])
except ZeroDivisionError as e: print(sorted(e.__traceback__.tb_next.tb_frame.f_locals))
def shadowed(x, xs):
    return x, [x for x in xs], x, [(x, [x for x in x]) for x in [xs]], x
print(shadowed(1, [2, 3]))
def shadowed_cell(x, xs):
    g = lambda: x
    r = [x for x in xs], g(), [lambda: x for x in xs][0](), g(), [sorted(look()) for q in xs]
    return r
print(shadowed_cell(1, [2, 3]))
print([sorted(k for k in look() if k in ('zz', 'Base')) for zz in [1]])
print([sys._getframe(0).f_locals.get('yy') for yy in 'ab'])
class C:
    a = [look().get('q') for q in range(2)]
    print(sorted(k for k in look() if not k.startswith('__')))
