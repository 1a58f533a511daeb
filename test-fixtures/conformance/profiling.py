"""`cProfile`, `profile`, `trace` and `pdb` in a compiled program."""
import cProfile
import io
import pdb
import profile
import pstats
import sys
import trace


def leaf(n):
    return len(str(n)) + abs(n)


def middle(n):
    return sum(leaf(i) for i in range(n)) + leaf(n)


def recursive(n):
    return n if n < 2 else recursive(n - 1) + recursive(n - 2)


class Worker:
    def __init__(self, n):
        self.n = n

    def run(self):
        for i in range(self.n):
            middle(i)
        return recursive(self.n)


def show(profiler):
    stats = pstats.Stats(profiler, stream=io.StringIO())
    for (file, line, name), (calls, all_calls, _, _, callers) in sorted(stats.stats.items()):
        if file in (__file__, '~'):
            print(line, name, calls, all_calls, sorted((caller[1:], counts[:2] if isinstance(counts, tuple) else counts) for caller, counts in callers.items() if caller[0] in (__file__, '~')))


def profiles():
    profiler = cProfile.Profile()
    profiler.enable()
    Worker(5).run()
    sorted([3, 2, 1], key=leaf)
    profiler.disable()
    show(profiler)
    with cProfile.Profile() as profiler:
        middle(3)
    show(profiler)
    profiler = profile.Profile(bias=0)
    print(profiler.runcall(middle, 3))
    show(profiler)


def traces():
    tracer = trace.Trace(count=1, trace=0, countfuncs=0)
    print(tracer.runfunc(Worker(3).run))
    for (file, line), count in sorted(tracer.results().counts.items()):
        if file == __file__:
            print(line, count)
    tracer = trace.Trace(count=0, trace=0, countcallers=1)
    tracer.runfunc(recursive, 3)
    for (_, _, caller), (_, _, callee) in sorted(tracer.results().callers):
        print(caller, callee)


def debugs():
    commands = ['b leaf, n == 2', 'c', 'p n', 'w', 'up', 'p n', 'down', 'n', 's', 'r', 'a', 'c', 'q']
    debugger = pdb.Pdb(stdin=io.StringIO('\n'.join(commands)), stdout=sys.stdout, nosigint=True, readrc=False)
    debugger.use_rawinput = False
    try:
        debugger.runcall(middle, 4)
    except pdb.bdb.BdbQuit:
        print('quit')
    commands = ['p here', 'n', 's', 'n', 'p self.n', 'b middle', 'c', 'p n', 'clear 1', 'y', 'r', 'c']
    debugger = pdb.Pdb(stdin=io.StringIO('\n'.join(commands)), stdout=sys.stdout, nosigint=True, readrc=False)
    debugger.use_rawinput = False
    here = 5
    debugger.set_trace()
    worker = Worker(here)
    worker.run()
    debugger.set_continue()
    sys.settrace(None)


print(middle(4), recursive(5))
profiles()
traces()
debugs()
print(middle(4), recursive(5))
