"""What each operation of the lower IR does: a function with `@operation`, which gets the frame, the instruction's immediates and the
operands, and does it with the interpreter's own objects and operators.
"""
import builtins
import operator
import sys
import types

EMPTY = type('Empty', (), {'__repr__': lambda self: 'EMPTY'})()


class Broken(BaseException):
    """The IR does what it may not: a fault of the compiler, which no handler of the program sees."""


OPERATIONS = {}


def operation(*names):
    def register(function):
        for name in names:
            OPERATIONS[name] = function
        return function
    return register


def constant_of(data):
    if not isinstance(data, dict):
        return data
    (kind, value), = data.items()
    match kind:
        case 'const':
            return {'None': None, 'True': True, 'False': False, 'Ellipsis': ...}[value]
        case 'int':
            return int(value)
        case 'float':
            return float(value)
        case 'complex':
            return complex(value)
        case 'codes':
            return ''.join(map(chr, value))
        case 'bytes':
            return bytes.fromhex(value)
        case 'tuple':
            return tuple(map(constant_of, value))
        case 'frozenset':
            return frozenset(map(constant_of, value))
    raise Broken(f'no constant is {kind}')


def propagate(error):
    """Raises again, and leaves `__context__` as it is, which `raise` would set."""
    context = error.__context__
    try:
        raise error
    finally:
        error.__context__ = context


def under(handled, function, *operands):
    """Calls it while the exception is handled, so that `sys.exc_info()` and `__context__` are as they would be."""
    if handled is None:
        return function(*operands)
    trace, context = handled.__traceback__, handled.__context__
    try:
        raise handled
    except BaseException:
        handled.__traceback__, handled.__context__ = trace, context
        return function(*operands)


def raise_from(error, *cause):
    if cause:
        raise error from cause[0]
    raise error


# Operators.

def register_operators():
    same = {'add': 'add', 'sub': 'sub', 'mult': 'mul', 'matmult': 'matmul', 'div': 'truediv', 'mod': 'mod', 'pow': 'pow', 'lshift': 'lshift', 'rshift': 'rshift',
            'bitor': 'or_', 'bitxor': 'xor', 'bitand': 'and_', 'floordiv': 'floordiv'}
    for name, function in same.items():
        OPERATIONS[f'binary.{name}'] = plain(getattr(operator, function))
        OPERATIONS[f'inplace.{name}'] = plain(getattr(operator, 'i' + function.rstrip('_')))
    for name in ('eq', 'ne', 'lt', 'le', 'gt', 'ge', 'is_', 'is_not'):
        OPERATIONS[f"compare.{name.rstrip('_')}"] = plain(getattr(operator, name))
    for name, function in (('neg', operator.neg), ('pos', operator.pos), ('invert', operator.invert), ('not', operator.not_)):
        OPERATIONS[f'unary.{name}'] = plain(function)
    OPERATIONS['compare.in'] = plain(lambda item, container: operator.contains(container, item))
    OPERATIONS['compare.not_in'] = plain(lambda item, container: not operator.contains(container, item))


def plain(function):
    """An operation that neither the frame nor immediates matter to."""
    return lambda frame, immediate, *operands: function(*operands)


register_operators()
for simple, meaning in {
    'truth': bool, 'item.get': operator.getitem, 'item.set': operator.setitem, 'item.delete': operator.delitem, 'build.slice': slice,
    'build.tuple': lambda *items: items, 'build.list': lambda *items: [*items], 'build.set': lambda *items: {*items},
    'build.dict': lambda *items: dict(zip(items[::2], items[1::2])), 'build.string': lambda *parts: ''.join(parts),
    'list.append': list.append, 'list.extend': lambda items, more: items.extend([*more]), 'list.to_tuple': tuple,
    'set.add': set.add, 'set.update': set.update, 'dict.set': dict.__setitem__, 'dict.update': lambda items, more: items.update({**more}),
    'iterate': iter, 'yield.iterator': iter, 'call': lambda callee, *arguments: callee(*arguments),
    'call.unpack': lambda callee, arguments, keywords: callee(*arguments, **(keywords or {})),
    'dict.merge': lambda items, more, callee: items.update(dict(**items, **more)),
    'load.all': lambda: all, 'load.any': lambda: any, 'load.list': lambda: list, 'load.set': lambda: set, 'load.tuple': lambda: tuple,
    'load.assertion_error': lambda: AssertionError, 'load.build_class': lambda: builtins.__build_class__,
}.items():
    OPERATIONS[simple] = plain(meaning)


