"""Runs modules as the interpreter does and by their lower IR, and compares every step: each line of the input is a module as `programs.py`
prints it with its IR besides (`low`), each line of the output its name and the first difference, null where there is none.
"""
import json
import os
import random
import resource
import signal
import sys
import types
import warnings

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, '../random')]
import interpreter
import support

steps = []


def trace(place, *values):
    """As that of `support`, without the line, which only frames of the function itself know."""
    support.remaining -= 1
    if support.remaining < 0:
        raise support.Enough
    steps.append(' '.join(map(str, [place, *map(support.show, values)])))
    return values[-1] if values else None


def report(place, error):
    trace(place, error, sys.exc_info()[1])
    steps.extend(chain(error))


def chain(error):
    """An exception with those that it came of."""
    found = []
    while error is not None and len(found) < 6:
        found.append(f'    {support.show(error)} {error} cause {support.show(error.__cause__)} hides {error.__suppress_context__}')
        error = error.__context__
    return found


support.t, support.report = trace, report


class Logged:
    """Tells what is done with it, in which order; knows some operators, refuses others."""

    def __init__(self, name, value):
        self.name, self.value = name, value

    def __repr__(self):
        return f'Logged({self.name})'

    def __bool__(self):
        trace('bool', self.name)
        if self.value is None:
            raise ValueError('no truth', self.name)
        return self.value > 0

    def __iter__(self):
        trace('iter', self.name)
        return iter([self.value, self])

    def __len__(self):
        return trace('len', self.name, 2)

    def __index__(self):
        return trace('index', self.name, 1)

    def __hash__(self):
        return hash(self.name)

    def __call__(self, *arguments, **keywords):
        return trace('call', self.name, *arguments, keywords, self.value)


def operator_of(name):
    def perform(self, *others):
        trace(name, self.name, *[getattr(other, 'name', other) for other in others])
        if name in ('__floordiv__', '__rmod__'):
            raise ZeroDivisionError(self.name, name)
        if name in ('__and__', '__or__'):
            return NotImplemented
        return self if name in ('__isub__', '__eq__') else Logged(f'{self.name}{len(steps) % 7}', self.value) if self.value is not None else 1
    return perform


for name in ('add', 'radd', 'iadd', 'sub', 'rsub', 'isub', 'floordiv', 'rfloordiv', 'mod', 'rmod', 'and', 'or', 'ror', 'xor', 'rxor', 'neg', 'pos', 'invert', 'lt', 'le', 'gt', 'ge', 'eq', 'ne', 'getitem'):
    setattr(Logged, f'__{name}__', operator_of(f'__{name}__'))


class Box:
    """Attributes that tell when they are read and written."""

    def __init__(self, value):
        object.__setattr__(self, 'held', value)

    @property
    def value(self):
        return trace('read', self.held)

    @value.setter
    def value(self, value):
        object.__setattr__(self, 'held', trace('written', value))

    def answer(self, *arguments):
        return trace('answer', *arguments, 42)


def arguments():
    """What each function is called with, made anew each time."""
    yield 3, -1, [1, 2, 3], Box(5)
    yield 2**62, 9223372036854775807, [0, -1, 2**63 - 1, -2**63], Box(-2**62)
    yield 0.5, True, [1.5, 2, -0.0], Box(2.0)
    yield 'ab', [1, 'c'], ['x', 'y', 'z', 'w'], Box('v')
    yield Logged('p', 1), Logged('q', -1), [Logged('r', 0), Logged('s', None)], Box(Logged('u', 2))
    yield Logged('p', None), 2, {0: 1, 3: Logged('k', 1)}, Box(None)


class TooLong(BaseException):
    pass


def give_up(*_):
    raise TooLong


def ran(functions, space):
    """The steps of all calls."""
    found = []
    for name in functions:
        for given in arguments():
            steps.clear()
            support.remaining = 150
            signal.setitimer(signal.ITIMER_REAL, 5)
            try:
                steps.append(f'{name} gives {support.show(space[name](*given))}')
            except support.Enough:
                steps.append('enough')
            except (TooLong, MemoryError, RecursionError) as error:
                # How far they get is no matter of the function's.
                steps[:] = [type(error).__name__]
            except Exception as error:
                steps.append(f'{name} raises')
                steps.extend(chain(error))
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            found.append([f'{name} {support.show(given)}', *steps])
    return found


def new_module():
    module = types.ModuleType('__main__')
    module.__dict__['__builtins__'] = __builtins__
    return module.__dict__


def difference_of(module):
    expected_space = new_module()
    exec(compile(module['source'], '<program>', 'exec', dont_inherit=True), expected_space)
    expected = ran(module['functions'], expected_space)
    # Once as it is, and once with exits taken that need not be.
    chance = random.Random(module['name'])
    for how, leaves in (('', lambda: False), (', with exits taken at random', lambda: chance.random() < 0.1)):
        difference = difference_from(expected, module, leaves)
        if difference is not None:
            return difference + how
    return None


def difference_from(expected, module, leaves):
    space = new_module()
    try:
        interpreter.Program(module['low'], module['source'], space, leaves).run()
        actual = ran(module['functions'], space)
    except interpreter.Broken as problem:
        return f'broken: {problem}'
    for left, right in zip(expected, actual):
        if left != right:
            place = next((place for place, (one, other) in enumerate(zip(left, right)) if one != other), min(len(left), len(right)))
            return f'{left[0]}, step {place}: the interpreter has {(left + ["no more"])[place]!r}, the lower IR {(right + ["no more"])[place]!r}'
    return None


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    signal.signal(signal.SIGALRM, give_up)
    resource.setrlimit(resource.RLIMIT_AS, (1 << 32, 1 << 32))
    for line in sys.stdin:
        module = json.loads(line)
        print(json.dumps({'name': module['name'], 'difference': difference_of(module)}), flush=True)
