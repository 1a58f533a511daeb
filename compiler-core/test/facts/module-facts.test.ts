/** Facts of functions through calls, recursion, branches and conflicts. */
import { describe, expect, it } from 'vitest';
import { typeText } from '../../src/facts/fact.js';
import { infer } from './infer.js';

/** `name(parameters) -> result` for each function but the module. */
function signatures(text: string): readonly string[] {
  const { ir, facts } = infer(text);
  return ir.functions.slice(1).map((fn, index) => {
    const known = facts.functions[index + 1];
    return `${fn.qualname}(${(known?.parameters ?? []).map(typeText).join(', ')}) -> ${known === undefined ? '' : typeText(known.result)}`;
  });
}

describe('signatures', () => {
  it.each([
    ['from calls and recursion', 'def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(20)', ['fib(int) -> int']],
    ['from annotations', 'def f(x: float, s: str): return s', ['f(float, str) -> str']],
    ['from defaults', 'def f(x=2.5): return x', ['f(float) -> float']],
    ['unknown where calls disagree', 'def f(x): return x\nf(1)\nf("a")', ['f(object) -> object']],
    ['from annotations where arguments are not known', 'def f(x: int): return x + 1\ndef call(g, *args): return g(*args)\nprint(call(f, 3))\nf(3)', ['f(int) -> int', 'call(Callable, object) -> int']],
    ['through mutual recursion', 'def even(n):\n    return True if n == 0 else odd(n - 1)\ndef odd(n):\n    return False if n == 0 else even(n - 1)\neven(3)', ['even(int) -> bool', 'odd(int) -> bool']],
    ['through a decorator that gives the function back', 'def d(f): return f\n@d\ndef g(x): return x\ng(1)', ['d(Callable) -> Callable', 'g(int) -> int']],
    ['a branch that is never taken does not count', 'def f():\n    n = 3\n    if n > 5:\n        return "a"\n    return n', ['f() -> int']],
    ['membership says nothing of a container', 'def f(items):\n    return 3 in items\ndef g(items):\n    return 3 not in items', ['f(object) -> bool', 'g(object) -> bool']],
    ['a rebound builtin is no builtin', 'def len(x): return "a"\ndef f(): return len([])', ['len(list) -> str', 'f() -> str']],
  ])('%s', (_, text, expected) => {
    expect(signatures(text)).toEqual(expected);
  });
});

it('is the same whatever the order of definitions', () => {
  const [a, b] = ['def a(n):\n    return b(n) * 2\n', 'def b(n):\n    return n + 0.5\n'];
  const sorted = (text: string): readonly string[] => [...signatures(text)].sort();
  expect(sorted(`${a}${b}a(1)`)).toEqual(sorted(`${b}${a}a(1)`));
});

it('marks what other modules could change as assumed', () => {
  const { facts } = infer('def f(n):\n    return n + 1\nf(2)\ndef g():\n    n = 1\n    return n + 1');
  expect(facts.functions[1]?.result.assumption).not.toBeNull();
  expect(facts.functions[2]?.result).toMatchObject({ type: 'int', constant: { type: 'int', value: 2n }, assumption: null });
});

it('gives up a function that takes too many steps, and no other', () => {
  const names = Array.from({ length: 700 }, (_, index) => `a${index}`);
  const rotate = `def rotate(c):\n    ${names.join(' = ')} = 0\n    while c:\n${names.slice(1).map((name, index) => `        a${index} = ${name}\n`).join('')}        a699 = kept\n    return a0\n`;
  const { ir, facts } = infer(`kept = [1]\nmine = [1]\n${rotate}def other(): return [n for n in mine]\nrotate(3).append('s')\nfirst = other()\n`);
  const known = new Map(ir.functions.map((fn, index) => [fn.name, facts.functions[index]!]));
  expect(known.get('rotate')).toMatchObject({ isCut: true, result: { type: 'object', options: null } });
  expect(known.get('other')?.result.type).toBe('list');
  // What it comes by may be anything from then on.
  expect(facts.heap.iterated(facts.globalFact('kept'))).toMatchObject({ assumption: { isGuess: true } });
  expect(facts.heap.iterated(facts.globalFact('mine'))).toMatchObject({ type: 'int', assumption: { isGuess: false } });
});