# Variables.

def unbound(name):
    return UnboundLocalError(f"cannot access local variable '{name}' where it is not associated with a value")


@operation('pass', 'drop')
def nothing(frame, immediate, *operands):
    return None


@operation('constant')
def constant(frame, immediate):
    return immediate['constant']


@operation('local.get')
def local_get(frame, immediate):
    slot = immediate['slot']
    if immediate.get('bound'):
        return frame.bound(slot)
    if frame.slots[slot] is EMPTY:
        raise unbound(frame.function['slots'][slot]['name'])
    return frame.slots[slot]


@operation('local.set')
def local_set(frame, immediate, value):
    frame.write(immediate['slot'], value)


@operation('local.delete')
def local_delete(frame, immediate):
    if frame.slots[immediate['slot']] is EMPTY:
        raise unbound(frame.function['slots'][immediate['slot']]['name'])
    frame.write(immediate['slot'], EMPTY)


@operation('local.clear')
def local_clear(frame, immediate):
    frame.write(immediate['slot'], EMPTY)


@operation('local.take')
def local_take(frame, immediate):
    value = frame.bound(immediate['slot'])
    frame.write(immediate['slot'], EMPTY)
    return value


@operation('local.update')
def local_update(frame, immediate, right):
    slot = immediate['slot']
    frame.write(slot, OPERATIONS[immediate['operation']](frame, {}, frame.bound(slot), right))


@operation('local.item')
def local_item(frame, immediate, container, key):
    frame.write(immediate['slot'], container[key])


def cell_of(frame, immediate):
    cell, variable = frame.cells[immediate['cell']], frame.function['cells'][immediate['cell']]
    try:
        cell.cell_contents
    except ValueError:
        pass
    else:
        return cell
    if variable['kind'] == 'free':
        raise NameError(f"cannot access free variable '{variable['name']}' where it is not associated with a value in enclosing scope")
    raise unbound(variable['name'])


@operation('cell.get')
def cell_get(frame, immediate):
    return cell_of(frame, immediate).cell_contents


@operation('cell.set')
def cell_set(frame, immediate, value):
    frame.cells[immediate['cell']].cell_contents = value


@operation('cell.delete')
def cell_delete(frame, immediate):
    del cell_of(frame, immediate).cell_contents


@operation('cell.object')
def cell_object(frame, immediate):
    return frame.cells[immediate['cell']]


@operation('cell.renew')
def cell_renew(frame, immediate):
    frame.cells[immediate['cell']] = types.CellType()


@operation('cell.clear')
def cell_clear(frame, immediate):
    frame.cells[immediate['cell']] = None


@operation('global.get')
def global_get(frame, immediate):
    name = immediate['name']
    space = frame.program.globals
    if name in space:
        return space[name]
    if hasattr(builtins, name):
        return getattr(builtins, name)
    raise NameError(f"name '{name}' is not defined")


@operation('global.set')
def global_set(frame, immediate, value):
    frame.program.globals[immediate['name']] = value


@operation('global.delete')
def global_delete(frame, immediate):
    if immediate['name'] not in frame.program.globals:
        raise NameError(f"name '{immediate['name']}' is not defined")
    del frame.program.globals[immediate['name']]


@operation('annotations.setup')
def annotations_setup(frame, immediate):
    frame.program.globals.setdefault('__annotations__', {})


# Objects and calls.

@operation('attribute.get')
def attribute_get(frame, immediate, owner):
    return getattr(owner, immediate['name'])


@operation('attribute.set')
def attribute_set(frame, immediate, owner, value):
    setattr(owner, immediate['name'], value)


@operation('attribute.delete')
def attribute_delete(frame, immediate, owner):
    delattr(owner, immediate['name'])


@operation('format.value')
def format_value(frame, immediate, value, specification):
    code = immediate['conversion']
    value = {-1: lambda same: same, 115: str, 114: repr, 97: ascii}[code](value)
    return format(value, '' if specification is None else specification)


