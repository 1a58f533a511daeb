"""Writes programs that change what an analysis would take for granted, by ways that are easily overlooked.

usage: sneaky-programs.py FOLDER SEED COUNT

Each program has some globals, lists, objects and functions that hold or take an int as far as plain assignments go,
effects that put something else there, and readers that run before and after. An effect stands in a function of any
kind: compiled ones and those that keep their bytecode. The same seed gives the same programs.
"""
import os
import random
import sys

PRELUDE = '''\
import asyncio, builtins, collections, contextlib, copy, dataclasses, functools, heapq, importlib, inspect, itertools
import math, operator, pickle, queue, random, sys, threading, types, typing


class Box:
    def __init__(self, held):
        self.held = held


class Carrier(Exception):
    pass


def apply(function, *arguments):
    return function(*arguments)


def give(value):
    yield value


def identity(value):
    return value
'''

SUBJECTS = {
    'global': '''\
{n} = 1


def read_{n}():
    now = {n}
    return now
''',
    'list': '''\
{n} = [1, 2]


def read_{n}():
    now = {n}[0]
    for item in {n}:
        last = item
    return now, last
''',
    'dict': '''\
{n} = {{"a": 1}}


def read_{n}():
    for key, value in {n}.items():
        last = value
    return last
''',
    'object': '''\
class C{n}:
    def __init__(self, x):
        self.x = x

    def get(self):
        return self.x


class D{n}:
    def __init__(self):
        self.x = "other"

    def get(self):
        return "other"


{n} = C{n}(1)


def read_{n}():
    now = {n}.x
    got = {n}.get()
    return now, got
''',
    'function': '''\
def {n}(v=1):
    kept = v
    return kept


def read_{n}():
    now = {n}(2)
    return now
''',
    'method': '''\
class C{n}:
    def take(self, v):
        kept = v
        self.last = v
        return kept


{n} = C{n}()


def read_{n}():
    now = {n}.take(2)
    return now, {n}.last
''',
    'variable': '''\
def read_{n}():
    {n} = 1

    def change():
        nonlocal {n}
        {body}

    def look():
        now = {n}
        return now

    {change}
    return look()
''',
}

