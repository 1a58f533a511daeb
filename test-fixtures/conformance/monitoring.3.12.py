"""What tools of `sys.monitoring` see of functions: the offsets of instructions are left out, as they differ."""
import sys

monitoring = sys.monitoring
events = monitoring.events
names = ['PY_START', 'PY_RETURN', 'PY_YIELD', 'PY_RESUME', 'PY_UNWIND', 'LINE', 'CALL', 'C_RETURN', 'C_RAISE', 'RAISE', 'EXCEPTION_HANDLED', 'JUMP', 'BRANCH', 'STOP_ITERATION']
log = []


def larger(a, b):
    if a > b:
        return a
    return b


def loop(n):
    total = 0
    for i in range(n):
        total = larger(total, i)
    return total


def handled():
    try:
        raise KeyError(1)
    except KeyError:
        len([])


def generator():
    yield larger(1, 2)
    yield 3


class Thing:
    def __init__(self, size):
        self.size = size

    def grow(self):
        def by(step):
            self.size += step
        for step in (1, 2):
            by(step)
        return self.size


def work():
    loop(3)
    handled()
    list(generator())
    Thing(1).grow()
    sorted([2, 1], key=lambda value: -value)
    try:
        int('x')
    except ValueError:
        pass


def shown(value):
    return value if isinstance(value, (int, str, type(None))) else getattr(value, '__name__', type(value).__name__)


def watch(name):
    def callback(code, *details):
        if code.co_filename == __file__:
            log.append((name, code.co_name, *map(shown, details if name == 'LINE' else details[1:] if name not in ('JUMP', 'BRANCH') else ())))
    monitoring.register_callback(3, getattr(events, name), callback)


def show():
    for entry in log:
        print(*entry)
    print(len(log))
    log.clear()


def all_events():
    monitoring.set_events(3, sum(getattr(events, name) for name in names if name not in ('C_RETURN', 'C_RAISE', 'STOP_ITERATION')))
    work()
    monitoring.set_events(3, 0)
    work()
    show()


def local_events():
    monitoring.set_local_events(3, larger.__code__, events.LINE | events.PY_RETURN)
    print(monitoring.get_local_events(3, larger.__code__))
    work()
    monitoring.set_local_events(3, larger.__code__, 0)
    work()
    show()


def disabled():
    def once(code, line):
        log.append((code.co_name, line))
        return monitoring.DISABLE
    monitoring.register_callback(3, events.LINE, once)
    monitoring.set_events(3, events.LINE)
    work()
    work()
    monitoring.restart_events()
    loop(1)
    monitoring.set_events(3, 0)
    show()


monitoring.use_tool_id(3, 'sample')
for name in names:
    watch(name)
work()
all_events()
local_events()
all_events()
disabled()
monitoring.free_tool_id(3)
work()
show()
for call in (lambda: monitoring.set_events(), lambda: monitoring.set_events(3, events.LINE), lambda: monitoring.set_local_events(9, work.__code__, 0), lambda: monitoring.set_events(tool_id=3)):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(monitoring.set_events, monitoring.set_events.__doc__, monitoring.set_local_events.__module__)
