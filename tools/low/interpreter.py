"""Executes the lower IR (`taipan dump low --json`) over the interpreter's own objects and operators, so that what an operation
means is CPython's, and what is tested is what our passes made of the function. Registers are checked: a value that was
taken over, dropped, or whose slot has been written is not there any more, and none may be left when the function returns.

A new operation is a function here with `@operation`; it gets the frame, the instruction's immediates and the operands.
"""
import builtins
import operator
import sys
import types

import words

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


# Programs: functions that the interpreter binds arguments for.

class Program:
    """A module's functions, their code objects, and the globals they run in."""

    def __init__(self, functions, source, globals, leaves=lambda: False):
        self.functions, self.globals = functions, globals
        # Whether to take an exit that need not be taken: what it leaves for goes on all the same.
        self.leaves = leaves
        codes = {}
        self.collect(compile(source, '<program>', 'exec', dont_inherit=True), codes)
        self.codes = []
        for function in functions:
            key = (function['qualname'], function['firstLine']) if function['kind'] != 'module' else ('<module>', 1)
            found = codes.get(key)
            self.codes.append(found.pop(0) if found else None)
            for block in function['blocks'] or ():
                for instruction in block['instructions']:
                    immediate = instruction['immediate']
                    if 'constant' in immediate:
                        immediate['constant'] = constant_of(immediate['constant'])

    def collect(self, code, codes):
        codes.setdefault((code.co_qualname, code.co_firstlineno), []).append(code)
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                self.collect(constant, codes)

    def reps_of(self, function):
        """How each value is held."""
        if 'reps' not in function:
            found = function['reps'] = {}
            for block in function['blocks']:
                found.update((instruction['result'], instruction['rep']) for instruction in block['instructions'])
            for block in function['blocks']:
                end = block['terminator']
                if end['kind'] == 'next':
                    found[end['result']] = 'i64' if found.get(end['iterator']) == 'cursor' else 'object'
        return function['reps']

    def fixed_of(self, function):
        """The instructions of the version with objects whose results are always there."""
        if 'fixed' not in function:
            function['fixed'] = [instruction for block in function['blocks'] if block['id'] < function['specialized'] for instruction in block['instructions']
                                 if instruction['rep'] == 'borrowed' and not instruction['operands'] and instruction['operation'] != 'local.get']
        return function['fixed']

    def run(self):
        Frame(self, 0, [], ()).execute()

    def make(self, index, defaults, keyword_defaults, annotations, closure):
        function, code = self.functions[index], self.codes[index]
        if code is None:
            raise Broken(f"no code object is {function['qualname']}")
        if function['blocks'] is None:
            free = [cell['name'] for cell in function['cells'] if cell['kind'] == 'free']
            cells = tuple(closure[free.index(name)] for name in code.co_freevars)
            made = types.FunctionType(code, self.globals, None, defaults, cells)
        else:
            bind = types.FunctionType(binder(code), {}, None, defaults)
            bind.__kwdefaults__ = keyword_defaults

            def made(*args, **kwargs):
                return Frame(self, index, bind(*args, **kwargs), closure).execute()
            made.__name__, made.__qualname__, made.__module__ = code.co_name, code.co_qualname, self.globals['__name__']
        made.__kwdefaults__ = keyword_defaults
        return made


def binder(code):
    """A function of the same parameters that gives them as a tuple: the interpreter's own errors for wrong arguments."""
    plain, only = code.co_argcount, code.co_kwonlyargcount
    names = [name if name.isidentifier() else f'_{place}' for place, name in enumerate(code.co_varnames)]
    optional = [f'{name}=None' for name in names]
    keywords, rest = optional[plain:plain + only], names[plain + only:]
    star = '*' + rest.pop(0) if code.co_flags & 4 else ''
    double = '**' + rest.pop(0) if code.co_flags & 8 else ''
    before, after = names[:code.co_posonlyargcount], names[code.co_posonlyargcount:plain]
    declared = [*before, *(['/'] if before else []), *after, *([star] if star else ['*'] if keywords else []), *keywords, *([double] if double else [])]
    count = plain + only + bool(star) + bool(double)
    made = compile(f"lambda {', '.join(declared)}: ({''.join(name + ', ' for name in names[:count])})", '<binder>', 'eval').co_consts[0]
    return made.replace(co_name=code.co_name, co_qualname=code.co_qualname)


class Exit(BaseException):
    """Leaves the version with words: `state` says for where, and with what."""

    def __init__(self, state):
        self.state = state


def place_of(block, point):
    """The instruction that begins there; one past the last for the terminator."""
    places = [place for place, instruction in enumerate(block['instructions']) if instruction['point'] == point]
    if not places and block['point'] != point:
        raise Broken(f"block{block['id']} has no point {point}")
    return places[0] if places else len(block['instructions'])