@operation('call.keywords')
def call_keywords(frame, immediate, callee, *arguments):
    names = immediate['keywords']
    return callee(*arguments[:-len(names)], **dict(zip(names, arguments[-len(names):])))


@operation('call.method')
def call_method(frame, immediate, receiver, *arguments):
    return getattr(receiver, immediate['name'])(*arguments)


@operation('method.get')
def method_get(frame, immediate, receiver):
    method = getattr(receiver, immediate['name'])
    frame.write(immediate['slot'], None)
    return method


@operation('call.found')
def call_found(frame, immediate, callee, *arguments):
    frame.bound(immediate['slot'])
    frame.write(immediate['slot'], EMPTY)
    return callee(*arguments)


@operation('make.function')
def make_function(frame, immediate, *operands):
    operands = list(operands)
    optional = [operands.pop(0) if immediate.get(name) else None for name in ('defaults', 'keywordDefaults', 'annotations')]
    return frame.program.make(immediate['function'], *optional, tuple(operands))


# Iteration, exceptions, context managers, imports.

UNPACKERS = {}


def unpacker(count, after):
    """`after` None: exactly `count`; otherwise a list between."""
    if (count, after) not in UNPACKERS:
        targets = [f'a{place}' for place in range(count)] + ([] if after is None else ['*rest', *(f'b{place}' for place in range(after))])
        space = {}
        names = ''.join(name.lstrip('*') + ', ' for name in targets)
        exec(f"def unpack(items):\n    [{', '.join(targets)}] = items\n    return ({names})", space)
        UNPACKERS[count, after] = space['unpack']
    return UNPACKERS[count, after]


@operation('unpack.sequence')
def unpack_sequence(frame, immediate, items):
    return unpacker(immediate['count'], None)(items)


@operation('unpack.star')
def unpack_star(frame, immediate, items):
    return unpacker(immediate['count'], immediate['after'])(items)


@operation('unpack.item')
def unpack_item(frame, immediate, items):
    return items[immediate['index']]


@operation('exception.enter')
def exception_enter(frame, immediate):
    frame.write(immediate['slot'], frame.handled)
    frame.handled, frame.raised = frame.raised, None
    return frame.handled


@operation('exception.leave')
def exception_leave(frame, immediate):
    frame.handled = frame.bound(immediate['slot'])
    frame.write(immediate['slot'], EMPTY)


@operation('exception.handled')
def exception_handled(frame, immediate):
    return frame.handled


@operation('exception.matches')
def exception_matches(frame, immediate, error, classes):
    trace, context = error.__traceback__, error.__context__
    try:
        try:
            raise error
        except classes:
            return True
    except BaseException as other:
        if other is not error:
            raise
        return False
    finally:
        error.__traceback__, error.__context__ = trace, context


@operation('context.enter')
def context_enter(frame, immediate, manager):
    kind = type(manager)
    found = []
    for name, hint in (('__enter__', ''), ('__exit__', ' (missed __exit__ method)')):
        method = getattr(kind, name, EMPTY)
        if method is EMPTY:
            raise TypeError(f"'{kind.__qualname__}' object does not support the context manager protocol{hint}")
        found.append(method.__get__(manager, kind))
    enter, leave = found
    frame.write(immediate['slot'], leave)
    return enter()


@operation('context.exit_exception')
def context_exit_exception(frame, immediate, leave, error):
    return leave(type(error), error, error.__traceback__)


@operation('import.name')
def import_name(frame, immediate, names):
    return builtins.__import__(immediate['name'], frame.program.globals, None, names, immediate['level'])


@operation('import.from')
def import_from(frame, immediate, module):
    name = immediate['name']
    if hasattr(module, name):
        return getattr(module, name)
    return sys.modules[f'{module.__name__}.{name}']


# Those that set the handled exception themselves, or run nothing that could ask for it.
OWN = {'exception.enter', 'exception.leave', 'exception.handled', 'constant', 'pass', 'drop', 'local.set', 'local.take', 'local.clear', 'cell.set', 'cell.object', 'cell.renew', 'cell.clear', 'unpack.item'}
