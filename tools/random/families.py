"""Families of random pieces that need a shape of their own: each takes the `Writer` (generate.py), says definitions and calls of them, and
leaves what may be called from elsewhere behind. Together they make programs that the statements of a `Writer` alone do not.
"""
EDGES = ['0', '1', '-1', '2', '-7', '5', '63', '64', '-64', '2**31', '-2**31', '2**53 + 1', '2**62', '-2**62', '2**63 - 1', '-2**63', '2**63', '10**25', 'True', 'False', '2.5']
FRACTIONS = ['0.0', '-0.0', '0.5', '-1.5', '2.5', '1e300', '-1e308', '5e-324', '1e16', 'float("inf")', 'float("nan")', '2.0**63', '3', 'True']
INT_OPERATORS = ['+', '-', '*', '//', '%', '&', '|', '^', '+', '-']
FLOAT_OPERATORS = ['+', '-', '*', '/', '//', '%']
ORDERS = ['<', '<=', '==', '!=', '>', '>=']


def attempt(w, call):
    """A call whose result or exception is traced."""
    w.say('try:')
    w.say(f'    t({w.place()}, {call})')
    w.say('except Exception as error:')
    w.say(f'    report({w.place()}, error)')


def int_term(w, names, depth):
    if depth <= 0 or w.chance(0.3):
        return w.pick([*names, *names, '1', '2', '3', '-5', '7', '1000003'])
    roll = w.random.random()
    if roll < 0.65:
        return f'({int_term(w, names, depth - 1)} {w.pick(INT_OPERATORS)} {int_term(w, names, depth - 1)})'
    if roll < 0.75:
        return f'({int_term(w, names, depth - 1)} {w.pick(["<<", ">>"])} {int_term(w, names, depth - 1)} % 67{w.pick(["", "", " - 1"])})'
    if roll < 0.85:
        return f'{w.pick(["-", "~", "+"])}{int_term(w, names, depth - 1)}'
    if roll < 0.93:
        return f'({int_term(w, names, 0)} if {order(w, names, depth - 1)} else {int_term(w, names, depth - 1)})'
    return f'{w.pick(["int", "abs", "bool"])}({int_term(w, names, depth - 1)})'


def order(w, names, depth):
    first = int_term(w, names, depth - 1)
    return first + ''.join(w.several(1, 2, lambda: f' {w.pick(ORDERS)} {int_term(w, names, depth - 1)}'))


def float_term(w, floats, ints, depth):
    if depth <= 0 or w.chance(0.25):
        return w.pick([*floats, *floats, *ints, '0.5', '-2.0', '3'])
    if w.chance(0.8):
        return f'({float_term(w, floats, ints, depth - 1)} {w.pick(FLOAT_OPERATORS)} {float_term(w, floats, ints, depth - 1)})'
    return f'{w.pick(["-", "float", "abs", "+"])}({float_term(w, floats, ints, depth - 1)})'


def typed(w):
    """Numbers in machine words: loops, overflow past int64, conversions, calls of each other, a global that is rebound meanwhile."""
    limit = w.fresh('limit')
    w.say(f'{limit} = {w.random.randint(1, 9)}')
    helper, name = w.fresh('helper'), w.fresh('typed')
    w.say(f'def {helper}(a: int, b: int):')
    w.say(f'    return {int_term(w, ["a", "b", limit] if w.chance(0.3) else ["a", "b"], 2)}')
    w.say(f'def {name}(a: int, b: int, c: float):')
    w.say('    total = 0')
    w.say(f'    part = {w.pick(["0.0", "c", "1.5"])}')
    bounds = w.pick(['5', 'a', 'b', '0, 6, 2', '6, 0, -2', 'a, a + 4', 'b - 3, b', '3, -3', 'a, b, 3', f'{limit}', '1, 9, b', '9223372036854775800, 9223372036854775807, 3'])
    w.say('    steps = 0')
    w.say(f'    for i in range({bounds}):')
    w.say('        steps += 1')
    w.say('        if steps > 30: break')
    body = w.several(2, 4, lambda: w.pick([
        lambda: f'total {w.pick(["+", "-", "^", "|"])}= {int_term(w, ["a", "b", "i"], 2)}',
        lambda: f'total = {int_term(w, ["a", "b", "i", "total"], 3)} % 1000003',
        lambda: f'part = {float_term(w, ["c", "part"], ["i", "total"], 2)}',
        lambda: f'if {order(w, ["a", "i", "total"], 2)}: total += {helper}(i, b)',
        lambda: f'if part {w.pick(ORDERS)} {float_term(w, ["c"], ["i"], 1)}: {w.pick(["continue", "break", "total += 1", "i = 7", "b -= 1", "a = i"])}',
        lambda: f'if {order(w, ["i", "b"], 1)}: {w.pick(["return total", "return part", "return None", "total = total // (b - i)", "change(" + repr(limit) + ", i)"])}',
        lambda: f'b = {helper}({int_term(w, ["a", "b", "i"], 1)} % 1000, {int_term(w, ["i"], 1)} % 64)',
        lambda: f'while total > 10: total //= {w.pick(["2", "3", "-2"])}',
    ])())
    for line in body:
        w.say(f'        {line}')
    if w.chance(0.3):
        w.say('    else:')
        w.say('        total += 1')
    w.say(f'    return {w.pick(["total", "part", "(total, part, b)", "(total, part, i)", "total * part", "int(part) + total", "round(part)", "total < part"])}')
    for _ in range(w.random.randint(2, 5)):
        attempt(w, f'{name}({w.pick(EDGES)}, {w.pick(EDGES)}, {w.pick(FRACTIONS)})')
    if w.chance(0.4):
        w.say(w.pick([f'{helper} = lambda a, b: {w.pick(["a", "1.5", "None", "a * b"])}', f'{limit} = {w.pick(["2.5", "None", "2**70", "3"])}', f'{helper}.__defaults__ = (1,)', f'{helper}.__code__ = (lambda a, b: a - b).__code__']))
        attempt(w, f'{name}({w.pick(EDGES)}, {w.pick(EDGES)}, {w.pick(FRACTIONS)})')


