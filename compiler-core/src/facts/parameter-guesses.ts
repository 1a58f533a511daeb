/** The type of a parameter that no call was seen for, guessed from what the body does with it. */
import type { IrFunction, ValueId } from '../ir/function.js';
import { type OperationName, operations } from '../semantics/operations/operations.js';

/** Whether an operation is one on numbers, as a rule: `%` formats strings too, and `in` and `is` are for anything. */
function isNumeric(operation: OperationName): boolean {
  const { meaning } = operations[operation];
  switch (meaning.family) {
    case 'binary': return meaning.operator !== 'mod';
    case 'inplace': return true;
    case 'compare': return operations[operation].words !== null;
    default: return false;
  }
}

/** The parameter's slot and those that are given its value as it is. */
function copiesOf(fn: IrFunction, parameter: number): ReadonlySet<number> {
  const slots = new Set([parameter]);
  for (const block of fn.blocks) {
    const reads = new Set<ValueId>();
    for (const { operation, operands, result, immediate } of block.instructions) {
      if (result !== null && operation === 'local.get' && immediate.slot === parameter) reads.add(result);
      if (operation === 'local.set' && immediate.slot !== undefined && reads.has(operands[0]!)) slots.add(immediate.slot);
    }
  }
  return slots;
}

/**
 * `int` for `range(p)` and arithmetic with an int literal; `float` for arithmetic with a float literal. Where it only
 * meets other variables in arithmetic, what the function's literals and divisions suggest.
 */
export function guessFromUse(fn: IrFunction, parameter: number): 'int' | 'float' | null {
  const slots = copiesOf(fn, parameter);
  let guess: 'int' | 'float' | null = null;
  let isComputedWith = false;
  let hasFloats = false;
  for (const block of fn.blocks) {
    const reads = new Set<ValueId>();
    const floats = new Set<ValueId>();
    const ints = new Set<ValueId>();
    const ranges = new Set<ValueId>();
    for (const { operation, operands, result, immediate } of block.instructions) {
      if (result !== null && operation === 'local.get' && immediate.slot !== undefined && slots.has(immediate.slot)) reads.add(result);
      if (result !== null && immediate.constant?.type === 'float') floats.add(result);
      if (result !== null && immediate.constant?.type === 'int') ints.add(result);
      if (result !== null && operation === 'global.get' && immediate.name === 'range') ranges.add(result);
      if (immediate.constant?.type === 'float' || operation === 'binary.div' || operation === 'inplace.div') hasFloats = true;
      if (!operands.some((operand) => reads.has(operand))) continue;
      if (isNumeric(operation)) {
        const { family, operator } = operations[operation].meaning;
        isComputedWith ||= family !== 'compare' && operator !== 'add';
        if (operands.some((operand) => floats.has(operand))) return 'float';
        if (operands.some((operand) => ints.has(operand)) && operation !== 'binary.mult') guess ??= 'int';
      }
      if (operation === 'call' && ranges.has(operands[0]!)) return 'int';
    }
  }
  return guess ?? (isComputedWith ? (hasFloats ? 'float' : 'int') : null);
}
