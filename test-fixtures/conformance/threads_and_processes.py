# Threads, processes and signals beside native loops.
import ctypes, gc, os, signal, threading, time, warnings, weakref

# That a process with threads forks is meant here, and its text names the process.
warnings.simplefilter('ignore', DeprecationWarning)


def count(n):
    total = 0
    for i in range(n):
        total += i % 7
    return total


def shared(n):
    results = []
    def work():
        results.append(count(n))
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(results == [count(n)] * 4)


def turns():
    state = {'stop': False, 'turns': 0}
    def spin():
        while not state['stop']:
            state['turns'] += 1
    thread = threading.Thread(target=spin, daemon=True)
    thread.start()
    time.sleep(0.05)
    state['stop'] = True
    thread.join(20)
    print(not thread.is_alive(), state['turns'] > 0)


def fork_in_loop():
    children = []
    for i in range(3):
        child = os.fork()
        if child == 0:
            os._exit(count(10_000) % 5 + i)
        children.append(child)
    print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children], count(10_000) % 5)


def fork_in_thread():
    out = []
    def work():
        child = os.fork()
        if child == 0:
            os._exit(count(1000) % 3)
        out.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    print(out, count(1000) % 3)


class Stop(Exception):
    pass


def stop(*_):
    raise Stop


def interrupted_loops():
    signal.signal(signal.SIGALRM, stop)
    def forever():
        n = 0
        while True:
            n += 1
    def ranges():
        total = 0.0
        for i in range(10 ** 15):
            total += i * 0.5
        return total
    def nested():
        while True:
            for i in range(10):
                for j in range(10):
                    pass
    def in_handler():
        while True:
            try:
                raise KeyError
            except KeyError:
                pass
    def in_finally():
        while True:
            try:
                pass
            finally:
                x = 1
    for function in (forever, ranges, nested, in_handler, in_finally):
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        try:
            function()
        except Stop as error:
            print(function.__name__, 'stopped', error.__context__)


def asynchronous():
    reached = threading.Event()
    def work():
        try:
            while True:
                reached.set()
        except SystemError as error:
            out.append(type(error).__name__)
    out = []
    thread = threading.Thread(target=work)
    thread.start()
    reached.wait()
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemError))
    thread.join(20)
    print(out, thread.is_alive())


def collected():
    class Node:
        def __init__(self): self.me = self
        def __del__(self): ended.append(count(10))
    ended = []
    for i in range(50):
        Node()
        if i % 10 == 0:
            gc.collect()
    gc.collect()
    print(len(ended))
    seen = []
    def watch(ref):
        seen.append(count(5))
    class Plain: pass
    for i in range(5):
        plain = Plain()
        ref = weakref.ref(plain, watch)
        del plain
    print(seen)


def main():
    shared(30_000)
    turns()
    fork_in_loop()
    fork_in_thread()
    interrupted_loops()
    asynchronous()
    collected()


def spin_until_the_end():
    total = 0
    while True:
        for i in range(1000):
            total += i


main()
for _ in range(3):
    threading.Thread(target=spin_until_the_end, daemon=True).start()
time.sleep(0.05)
print('ends')