def truth(w):
    """Objects that tell when their truth is asked, in conditions of every form."""
    def decision(depth):
        if depth <= 0 or w.chance(0.2):
            return w.pick(['u', 'v', 'x', 'u', 'v', 'x', '0', '"a"', 'Truth("n", True)', 'Truth("m", False)'])
        one, two, three = decision(depth - 1), decision(depth - 1), decision(depth - 1)
        return w.pick([f'({one} and {two})', f'({one} or {two})', f'({one} and {two} and {three})', f'({one} or {two} or {three})', f'(not {one})', f'({one} if {two} else {three})', f'({one} < {two} < {three})', f'({one} < {two})', f'({one}\n        and {two})', f'(k := {one})'])
    name = w.fresh('truth')
    w.say(f'def {name}(u, v, x):')
    w.say(f'    k = {decision(3)}')
    w.say(f'    if {decision(3)}: t({w.place()}, k)')
    w.say(f'    while {decision(2)}:')
    w.say(f'        t({w.place()})')
    w.say('        break')
    w.say(f'    assert {decision(2)}, {decision(1)}')
    w.say(f'    t({w.place()}, [i for i in range(2) if {decision(2)}])')
    w.say(f'    return {decision(3)}')
    for _ in range(w.random.randint(2, 4)):
        attempt(w, f'{name}({", ".join(w.pick(["Truth(" + repr(each) + ", True)", "Truth(" + repr(each) + ", False)", "Truth(" + repr(each) + ", None)"]) for each in "abc")})')


def arguments(w):
    """Parameters of every kind, and calls that fit or do not."""
    name = w.fresh('takes')
    parts = w.pick(['a, b=2, /, c=3', 'a, /, b, *, c', 'a, *rest, b=1, **more', '*rest, a', 'a=1, *, b=2, **more', 'a, b', '**more', '*rest', 'a, b=[], /', 'self, *, key=None'])
    names = [part.strip(' *').split('=')[0] for part in parts.split(',') if part.strip() not in ('/', '*')]
    w.say(f'def {name}({parts}):')
    w.say(f'    return ({", ".join(names)},)')
    w.say(f't({w.place()}, str(inspect.signature({name})), {name}.__defaults__, {name}.__kwdefaults__)')
    choices = ['1', '2', '*[3, 4]', 'a=5', 'b=6', 'c=7', '**{"b": 8}', '**{"a": 9, "z": 1}', '*"xy"', 'key=0', '*()', '**{}', 'rest=1', '**{1: 2}', '*None', '**None', 'self=1']
    for _ in range(w.random.randint(3, 6)):
        given = sorted(w.several(0, 4, lambda: w.pick(choices)), key=lambda each: ('=' in each or each.startswith('**'), each.startswith('**')))
        seen = [each.split('=')[0] for each in given if '=' in each]
        if len(seen) == len(set(seen)):
            attempt(w, f'{name}({", ".join(given)})')


