"""uvloop runs asyncio programs: tasks, streams, subprocesses, executors, signals, and errors."""
import sys

import asyncio
import os
import signal

import uvloop


async def work(name, n):
    total = 0
    for i in range(n):
        await asyncio.sleep(0)
        total += i
    return name, total


async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line[::-1].strip() + b"\n")
        await writer.drain()
    writer.close()


async def ask(port, words):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for word in words:
        writer.write(word + b"\n")
        answers.append((await reader.readline()).strip())
    writer.close()
    await writer.wait_closed()
    return answers


def blocking(x):
    return sum(range(x))


async def failing():
    await asyncio.sleep(0)
    raise LookupError("gone")


async def main():
    loop = asyncio.get_running_loop()
    print(type(loop).__module__, await asyncio.gather(*(work(c, n) for c, n in zip("abc", (3, 5, 7)))))
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(await asyncio.gather(ask(port, [b"one", b"two"]), ask(port, [b"three"])))
    server.close()
    await server.wait_closed()
    print(await loop.run_in_executor(None, blocking, 1000))
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(6 * 7)", stdout=asyncio.subprocess.PIPE)
    print(await process.communicate(), process.returncode)
    print([type(r).__name__ if isinstance(r, Exception) else r for r in await asyncio.gather(failing(), work("d", 2), return_exceptions=True)])
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError:
        print("timeout")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing())
            group.create_task(asyncio.sleep(10))
    except* LookupError as errors:
        print(errors.exceptions)
    caught = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, caught.set)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await asyncio.wait_for(caught.wait(), 5))
    queue = asyncio.Queue()
    loop.call_later(0.01, queue.put_nowait, "later")
    print(await queue.get())
    reports = []
    loop.set_exception_handler(lambda loop, context: reports.append(repr(context["exception"])))
    loop.call_soon(lambda: 1 // 0)
    await asyncio.sleep(0.01)
    print(reports)


with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
    runner.run(main())
