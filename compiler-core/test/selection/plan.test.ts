/** Which functions get typed bodies, and where these leave for the generic ones. */
import { expect, it } from 'vitest';
import { selectTyped } from '../../src/selection/plan.js';
import { infer } from '../facts/infer.js';

/** The names of typed functions, with the operations at which they leave. */
function selected(text: string): Readonly<Record<string, readonly string[]>> {
  const { ir, facts } = infer(text);
  return Object.fromEntries([...selectTyped(ir, facts, () => true)].map(([index, plan]) => {
    const fn = ir.functions[index]!;
    return [fn.name, [...plan.blocks].flatMap(([id, leaves]) => {
      const block = fn.blocks[id]!;
      return leaves === null ? [] : [block.instructions[leaves]?.operation ?? block.terminator.kind];
    }).sort()];
  }));
}

it('types loops over numbers', () => {
  expect(selected('def f(n):\n    t = 0\n    for i in range(n): t += i\n    return t')).toEqual({ f: [] });
});

it('types what a typed function calls, and recursion', () => {
  expect(selected('def g(x):\n    return x + 1\ndef f(n):\n    t = 0\n    for i in range(n): t += g(i)\n    return t')).toEqual({ g: [], f: [] });
});

it('leaves for errors and for objects after the loop', () => {
  expect(selected('def f(n):\n    if n < 0: raise ValueError\n    t = 0\n    for i in range(n): t += i\n    return [t]')).toEqual({ f: ['build.list', 'global.get'] });
});

it('does not type what only moves objects', () => {
  expect(selected('def f(items):\n    return [item for item in items]\ndef g(a, b):\n    return a')).toEqual({});
});

it('does not type a function whose parameter is no number', () => {
  expect(selected('def f(s: str, n: int):\n    t = 0\n    for i in range(n): t += i\n    return t')).toEqual({});
});
