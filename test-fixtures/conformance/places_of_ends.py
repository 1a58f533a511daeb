"""The line a frame is at where a statement without a call of its own ends an object, or the function: destructors look, and who kept the frame."""
import contextlib
import sys
import warnings

warnings.simplefilter('always')


class Noisy:
    def __init__(self, name): self.name = name
    def __del__(self):
        frame = sys._getframe(1)
        print('end of', self.name, 'at', frame.f_lineno - frame.f_code.co_firstlineno, frame.f_code.co_name)
    def __add__(self, other): return Noisy(self.name + other)
    __iadd__ = __add__
def rebind():
    x = Noisy('a')
    print('one')
    x = None
    print('two')
    x = Noisy('b')
    print('three')
    y = x
    x = 1
    y = x
    print('four')
def cell():
    x = Noisy('a')
    def inner(): return x
    print('one')
    x = None
    print('two')
def delete():
    x = Noisy('a')
    print('one')
    del x
    print('two')
def ret():
    x = Noisy('a')
    print('one')
    return 1
def handler():
    try:
        raise ValueError(Noisy('in exception'))
    except ValueError as e:
        print('handled')
    print('after')
def handler2():
    try:
        raise ValueError(Noisy('in exception'))
    except ValueError as e:
        print('handled')
        x = 1
        y = x
    print('after')
def loop():
    for x in map(Noisy, 'ab'):
        print('in')
        z = 1
    print('out')
    x = None
def unpack():
    a, b = Noisy('a'), Noisy('b')
    print('one')
    a, b = 1, 2
    print('two')
def file():
    f = open('/dev/null')
    print('one')
    f = None
def temps():
    print('one')
    Noisy('temp')
    print('two')
    [Noisy('in list')]
    (1,
     Noisy('in tuple'), 
     2)
def ret_exc():
    try:
        raise ValueError(Noisy('in exception'))
    except ValueError:
        z = 1
        return 2
def with_():
    with contextlib.nullcontext(Noisy('w')) as x:
        print('one')
        x = 3
    print('two')
def glob():
    global G
    G = Noisy('g')
    print('one')
    G = None
def expr_if(t):
    x = Noisy('a')
    print('one')
    x = (1
         if t else 2)
for f in rebind, cell, delete, ret, handler, handler2, loop, unpack, file, temps, ret_exc, with_, glob:
    print(f.__name__); f()
expr_if(1); expr_if(0)
x = Noisy('module')
print('m')
x = None
print('end')
def comp():
    y = [
        None for x in
        map(Noisy, 'ab')]
    print('between')
    z = {1: 2
       for x in map(Noisy, 'c')
       if x}
    w = sorted(
      1 for x in map(Noisy, 'd'))
comp()


frame = None
def save():
    global frame
    frame = sys._getframe(1)
def aug():
    x = Noisy('a')
    print('one')
    x += 'b'
    y = 1
    x = (x +
         'c')
def walrus():
    x = Noisy('a')
    print('one')
    if (
        x := 0):
        pass
def star():
    a = b = Noisy('a')
    print('one')
    a, *b = 1, 2, 3
    print('two')
    (a,
     b) = 'xy'
def brk(n):
    n = True
    save()
    while True:
        if n:
            break
def brk2(n):
    while True:
        save()
        break
def cont(n):
    for i in range(2):
        save()
        if i:
            continue
def ellipsis(n):
    save()
    if n:
        ...
    else:
        'text'
def nested(n):
    save()
    if n:
        if n > 1:
            pass
        else:
            pass
def orelse(n):
    for i in range(n):
        save()
    else:
        pass
def tryelse(n):
    try:
        save()
    except ValueError:
        pass
    else:
        pass
def tryfin(n):
    try:
        save()
    finally:
        pass
def tryfin2(n):
    try:
        save()
        if n:
            return n
    finally:
        pass
def tryfin3(n):
    for i in range(3):
        try:
            save()
            if n:
                break
            return 1
        finally:
            x = 1
def withs(n):
    with contextlib.nullcontext():
        save()
        if n:
            return [
                n]
    x = 1
def exc(n):
    try:
        save()
        1 / n
    except ZeroDivisionError as error:
        pass
    except ValueError:
        pass
def exc2(n):
    try:
        save()
        1 / n
    except ZeroDivisionError as error:
        return (n,
                error and 2)
def exc3(n):
    try:
        save()
        1 / n
    except ZeroDivisionError:
        x = Noisy('x')
        return
def ifexp(n):
    save()
    return n if (
        n) else 0
def boolop(n):
    save()
    return (n and
        7)
def chain(n):
    save()
    return (0 < n <
        7)
def deletes(n):
    x = n
    save()
    del x
def asserts(n):
    save()
    assert n == n
def whilse(n):
    save()
    while n > 5:
        n -= 1
    else:
        n = 2
def glob(n):
    save()
    global GG
    if n:
        GG = 2
def tail_class(n):
    save()
    class A: pass
def tail_def(n):
    save()
    def f(x=1):
        return x
def tail_import(n):
    save()
    import sys
def tail_ann(n):
    save()
    x: int
def tail_ann2(n):
    save()
    x: int = 3
def tail_comp(n):
    save()
    [i
     for i in range(n)]
def both(n):
    save()
    return 1 if n else 2
def multi(n):
    save()
    x = y = 1
    if n: y = 2
def lambdas(n):
    (lambda: save())()
    (lambda:
       [save(),
        1])()
def generator_in(n):
    save()
    x = 1
    return (i for i in
            range(n))
def loop_iter(n):
    class It:
        def __iter__(self): return self
        def __next__(self): return 1
        def __del__(self):
            f = sys._getframe(1)
            print('  iterator ends at', f.f_lineno - f.f_code.co_firstlineno)
    for x in It():
        if n:
            z = 1
            break
        y = 1
        return 2
def raise_in_finally(n):
    try:
        try:
            save()
            raise ValueError(Noisy('in error'))
        finally:
            x = 1
            return x
    finally:
        pass
def swallowed(n):
    try:
        try:
            raise ValueError(Noisy('in error'))
        except ValueError as e:
            z = 1
            raise KeyError(n)
    except KeyError as k:
        zz = 1
        pass
    save()
def numbers(n):
    total = 0
    for i in range(n + 3):
        total += i
    return total
aug(); walrus(); star()
for function in [value for value in list(globals().values()) if hasattr(value, '__code__') and value.__code__.co_varnames[:1] == ('n',)]:
    for n in 0, 1, 2:
        frame = None
        function(n)
        if frame: print(function.__name__, n, frame.f_lineno - frame.f_code.co_firstlineno)


def far_update():
    x = Noisy('a')
    print('one')
    x = (
        x + 'b')
    print('two')
    x += (
        'c')
    print('three')


far_update()