MODULE = 'sys.modules[__name__]'
EFFECTS = {
    'global': [
        '{n} = {v}', '{n} = {v}', '{n} = {v}', 'globals()["{n}"] = {v}', 'globals().update({n}={v})', MODULE + '.{n} = {v}', 'setattr(' + MODULE + ', "{n}", {v})',
        'setattr(' + MODULE + ', "".join(["{n}"]), {v})', 'vars(' + MODULE + ')["{n}"] = {v}', 'exec("{n} = " + repr({v}), globals())', 'importlib.import_module(__name__).{n} = {v}',
        '__import__(__name__).{n} = {v}', 'read_{n}.__globals__["{n}"] = {v}', 'sys._getframe().f_globals["{n}"] = {v}', 'for {n} in [{v}]: pass', 'import json as {n}',
        'def {n}(): pass', 'class {n}: pass', 'del {n}; {n} = {v}', '[{n}, *_] = [{v}]', '({n} := {v})', '{n} += 0.5', 'operator.setitem(globals(), "{n}", {v})',
        MODULE + '.__dict__.update({n}={v})', 'inspect.currentframe().f_globals["{n}"] = {v}', 'identity(' + MODULE + ').{n} = {v}', 'functools.partial(setattr, ' + MODULE + ', "{n}")({v})',
        'builtins.setattr(' + MODULE + ', "{n}", {v})', 'with contextlib.nullcontext({v}) as {n}: pass', 'match {v}:\n    case {n}: pass', 'getattr(builtins, "exec")("{n} = " + repr({v}), globals())',
        'eval("globals().update({n}=" + repr({v}) + ")")',
    ],
    'list': [
        '{n}.append({v})', '{n}.append({v})', '{n}[0] = {v}', '{n} += [{v}]', '{n}.extend([{v}])', '{n}[:] = [{v}]', 'list.append({n}, {v})', 'operator.setitem({n}, 0, {v})',
        'heapq.heappush({n}, 0.5)', 'getattr({n}, "append")({v})', 'push = {n}.append; push({v})', 'functools.partial({n}.append, {v})()', 'list(map({n}.append, [{v}]))',
        'globals()["{n}"].append({v})', 'boxed = [{n}]; boxed[0].append({v})', 'named = {{"k": {n}}}; named["k"].append({v})', 'Box({n}).held.append({v})', 'Box(Box({n})).held.held.append({v})',
        'pair = ({n}, 1); pair[0].append({v})', 'q = queue.Queue(); q.put({n}); q.get().append({v})', '{n}.__setitem__(0, {v})', '{n}.__iadd__([{v}])', '(lambda x: x.append({v}))({n})',
        'def inner(x={n}): x.append({v})\ninner()', 'next(iter([{n}])).append({v})', 'max([{n}], key=len).append({v})', 'type({n}).append({n}, {v})', 'operator.methodcaller("append", {v})({n})',
        'sum([[{n}]], [])[0].append({v})', 'copy.copy([{n}])[0].append({v})', 'collections.deque([{n}])[0].append({v})', 'random.choice([{n}]).append({v})', 'for x, in [({n},)]: x.append({v})',
        '*rest, = [{n}]; rest[0].append({v})', 'with contextlib.nullcontext({n}) as x: x.append({v})', 'try: raise Carrier({n})\nexcept Carrier as c: c.args[0].append({v})',
        'next(give({n})).append({v})', 'identity({n}).append({v})', 'apply({n}.append, {v})', 'apply(identity, {n}).append({v})', '[x.append({v}) for x in [{n}]]', 'match [{n}]:\n    case [x]: x.append({v})',
        'next(itertools.chain([{n}])).append({v})', '(None or {n}).append({v})', '[{n}][:][0].append({v})', 'dict(k={n}).popitem()[1].append({v})', 'getattr(Box({n}), "held").append({v})',
        'operator.attrgetter("held")(Box({n})).append({v})', 'threading.Thread(target={n}.append, args=({v},)).run()', '{n}.sort(); {n}.insert(0, {v})', 'read_{n}.kept = {n}; read_{n}.kept.append({v})',
        'dataclasses.make_dataclass("P", ["a"])({n}).a.append({v})', 'typing.cast(str, {n}).append({v})', 'filter(None, [{n}]).__next__().append({v})', '({n} if len({n}) else None).append({v})', 'mine = {n}; locals()["mine"].append({v})',
        'mine = {n}; eval("mine.append(" + repr({v}) + ")")', 'mine = [{n}]; vars()["mine"][0].append({v})',
    ],
    'dict': [
        '{n}["b"] = {v}', '{n}.update(b={v})', '{n}.setdefault("b", {v})', '{n} |= {{"b": {v}}}', 'operator.setitem({n}, "b", {v})', 'dict.update({n}, b={v})', 'identity({n})["b"] = {v}',
        'Box({n}).held["b"] = {v}', 'functools.partial({n}.__setitem__, "b")({v})', 'globals()["{n}"]["b"] = {v}', '{n}.__setitem__("b", {v})', '[{n}][0].update({{"b": {v}}})', 'give({n}).__next__()["b"] = {v}',
        'for {n}["b"] in [{v}]: pass', 'with contextlib.nullcontext({v}) as {n}["b"]: pass', '[{n}["b"], x] = {v}, 1', 'exec("d[\'b\'] = 0.5", {{"d": {n}}})', 'collections.ChainMap({n})["b"] = {v}',
    ],
    'object': [
        '{n}.x = {v}', '{n}.x = {v}', 'setattr({n}, "x", {v})', 'setattr({n}, "".join(["x"]), {v})', '{n}.__dict__["x"] = {v}', 'vars({n})["x"] = {v}', 'vars({n}).update(x={v})', 'object.__setattr__({n}, "x", {v})',
        '{n}.__init__({v})', 'C{n}.__init__({n}, {v})', '{n} = type({n})({v})', '{n} = {n}.__class__({v})', '{n}.__class__ = D{n}', 'C{n}.x = property(lambda self: {v})', 'C{n}.get = lambda self: {v}',
        '{n}.get = lambda: {v}', 'identity({n}).x = {v}', 'Box({n}).held.x = {v}', '[{n}][0].x = {v}', 'functools.partial(setattr, {n}, "x")({v})', 'builtins.setattr({n}, "x", {v})',
        'list(map(setattr, [{n}], ["x"], [{v}]))', '{n}.x += 0.5', 'for {n}.x in [{v}]: pass', '{n} = copy.copy({n}); {n}.x = {v}', '{n} = pickle.loads(pickle.dumps({n})); {n}.x = {v}',
        'class Sub(C{n}):\n    def get(self): return {v}\n{n} = Sub(1)', '{n} = type("Sub", (C{n},), {{"get": lambda self: {v}}})(1)', 'class Sub(C{n}, Box):\n    x = property(lambda self: {v}, lambda self, v: None)\n{n} = Sub(1)',
        'del {n}.x; C{n}.x = {v}', 'C{n}.__getattribute__ = lambda self, name: {v} if name == "x" else object.__getattribute__(self, name)', 'globals()["C{n}"].x = property(lambda self: {v})',
        '{n} = D{n}()', 'C{n}.get = D{n}.get', 'setattr(C{n}, "get", lambda self: {v})', 'type({n}).get = lambda self: {v}', 'C{n}.__init__ = lambda self, x: setattr(self, "x", {v})\n{n} = C{n}(1)',
        'getattr(builtins, "setattr")({n}, "x", {v})', 'super(C{n}, {n}).__setattr__("x", {v})', 'match {n}:\n    case C{n}(x=y): {n}.x = {v}', 'with contextlib.nullcontext({v}) as {n}.x: pass',
    ],
    'function': [
        '{n}({v})', '{n}({v})', '{n}(v={v})', 'globals()["{n}"]({v})', 'getattr(' + MODULE + ', "{n}")({v})', MODULE + '.{n}({v})', 'list(map({n}, [{v}]))', 'functools.partial({n}, {v})()',
        'threading.Thread(target={n}, args=({v},)).run()', '[{n}][0]({v})', '{{"k": {n}}}["k"]({v})', '(lambda g: g({v}))({n})', '{n}(*[{v}])', '{n}(**{{"v": {v}}})', '{n}.__call__({v})',
        '{n}.__defaults__ = ({v},); {n}()', '{n}.__code__ = (lambda v: {v}).__code__', 'sorted([{v}], key={n})', 'Box({n}).held({v})', 'apply({n}, {v})', 'apply(apply, {n}, {v})', 'inspect.unwrap({n})({v})',
        'types.FunctionType({n}.__code__, globals())({v})', 'read_{n}.__globals__["{n}"]({v})', 'eval("{n}(" + repr({v}) + ")")', 'identity({n})({v})', 'next(give({n}))({v})', 'def {n}(v=1): return {v}', '{n} = lambda v: {v}',
        MODULE + '.{n} = lambda v: {v}', '[{n}(x) for x in [{v}]]', 'functools.reduce(lambda a, b: {n}(b), [1, {v}])', 'match 1:\n    case 1: {n}({v})', '(None or {n})({v})', '{n} = functools.lru_cache({n}); {n}({v})',
        'setattr(' + MODULE + ', "{n}", lambda v: {v})', 'class E:\n    f = {n}\nE.f({v})', 'class E:\n    f = staticmethod({n})\nE().f({v})', 'for x in (1, {v}): {n}(x)', 'asyncio.get_event_loop_policy and {n}({v})',
    ],
    'method': [
        '{n}.take({v})', '{n}.take({v})', 'C{n}.take({n}, {v})', 'C{n}().take({v})', 'getattr({n}, "take")({v})', 'bound = {n}.take; bound({v})', 'list(map({n}.take, [{v}]))', 'functools.partial({n}.take, {v})()',
        'operator.methodcaller("take", {v})({n})', 'Box({n}.take).held({v})', 'Box({n}).held.take({v})', 'type({n}).take({n}, {v})', 'identity({n}).take({v})', '[{n}][0].take({v})', 'f = C{n}.take; f({n}, {v})',
        'class Sub(C{n}):\n    def take(self, v): return {v}\n{n} = Sub()', 'class Sub(C{n}):\n    def again(self): super().take({v})\nSub().again()', 'C{n}.take = lambda self, v: {v}', '{n}.take = lambda v: {v}',
        'threading.Thread(target={n}.take, args=({v},)).run()', 'C{n}.__dict__["take"]({n}, {v})', 'vars(C{n})["take"]({n}, {v})', 'apply({n}.take, {v})', '{n}.take(*[{v}])', '{n}.take(v={v})', 'next(give({n})).take({v})',
        '{n}.__class__.take({n}, {v})', 'class Sub(C{n}): pass\nSub().take({v})', 'globals()["{n}"].take({v})', 'operator.attrgetter("take")({n})({v})', 'match {n}:\n    case C{n}(take=t): t({v})', '{n}.last = {v}',
    ],
    'variable': ['{n} = {v}', '{n} += 0.5', 'for {n} in [{v}]: pass', '({n} := {v})', 'with contextlib.nullcontext({v}) as {n}: pass', 'import json as {n}', 'class {n}: pass', '[{n}] = [{v}]', 'del {n}; {n} = {v}'],
}

