/**
 * Joins a method's lookup with its call where what stands between can neither run code nor raise, so that nobody can
 * tell that the lookup comes later: `call.method` needs no reference to the method.
 */
import { boundAtEntry, boundReads } from '../analysis/definite-assignment.js';
import { operations } from '../../semantics/operations/operations.js';
import type { Block, Instruction, InstructionOf, IrFunction } from '../function.js';

/** Whether it neither runs code nor raises nor writes; a read of a bound variable does not raise. */
function isQuiet(instruction: Instruction, isBound: boolean): boolean {
  const { effects, failure } = operations[instruction.operation];
  return !effects.runsPython && effects.writes.length === 0 && (failure === 'never' || (instruction.operation === 'local.get' && isBound));
}

/** The place of the lookup of the call at `callAt`, if only quiet instructions stand between; null if not. */
function lookupOf(block: Block, callAt: number, bound: ReadonlySet<number>): { readonly at: number; readonly lookup: InstructionOf<'method.get'> } | null {
  const callee = block.instructions[callAt]?.operands[0];
  for (let at = callAt - 1; at >= 0; at--) {
    const instruction = block.instructions[at];
    if (instruction === undefined) return null;
    if (instruction.operation === 'method.get' && instruction.result === callee) return { at, lookup: instruction };
    if (!isQuiet(instruction, bound.has(at))) return null;
  }
  return null;
}

/** A traceback shows the lines of the lookup, or those of the call: where they differ, each needs its own site. */
function endsElsewhere(lookup: Instruction, call: Instruction): boolean {
  return lookup.position?.end_lineno !== call.position?.end_lineno;
}

function fuseBlock(block: Block, bound: ReadonlySet<number>): Block {
  const fused = new Map<number, Instruction>();
  const dropped = new Set<number>();
  block.instructions.forEach((instruction, index) => {
    if (instruction.operation !== 'call.found') return;
    const found = lookupOf(block, index, bound);
    if (found === null || endsElsewhere(found.lookup, instruction)) return;
    const { operands, immediate, position } = found.lookup;
    dropped.add(found.at);
    fused.set(index, { ...instruction, operation: 'call.method', operands: [...operands, ...instruction.operands.slice(1)], immediate: { name: immediate.name, lookup: position } });
  });
  if (fused.size === 0) return block;
  return { ...block, instructions: block.instructions.flatMap((instruction, index) => (dropped.has(index) ? [] : [fused.get(index) ?? instruction])) };
}

export function fuseMethodCalls(fn: IrFunction): IrFunction {
  const entry = boundAtEntry(fn);
  return { ...fn, blocks: fn.blocks.map((block) => fuseBlock(block, boundReads(block, entry.get(block.id)))) };
}
