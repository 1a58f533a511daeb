/** Folded constants are what the interpreter computes, bit for bit. */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { foldBinary, foldComparison, foldUnary } from '../../src/semantics/constants/folding.js';
import { reprOf } from '../../src/facts/repr.js';
import type { IrConstant } from '../../src/semantics/constants/constant.js';
import { pythonString } from '../../src/syntax/ast/python-string.js';
import { findInterpreters } from '../harness/interpreters.js';

const ints = [0n, 1n, -1n, 2n, -3n, 7n, 64n, 10n ** 9n, -(2n ** 31n), 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n, 10n ** 30n];
const floats = [0, -0, 1, -1.5, 0.1, 3.7, -7.25, 1e-5, 123456789.125, 1e16, 1e22, 5e-324, 1.7976931348623157e308, 1 / 3];
const operands: readonly IrConstant[] = [
  ...ints.map((value): IrConstant => ({ type: 'int', value })), ...floats.map((value): IrConstant => ({ type: 'float', value })),
  { type: 'bool', value: true }, { type: 'bool', value: false }, ...['', 'aé😀', "it's\n", 'a"\'\uffff'].map((text): IrConstant => ({ type: 'str', value: pythonString(text) })),
];
const binaryOperators = { add: '+', sub: '-', mult: '*', div: '/', mod: '%', floordiv: '//', pow: '**', lshift: '<<', rshift: '>>', bitor: '|', bitxor: '^', bitand: '&' };
const comparisons = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' };
const unaryOperators = { neg: '-', pos: '+', invert: '~', not: 'not ' };

it.each(findInterpreters().slice(0, 1))('as $command computes them', ({ command }) => {
  const cases: (readonly [string, string])[] = [];
  const add = (expression: string, folded: IrConstant | null): void => {
    const text = folded === null ? null : reprOf(folded);
    if (text !== null) cases.push([expression, text]);
  };
  for (const left of operands) {
    const a = `(${reprOf(left)})`;
    for (const [name, sign] of Object.entries(unaryOperators)) add(`${sign}${a}`, foldUnary(name, left));
    for (const right of operands) {
      const b = `(${reprOf(right)})`;
      for (const [name, sign] of Object.entries(binaryOperators)) add(`${a} ${sign} ${b}`, foldBinary(name, left, right));
      for (const [name, sign] of Object.entries(comparisons)) add(`${a} ${sign} ${b}`, foldComparison(name, left, right));
    }
  }
  const program = `import json, sys, warnings
warnings.simplefilter('ignore')
def answer(expression):
    try: return repr(eval(expression))
    except Exception as error: return type(error).__name__
print(json.dumps([answer(e) for e in json.load(sys.stdin)]))`;
  const answers = JSON.parse(execFileSync(command, ['-c', program], { input: JSON.stringify(cases.map(([expression]) => expression)), maxBuffer: 1 << 26 }).toString()) as readonly string[];
  expect(cases.length).toBeGreaterThan(1000);
  const wrong = cases.flatMap(([expression, text], index) => (answers[index] === text ? [] : [`${expression} is ${answers[index]}, folded to ${text}`]));
  expect(wrong.slice(0, 20)).toEqual([]);
});
