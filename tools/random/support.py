"""What random programs use: each step is printed, and after enough of them the program ends."""
import sys
import traceback

remaining = 400


class Enough(BaseException):
    """Ends a program that takes too many steps."""


def begin(name):
    global remaining
    remaining = 400
    print('===', name)


def show(value, depth=3):
    """The value without addresses, in an order that depends on nothing."""
    kind = type(value)
    if kind in (bool, float, complex) or value is None or value is ...:
        return repr(value)
    if kind is int:
        return repr(value) if -10**40 < value < 10**40 else f'int of {value.bit_length()} bits, {value % 1000003}'
    if kind in (str, bytes):
        return ascii(value[:60])
    if depth == 0:
        return kind.__name__
    if kind in (list, tuple):
        return f'{kind.__name__}{[show(item, depth - 1) for item in value[:12]]}'
    if kind in (set, frozenset):
        return f'{kind.__name__}{sorted(show(item, depth - 1) for item in value)}'
    if kind is dict:
        return f'dict{[(show(key, depth - 1), show(item, depth - 1)) for key, item in list(value.items())[:12]]}'
    if isinstance(value, BaseException):
        return f'{kind.__name__}{show(value.args, depth - 1)}'
    if isinstance(value, type) or hasattr(value, '__qualname__'):
        return f'<{kind.__name__} {value.__qualname__}>'
    return f'<{kind.__name__} {sorted(value.__dict__)}>' if hasattr(value, '__dict__') else f'<{kind.__name__}>'


def t(place, *values):
    """Traces a step; the last value is the result."""
    global remaining
    remaining -= 1
    if remaining < 0:
        raise Enough
    print(place, *[show(value) for value in values], sys._getframe(1).f_lineno)
    return values[-1] if values else None


def report(place, error):
    """Traces an exception with all that hangs on it."""
    t(place, error, sys.exc_info()[1])
    lines = [entry.tb_lineno for entry in frames(error.__traceback__)]
    print('   ', lines)
    seen = 0
    while error is not None and seen < 6:
        print('   ', show(error), 'cause', show(error.__cause__), 'hides', error.__suppress_context__)
        error = error.__context__
        seen += 1


def frames(entry):
    while entry is not None:
        yield entry
        entry = entry.tb_next


def run(name, load):
    """Runs a program, and tells how it ends as the interpreter would."""
    begin(name)
    try:
        load()
    except Enough:
        print('enough')
    except BaseException as error:
        text = ''.join(traceback.format_exception(error.with_traceback(error.__traceback__)))
        print(ascii(text).replace('\\n', '\n'))
    sys.stdout.flush()


class Kept:
    """A context manager that traces, swallows the given exceptions and may raise one itself."""

    def __init__(self, name, *swallowed, fails=None):
        self.name, self.swallowed, self.fails = name, swallowed, fails

    def __enter__(self):
        t('enter', self.name)
        if self.fails == 'enter':
            raise RuntimeError('enter', self.name)
        return self

    def __exit__(self, kind, error, trace):
        t('exit', self.name, kind, error, error and error.__context__)
        if self.fails == 'exit':
            raise RuntimeError('exit', self.name)
        if self.fails == 'handled':
            try:
                raise LookupError('in exit')
            except LookupError as found:
                t('handled in exit', found.__context__)
        return kind is not None and issubclass(kind, self.swallowed)


class Dying:
    """Tells when it ends."""

    def __init__(self, name):
        self.name = name

    def __del__(self):
        if remaining > 0:
            print('ends', self.name)


class Truth:
    """Tells when its truth is asked, which is none for `value` None; compares to another of its kind."""

    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        t('truth', self.name)
        if self.value is None:
            raise ValueError('no truth', self.name)
        return self.value

    def __lt__(self, other):
        return Truth(self.name + getattr(other, 'name', '?'), self.value)

    def __str__(self):
        return t('str', self.name)


class Spoken(str):
    """A text that tells how it is formatted."""

    def __str__(self):
        return t('str', 'spoken')

    def __format__(self, specification):
        return t('format', specification)


class Described:
    """A descriptor that tells what it is asked."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, owner, name):
        t('named', name)

    def __get__(self, instance, owner):
        return t('get', instance is None, self.value)

    def __set__(self, instance, value):
        self.value = t('set', value)


class Point:
    __match_args__ = ('x', 'y')

    def __init__(self, x, y):
        self.x, self.y = x, y


Point.origin = 0


class Step:
    """Suspends the coroutine that awaits it once."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


def drive(place, generator, ways):
    """Runs a generator or coroutine step by step, each in one of the ways, and closes it."""
    for way in [*ways, 'close']:
        try:
            if way == 'close':
                t(place, way, generator.close())
            elif way == 'throw':
                t(place, way, generator.throw(ValueError(place)))
            else:
                t(place, way, generator.send(None if way == 'next' else place))
        except Exception as error:
            report(place, error)
