/** Which types `taipan annotate` writes, and where. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { annotateModule, applyInsertions } from '../../src/pipeline/annotate.js';
import { newestOf } from '../../src/targets/target-version.js';
import { findInterpreters } from '../harness/interpreters.js';
import { walk } from './infer.js';

function annotated(text: string): string {
  const { ast, scopes } = walk(text, 'ast', 'scopes');
  return applyInsertions(text, annotateModule(ast, scopes, text, newestOf(12)));
}

/** The line of the text that has the word. */
function line(text: string, word: string): string {
  return annotated(text).split('\n').find((each) => each.includes(word)) ?? '';
}

describe('signatures', () => {
  it.each([
    ['def f(a, b=2, *, c=0.5):\n    return a\nf(1)\n', 'def f(a: int, b: int=2, *, c=0.5) -> int:'],
    ['def f(a, /, b):\n    return b\nf(1, "x")\n', 'def f(a: int, /, b: str) -> str:'],
    ['def f(a=(1)): return a\nf(2)\n', 'def f(a: int=(1)) -> int: return a'],
    ['def f(a = (1) # )\n  ): return a\nf(2)\n', 'def f(a: int = (1) # )'],
    ['def \\\n  f ( a , ) : return a\nf(2)\n', '  f ( a: int , ) -> int : return a'],
    ['def f(): return None\n', 'def f() -> None: return None'],
    ['def f(a, *rest, **more): return len(rest)\nf([1], 2)\n', 'def f(a: list[int], *rest, **more) -> int: return len(rest)'],
    ['def f(a: int, b) -> float: return b\nf(1, 2)\n', 'def f(a: int, b: int) -> float: return b'],
    ['def f(a):\n    yield a\nlist(f(1))\n', 'def f(a: int):'],
    ["def f(a): return '𝒳' * a\nf(1)\n", "def f(a: int) -> str: return '𝒳' * a"],
  ])('%j', (text, expected) => {
    expect(annotated(text)).toContain(expected);
  });

  it('of methods leave the instance out, and quote a class that is not there yet', () => {
    const text = 'class P:\n    def __init__(self, x):\n        self.x = x\n    def twice(self):\n        return P(self.x)\ndef make():\n    return P(1)\nmake().twice()\n';
    expect(annotated(text)).toBe("class P:\n    def __init__(self, x: int) -> None:\n        self.x = x\n    def twice(self) -> 'P':\n        return P(self.x)\ndef make() -> P:\n    return P(1)\nmake().twice()\n");
  });
});

describe('what is left out', () => {
  it.each([
    ['a guess', 'def f(n):\n    return n\n'],
    ['the type of another default', 'def f(n=None):\n    pass\nf(1)\nf(2)\n', 'def f(n=None) -> None:'],
    ['a name that means something else', 'int = str\ndef f(n):\n    return n\nf(1)\n'],
    ['a name that the class has too', 'class A:\n    def list(self):\n        return [1]\n    def g(self):\n        return [1]\nA().list(), A().g()\n'],
    ['what may be None', 'def f(n):\n    if n:\n        return n\nf(1)\n', 'def f(n: int):'],
    ['lists of several types', 'def f(n):\n    return n\nf([1, "a"])\n'],
    ['decorated functions', 'import functools\n@functools.cache\ndef f(n):\n    return n\nf(1)\n'],
    ['methods that may override others', 'class A:\n    def f(self): return 1\nclass B(A):\n    def f(self): return 0.5\nA().f(), B().f()\n'],
    ['methods of classes that derive from elsewhere', 'import threading\nclass A(threading.Thread):\n    def run(self): return 1\nA().run()\n'],
    ['arguments of operators', 'class A:\n    def __eq__(self, other):\n        return True\nA() == A()\n', 'def __eq__(self, other) -> bool:'],
    ['makers of attributes of several types', 'class A:\n    def __init__(self, n):\n        self.n = n\n        self.next = None\nA(1)\n'],
    ['functions that change the type of a global', 'count = 0\ndef f(n):\n    global count\n    count = n * 0.5\nf(1)\n'],
    ['variables that loops give several types', 'def f(n):\n    for i in range(n):\n        pass\n    for i in ("a", "b"):\n        pass\n    return n\nf(1)\n'],
  ])('%s', (_, text, expected = text) => {
    if (expected === text) expect(annotated(text)).toBe(text);
    else expect(annotated(text)).toContain(expected);
  });

  it('but variables are annotated whose first value says too little', () => {
    expect(line('def f(n):\n    total = 0\n    if n > 1:\n        total = n * 0.5\n    return total\nf(1)\n', 'total:')).toBe('    total: float | int = 0');
  });
});

describe.skipIf(findInterpreters().length === 0)('programs do what they did', () => {
  const [{ command } = { command: '' }] = findInterpreters();
  const folder = join(import.meta.dirname, 'programs');

  it.each(readdirSync(folder))('%s', (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const output = (program: string): string => execFileSync(command, ['-'], { input: program, encoding: 'utf8' });
    expect(annotated(text)).not.toBe(text);
    expect(output(annotated(text))).toBe(output(text));
  });
});
