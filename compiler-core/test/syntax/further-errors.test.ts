/** The errors of a text after the first: told where the parser that recovers and CPython's grammar both find one. */
import { expect, it } from 'vitest';
import { createSourceFile } from '../../src/source/source-file.js';
import { createParser } from '../../src/syntax/cst/parser.js';
import { parseText } from '../../src/syntax/parse/parse-module.js';
import { findFurtherErrors } from '../../src/syntax/recovery/further-errors.js';
import { newestTarget } from '../../src/targets/target-version.js';

const parser = await createParser();

function errorsOf(text: string): readonly string[] {
  const [first] = parseText(text, newestTarget).errors;
  if (first === undefined) return [];
  return [first, ...findFurtherErrors(parser, createSourceFile(text, newestTarget), first.lineno, newestTarget)].map(({ lineno, offset, message }) => `${lineno}:${offset} ${message}`);
}

it('names the error of each broken statement in the words of CPython', () => {
  expect(errorsOf('x = = 1\ndef f(a):\n    return a +\ndef g(b):\n    if b\n        return 1\n    return b\ny = 2\n')).toEqual([
    '1:5 invalid syntax', "3:15 invalid syntax", "5:9 expected ':'",
  ]);
});

it('finds them in the members of one class', () => {
  expect(errorsOf('class C:\n    def m(self):\n        é = [1 2]\n    def n(self):\n        return self.x..y\n    def fine(self):\n        return 1\n')).toEqual([
    '3:14 invalid syntax. Perhaps you forgot a comma?', '5:23 invalid syntax',
  ]);
});

it('reports a mistake once, whatever follows it', () => {
  expect(errorsOf('def f(a:\n    return a\n\nprint(f(1))\n')).toHaveLength(1);
  expect(errorsOf('x = (1,\ny = 2\nz = 3\n')).toHaveLength(1);
  expect(errorsOf('text = """never closed\nx = 1\n')).toHaveLength(1);
  expect(errorsOf('if True\n    x = 1\nelse:\n    x = 2\n')).toHaveLength(1);
  expect(errorsOf('x = 1\n  y = 2\nz = 3\n')).toHaveLength(1);
});

it('has nothing to say of a sound text', () => {
  expect(errorsOf('x = 1\n')).toEqual([]);
});
