/** What a module changes by ways that are easily overlooked is not told as if it stayed; what it does not change still is. */
import { describe, expect, it } from 'vitest';
import { hints } from './infer.js';

/** The types that are shown in a line. */
function shownIn(text: string, mark: string): readonly string[] {
  const line = text.split('\n').findIndex((each) => each.includes(mark));
  return hints(text).filter((hint) => hint.kind !== 'native' && hint.line === line).map((hint) => hint.label);
}

const inMatch = (statement: string, head = 'pass'): string => `def unseen(k):\n    ${head}\n    match k:\n        case 1:\n            ${statement}\n`;

describe.each([
  ['global', 'mode = 1\ndef look():\n    now = mode\n    return now\nlook()\n', 'now =', [
    inMatch('mode = "fast"', 'global mode'), inMatch('del mode', 'global mode'), 'async def unseen():\n    global mode\n    mode = "fast"\n', 'class Unseen:\n    global mode\n    mode = "fast"\n',
    'def unseen[T](x: T):\n    global mode\n    mode = x\n', 'def unseen():\n    global mode\n    try: pass\n    except* ValueError: mode = 2.5\n', inMatch('import json as mode', 'global mode'), inMatch('def mode(): pass', 'global mode'),
    inMatch('[mode] = k', 'global mode'), 'def unseen(k):\n    global mode\n    match k:\n        case mode: pass\n', 'globals()["mode"] = 2.5\n', 'import sys\nsys.modules[__name__].mode = 2.5\n',
    'import sys\nsetattr(sys.modules[__name__], "mode", 2.5)\n', 'import sys\nvars(sys.modules[__name__])["mode"] = 2.5\n', 'def change(module, name):\n    setattr(module, name, 2.5)\n', 'exec("mode = 2.5")\n',
    'look.__globals__["mode"] = 2.5\n', 'from settings import *\n', inMatch('sys.modules[__name__].mode = 2.5'), 'import functools, sys\nfunctools.partial(setattr, sys.modules[__name__], "mode")(2.5)\n',
  ]],
  ['list', 'xs = [1]\ndef look():\n    for item in xs:\n        now = item\nlook()\n', 'now =', [
    inMatch('xs.append("s")'), inMatch('xs[0] = "s"'), 'import heapq\nheapq.heappush(xs, 2.5)\n', 'xs.__setitem__(0, 2.5)\n', 'push = xs.append\n[push][0](2.5)\n', 'class Box:\n    def __init__(self, x): self.x = x\ndef put(box): box.x.append(2.5)\nput(Box(xs))\n',
    'def put(box): box.held.append(2.5)\nclass Box:\n    pass\nbox = Box()\nbox.held = xs\nput(box)\n', 'getattr(xs, "append")(2.5)\n', 'def change():\n    mine = xs\n    locals()["mine"].append(2.5)\n', 'def change(mine):\n    eval("mine.append(2.5)")\nchange(xs)\n', 'def give():\n    yield xs\nnext(give()).append(2.5)\n', 'ways = [1, "a", 2.5, None, xs]\nways[4].append(2.5)\n',
  ]],
  ['attribute', 'class C:\n    def __init__(self):\n        self.x = 1\no = C()\ndef look():\n    now = o.x\n    return now\nlook()\n', 'now =', [
    inMatch('o.x = "s"'), 'class Other:\n    def change(self, name): setattr(o, name, "s")\n', 'o.__dict__["x"] = "s"\n', 'vars(o).update(x="s")\n', 'object.__setattr__(o, "x", "s")\n', 'o.__class__ = int\n',
    'C.x = property(lambda self: "s")\n', 'class Sub(C):\n    @property\n    def x(self): return "s"\n    __slots__ = ()\n', 'C.__getattribute__ = lambda self, name: "s"\n',
  ]],
  ['result of a method', 'class C:\n    def get(self):\n        return 1\no = C()\ndef look(o):\n    now = o.get()\n    return now\nlook(o)\n', 'now =', [
    'C.get = lambda self: "s"\n', 'o.get = lambda: "s"\n', 'setattr(C, "get", lambda self: "s")\n', inMatch('C.get = str'), 'class Sub(C, metaclass=type):\n    def get(self): return "s"\n', 'C.get.__code__ = look.__code__\n',
  ]],
  ['argument', 'def take(v):\n    kept = v\n    return 1\ntake(2)\n', 'kept =', [
    inMatch('take("s")'), 'import threading\nthreading.Thread(target=take, args=("s",)).start()\n', 'import functools\nfunctools.partial(take, "s")()\n', 'globals()["take"]("s")\n', 'import sys\nsys.modules[__name__].take("s")\n',
    'class C:\n    way = take\n', 'take.__defaults__ = ("s",)\n', 'list(map(take, ["s"]))\n', 'def call(f): f("s")\ncall(take)\n', 'ways = [1, "a", 2.5, None, take]\nways[4]("s")\n', 'take.__call__("s")\n', 'import atexit\natexit.register(take, "s")\n',
  ]],
  ['argument of a method', 'class C:\n    def take(self, v):\n        kept = v\n        return 1\nC().take(2)\n', 'kept =', [
    inMatch('C().take("s")'), 'way = C().take\nway("s")\n', 'C.take(C(), "s")\n', 'def call(o): o.take("s")\n', 'import queue\nqueue.Queue().put(C())\n', 'class Sub(C):\n    def again(self): super().take("s")\n', 'way = C.take\n', 'getattr(C(), "take")("s")\n',
  ]],
  ['builtin', 'def look():\n    now = len([])\n    return now\nlook()\n', 'now =', ['import builtins\nbuiltins.len = str\n', 'import builtins\nsetattr(builtins, "len", str)\n', 'class C:\n    global len\n    len = str\n', 'from shadows import *\n']],
  ['library', 'import math\ndef look():\n    now = math.sqrt(4)\n    return now\nlook()\n', 'now =', ['math.sqrt = str\n', inMatch('math.sqrt = str'), 'setattr(math, "sqrt", str)\n']],
  ['cell', 'def outer():\n    x = 1\n    def inner():\n        now = x\n        return now\n    return inner()\nouter()\n', 'now =', []],
] as const)('%s', (_, base, mark, effects) => {
  const told = shownIn(base, mark);

  it('is told', () => {
    expect(told).not.toEqual([]);
  });

  it.each(effects)('is not told as it was after %j', (effect) => {
    expect(shownIn(`${base}${effect}`, mark)).not.toEqual(told);
  });
});

