"""Executes the lower IR (`taipan dump low --json`) over the interpreter's own objects and operators, so that what an operation
means is CPython's, and what is tested is what our passes made of the function. Registers are checked: a value that was
taken over, dropped, or whose slot has been written is not there any more, and none may be left when the function returns.
"""
import sys
import types

import words
from operations import Broken, EMPTY, OPERATIONS, OWN, constant_of, propagate, raise_from, under


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
                frame = Frame(self, index, bind(*args, **kwargs), closure)
                return frame.generate() if function['isGenerator'] else frame.execute()
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


class Suspension:
    """A generator is at the instruction in that place of a block."""

    def __init__(self, block, place):
        self.block, self.place = block, place


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
        self.blocks = {block['id']: block for block in self.function['blocks']}
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
        block, start = self.first(), 0
        while block is not None:
            goes_to, start = self.turn(block, start)
            if isinstance(goes_to, tuple):
                return goes_to[0]
            block = self.block_of(goes_to)
        propagate(self.raised)

    def generate(self):
        block, start = self.first(), 0
        while block is not None:
            goes_to, start = self.turn(block, start)
            if isinstance(goes_to, tuple):
                return goes_to[0]
            if isinstance(goes_to, Suspension):
                instruction = block['instructions'][goes_to.place]
                start = goes_to.place + 1
                try:
                    if instruction['operation'] == 'yield.from':
                        found = yield from self.bound(instruction['immediate']['slot'])
                    else:
                        value, = instruction['operands']
                        found = yield self.take(value) if instruction['takes'] else self.read(value)
                    self.define(instruction['result'], found, instruction['rep'])
                except Broken:
                    raise
                except BaseException as error:
                    block, start = self.block_of(self.handle(block, error)), 0
            else:
                block = self.block_of(goes_to)
        propagate(self.raised)

    def block_of(self, number):
        return None if number is None else self.blocks[number]

    def first(self):
        return self.block_of(self.function['specialized']) if self.in_words else self.function['blocks'][0]

    def turn(self, block, start):
        """Where to go on after a block: a block's number and an instruction's place, a tuple of the result, a suspension, or None for nowhere."""
        try:
            return self.walk(block, start), 0
        except Broken:
            raise
        except Exit as left:
            goes_to = self.block_of(left.state['block'])
            start = place_of(goes_to, left.state['index'])
            self.leave_words(left.state, goes_to['instructions'][:start])
            return goes_to['id'], start
        except BaseException as error:
            return self.handle(block, error), 0

    def handle(self, block, error):
        """Where an exception goes, which ends all values."""
        self.raised = error
        self.values.clear()
        self.owned.clear()
        return block['handler']

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
        for place in range(start, len(instructions)):
            if instructions[place]['operation'] in ('yield', 'yield.from'):
                return Suspension(block, place)
            self.step(instructions[place])
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