def objects(w):
    """Classes with descriptors, slots, a metaclass, attributes by hand, super in nested functions, weak references."""
    meta, base, name = w.fresh('Meta'), w.fresh('Base'), w.fresh('Sub')
    w.say(f'class {meta}(type):')
    w.say('    def __new__(mcs, name, bases, space, **more):')
    w.say(f'        t({w.place()}, name, sorted(key for key in space if key[:2] != "__"), more)')
    w.say('        return super().__new__(mcs, name, bases, space)')
    w.say('    def __call__(cls, *values):')
    w.say(f'        return {w.pick(["super().__call__(*values)", "type.__call__(cls, *values[::-1])", "t(0, super().__call__(*values))"])}')
    w.say(f'class {base}{w.pick(["", f"(metaclass={meta})", f"(metaclass={meta}, option=1)"])}:')
    w.say(f'    {w.pick(["__slots__ = (" + repr("one") + ", " + repr("two") + ")", "one = Described(5)", "two = 2"])}')
    w.say('    def __init__(self, one, two=0):')
    w.say('        self.one = one')
    w.say(f'        {w.pick(["self.two = two", "self.__two = two", "del self.one"])}')
    if w.chance(0.6):
        w.say('    def __getattr__(self, name):')
        w.say(f'        t({w.place()}, name)')
        w.say(f'        {w.pick(["raise AttributeError(name)", "return 7", "return object.__getattribute__(self, " + repr("one") + ")"])}')
    w.say('    def method(self, a=1):')
    w.say(f'        return {w.pick(["a", "self.one", "self.two", "self.__two", "(a, self.one)"])}')
    w.say(f'class {name}({base}):')
    w.say(f'    {w.pick(["three = Described(1)", "two = 3", "pass"])}')
    w.say('    def method(self, a=2):')
    w.say('        def inner():')
    w.say(f'            return {w.pick(["super().method(a)", f"super({name}, self).method()", "super().missing", "__class__.__name__"])}')
    w.say(f'        return {w.pick(["inner()", "[super(__class__, self).method() for _ in range(1)]", "super().method(), inner()", "(lambda: super().method())()"])}')
    w.say(f'    {w.pick(["@classmethod", "@staticmethod", "@property"])}')
    w.say(f'    def made(self=None): return {w.pick(["self", "1", "None"])}')
    for _ in range(w.random.randint(2, 4)):
        made = f'{w.pick([base, name])}({w.pick(["1", "1, 2", "", "one=1", "[], ()"])})'
        attempt(w, made + w.pick(['.method()', '.method(a=3)', '.made', '.one', '.two', '.missing', '.three', '.method.__func__.__name__', '']))
    w.say(f'for kind in ({base}, {name}):')
    w.say(f'    t({w.place()}, [each.__name__ for each in kind.__mro__], sorted(key for key in vars(kind) if key[:2] != "__"))')


def driven(w):
    """Generators and coroutines that are driven by hand."""
    is_async = w.chance(0.4)
    inner, name = w.fresh('steps'), w.fresh('driven')
    step = (lambda value: f'await Step({value})') if is_async else (lambda value: f'yield {value}')
    define = 'async def' if is_async else 'def'
    w.say(f'{define} {inner}(n):')
    w.say('    try:')
    w.say('        for i in range(n):')
    w.say(f'            got = {step("i")}')
    w.say(f'            t({w.place()}, got)')
    w.say(f'    except {w.pick(["ValueError", "GeneratorExit", "KeyError", "BaseException"])} as error:')
    w.say(f'        t({w.place()}, error, error.__context__)')
    w.say(f'        {w.pick(["raise", "return 5", "pass", "raise KeyError(1)", "got = " + step("9")])}')
    w.say('    finally:')
    w.say(f'        t({w.place()})')
    w.say(f'        {w.pick(["pass", "got = " + step("8"), "n = 3", "return 6"])}')
    w.say(f'    return {w.pick(["n", "None", "got"])}')
    w.say(f'{define} {name}():')
    w.say(f'    {w.pick(["with Kept(1, ValueError): ", "if 1: ", "for _ in [1, 2]: "])}result = {"await" if is_async else "yield from"} {inner}({w.random.randint(0, 3)})')
    w.say(f'    t({w.place()}, result)')
    w.say(f'    {w.pick(["return 1", "got = " + step("7"), "raise StopIteration(2)", "raise StopAsyncIteration"])}')
    w.say(f'drive({w.place()}, {name}(), {[w.pick(["next", "send", "throw", "close", "next", "next"]) for _ in range(w.random.randint(2, 6))]})')