it('knows what nonlocal variables are given by code that keeps its bytecode', () => {
  const text = (body: string): string => `def outer():\n    x = 1\n    def change():\n        nonlocal x\n        ${body}\n    change()\n    now = x\n    return now\nouter()\n`;
  expect(shownIn(text('x = 2'), 'now =')).toEqual([': int']);
  expect(shownIn(text('match 1:\n            case 1: x = "s"'), 'now =')).toEqual([]);
});

it('keeps families of classes apart, diamonds too', () => {
  const text = 'class A: pass\nclass B(A): pass\nclass C(A): pass\nclass D(B, C): pass\nclass Other:\n    def get(self):\n        return "s"\nclass Mine:\n    def get(self):\n        return 1\ndef look(mine):\n    now = mine.get()\n    return now\nlook(Mine())\nOther().get()\n';
  expect(shownIn(text, 'now =')).toEqual([': int']);
});

it('takes the method that the order of the bases says', () => {
  const text = (bases: string): string => `class A:\n    def get(self): return 1\nclass B(A):\n    pass\nclass C(A):\n    def get(self): return "s"\nclass D(${bases}): pass\ndef look():\n    now = D().get()\n    return now\nlook()\n`;
  expect(shownIn(text('B, C'), 'now =')).toEqual([': str']);
  expect(shownIn(text('B'), 'now =')).toEqual([': int']);
});

it('takes nothing for granted of running functions whose variables are reached', () => {
  expect(hints('def f():\n    x = 1 + 1\n    return x\nimport sys\ndef change(frame): frame.f_locals["x"] = "s"\n').filter((hint) => hint.kind !== 'native')).toEqual([]);
});
