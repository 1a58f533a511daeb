"""Writes random programs: `generate.py FOLDER SEED COUNT` makes FOLDER/pSEED.py and those that follow, the same for the same
numbers on every version. Each ends, and traces its steps by what support.py has. What needs a shape of its own is in families.py.
"""
import os
import random
import sys
import warnings

import families

EXCEPTIONS = ['ValueError', 'KeyError', 'TypeError', 'IndexError', 'ZeroDivisionError', 'LookupError', 'RuntimeError', 'ArithmeticError', 'Exception']
INTS = ['0', '1', '2', '3', '-1', '7', '10', '0xff', '2**31', '2**62', '2**63 - 1', '-2**63', '9223372036854775807', '10**25']
FLOATS = ['0.5', '-0.0', '1.5', '2.0', '-3.25', '1e300', '1e-7']
STRINGS = ['""', '"a"', '"abc"', '"\\ud83d"', '"\\ud83d" "\\ude00"', '"\\U0001f600"', '"\\xe9t\\xe9"', '"stra\\xdfe"', '"{}"', '"%d"', "'\"'"]
OPERATORS = ['+', '-', '*', '//', '%', '&', '|', '^', '-', '+']
COMPARISONS = ['<', '<=', '>', '>=', '==', '!=']


class Writer:
    # What a writer of other programs leaves out.
    integers, operators, updates = INTS, OPERATORS, ['+', '-', '*', '//', '|', '%']
    forms = ['number'] * 5 + ['comparison'] * 2 + ['call'] * 3 + ['formatted', 'comprehension', 'choice', 'boolean', 'walrus', 'lambda', 'display', 'item', 'traced', 'method', 'made', 'dying']
    simple = ['assign'] * 5 + ['augmented'] * 2 + ['trace'] * 2 + ['raises', 'leaves', 'unpack', 'delete', 'asserts', 'item_assign']
    compound = ['if_', 'for_', 'while_', 'try_', 'try_', 'try_', 'with_', 'match_', 'closure', 'star_try']

    def __init__(self, seed, name):
        self.random = random.Random(seed)
        # Of the program, and the texts of its further modules.
        self.name = name
        self.others = {}
        self.lines = []
        self.indent = 0
        self.places = 0
        self.names = 0
        # What may be called, by name: how many plain parameters, which keywords, whether it is a generator.
        self.callables = []
        self.classes = []
        # Of the function that is written: its variables, and what statements may stand here.
        self.variables = ['g1', 'g2']
        self.in_function = self.in_loop = self.in_finally = self.in_generator = False
        self.depth = 0

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, items):
        return items[self.random.randrange(len(items))]

    def several(self, least, most, make):
        return [make() for _ in range(self.random.randint(least, most))]

    def fresh(self, prefix):
        self.names += 1
        return f'{prefix}{self.names}'

    def place(self):
        self.places += 1
        return self.places

    def say(self, text):
        self.lines.append('    ' * self.indent + text)

    # Expressions.

    def leaf(self):
        roll = self.random.random()
        if roll < 0.5:
            return self.pick(self.variables)
        if roll < 0.85:
            return self.pick(self.integers)
        return self.pick(self.pick([FLOATS, STRINGS, ['None', 'True', 'False', '[]', '()', '[1, 2, 3]', '(1, "a")', '{"a": 1}', '{1, 2}']]))

    def number(self, depth):
        roll = self.random.random()
        if depth <= 0 or roll < 0.35:
            return self.pick([self.pick(self.variables), self.pick(self.integers), self.pick(self.integers)])
        if roll < 0.75:
            left, right = self.number(depth - 1), self.number(depth - 1)
            return f'({left} {self.pick(self.operators)} {right})'
        if roll < 0.85:
            return f'{self.pick(["-", "~", "+"])}({self.number(depth - 1)})'
        if roll < 0.9:
            return f'len({self.pick(["[1, 2]", chr(34) + "abc" + chr(34), "(1,)", "{1, 2, 3}"])})'
        return f'{self.pick(["abs", "int", "bool", "len"])}({self.expression(depth - 1)})'

    def comparison(self, depth):
        first = self.number(depth - 1)
        if self.chance(0.3):
            display = self.pick(['[{}]', '{{{}}}', '({},)']).format(', '.join(self.several(1, 3, lambda: self.pick(self.integers[:6] + ['"a"', 'None']))))
            text = f'{first} {self.pick(["in", "not in"])} {display}'
            return f'{text} {self.pick(["in", "==", "!=", "is"])} [{display}]' if self.chance(0.3) else text
        return first + ''.join(self.several(1, 3, lambda: f' {self.pick(COMPARISONS)} {self.number(depth - 1)}'))

    def formatted(self, depth):
        parts = self.several(1, 3, lambda: self.pick([
            'a', '\u00e9', '{{', '{' + self.pick(self.variables) + '!r}', '{' + self.pick(self.variables) + '=}',
            '{' + self.pick(self.integers[:8]) + ':>6}', '{' + self.pick(self.variables) + ':{3}}', '{' + self.pick(FLOATS) + ':.2f}',
        ]))
        return "f'" + ''.join(parts) + "'"

    def comprehension(self, depth):
        name = self.fresh('c')
        source = self.pick([f'range({self.random.randint(0, 4)})', '[3, 1, 2]', '"abc"', '{2: 3, 4: 5}.items()', '(x for x in range(3))', self.pick(self.variables)])
        outer, self.variables = self.variables, [*self.variables, name]
        element, test = self.expression(depth - 1), self.condition(depth - 1)
        self.variables = outer
        more = f' if {test}' if self.chance(0.4) else ''
        form = self.pick(['[{0} for {1}]', '[{0} for {1}]', '{{{2}: {0} for {1}}}', 'list({0} for {1})', 'sum([1 for {1}])', 'any({0} for {1})', 'sorted({{str({0}) for {1}}})'])
        return form.format(element, f'{name} in {source}{more}', name)

    def call(self, depth):
        if not self.callables:
            return self.leaf()
        name, count, keywords, is_generator = self.pick(self.callables)
        arguments = [self.number(depth - 1) if self.chance(0.7) else self.expression(depth - 1) for _ in range(count)]
        if keywords and self.chance(0.5):
            arguments.append(f'{self.pick(keywords)}={self.expression(depth - 1)}')
        if self.chance(0.15) and arguments:
            arguments[-1:] = [f'*[{arguments[-1]}]'] if '=' not in arguments[-1] else arguments[-1:]
        if self.chance(0.03):
            arguments.append(self.pick(['unknown=1', '*[1, 2, 3]', '**{"unknown": 2}', '*5']))
        text = f'{name}({", ".join(arguments)})'
        # What a generator is called holds its address.
        return f'list({text})' if is_generator else text

    def expression(self, depth=2):
        if depth <= 0 or self.chance(0.1):
            return self.leaf()
        form = self.pick(self.forms)
        if form in ('number', 'comparison', 'call', 'formatted', 'comprehension'):
            return getattr(self, form)(depth)
        one, two = self.expression(depth - 1), self.expression(depth - 1)
        if form == 'choice':
            return f'({one} if {self.condition(depth - 1)} else {two})'
        if form == 'boolean':
            return f'({one} {self.pick(["and", "or"])} {two})'
        if form == 'walrus' and self.in_function:
            return f'({self.pick([name for name in self.variables if name[0] in "ax"])} := {one})' if any(name[0] in 'ax' for name in self.variables) else one
        if form == 'lambda':
            name = self.fresh('p')
            outer, self.variables = self.variables, [*self.variables, name]
            body = self.expression(depth - 1)
            self.variables = outer
            return f'(lambda {name}{self.pick(["", "=1"])}: {body})({one})'
        if form == 'display':
            return self.pick([f'[{one}, {two}]', f'({one}, {two})', f'[*[{one}], {two}]', f'{{"a": {one}, **{{"b": {two}}}}}', f'{{str({one}), str({two})}}'])
        if form == 'item':
            return f'{self.pick(["[1, 2, 3]", "(4, 5)", self.pick(self.variables)])}[{self.pick(["0", "-1", "1", "1:", "::-1", self.number(1)])}]'
        if form == 'traced':
            return f't({self.place()}, {one})'
        if form == 'method':
            return f'str({one}).{self.pick(["upper()", "strip()", "count(str(" + two + "))", "replace(chr(97), chr(233))", "split(chr(49))", "join([chr(120), chr(121)])", "zfill(4)"])}'
        if form == 'made' and self.classes:
            return f'{self.pick(self.classes)}({one}){self.pick(["", ".value", ".method(" + two + ")", ".twice", " + 1", "[0]"])}'
        if form == 'dying':
            return f'(Dying({self.place()}), {one})[1]'
        return one

    def condition(self, depth):
        return self.pick([self.comparison, self.comparison, self.expression])(max(depth, 1))

    # Statements.

    def block(self, size=3, **places):
        """The statements of a suite, in which `places` hold."""
        before = {name: getattr(self, name) for name in places}
        for name, value in places.items():
            setattr(self, name, value)
        self.indent += 1
        self.depth += 1
        self.say(f't({self.place()})')
        for _ in range(self.random.randint(1, size if self.depth < 3 else 2)):
            self.statement()
        self.depth -= 1
        self.indent -= 1
        for name, value in before.items():
            setattr(self, name, value)

    def statement(self):
        getattr(self, 'do_' + self.pick(self.simple if self.depth >= 3 or self.chance(0.55) else self.compound))()

    def target(self):
        own = [name for name in self.variables if name[0] in 'ax']
        return self.pick(own) if own and self.in_function else self.pick(['g1', 'g2'])

    def do_assign(self):
        self.say(f'{self.target()} = {self.expression()}')

    def do_augmented(self):
        self.say(f'{self.target()} {self.pick(self.updates)}= {self.number(1)}')

    def do_trace(self):
        self.say(f't({self.place()}, {self.expression()})')

    def do_raises(self):
        text = f'raise {self.pick(EXCEPTIONS)}({self.place()}){self.pick(["", "", " from None", " from KeyError(1)"])}'
        self.say(f'if {self.condition(1)}: {text}' if self.chance(0.7) else text)

    def do_leaves(self):
        ways = (['break', 'continue'] if self.in_loop else []) + ([f'return {self.expression(1)}'] if self.in_function else [])
        if ways:
            self.say(f'if {self.condition(1)}: {self.pick(ways)}')
        else:
            self.do_trace()

    def do_unpack(self):
        first, second = self.target(), self.target()
        self.say(f'{first}, {self.pick(["", "*"])}{second} = {self.pick(["1, 2", "[3, 4]", "range(3)", self.expression(1)])}')

    def do_delete(self):
        name = self.target()
        self.say(f'del {name}')
        if self.chance(0.8):
            self.say(f'{name} = {self.expression(1)}')

    def do_asserts(self):
        self.say(f'assert {self.condition(1)}, {self.expression(1)}')

    def do_item_assign(self):
        name = self.fresh('h')
        self.say(f'{name} = {self.pick(["[1, 2, 3]", "dict(a=1)"])}')
        self.say(f'{name}[{self.pick(["0", "-1", self.number(1)])}] {self.pick(["", "+"])}= {self.expression(1)}')
        self.say(f't({self.place()}, {name})')

    def do_if_(self):
        self.say(f'if {self.condition(2)}:')
        self.block()
        if self.chance(0.3):
            self.say(f'elif {self.condition(1)}:')
            self.block()
        if self.chance(0.5):
            self.say('else:')
            self.block()

    def do_for_(self):
        source = self.pick([f'range({self.random.randint(0, 3)})', '[3, "b", None]', '"ab"', 'zip([1, 2], "xy")', 'enumerate("pq")', self.expression(1)])
        self.say(f'for {self.target()} in {source}:')
        self.block(in_loop=True, in_finally=False)
        if self.chance(0.3):
            self.say('else:')
            self.block()

    def do_while_(self):
        name = self.fresh('n')
        self.say(f'{name} = 0')
        self.say(f'while {name} < {self.random.randint(1, 3)} and ({self.condition(1)}):')
        self.indent += 1
        self.say(f'{name} += 1')
        self.indent -= 1
        self.block(in_loop=True, in_finally=False)
        if self.chance(0.3):
            self.say('else:')
            self.block()

    def do_try_(self):
        self.say('try:')
        self.block()
        handlers = self.random.randint(0, 2)
        for _ in range(handlers):
            kind, name = self.pick(EXCEPTIONS), self.fresh('e')
            self.say(f'except {self.pick([kind, f"({kind}, {self.pick(EXCEPTIONS)})"])} as {name}:')
            self.indent += 1
            self.say(f'report({self.place()}, {name})')
            self.indent -= 1
            self.block()
            if self.chance(0.15):
                self.say('    raise')
        if handlers and self.chance(0.3):
            self.say('else:')
            self.block()
        if not handlers or self.chance(0.4):
            self.say('finally:')
            self.block()

    def do_star_try(self):
        self.say('try:')
        self.indent += 1
        self.say(f'raise ExceptionGroup("group", [{", ".join(f"{self.pick(EXCEPTIONS)}({self.place()})" for _ in range(3))}])')
        self.indent -= 1
        self.say(f'except* {self.pick(EXCEPTIONS)} as {self.fresh("e")}:')
        # Statements that leave may not stand there.
        in_function = self.in_function
        self.block(size=2, in_loop=False, in_function=False) if not in_function else self.say(f'    t({self.place()})')
        self.say(f'except* Exception as {self.fresh("e")}:')
        self.say(f'    t({self.place()})')

    def do_with_(self):
        managers = self.several(1, 2, lambda: f'Kept({self.place()}{self.pick(["", ", " + self.pick(EXCEPTIONS)])}{self.pick(["", "", ", fails=" + repr(self.pick(["enter", "exit", "handled"]))])})')
        self.say(f'with {", ".join(managers)} as {self.fresh("w")}:')
        self.block()

    def do_match_(self):
        self.say(f'match {self.expression(1)}:')
        self.indent += 1
        captured = self.fresh('m')
        for pattern in self.several(1, 3, lambda: self.pick(['0', '1 | 2', '"a"', '[_, *_]', '{"a": _}', 'int()', 'str() | None', f'int() as {captured} if {self.condition(1)}', 'float()'])):
            self.say(f'case {pattern}:')
            self.block(size=2)
        self.say('case _:')
        self.block(size=2)
        self.indent -= 1

    def do_closure(self):
        if not self.in_function or self.in_generator:
            return self.do_if_()
        name, held = self.fresh('inner'), self.target()
        if held.startswith('g'):
            return self.do_if_()
        parameter = self.fresh('x')
        self.say(f'def {name}({parameter}=1):')
        self.say(f'    nonlocal {held}')
        outer = self.variables
        self.variables = [parameter, held, 'g1']
        self.block(in_loop=False, in_finally=False)
        self.say(f'    {held} = {parameter}')
        self.variables = outer
        self.say(f't({self.place()}, {name}({self.expression(1)}), {held})')

    # Definitions.

    def function(self, owner=None):
        name = self.fresh('f') if owner is None else owner
        parameters = self.several(1, 3, lambda: self.fresh('a'))
        keywords = [self.fresh('a')] if self.chance(0.4) else []
        star = self.pick(['', f'*{self.fresh("r")}', '']) if not keywords else self.pick(['*', f'*{self.fresh("r")}'])
        declared = [*parameters, *([star] if star else []), *(f'{key}={self.pick(self.integers[:6])}' for key in keywords)]
        is_generator = owner is None and self.chance(0.25)
        if self.chance(0.1):
            self.say('@same')
        self.say(f'def {name}({", ".join(declared)}):')
        if self.chance(0.2):
            self.say('    global g1')
            self.say(f'    g1 = {self.number(1)}')
        self.variables = [*parameters, *keywords, 'g2']
        local = self.fresh('x')
        self.say(f'    {local} = {self.expression(1)}')
        self.variables.append(local)
        self.block(size=4, in_function=True, in_loop=False, in_generator=is_generator)
        if is_generator:
            self.say(f'    for {local} in range(2):')
            self.say(f'        {local} = yield {self.expression(1)}')
        self.say(f'    return {self.expression(1)}')
        self.variables = ['g1', 'g2']
        if owner is None:
            self.callables.append((name, len(parameters), keywords, is_generator))

    def class_(self):
        name = self.fresh('C')
        base = self.pick(['', *self.classes[-1:]])
        self.say(f'class {name}{f"({base})" if base else ""}:')
        self.indent += 1
        outer, self.variables = self.variables, ['g1', 'g2']
        self.say(f'shared = {self.expression(1)}')
        self.say('def __init__(self, value):')
        if base and self.chance(0.6):
            self.say('    super().__init__(value)')
        self.say('    self.value = value')
        self.variables = ['value', 'g1']
        self.say('def method(self, a1, *rest):')
        self.variables = ['a1', 'g2', 'self']
        self.block(in_function=True, in_loop=False)
        self.say(f'    return {self.expression(1)}')
        self.say('@property')
        self.say('def twice(self):')
        self.say('    return self.value * 2')
        self.say('def __repr__(self):')
        self.say('    return type(self).__name__')
        self.say('def __add__(self, other):')
        self.say(f'    return t({self.place()}, self.value) + other')
        if self.chance(0.5):
            self.say('def __getitem__(self, index):')
            self.say('    return self.value[index]')
        self.variables = outer
        self.indent -= 1
        self.classes.append(name)

    def program(self):
        self.say('import inspect, sys')
        self.say('from support import Described, Dying, Kept, Point, Spoken, Step, Truth, drive, report, t')
        self.say('g1 = 3')
        self.say('g2 = 5')
        self.say('def same(function):')
        self.say('    return function')
        self.say('def change(name, value):')
        self.say('    globals()[name] = value')
        for _ in range(self.random.randint(1, 2)):
            self.class_()
        for _ in range(self.random.randint(2, 3)):
            self.function()
        for family in self.random.sample(families.FAMILIES, self.random.randint(2, 4)):
            family(self)
        for _ in range(self.random.randint(3, 6)):
            self.say('try:')
            call = self.call(2)
            self.say(f'    t({self.place()}, {self.pick([call, call, f"list({call})", f"[*{call}]", f"sum({call})"])})')
            self.say('except Exception as error:')
            self.say(f'    report({self.place()}, error)')
        for _ in range(self.random.randint(1, 3)):
            self.statement()
        if self.chance(0.3):
            self.say(f't({self.place()}, {self.call(2)})')
        return '\n'.join(self.lines) + '\n'


def write_program(seed):
    """The first program from this seed on that compiles, its modules by name: a few are refused, as for a `nonlocal` beside a `global`."""
    for attempt in range(100):
        writer = Writer(f'{seed} {attempt}', f'p{seed}')
        modules = {writer.name: writer.program(), **writer.others}
        try:
            for text in modules.values():
                compile(text, 'program', 'exec')
        except SyntaxError:
            continue
        return modules
    raise RuntimeError(f'no program of seed {seed} compiles')


if __name__ == '__main__':
    folder, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    warnings.simplefilter('ignore')
    for seed in range(first, first + count):
        for name, text in write_program(seed).items():
            with open(os.path.join(folder, f'{name}.py'), 'w', encoding='utf-8') as file:
                file.write(text)