# `{head}` declares globals; `{body}` is indented like the braces stand.
HOSTS = {
    'function': 'def {h}():\n    {head}\n    {body}\n{h}()\n',
    'match': 'def {h}(k):\n    {head}\n    match k:\n        case 1:\n            {body}\n{h}(1)\n',
    'async': 'async def {h}():\n    {head}\n    {body}\nasyncio.run({h}())\n',
    'async for': 'async def {h}():\n    {head}\n    async def items():\n        yield 1\n    async for _ in items():\n        {body}\nasyncio.run({h}())\n',
    'generator': 'def {h}():\n    {head}\n    {body}\n    yield 1\nlist({h}())\n',
    'except*': 'def {h}():\n    {head}\n    try:\n        raise ExceptionGroup("e", [ValueError(1)])\n    except* ValueError:\n        {body}\n{h}()\n',
    'class body': 'class H{h}:\n    {head}\n    {body}\n',
    'locals': 'def {h}():\n    {head}\n    locals()\n    {body}\n{h}()\n',
    'method': 'class H{h}:\n    def run(self):\n        {head}\n        {body}\nH{h}().run()\n',
    'static method': 'class H{h}:\n    @staticmethod\n    def run():\n        {head}\n        {body}\nH{h}.run()\n',
    'property': 'class H{h}:\n    @property\n    def run(self):\n        {head}\n        {body}\nH{h}().run\n',
    'setter': 'class H{h}:\n    def run(self, value):\n        {head}\n        {body}\n    run = property(None, run)\nH{h}().run = 1\n',
    'special': 'class H{h}:\n    def __enter__(self):\n        {head}\n        {body}\n    def __exit__(self, *_):\n        pass\nwith H{h}():\n    pass\n',
    'finalizer': 'class H{h}:\n    def __del__(self):\n        {head}\n        {body}\nH{h}()\n',
    'operator': 'class H{h}:\n    def __add__(self, other):\n        {head}\n        {body}\nH{h}() + 1\n',
    'getattr': 'class H{h}:\n    def __getattr__(self, name):\n        {head}\n        {body}\nH{h}().missing\n',
    'metaclass': 'class H{h}(type):\n    def __new__(*arguments):\n        {head}\n        {body}\n        return type.__new__(*arguments)\nclass M{h}(metaclass=H{h}): pass\n',
    'init_subclass': 'class H{h}:\n    def __init_subclass__(cls):\n        {head}\n        {body}\nclass M{h}(H{h}): pass\n',
    'descriptor': 'class H{h}:\n    def __get__(self, instance, owner):\n        {head}\n        {body}\nclass M{h}:\n    d = H{h}()\nM{h}().d\n',
    'decorator': 'def {h}(function):\n    {head}\n    {body}\n    return function\n@{h}\ndef decorated_{h}(): pass\n',
    'thread': 'def {h}():\n    {head}\n    {body}\nthread = threading.Thread(target={h}); thread.start(); thread.join()\n',
    'callback': 'def {h}(item):\n    {head}\n    {body}\n    return 1\nsorted([1], key={h})\n',
    'nested': 'def {h}():\n    def inner():\n        {head}\n        {body}\n    inner()\n{h}()\n',
    'nested in match': 'def {h}(k):\n    match k:\n        case 1:\n            def inner():\n                {head}\n                {body}\n            inner()\n{h}(1)\n',
    'try': 'def {h}():\n    {head}\n    try:\n        raise KeyError\n    except KeyError:\n        {body}\n    finally:\n        pass\n{h}()\n',
    'finally': 'def {h}():\n    {head}\n    try:\n        return\n    finally:\n        {body}\n{h}()\n',
    'loop': 'def {h}():\n    {head}\n    while True:\n        {body}\n        break\n{h}()\n',
    'traced': 'def {h}():\n    {head}\n    sys.gettrace and None\n    {body}\n{h}()\n',
    'module level': '{body}\n',
    'module level in match': 'match 1:\n    case 1:\n        {body}\n',
    'type parameters': 'def {h}[T](item: T):\n    {head}\n    {body}\n{h}(1)\n',
}
VALUES = ['"s"', '2.5', 'None', '(1,)', 'b"x"', '[1]']


