/**
 * Joins a method's lookup with its call where what stands between can neither run code nor raise, so that nobody can
 * tell that the lookup comes later: `call.method` needs no reference to the method.
 */
import { boundAtEntry, boundReads } from '../analysis/definite-assignment.js';
import type { Block, Instruction, IrFunction } from '../function.js';

function isQuiet(instruction: Instruction, isBound: boolean): boolean {
  return instruction.operation === 'constant' || (instruction.operation === 'local.get' && isBound);
}

/** The lookup whose call is at `callAt`, if only quiet instructions stand between; -1 if not. */
function lookupOf(block: Block, callAt: number, bound: ReadonlySet<number>): number {
  const call = block.instructions[callAt];
  for (let index = callAt - 1; index >= 0; index--) {
    const instruction = block.instructions[index];
    if (instruction === undefined || call === undefined) return -1;
    if (instruction.operation === 'method.get' && instruction.result === call.operands[0]) return index;
    if (!isQuiet(instruction, bound.has(index))) return -1;
  }
  return -1;
}

/** A traceback shows the lines of the lookup, or those of the call: where they differ, each needs its own site. */
function endsElsewhere(lookup: Instruction | undefined, call: Instruction): boolean {
  return lookup?.position?.end_lineno !== call.position?.end_lineno;
}

function fuseBlock(block: Block, bound: ReadonlySet<number>): Block {
  const fused = new Map<number, Instruction>();
  const dropped = new Set<number>();
  block.instructions.forEach((instruction, index) => {
    if (instruction.operation !== 'call.found') return;
    const lookup = lookupOf(block, index, bound);
    const { operands, immediate, position } = block.instructions[lookup] ?? { operands: [], immediate: {}, position: null };
    if (lookup < 0 || immediate.name === undefined || endsElsewhere(block.instructions[lookup], instruction)) return;
    dropped.add(lookup);
    fused.set(index, { ...instruction, operation: 'call.method', operands: [...operands, ...instruction.operands.slice(1)], immediate: { name: immediate.name, lookup: position } });
  });
  if (fused.size === 0) return block;
  return { ...block, instructions: block.instructions.flatMap((instruction, index) => (dropped.has(index) ? [] : [fused.get(index) ?? instruction])) };
}

export function fuseMethodCalls(fn: IrFunction): IrFunction {
  const entry = boundAtEntry(fn);
  return { ...fn, blocks: fn.blocks.map((block) => fuseBlock(block, boundReads(block, entry.get(block.id)))) };
}
