"""Functions that bytecode made, called for the first time while somebody watches, and while somebody comes and goes."""
import gc
import sys
import threading
import weakref

events = []


def show(value):
    return repr(value) if type(value) in (int, str, float, type(None), list, tuple) else type(value).__name__


def note(frame, event, argument):
    if frame.f_code.co_filename == __file__:
        kind = argument[0].__name__ if event == 'exception' else show(argument) if event == 'return' else None
        events.append((event, frame.f_code.co_qualname, frame.f_lineno - frame.f_code.co_firstlineno, kind))
    return note


def profile(frame, event, argument):
    if frame.f_code.co_filename == __file__ and not event.startswith('c_'):
        events.append((event, frame.f_code.co_qualname, show(argument) if event == 'return' else None))


def watched(name, install, make, *arguments, **keywords):
    """The calls that `make` gives, first with nobody watching, then with somebody, and again with nobody."""
    calls = make()
    events.clear()
    install(note if install is sys.settrace else profile)
    outcomes = []
    for call in calls:
        try:
            outcomes.append(show(call(*arguments, **keywords)))
        except Exception as error:
            outcomes.append(type(error).__name__)
            trace = error.__traceback__
            while trace is not None:
                outcomes.append((trace.tb_frame.f_code.co_qualname, trace.tb_lineno))
                trace = trace.tb_next
    install(None)
    seen = list(events)
    for call in calls:
        try:
            outcomes.append(show(call(*arguments, **keywords)))
        except Exception as error:
            outcomes.append(type(error).__name__)
    print(name, install.__name__, outcomes, len(events) == len(seen))
    for event in seen:
        if event[1].split('.')[0] != 'watched':
            print('   ', *event)


def plain():
    class Made:
        def method(self, *rest, key=1, **more):
            return rest, key, sorted(more)

        def fails(self, *rest, **more):
            raise ValueError(rest)

        def nested(self, *rest, **more):
            try:
                return self.fails(*rest)
            except ValueError:
                return self.method(*rest)

        @property
        def name(self):
            return 'name'

        def __getitem__(self, index):
            return [i for i in range(index)]

        def __enter__(self):
            return self

        def __exit__(self, *error):
            return True

        def closes(self, *rest, **more):
            def inner(x):
                return x + len(rest)
            with self:
                raise KeyError
            return inner(1), self.name, self[2]

    made = Made()
    return made.method, made.fails, made.nested, made.closes


def with_initializer():
    class Base:
        def __init__(self, *rest, **more):
            if len(rest) > 1:
                raise TypeError('many')
            self.rest = rest

    class Made(Base):
        def __init__(self, *rest, **more):
            super().__init__(*rest)

        def __repr__(self):
            return f'Made{self.rest}'

    return (lambda *rest, **more: repr(Made(*rest)),)


def in_generators():
    def numbers(limit):
        for i in range(limit):
            yield (lambda: i * 2)

    def use(*rest, **more):
        return [number() for number in numbers(len(rest))], sum(1 / (call() - 4) for call in numbers(3))

    return use, numbers


def recursive():
    class Tree:
        def depth(self, n, *rest, **more):
            return 0 if n <= 0 else 1 + self.depth(n - 1)

        def fails(self, n, *rest, **more):
            return 1 / 0 if n <= 0 else self.fails(n - 1)

    tree = Tree()
    return tree.depth, tree.fails


for install in sys.settrace, sys.setprofile:
    watched('plain', install, plain)
    watched('plain', install, plain, 1, 2, key=3, z=4)
    watched('initializer', install, with_initializer, 1)
    watched('initializer', install, with_initializer, 1, 2)
    watched('generators', install, in_generators, 1)
    watched('recursive', install, recursive, 3)


class Dies:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        events.append(('died', self.name))


def arguments():
    class Holder:
        def drops(self, thing, *rest, **more):
            thing = None
            return len(rest)

        def keeps(self, thing, *rest):
            raise KeyError(thing.name)

    return Holder()


holder = arguments()
events.clear()
sys.settrace(note)
print(holder.drops(Dies('first'), 1))
try:
    holder.keeps(Dies('second'))
except KeyError as error:
    print(error)
sys.settrace(None)
print(sorted(event for event in events if event[0] in ('died', 'return')))

# In threads, and functions that die while they are watched.
results = []


class Worker:
    def work(self, n):
        class Local:
            def step(self, x):
                return x + 1
        return sum(Local().step(i) for i in range(n))


def run():
    results.append(Worker().work(50))


threading.settrace(note)
threads = [threading.Thread(target=run) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
threading.settrace(None)
print(results)
sys.settrace(note)
references = []
for i in range(5):
    def made(x=i):
        return x
    made()
    references.append(weakref.ref(made))
del made
sys.settrace(None)
gc.collect()
print([reference() for reference in references], Worker().work(3))