def indent(text, body):
    """Puts the lines of `body` where its braces stand."""
    out = []
    for line in text.split('\n'):
        at = line.find('{body}')
        out += [line] if at < 0 else [' ' * at + each for each in body.split('\n')]
    return '\n'.join(out)


def program(random):
    parts = []
    if random.random() < 0.15:
        parts.append('from __future__ import annotations')
    parts.append(PRELUDE)
    if parts[0].startswith('from'):
        parts.append('def annotated(a: int) -> int:\n    return a\n')
    calls = []
    effects = []
    for number in range(random.randint(1, 3)):
        kind = random.choice(list(SUBJECTS))
        name = f'{kind[0]}{number}'
        value = random.choice(VALUES)
        effect = random.choice(EFFECTS[kind]).format(n=name, v=value)
        if kind == 'variable':
            change = random.choice(['change()', 'apply(change)', 'threading.Thread(target=change).run()', 'list(map(lambda _: change(), [1]))', 'for _ in [change]: _()'])
            if random.random() < 0.5:
                effect = 'match 1:\n    case 1:\n' + '\n'.join('        ' + line for line in effect.split('\n'))
            text = SUBJECTS[kind].replace('{change}', change).replace('{n}', name)
            parts.append(indent(text, effect))
        else:
            parts.append(SUBJECTS[kind].format(n=name))
            for count in range(random.choice([0, 1, 1, 1, 2])):
                host = random.choice([each for each in HOSTS if each != 'type parameters' or sys.version_info >= (3, 12)])
                head = f'global {name}' if not host.startswith('module') else ''
                effects.append(indent(HOSTS[host].replace('{h}', f'h{number}{count}').replace('{head}', head or 'pass'), effect))
                value = random.choice(VALUES)
                effect = random.choice(EFFECTS[kind]).format(n=name, v=value)
        calls.append(f'read_{name}()')
    guard = 'try:\n    {body}\nexcept (TypeError, AttributeError, ValueError, KeyError, UnboundLocalError):\n    pass\n'
    parts.append('\n'.join(indent(guard, call) for call in calls))
    random.shuffle(effects)
    # One that fails leaves what it has done.
    parts += [indent(guard, effect.rstrip('\n')) for effect in effects]
    parts.append('\n'.join(indent(guard, call) for call in calls))
    return '\n\n'.join(parts) + '\n'


def main():
    folder, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for number in range(seed, seed + count):
        text = program(random.Random(number))
        compile(text, 'generated', 'exec')
        with open(os.path.join(folder, f'sneaky-{number}.py'), 'w') as file:
            file.write(text)


if __name__ == '__main__':
    main()
