"""The machine words of the lower IR, exactly: an i64 is an int of 64 bits with a sign, an f64 a float, an i1 a bool, a cursor what is left
of a range. What words cannot do leaves for the version with objects (`Leave`), as what the C++ of `rt/typed.hpp` says is false does.
"""
import builtins
import ctypes
import operator

WORDS = {'i64', 'f64', 'i1'}
EXACT = 2**53


class Leave(BaseException):
    """The body goes on in the version with objects, at the instruction's exit."""


class Cursor:
    def __init__(self, numbers):
        self.numbers = numbers

    def next(self):
        if not self.numbers:
            return None
        first, self.numbers = self.numbers[0], self.numbers[1:]
        return first


def fits(value):
    return -2**63 <= value < 2**63


def unless(condition, value=None):
    """The value; leaves where the condition does not hold."""
    if not condition:
        raise Leave
    return value


def is_exact(value):
    return isinstance(value, float) or -EXACT <= value <= EXACT


def unbox(value, rep):
    kind = {'i64': int, 'f64': float, 'i1': bool}[rep]
    return unless(type(value) is kind and (rep != 'i64' or fits(value)), value)


def number(value):
    return unless(type(value) is float or type(value) is int and is_exact(value), value) * 1.0


def convert(value, rep):
    if rep == 'i1':
        return bool(value)
    if rep == 'f64':
        return float(value)
    return int(unless(not isinstance(value, float) or -2.0**63 < value < 2.0**63, value))


def structure(value):
    return unless(isinstance(value, (ctypes.Structure, ctypes.Union)), value)


def start_range(start, stop, step):
    unless(step != 0)
    numbers = range(start, stop, step)
    first = numbers[:1]
    return unless(not first or (numbers[-1] - first[0]) // step < 2**63 - 1, Cursor(numbers))


def arithmetic(name, function, *operands):
    """Ints exactly, or not at all; floats as the interpreter does; what it would raise for is not done."""
    if any(isinstance(operand, float) for operand in operands):
        operands = tuple(map(float, operands))
        try:
            found = function(*operands)
        except ArithmeticError:
            raise Leave from None
        return unless(isinstance(found, float), found)
    if all(isinstance(operand, bool) for operand in operands) and name in ('bitor', 'bitxor', 'bitand', 'not'):
        return function(*operands)
    operands = tuple(map(int, operands))
    if name == 'div':
        unless(operands[1] != 0 and all(map(is_exact, operands)))
        return function(*operands)
    if name in ('floordiv', 'mod'):
        unless(operands[1] != 0)
    elif name == 'lshift':
        unless(0 <= operands[1] <= 62)
    elif name == 'rshift':
        unless(operands[1] >= 0)
    elif name == 'pow':
        unless(0 <= operands[1] and (abs(operands[0]) < 2 or operands[1] < 64))
    found = function(*operands)
    return unless(fits(found), found)


def compare(function, left, right):
    mixed = isinstance(left, float) != isinstance(right, float)
    return function(left, right) if not mixed else function(unless(is_exact(left), left), unless(is_exact(right), right))


BINARY = {'add': operator.add, 'sub': operator.sub, 'mult': operator.mul, 'div': operator.truediv, 'mod': operator.mod, 'pow': operator.pow, 'lshift': operator.lshift,
          'rshift': operator.rshift, 'bitor': operator.or_, 'bitxor': operator.xor, 'bitand': operator.and_, 'floordiv': operator.floordiv}
UNARY = {'neg': operator.neg, 'pos': operator.pos, 'invert': operator.invert, 'not': operator.not_}
COMPARISONS = {'eq': operator.eq, 'ne': operator.ne, 'lt': operator.lt, 'le': operator.le, 'gt': operator.gt, 'ge': operator.ge}
STEPS = {
    'word.unbox': lambda instruction, value: unbox(value, instruction['rep']),
    'word.number': lambda instruction, value: number(value),
    'word.box': lambda instruction, value: value,
    'word.bool': lambda instruction, value: value,
    'word.convert': lambda instruction, value: convert(value, instruction['rep']),
    'builtin.check': lambda instruction, value: unless(value is getattr(builtins, instruction['immediate']['name'])),
    'length': lambda instruction, value: unless(type(value) in (list, tuple, bytes, str, dict, set)) or len(value),
    'memory.load': lambda instruction, value: unbox(getattr(structure(value), instruction['immediate']['name']), instruction['rep']),
    'memory.store': lambda instruction, value, number: setattr(structure(value), instruction['immediate']['name'], number),
    'range.start': lambda instruction, *operands: start_range(*operands),
}


def step_of(instruction, reps):
    """How it is done on words; None for what is done on objects."""
    name, rep = instruction['operation'], instruction['rep']
    if name in STEPS:
        return lambda *operands: STEPS[name](instruction, *operands)
    if name == 'constant' and rep in WORDS:
        return lambda: convert(instruction['immediate']['constant'], rep)
    operands = [reps.get(value) for value in instruction['operands']]
    if not operands or not WORDS.issuperset(operands):
        return None
    family, _, kind = name.partition('.')
    if name == 'truth':
        return bool
    if family == 'compare' and kind in COMPARISONS:
        return lambda *words: compare(COMPARISONS[kind], *words)
    function = {'binary': BINARY, 'inplace': BINARY, 'unary': UNARY}.get(family, {}).get(kind)
    return None if function is None else lambda *words: arithmetic(kind, function, *words)


def problem_of(value, rep):
    """What is wrong with a value that is to be held so; None if nothing is."""
    kind = {'i64': int, 'f64': float, 'i1': bool, 'cursor': Cursor}[rep]
    return None if type(value) is kind and (rep != 'i64' or fits(value)) else f'{value!r} is no {rep}'