def leaving(w):
    """`return`, `break` and `continue` out of `finally`, `with` and handlers, in loops."""
    name = w.fresh('leaves')
    way = lambda: w.pick(['return 1', 'break', 'continue', 'raise ValueError(n)', 'pass', 't(n)', 'raise', 'return n', '1 / 0', 'del n'])
    w.say(f'def {name}(n):')
    w.say('    for i in range(3):')
    w.say('        try:')
    w.say(f'            with Kept(n{w.pick(["", ", ValueError", ", ZeroDivisionError", ", Exception"])}):')
    w.say(f'                if i == {w.random.randint(0, 2)}: {way()}')
    w.say(f'            if i == {w.random.randint(0, 2)}: {way()}')
    w.say(f'        except {w.pick(["ValueError", "ArithmeticError", "Exception", "(KeyError, ValueError)"])} as error:')
    w.say(f'            t({w.place()}, error)')
    w.say(f'            if i < {w.random.randint(0, 2)}: {way()}')
    w.say(f'        {w.pick(["else", "finally"])}:')
    w.say(f'            if i == {w.random.randint(0, 2)}: {way()}')
    w.say(f'            t({w.place()}, i, n)')
    w.say('    else:')
    w.say('        n = 9')
    w.say('    return error if n > 5 else n')
    for _ in range(w.random.randint(1, 3)):
        attempt(w, f'{name}({w.random.randint(0, 9)})')


def patterns(w):
    """`match` with every kind of pattern."""
    name = w.fresh('matches')
    def pattern(depth):
        inner = lambda: pattern(depth - 1) if depth > 0 else w.pick(['_', '1', '"a"', 'None', '-2', '1.5', 'Point.origin'])
        return w.pick([
            '_', '0', '"a"', 'None', 'True', 'int()', 'str()', 'Point()', f'Point({inner()}, {inner()})', f'Point(x={inner()})', f'[{inner()}, {inner()}]', f'[{inner()}, *_]', f'[*_, {inner()}]', f'({inner()},)',
            f'{{"k": {inner()}}}', '{}', f'{{"k": {inner()}, **more}}', '1 | 2 | 3', f'[{inner()}] | [_, _]', f'int() as n', 'list(n)', 'float(n)', '-1 | 2.5', 'Point.origin', f'[{inner()}, Point(y={inner()})]',
        ])
    w.say(f'def {name}(value):')
    w.say('    n = more = None')
    w.say('    match value:')
    for _ in range(w.random.randint(2, 5)):
        guard = w.pick(['', '', ' if value', ' if n', f' if t({w.place()}, True)'])
        chosen = pattern(2)
        w.say(f'        case {chosen}{guard if chosen != "_" else " if n is None"}:')
        w.say(f'            return t({w.place()}, n, more)')
    w.say(f'    return {w.place()}')
    for _ in range(w.random.randint(3, 6)):
        attempt(w, f'{name}({w.pick(["0", "1", "True", "1.5", "None", chr(34) + "a" + chr(34), "[1, 2]", "(1,)", "[]", "{" + repr("k") + ": 1}", "{}", "Point(0, 0)", "Point(1, [1])", "[Point(0, 1), Point(2, 0)]", "range(2)", "b" + repr("a"), "[[1]]", "-2", "2.5", "iter([])"])})')


def by_name(w):
    """Variables by name: `locals`, `eval`, `exec`, frames, deletion, cells, `global`."""
    name = w.fresh('named')
    w.say(f'def {name}(a, b=2):')
    w.say(f'    {w.pick(["c = a", "if a: c = 1", "del b", "global g1", "c = [a for a in range(2)]", "c = lambda: (a, b)"])}')
    lines = w.several(2, 4, lambda: w.pick([
        f't({w.place()}, sorted(locals().items(), key=repr))', f't({w.place()}, eval("a"))', 'exec("a = 5; z = 1")', f't({w.place()}, sorted(sys._getframe().f_locals))',
        'a = locals()', 'del a', f't({w.place()}, "c" in dir())', f't({w.place()}, [x for x in (a, b)])', 'a, *b = [1, 2, 3]', f't({w.place()}, a, b)', f't({w.place()}, c)', 'for a in (1, 2): pass', 'g1 = a',
        f't({w.place()}, sys._getframe(1).f_code.co_name)', 'b += 1', f't({w.place()}, (lambda q=b: q)())', f't({w.place()}, (d := a), d)',
    ]))
    for line in lines:
        w.say(f'    {line}')
    w.say('    return b')
    attempt(w, f'{name}({w.pick(["1", "0", "a=1", "[], []", chr(34) + "s" + chr(34)])})')


