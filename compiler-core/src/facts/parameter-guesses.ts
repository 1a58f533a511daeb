/** The type of a parameter that no call was seen for, guessed from what the body does with it. */
import type { IrFunction, ValueId } from '../ir/function.js';

const numeric = /^(binary|inplace|compare)\./;

/** `int` for `range(p)`, `a[p]` and arithmetic with an int literal; `float` for arithmetic with a float literal. */
export function guessFromUse(fn: IrFunction, slot: number): 'int' | 'float' | null {
  let guess: 'int' | 'float' | null = null;
  for (const block of fn.blocks) {
    const reads = new Set<ValueId>();
    const floats = new Set<ValueId>();
    const ints = new Set<ValueId>();
    const ranges = new Set<ValueId>();
    for (const { operation, operands, result, immediate } of block.instructions) {
      if (result !== null && operation === 'local.get' && immediate.slot === slot) reads.add(result);
      if (result !== null && immediate.constant?.type === 'float') floats.add(result);
      if (result !== null && immediate.constant?.type === 'int') ints.add(result);
      if (result !== null && operation === 'global.get' && immediate.name === 'range') ranges.add(result);
      if (!operands.some((operand) => reads.has(operand))) continue;
      if (numeric.test(operation) && operation !== 'binary.mod' && operation !== 'compare.in' && operation !== 'compare.is' && operation !== 'compare.is_not') {
        if (operands.some((operand) => floats.has(operand))) return 'float';
        if (operands.some((operand) => ints.has(operand)) && operation !== 'binary.mult') guess ??= 'int';
      }
      if (operation === 'call' && ranges.has(operands[0]!)) return 'int';
    }
  }
  return guess;
}
