"""try in all its shapes: else, finally with jumps, re-raising, chains, names that vanish, groups."""
import traceback


def flow(kind):
    trace = []
    try:
        trace.append('try')
        if kind == 'raise':
            raise ValueError('v')
        if kind == 'other':
            raise KeyError('k')
        if kind == 'return':
            return trace
    except ValueError as error:
        trace.append(f'except {error}')
    except (KeyError, IndexError):
        trace.append('except pair')
    else:
        trace.append('else')
    finally:
        trace.append('finally')
    trace.append('after')
    return trace


print([flow(k) for k in ('', 'raise', 'other', 'return')])


def override():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print('body', i)
        finally:
            print('finally', i)
    else:
        print('no break')
    try:
        return 'from try'
    finally:
        print('last')


print(override())


def swallow():
    while True:
        try:
            1 / 0
        finally:
            break
    try:
        raise ValueError
    finally:
        return 'swallowed'


print(swallow())


def nested():
    try:
        try:
            raise KeyError('first')
        except KeyError:
            raise ValueError('second')
        finally:
            print('inner finally')
    except ValueError as error:
        print(repr(error), repr(error.__context__), error.__cause__, error.__suppress_context__)
        try:
            raise TypeError('third') from error
        except TypeError as caught:
            print(repr(caught.__cause__), caught.__suppress_context__)
        try:
            raise TypeError('fourth') from None
        except TypeError as caught:
            print(repr(caught.__cause__), repr(caught.__context__), caught.__suppress_context__)
    try:
        error
    except NameError as gone:
        print(type(gone).__name__, gone)


nested()


class Custom(Exception):
    def __init__(self, code, **details):
        super().__init__(code)
        self.code, self.details = code, details

    def __str__(self):
        return f'custom {self.code} {self.details}'


def reraise(action):
    try:
        raise Custom(3, why='test')
    except Custom as error:
        if action == 'bare':
            raise
        if action == 'same':
            raise error
        if action == 'new':
            raise RuntimeError('new') from error
        if action == 'class':
            raise KeyError
        if action == 'wrong':
            raise 5
        if action == 'wrong cause':
            raise KeyError from 5


for action in ('bare', 'same', 'new', 'class', 'wrong', 'wrong cause'):
    try:
        reraise(action)
    except Exception as error:
        print(action, repr(error), [frame.lineno for frame in traceback.extract_tb(error.__traceback__)])
        print(''.join(traceback.format_exception(error)))
try:
    raise
except RuntimeError as error:
    print(error)
try:
    try:
        {}['x']
    except 5:
        pass
except TypeError as error:
    print(error, repr(error.__context__))


def groups():
    try:
        raise ExceptionGroup('several', [ValueError(1), TypeError('t'), ExceptionGroup('inner', [KeyError('k'), ValueError(2)])])
    except* ValueError as group:
        print('values', group.exceptions)
    except* KeyError as group:
        print('keys', group.message, group.exceptions)
    except* OSError:
        print('never')
    finally:
        print('group finally')


try:
    groups()
except ExceptionGroup as rest:
    print('rest', repr(rest))
try:
    try:
        raise ValueError('naked')
    except* ValueError as group:
        print(repr(group))
        raise OSError('in handler')
except (ExceptionGroup, OSError) as error:
    print(repr(error))
error = ValueError('noted')
error.add_note('a note')
print(''.join(traceback.format_exception(error)), end='')