def texts(w):
    """Formats, slices and string methods."""
    value = lambda: w.pick(['1', '-2.5', '"é"', '"ab"', 'None', '[1, "x"]', 'Truth("f", True)', '10**25', 'g1', '1e16', 'True', '"\\ud83d"', '(1,)', 'Spoken()'])
    pieces = [
        lambda: f'"%s|%r|%5s" % ({value()}, {value()}, {value()})', lambda: f'"%-7s%%%a" % ({value()}, {value()})', lambda: f'"%s %s" % ({value()},)', lambda: f'"%d %.2f" % ({value()}, {value()})', lambda: f'"<%s>" % {value()}',
        lambda: f"f'{{{value()}!r:>{{8}}}}{{{value()}}}'".replace('\\', 'u'), lambda: f"f'{{g1=}} {{g2 = :{w.pick(['', '>5', 'x', '.2f'])}}}'", lambda: f"f'{{{value()}!s:{{w}}.{{w}}}}'".replace('{w}', '{5}').replace('\\', 'u'),
        lambda: f'"abcdefg"[{w.pick(["::-1", "5:1:-2", "-3:", ":-8:-1", "1:100", "::0", "None:2", "2:2"])}]', lambda: f'[1, 2, 3, 4][{w.pick(["::-2", "-1:-4:-1", "True:", "1:-1", "::None"])}]',
        lambda: f'" aXb ".{w.pick(["strip()", "split()", "upper()", "title()", "center(9, " + repr("*") + ")", "replace(" + repr("X") + ", " + repr("") + ")", "partition(" + repr("X") + ")", "find(" + repr("b") + ")", "index(" + repr("q") + ")", "join([" + repr("1") + ", 2])", "encode()", "zfill(8)"])}',
        lambda: f'"{{}} {{0}}".format({value()})', lambda: f'"{{:>{w.random.randint(0, 9)}}}{{!r}}".format({value()}, {value()})', lambda: f'sorted({{{value()}: 1, {value()}: 2}}, key=repr)', lambda: f'{{**{{"a": {value()}}}, "b": {value()}, "a": 3}}',
        lambda: f'"x" * {w.pick(["3", "-1", "True", "2.0", "0"])}', lambda: f'{value()} in {value()}', lambda: f'{value()} is {value()}',
    ]
    name = w.fresh('texts')
    w.say(f'def {name}(g1=g1, g2=g2):')
    for _ in range(w.random.randint(2, 5)):
        w.say(f'    t({w.place()}, {w.pick(pieces)()})')
    attempt(w, f'{name}()')
    if w.chance(0.3):
        attempt(w, f'{name}({value()}, {value()})')


def modules(w):
    """A second module, which imports the first while that is being imported; each rebinds what the other computes with."""
    other = f'{w.name}_other'
    w.others[other] = f'''from support import report, t
import {w.name}
count = {w.pick(["1", "2**62", "1.5"])}
def step(n: int):
    global count
    count {w.pick(["+", "-", "*"])}= n
    {w.pick(["pass", w.name + ".shared = count", w.name + ".scale = lambda n: n", "del " + w.name + ".shared"])}
    return {w.pick(["count", w.name + ".scale(n)", w.name + ".shared", "n * count"])}
def loop(n: int):
    total = 0
    for i in range(n):
        total += {w.pick(["step(i)", w.name + ".scale(i)", "i * count"])}
        if i == {w.random.randint(0, 3)}: {w.pick(["pass", "globals()['count'] = 2", w.name + ".shared = None", "total = " + w.name + ".shared"])}
    return total
t({w.place()}, {w.pick(["1", "getattr(" + w.name + ", " + repr("shared") + ", None)", "sorted(name for name in vars(" + w.name + ") if name in (" + repr("scale") + ", " + repr("shared") + "))"])})
'''
    w.say(f'shared = {w.pick(["3", "2**63 - 1", "0.5"])}')
    w.say(w.pick([f'import {other}', f'import {other}', f'from {other} import *', f'import {other}, importlib']))
    w.say('def scale(n: int):')
    w.say(f'    return n {w.pick(["+", "*", "-"])} shared')
    w.say(f'import {other} as other, importlib')
    for _ in range(w.random.randint(3, 5)):
        attempt(w, w.pick([f'other.loop({w.random.randint(0, 6)})', f'other.step({w.random.randint(0, 6)})', f'scale({w.pick(["1", "2**63", "0.5"])})', 'other.loop(4)']))
        if w.chance(0.4):
            w.say(w.pick(['other.count = 2.5', 'shared = other.count', 'other.step = scale', 'other = importlib.reload(other)', 'setattr(other, "count", 7)']))
    w.say(f't({w.place()}, shared, other.count, other.__name__)')


FAMILIES = [typed, typed, typed, truth, truth, arguments, objects, driven, leaving, patterns, by_name, texts, texts, modules]
