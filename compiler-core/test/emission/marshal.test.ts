/** The interpreter reads the constants that we marshal as the values that we meant. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { createObjectTable } from '../../src/emission/object-table.js';
import type { IrConstant } from '../../src/semantics/constants/constant.js';
import { pythonString } from '../../src/syntax/ast/python-string.js';
import { findInterpreters } from '../harness/interpreters.js';

const text = (value: string): IrConstant => ({ type: 'str', value: pythonString(value) });
const int = (value: bigint): IrConstant => ({ type: 'int', value });
const float = (value: number): IrConstant => ({ type: 'float', value });

const constants: readonly (readonly [IrConstant, string])[] = [
  [int(0n), '0'],
  [int(1n), '1'],
  [float(1), '1.0'],
  [float(-0), '-0.0'],
  [float(Number.NaN), 'nan'],
  [float(Number.POSITIVE_INFINITY), 'inf'],
  [float(5e-324), '5e-324'],
  [int(-32768n), '-32768'],
  [int(2n ** 63n), '9223372036854775808'],
  [int(-(10n ** 40n)), `-1${'0'.repeat(40)}`],
  [{ type: 'complex', real: 0, imag: 2.5 }, '2.5j'],
  [text('plain'), "'plain'"],
  [text('é\u{1f40d}\u0000'), "'é🐍\\x00'"],
  [text('\ud800'), "'\\ud800'"],
  [{ type: 'bytes', value: Uint8Array.of(0, 255, 65) }, "b'\\x00\\xffA'"],
  [{ type: 'tuple', items: [int(1n), { type: 'none' }, { type: 'tuple', items: [] }, { type: 'ellipsis' }] }, '(1, None, (), Ellipsis)'],
  [{ type: 'frozenset', items: [{ type: 'bool', value: true }] }, 'frozenset({True})'],
];

const script = 'import marshal, sys; sys.stdout.reconfigure(encoding="utf-8"); table = marshal.loads(bytes.fromhex(sys.argv[1])); print("\\n".join(map(repr, table)))';

test.each(findInterpreters())('3.$minor unmarshals every kind of constant', ({ command }) => {
  const objects = createObjectTable();
  const expressions = constants.map(([constant]) => objects.constantExpression(constant));
  expect(expressions).toEqual(constants.map((_, index) => `objects[${index}]`));
  const { bytes, count } = objects.finish();
  expect(count).toBe(constants.length);
  const answer = spawnSync(command, ['-c', script, Buffer.from(bytes).toString('hex')], { encoding: 'utf8' });
  expect(answer.stdout.trimEnd().split('\n')).toEqual(constants.map(([, representation]) => representation));
});

test('an object that stands twice is one, and other strings than names are not interned', () => {
  const objects = createObjectTable();
  expect(objects.constantExpression(text('a b'))).toBe('objects[0]');
  expect(objects.nameExpression('a')).toBe('objects[1]');
  expect(objects.constantExpression(text('a b'))).toBe('objects[0]');
  expect(objects.constantExpression(text('a'))).toBe('objects[1]');
  expect(objects.constantExpression({ type: 'none' })).toBe('Py_None');
  expect(objects.finish().count).toBe(2);
});
