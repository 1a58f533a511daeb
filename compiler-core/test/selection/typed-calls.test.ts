/** What typed bodies know of each other: bare ones, the globals a call relies on, and which calls may come back. */
import { expect, it } from 'vitest';
import { selectTyped } from '../../src/selection/plan.js';
import { typedCalls } from '../../src/selection/typed-calls.js';
import { infer } from '../facts/infer.js';

interface Calls {
  readonly isBare: boolean;
  readonly guards: readonly string[];
  readonly recursive: readonly string[];
}

function calls(text: string): Readonly<Record<string, Calls>> {
  const { ir, facts } = infer(text);
  const nameOf = (index: number): string => ir.functions[index]?.name ?? '';
  return Object.fromEntries([...typedCalls(ir.functions, selectTyped(ir, facts, () => true))].map(([index, { isBare, guards, recursive }]) => [
    nameOf(index), { isBare, guards: guards.map(({ name, target }) => (target === null ? `builtin ${name}` : name)), recursive: [...recursive].map(nameOf) },
  ]));
}

it('keeps the activations of loops and of their callers only', () => {
  expect(calls('def leaf(x: int):\n    return x * x + x - 1\ndef loop(n: int):\n    t = 0\n    for i in range(n): t += leaf(i)\n    return t\ndef top(n: int):\n    return loop(n) + leaf(n) - loop(1) + n')).toEqual({
    leaf: { isBare: true, guards: [], recursive: [] },
    loop: { isBare: false, guards: ['builtin range', 'leaf'], recursive: [] },
    top: { isBare: false, guards: ['loop', 'leaf', 'builtin range'], recursive: [] },
  });
});

it('knows recursion, through other functions too', () => {
  expect(calls('def even(n: int):\n    return True if n == 0 else odd(n - 1)\ndef odd(n: int):\n    return False if n == 0 else even(n - 1)\ndef start(n: int):\n    return even(n + n * n - 1)')).toEqual({
    even: { isBare: true, guards: ['odd', 'even'], recursive: ['odd'] },
    odd: { isBare: true, guards: ['even', 'odd'], recursive: ['even'] },
    start: { isBare: true, guards: ['even', 'odd'], recursive: [] },
  });
});
