"""trio: nurseries, channels, cancellation, groups of exceptions, and what its own tests call a checkpoint."""
import contextlib

import trio
import trio.testing


async def child(name, delay, log):
    log.append(f"{name} starts")
    try:
        await trio.sleep(delay)
        log.append(f"{name} ends")
    except trio.Cancelled:
        log.append(f"{name} cancelled")
        raise
    finally:
        log.append(f"{name} left")


async def produce(channel, n):
    async with channel:
        for i in range(n):
            await channel.send(i)


async def consume(channel, out):
    async for value in channel:
        out.append(value)


async def failing(text):
    await trio.lowlevel.checkpoint()
    raise ValueError(text)


@contextlib.asynccontextmanager
async def resource(log):
    log.append("open")
    try:
        yield len(log)
    finally:
        log.append("close")


async def numbers(n):
    for i in range(n):
        await trio.lowlevel.checkpoint()
        yield i


def in_thread(x):
    return x * 2, trio.from_thread.run_sync(lambda: x + 1)


async def main():
    log = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, "a", 1, log)
        await trio.testing.wait_all_tasks_blocked()
        nursery.start_soon(child, "b", 2, log)
    print(log)
    log.clear()
    with trio.move_on_after(5) as scope:
        await child("slow", 10, log)
    print(log, scope.cancelled_caught)
    send, receive = trio.open_memory_channel(2)
    out = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(produce, send, 6)
        nursery.start_soon(consume, receive, out)
    print(out)
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(failing, "one")
    except* ValueError as group:
        print(sorted(str(error) for error in group.exceptions))
    log.clear()
    async with resource(log) as length:
        log.append(length)
    print(log, [i * i async for i in numbers(5)])
    print(await trio.to_thread.run_sync(in_thread, 4))
    try:
        with trio.fail_after(1):
            await trio.sleep_forever()
    except trio.TooSlowError:
        print("too slow", trio.current_time() > 0)
    event = trio.Event()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(event.wait)
        event.set()
    limit = trio.CapacityLimiter(2)
    async with limit:
        print(limit.borrowed_tokens, event.is_set())
    return "done"


print(trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0)))
try:
    trio.run(failing, "out of run")
except ValueError as error:
    print(error)