class Frame:
    """One call."""

    def __init__(self, program, index, arguments, closure):
        self.program, self.function = program, program.functions[index]
        self.slots = [*arguments, *[EMPTY] * (len(self.function['slots']) - len(arguments))]
        self.writes = {}
        self.cells = []
        closure = iter(closure)
        for cell in self.function['cells']:
            if cell['kind'] == 'free':
                self.cells.append(next(closure))
            elif cell['parameter'] is None:
                self.cells.append(types.CellType())
            else:
                self.cells.append(types.CellType(self.slots[cell['parameter']]))
                self.slots[cell['parameter']] = EMPTY
        self.values = {}
        self.owned = set()
        self.lent = {}
        self.raised = self.handled = None
        # Of the version with words: its slots that hold some, and which of those the objects in the slots are older than.
        self.in_words = self.function['specialized'] is not None
        self.words, self.newer = {}, set()

    def broken(self, problem):
        raise Broken(f"{self.function['qualname']}: {problem}")

    # Registers.

    def read(self, value):
        if value not in self.values:
            self.broken(f'v{value} is read, which is not there')
        keeper = self.lent.get(value)
        if keeper is not None and self.writes.get(keeper[0], 0) != keeper[1]:
            self.broken(f'v{value} is read, whose slot was written')
        return self.values[value]

    def take(self, value):
        found = self.read(value)
        if value not in self.owned:
            self.broken(f'v{value} is taken over and owns nothing')
        self.owned.discard(value)
        del self.values[value]
        return found

    def define(self, value, found, rep, keeper=None):
        if value in self.owned:
            self.broken(f'v{value} is defined while it has an object')
        self.values[value] = found
        self.lent.pop(value, None)
        if rep == 'object':
            self.owned.add(value)
        elif rep == 'borrowed' and keeper is not None:
            self.lent[value] = (keeper, self.writes.get(keeper, 0))

    def write(self, slot, value):
        self.slots[slot] = value
        self.writes[slot] = self.writes.get(slot, 0) + 1

    def bound(self, slot):
        value = self.slots[slot]
        if value is EMPTY:
            self.broken(f"{self.function['slots'][slot]['name']} is unbound")
        return value

    # Control.

    def execute(self):
        blocks = {block['id']: block for block in self.function['blocks']}
        block = blocks[self.function['specialized']] if self.in_words else self.function['blocks'][0]
        start = 0
        while True:
            try:
                goes_to = self.walk(block, start)
                start = 0
            except Broken:
                raise
            except Exit as left:
                goes_to = left.state['block']
                start = place_of(blocks[goes_to], left.state['index'])
                self.leave_words(left.state, blocks[goes_to]['instructions'][:start])
            except BaseException as error:
                self.raised = error
                goes_to, start = block['handler'], 0
                # An exception ends all values.
                self.values.clear()
                self.owned.clear()
                if goes_to is None:
                    break
            if isinstance(goes_to, tuple):
                return goes_to[0]
            block = blocks[goes_to]
        propagate(self.raised)

    def leave_words(self, state, passed):
        """Makes of words what the version with objects has where it goes on, behind the instructions that it has `passed` in the block."""
        for slot in state['shows']:
            self.show(slot)
        for slot in [*self.newer]:
            if self.function['words'][slot] == 'cursor':
                self.write(slot, iter(self.words[slot].numbers))
        values = {value: self.read(held) for value, held in zip(state['values'], state['held'])}
        self.in_words = False
        self.lent.clear()
        self.values, self.owned = values, set(values)
        # What nobody owns is where it always is: constants, and what slots and cells lend.
        for instruction in self.program.fixed_of(self.function):
            self.define(instruction['result'], OPERATIONS[instruction['operation']](self, instruction['immediate']), 'borrowed')
        for instruction in passed:
            name, slot = instruction['operation'], instruction['immediate'].get('slot')
            if name == 'local.get':
                if instruction['rep'] == 'borrowed':
                    self.define(instruction['result'], self.slots[slot], 'borrowed', slot)
            elif slot is not None:
                self.lent = {value: (keeper, -1 if keeper == slot else writes) for value, (keeper, writes) in self.lent.items()}

    def show(self, slot):
        """The frame's place gets an object for the word."""
        if slot in self.newer and self.function['words'][slot] in words.WORDS:
            self.write(slot, self.words[slot])
            self.newer.discard(slot)

    def walk(self, block, start):
        instructions = block['instructions']
        # What the way here still has; another may have given it away.
        while start < len(instructions) and instructions[start]['operation'] == 'drop' and all(each['operation'] == 'drop' for each in instructions[:start]):
            value, = instructions[start]['operands']
            if value in self.owned:
                self.take(value)
            start += 1
        for instruction in instructions[start:]:
            self.step(instruction)
        return self.leave(block, block['terminator'])

    def step(self, instruction):
        name, takes, rep, result = instruction['operation'], instruction['takes'], instruction['rep'], instruction['result']
        immediate = instruction['immediate']
        if self.in_words:
            for slot in instruction['shows']:
                self.show(slot)
            if instruction['exit'] is not None and self.program.leaves():
                raise Exit(instruction['exit'])
            if self.step_on_words(instruction):
                return
        # All are read before any is taken over.
        operands = [self.read(value) for value in instruction['operands']]
        for place, value in enumerate(instruction['operands']):
            if takes >> place & 1:
                self.take(value)
        perform = OPERATIONS.get(name)
        if perform is None:
            self.broken(f'nothing is known of {name}')
        if name in OWN:
            found = perform(self, immediate, *operands)
        else:
            found = under(self.handled, perform, self, immediate, *operands)
        if rep == 'i1' and not isinstance(found, bool):
            found = under(self.handled, bool, found)
        if result is not None:
            self.define(result, found, rep, immediate['slot'] if name == 'local.get' else None)

    def step_on_words(self, instruction):
        """False for what is done on objects."""
        name, rep, result, slot = instruction['operation'], instruction['rep'], instruction['result'], instruction['immediate'].get('slot')
        try:
            if slot is not None and self.function['words'][slot] is not None:
                found = self.slot_of_words(name, slot, *map(self.read, instruction['operands']))
            else:
                perform = words.step_of(instruction, self.program.reps_of(self.function))
                if perform is None:
                    return False
                found = perform(*map(self.read, instruction['operands']))
        except words.Leave:
            if instruction['exit'] is None:
                self.broken(f'{name} cannot be done and has no exit')
            raise Exit(instruction['exit']) from None
        if instruction['takes']:
            self.broken(f'{name} takes an object over on words')
        if result is not None:
            problem = None if rep in ('object', 'borrowed') else words.problem_of(found, rep)
            if problem is not None:
                self.broken(f'v{result} of {name}: {problem}')
            self.define(result, found, rep)
        return True

    def slot_of_words(self, name, slot, *operands):
        held = self.function['words'][slot]
        match name:
            case 'local.unbox':
                self.words[slot] = words.unbox(self.slots[slot], held)
            case 'local.set':
                problem = words.problem_of(operands[0], held)
                if problem is not None:
                    self.broken(f'slot {slot}: {problem}')
                self.words[slot] = operands[0]
                self.newer.add(slot)
            case 'local.get' | 'local.take' if slot not in self.words:
                self.broken(f'slot {slot} has no word')
            case 'local.get':
                return self.words[slot]
            case 'local.take':
                self.newer.discard(slot)
                return self.words.pop(slot)
            case 'local.clear':
                self.newer.discard(slot)
                self.words.pop(slot, None)
                self.write(slot, EMPTY)
            case 'local.box':
                self.show(slot)
                return self.bound(slot)
            case _:
                self.broken(f'{name} is nothing for a slot of words')

    def leave(self, block, end):
        match end['kind']:
            case 'jump':
                return end['target']
            case 'branch':
                test = self.read(end['test'])
                if not isinstance(test, bool):
                    self.broken(f"v{end['test']} is tested and is no truth")
                return end['then'] if test else end['otherwise']
            case 'next':
                iterator = self.read(end['iterator'])
                is_cursor = isinstance(iterator, words.Cursor)
                item = iterator.next() if is_cursor else under(self.handled, next, iterator, EMPTY)
                if item is (None if is_cursor else EMPTY):
                    return end['exhausted']
                self.define(end['result'], item, 'i64' if is_cursor else 'object')
                return end['body']
            case 'return':
                value = self.take(end['value']) if block['takes'] else self.read(end['value'])
                if self.owned:
                    self.broken(f'v{min(self.owned)} is left when it returns')
                return (value,)
            case 'raise':
                operands = [self.read(value) for value in (end['exc'], end['cause']) if value is not None]
                if operands:
                    return under(self.handled, raise_from, *operands)
                error = self.handled if self.handled is not None else sys.exc_info()[1]
                return propagate(error) if error is not None else raise_from(RuntimeError('No active exception to reraise'))
            case 'reraise':
                return propagate(self.read(end['exception']))
        self.broken(f"nothing is known of {end['kind']}")


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
    'iterate': iter, 'call': lambda callee, *arguments: callee(*arguments),
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
