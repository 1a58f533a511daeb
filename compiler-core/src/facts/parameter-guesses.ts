/** The type of a parameter of which the calls say nothing, guessed from what the body does with it. */
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
  return guess ?? (isIndex(fn, parameter) ? 'int' : isComputedWith ? (hasFloats ? 'float' : 'int') : null);
}

/**
 * Whether a parameter is counted with to find an item: sums and differences of it, and what those are kept in, are the key
 * of some item or the end of some range. What is only looked up may be any dict's key.
 */
function isIndex(fn: IrFunction, parameter: number): boolean {
  /** Slots that meet in a sum are one of a kind. */
  const kindOf = fn.slots.map((_, slot) => slot);
  const find = (slot: number): number => { while (kindOf[slot] !== slot) slot = kindOf[slot] ?? slot; return slot; };
  const join = (left: number | undefined, right: number | undefined): void => { if (left !== undefined && right !== undefined) kindOf[find(left)] = find(right); };
  const [keys, sums] = [new Set<number>(), new Set<number>()];
  for (const block of fn.blocks) {
    const from = new Map<ValueId, number>();
    const ranges = new Set<ValueId>();
    for (const { operation, operands, result, immediate } of block.instructions) {
      const [left, right] = operands.map((operand) => from.get(operand));
      const { family, operator } = operations[operation].meaning;
      if (operation === 'local.get' && result !== null && immediate.slot !== undefined) from.set(result, immediate.slot);
      else if (operation === 'local.set' && immediate.slot !== undefined) join(left, immediate.slot);
      else if (operation === 'global.get' && result !== null && immediate.name === 'range') ranges.add(result);
      else if ((operation === 'item.get' || operation === 'item.set') && right !== undefined) keys.add(right);
      else if (operation === 'call' && ranges.has(operands[0]!)) {
        for (const operand of operands.slice(1)) {
          const slot = from.get(operand);
          if (slot === undefined) continue;
          keys.add(slot);
          sums.add(slot);
        }
      }
      else if ((family === 'binary' || family === 'inplace') && (operator === 'add' || operator === 'sub' || operator === 'mult') && result !== null) {
        join(left, right);
        const slot = left ?? right;
        if (slot === undefined) continue;
        from.set(result, slot);
        sums.add(slot);
      }
    }
  }
  const kind = find(parameter);
  const isOne = (slots: ReadonlySet<number>): boolean => [...slots].some((slot) => find(slot) === kind);
  return isOne(keys) && isOne(sums);
}
