"""gevent: greenlets that wait, queues, events, timeouts, pools, and a server with its clients."""
from gevent import monkey

monkey.patch_all()
import socket
import threading
import time

import gevent
from gevent.event import AsyncResult, Event
from gevent.pool import Pool
from gevent.queue import Queue
from gevent.server import StreamServer

log = []


def worker(name, count):
    for i in range(count):
        log.append((name, i))
        gevent.sleep(0)
    return name * count


def producer(queue, n):
    for i in range(n):
        queue.put(i * i)
    queue.put(StopIteration)


def consumer(queue):
    return sum(queue)


def failing():
    gevent.sleep(0)
    raise RuntimeError("in a greenlet")


def echo(connection, address):
    for line in connection.makefile("rb"):
        connection.sendall(line.upper())


def client(port, text):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(text + b"\n")
        return connection.recv(100)


jobs = [gevent.spawn(worker, name, n) for name, n in (("a", 3), ("b", 2), ("c", 1))]
gevent.joinall(jobs)
print([job.value for job in jobs], log)
queue = Queue(2)
gevent.spawn(producer, queue, 5)
print(gevent.spawn(consumer, queue).get())
bad = gevent.Greenlet(failing)
bad.start()
hub = gevent.get_hub()
hub.handle_error = lambda *arguments: None
bad.join()
print(repr(bad.exception), bad.successful())
try:
    bad.get()
except RuntimeError as error:
    print(error)
try:
    with gevent.Timeout(0.02):
        gevent.sleep(5)
except gevent.Timeout:
    print("timed out")
event, result = Event(), AsyncResult()
gevent.spawn_later(0.01, event.set)
gevent.spawn_later(0.01, result.set, 42)
print(event.wait(2), result.get())
print(Pool(3).map(lambda x: x * x, range(8)), sorted(Pool(2).imap_unordered(lambda x: -x, range(4))))
server = StreamServer(("127.0.0.1", 0), echo)
server.start()
print([g.get() for g in [gevent.spawn(client, server.server_port, b"line %d" % i) for i in range(4)]])
server.stop()
found = []
threads = [threading.Thread(target=lambda i=i: (time.sleep(0.001 * i), found.append(i))) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(found)
killed = gevent.spawn(gevent.sleep, 10)
gevent.sleep(0)
killed.kill()
print(killed.dead, repr(killed.value))
