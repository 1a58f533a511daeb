"""with: order, suppression, several managers, errors in enter and exit, jumps out of the body."""
import contextlib


class Manager:
    def __init__(self, name, suppress=False, fail_enter=False, fail_exit=False):
        self.name, self.suppress, self.fail_enter, self.fail_exit = name, suppress, fail_enter, fail_exit

    def __enter__(self):
        print('enter', self.name)
        if self.fail_enter:
            raise RuntimeError('enter ' + self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        print('exit', self.name, kind and kind.__name__, value, traceback is not None)
        if self.fail_exit:
            raise RuntimeError('exit ' + self.name)
        return self.suppress


with Manager('a') as x, Manager('b') as y:
    print('body', x, y)
with (Manager('c'), Manager('d', suppress=True) as (z,)):
    print('letter', z)
    raise ValueError('suppressed by d')


def attempt(*managers, error=None):
    try:
        with contextlib.ExitStack() as stack:
            for manager in managers:
                stack.enter_context(manager)
            if error:
                raise error
            print('body done')
    except Exception as caught:
        print('caught', repr(caught), 'context', repr(caught.__context__))


attempt(Manager('e'), Manager('f', fail_enter=True))
attempt(Manager('g'), Manager('h', fail_exit=True))
attempt(Manager('i', suppress=True), Manager('j', fail_exit=True), error=KeyError('k'))
attempt(Manager('k'), Manager('l'), error=KeyError('k'))


def jumps():
    for i in range(4):
        with Manager(f'loop{i}'):
            if i == 0:
                continue
            if i == 1:
                break
    with Manager('return'):
        return 'value'


print(jumps())


def nested_return():
    with Manager('outer') as a:
        with Manager('inner', suppress=True):
            raise ValueError
        print('after suppression', a)
        try:
            with Manager('again'):
                return 1
        finally:
            print('finally')


print(nested_return())
target = {}
with Manager('stored') as target['key'], Manager('n') as target['other']:
    print(target)


class Half:
    def __enter__(self): return self


for bad in (Half(), 5, None):
    try:
        with bad:
            print('unreached')
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


@contextlib.contextmanager
def managed(name):
    print('start', name)
    try:
        yield name
    except KeyError as error:
        print('handled', error)
    finally:
        print('stop', name)


with managed('m') as m:
    print(m)
    raise KeyError('inside')
try:
    with managed('n'):
        raise ValueError('through')
except ValueError as error:
    print('through', error)
with contextlib.suppress(ZeroDivisionError):
    1 / 0


class NotFound:
    def __exit__(self, *args): print('exit found on class'); return 1


thing = Manager('instance')
thing.__exit__ = lambda *a: print('never called')
with thing:
    pass


class TruthFails:
    class Answer:
        def __bool__(self): raise OSError('truth')

    def __enter__(self): pass
    def __exit__(self, *args): return self.Answer()


try:
    with TruthFails():
        raise ValueError('lost')
except OSError as error:
    print(error, repr(error.__context__))
with TruthFails():
    print('no error, no truth')
