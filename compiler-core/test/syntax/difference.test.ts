/** A build compares its own tree with the interpreter's: equal ones pass, any other is named with its place. */
import { expect, it } from 'vitest';
import { findDivergence, readAlone } from '../../src/pipeline/divergence.js';
import { dumpAst } from '../../src/syntax/ast/dump.js';
import { loadAst } from '../../src/syntax/ast/load.js';
import { newestOf } from '../../src/targets/target-version.js';

const text = 'def f(x):\n    return [x, -0.0, 1j, b"a", "b", 10**3, None]\n';

function readOther(other: string): ReturnType<typeof findDivergence> {
  const theirs = readAlone(other, newestOf(12));
  if ('refusal' in theirs) throw new Error(theirs.refusal.message);
  // Through JSON, as the interpreter's answer comes.
  return findDivergence(readAlone(text, newestOf(12)), loadAst(JSON.parse(JSON.stringify(dumpAst(theirs.module, newestOf(12))))));
}

it('finds equal trees equal', () => {
  expect(readOther(text)).toBeNull();
});

it.each([
  ['-0.0', '-1.0', 'body[0].body[0].value.elts[1].operand.value'],
  ['1j', '2j', 'body[0].body[0].value.elts[2].value'],
  ['b"a"', 'b"b"', 'body[0].body[0].value.elts[3].value'],
  ['**', '*-', 'body[0].body[0].value.elts[5].op'],
  [', None', '', 'body[0].body[0].value.elts'],
  ['return [', 'return  [', 'body[0].body[0].value.elts[0].col_offset'],
])('names the place where %s is %s', (from, to, path) => {
  expect(readOther(text.replace(from, to))).toEqual({ line: 2, message: `read as another tree here, at ${path}` });
});

it('says what it refuses', () => {
  expect(findDivergence(readAlone('x = = 1\n', newestOf(12)), { _type: 'Module', body: [], type_ignores: [] })).toEqual({ line: 1, message: 'refused here: invalid syntax' });
});
