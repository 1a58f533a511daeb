/** Modules of data: what has many thousand parts side by side is lowered as what has few. */
import { expect, it } from 'vitest';
import { printFunction } from '../../src/ir/printer.js';
import { cleanDocstring } from '../../src/lowering/docstrings.js';
import { infer } from '../facts/infer.js';

const count = 150_000;

it.each([
  ['a list', `a = 1\nx = [${'a, '.repeat(count)}]\n`],
  ['a call', `a = 1\nprint(${'a, '.repeat(count)})\n`],
  ['a body', `a = 1\nif a:\n${'  a\n'.repeat(count)}`],
  ['bytes', `x = b"${'a'.repeat(count)}"\n`],
])('%s', (_, text) => {
  const { ir } = infer(text);
  expect(printFunction(ir.functions[0]!).length).toBeGreaterThan(count / 2);
});

it('a docstring', () => {
  expect(cleanDocstring(`first\n${'    line\n'.repeat(count)}`)).toBe(`first\n${'line\n'.repeat(count)}`);
});
