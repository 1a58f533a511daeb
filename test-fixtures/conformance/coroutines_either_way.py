"""Coroutines, each step of which may be made by the compiled body or by bytecode: `await`, `async with` and `async for`, also in the
midst of expressions, whose operands lie on the frame meanwhile.
"""
import asyncio
import sys
import traceback
import warnings


class Wait:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield f'wait {self.v}'
        return (self.v, got)
class AM:
    def __init__(self, n, swallow=False): self.n = n; self.swallow = swallow
    async def __aenter__(self):
        await Wait('enter'); print('entered', self.n); return self.n
    async def __aexit__(self, *a):
        await Wait('exit'); print('exited', self.n, a[0] and a[0].__name__, sys.exc_info()[0]); return self.swallow
class AI:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        await Wait('next')
        return self.n
async def f(a):
    x = await Wait(1)
    print('x', x)
    async with AM('m') as m:
        print(m)
        y = (await Wait(2))[1]
        async for i in AI(2):
            print('i', i, 1 + len(str(await Wait('in'))))
            if i == 0: continue
        else:
            print('else')
        return y
    return None
async def g():
    try:
        async with AM('bad'):
            1 / 0
    except ZeroDivisionError as e:
        traceback.print_exc()
    async with AM('s', True) as q, AM('t'):
        raise KeyError(3)
    print('after')
    print(await f(1), [1, await Wait('l'), 2], {'a': await Wait('d')}, f"{await Wait('s')!r}-{1}")
    async for z in AI(3):
        if z == 1: break
    l = []
    l.append(await Wait('app'))
    print(l, max(1, 2, len(str(await Wait('mx')))), sep=str(await Wait('kw')))
    return await f(2)
def drive(c, style):
    out = []; n = 0
    try:
        v = c.send(None)
        while True:
            out.append(v); n += 1
            out.append((c.cr_frame.f_lineno, type(c.cr_await).__name__, c.cr_running))
            v = c.send(n)
    except StopIteration as s:
        out.append(('result', s.value))
    return out
for x in drive(g(), 0): print(x)
async def err(): 
    await 3
for bad in (err,):
    try: bad().send(None)
    except TypeError as e: print(e)
async def err2():
    async with 3: pass
async def err3():
    async for x in 3: pass
class Bad:
    def __aiter__(self): return self
    def __anext__(self): return 5
async def err4():
    async for x in Bad(): pass
async def stops():
    raise StopIteration(1)
for bad in (err2, err3, err4, stops):
    try: bad().send(None)
    except (TypeError, RuntimeError) as e: print(type(e), e, repr(e.__cause__))
async def main():
    async def w(n):
        await asyncio.sleep(0.001 * n); return n
    print(await asyncio.gather(*(w(i) for i in range(5))))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError: print('timeout')
    t = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled')
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(w(1)); b = tg.create_task(w(2))
    print(a.result(), b.result())
    q = asyncio.Queue()
    async def prod():
        for i in range(3): await q.put(i)
        await q.put(None)
    async def cons():
        r = []
        while (x := await q.get()) is not None: r.append(x)
        return r
    print((await asyncio.gather(prod(), cons()))[1])
    lock = asyncio.Lock()
    async def locked(i):
        async with lock:
            return await w(i)
    print(await asyncio.gather(locked(2), locked(1)))
asyncio.run(main())
c = f(1); c.send(None)
try: c.throw(ValueError('t'))
except ValueError as e: print('thrown', [x.name for x in traceback.extract_tb(e.__traceback__)])
c = f(1); c.close()
warnings.simplefilter('always')
f(2)
sys.set_coroutine_origin_tracking_depth(2)
def mk(): return f(3)
c = mk(); print([(x[1], x[2]) for x in c.cr_origin]); c.close()


# Operands that wait, in each order of steps by the body and by bytecode (`__await__`'s own `send` runs that).
class Object:
    def method(self, *arguments, **keywords):
        return arguments, sorted(keywords.items())

    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print('set', key, value)


thing, items, marker = Object(), [], 'marker'


async def displays():
    return [1, await Wait('list'), marker], (marker, await Wait('tuple')), sorted({marker, (await Wait('set'))[0]}), {'a': marker, 'b': await Wait('dict'), marker: 1}


async def calls():
    return (max(1, 2, len(str(await Wait('max')))), thing.method(marker, await Wait('method'), marker), thing.method(marker, key=await Wait('keyword')),
            thing.method(*[marker], await Wait('after star'), **{'key': await Wait('double')}), (lambda *all: all)(marker, await Wait('lambda')), str(await Wait('str')).upper())


async def operators(n=3):
    n += (await Wait(1))[0]
    n = n * (await Wait(2))[0] + -(await Wait(3))[0]
    items.append(await Wait('append'))
    thing[marker, await Wait('index')] = await Wait('value')
    return n, 1 < (await Wait(4))[0] < 10, f'{marker}{await Wait("format")!r:>20}{n}', thing[1:(await Wait(5))[0]:n], (await Wait(6))[0] if n else marker


async def returning():
    value = [marker]
    async with AM('returning'):
        try:
            return value
        finally:
            await Wait('finally')
            value.append('changed')


async def leaving():
    for i in range(3):
        async with AM(i):
            async for j in AI(3):
                if j == 1:
                    break
                if i == 1:
                    continue
                if i == 2:
                    return 'returned', i, j
                await Wait(j)


def steps(function, pattern):
    coroutine, seen, count = function(), [], 0
    try:
        while True:
            by_body = pattern[count % len(pattern)]
            seen.append((coroutine.send if by_body else coroutine.__await__().send)(count or None))
            count += 1
    except StopIteration as stop:
        return seen, stop.value


def yielding():
    got = [marker, (yield 1), thing.method((yield 2), marker), (yield), f'{marker}{(yield 3)}']
    yield got
    got[(yield 'index')] += (yield 'value')
    print((yield 'printed'), marker, sep=str((yield 'separator')))
    return got


def all_of(pattern):
    generator, seen, count = yielding(), [], 0
    try:
        while True:
            seen.append(generator.send(1 if count else None) if pattern[count % len(pattern)] else generator.throw(KeyError) if count == 99 else next(generator) if not count else generator.send(1))
            count += 1
    except StopIteration as stop:
        return seen, stop.value


for function in (displays, calls, operators, returning, leaving):
    expected = steps(function, [False])
    print(function.__name__, expected)
    for pattern in ([True], [True, False], [False, True], [True, True, False], [False, False, True]):
        seen = steps(function, pattern)
        if seen != expected:
            print('differs', pattern, seen)
print(all_of([True]))
