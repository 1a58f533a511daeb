"""Coroutines, async generators, async with and for, awaitables, gathering, cancellation."""
import asyncio


class Wait:
    def __init__(self, value): self.value = value

    def __await__(self):
        got = yield f'waiting for {self.value}'
        return self.value, got


async def simple(n):
    first = await Wait(n)
    second = await Wait(n + 1)
    return first, second


coroutine = simple(1)
print(coroutine.send(None), coroutine.send('a'))
try:
    coroutine.send('b')
except StopIteration as stop:
    print(stop.value)
print(coroutine.cr_frame, simple.__code__.co_flags & 0x80)
try:
    coroutine.send(None)
except RuntimeError as error:
    print(error)


async def fails():
    try:
        await Wait(0)
    except ValueError as error:
        print('caught', error)
        raise KeyError('after') from error


f = fails()
f.send(None)
try:
    f.throw(ValueError('thrown'))
except KeyError as error:
    print(repr(error), repr(error.__cause__))


class Manager:
    async def __aenter__(self):
        await asyncio.sleep(0)
        print('aenter')
        return self

    async def __aexit__(self, kind, value, traceback):
        await asyncio.sleep(0)
        print('aexit', kind and kind.__name__)
        return kind is ValueError


class Countdown:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self

    async def __anext__(self):
        await asyncio.sleep(0)
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


async def produce(n):
    try:
        for i in range(n):
            received = yield i
            if received:
                print('received', received)
            await asyncio.sleep(0)
    finally:
        print('producer done')


async def order(name, log, n):
    for i in range(n):
        log.append(f'{name}{i}')
        await asyncio.sleep(0)
    return name


async def main():
    async with Manager(), Manager() as manager:
        print('body', type(manager).__name__)
        raise ValueError('suppressed')
    async for n in Countdown(3):
        if n == 1:
            continue
        print('count', n)
    else:
        print('exhausted')
    print([x async for x in produce(3)], {x: x async for x in produce(2) if x}, [await asyncio.sleep(0, x) for x in range(3)])
    generator = produce(5)
    print(await generator.asend(None), await generator.asend('hello'))
    await generator.aclose()
    log = []
    print(await asyncio.gather(order('a', log, 3), order('b', log, 2), order('c', log, 1)), log)
    results = await asyncio.gather(asyncio.sleep(0, 'fine'), failing(), return_exceptions=True)
    print(results)
    task = asyncio.ensure_future(asyncio.sleep(10))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled', task.cancelled())
    try:
        async with asyncio.timeout(0.001):
            await asyncio.sleep(1)
    except TimeoutError:
        print('timeout')
    queue = asyncio.Queue()
    consumer = asyncio.create_task(consume(queue))
    for i in range(3):
        await queue.put(i)
    await queue.put(None)
    print(await consumer)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing())
            group.create_task(asyncio.sleep(0))
    except* KeyError as errors:
        print('group', errors.exceptions)
    print(await collected())
    return 'main result'


async def collected():
    return [y async for y in produce(1)]


async def failing():
    await asyncio.sleep(0)
    raise KeyError('failed')


async def consume(queue):
    total = []
    while (item := await queue.get()) is not None:
        total.append(item)
    return total


print(asyncio.run(main()))
try:
    async def bad():
        async for _ in 5:
            pass
    asyncio.run(bad())
except TypeError as error:
    print(error)
unfinished = simple('x')
print(unfinished.send(None))
unfinished.close()


async def await_int():
    await 5


try:
    await_int().send(None)
except TypeError as error:
    print(error)


def doubled(limit):
    return (number * 2 async for number in count(limit))


def items_of(iterable):
    return (item async for item in iterable)


async def count(limit):
    for number in range(limit):
        yield number


class WithoutNext:
    def __aiter__(self):
        return self


async def collect():
    return [number async for number in doubled(4)]


print(asyncio.run(collect()))
for wrong in ([1, 2], WithoutNext(), None):
    try:
        items_of(wrong)
    except TypeError as error:
        print(error)
