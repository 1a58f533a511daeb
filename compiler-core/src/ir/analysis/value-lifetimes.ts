/**
 * How long each value lives and who owns it, for emission: whether a read of a slot may be borrowed from the slot, and
 * which use of a value is its last.
 */
import { operations } from '../../semantics/operations/operations.js';
import type { Block, BlockId, IrFunction, SlotId, ValueId } from '../function.js';
import { terminatorOperands } from '../successors.js';

export interface ValueLifetime {
  /** `owned`: the value has a reference of its own; `slot`: it is read from the slot, which keeps it; `constant`: lives for ever. */
  readonly ownership: 'owned' | 'slot' | 'constant';
  /** Where it is read for the last time (the terminator counts as one past the last instruction); null when it lives to the end. */
  readonly lastUse: { readonly block: BlockId; readonly index: number } | null;
}

const writers: ReadonlySet<string> = new Set(['local.set', 'local.delete', 'local.clear', 'local.take']);

function slotIsWritten(block: Block, slot: SlotId, after: number, until: number): boolean {
  return block.instructions.slice(after + 1, until).some((instruction) => instruction.immediate.slot === slot && writers.has(instruction.operation));
}

/** The block and the instruction index of every read, by value. */
function readsByValue(fn: IrFunction): ReadonlyMap<number, readonly { readonly block: Block; readonly index: number }[]> {
  const reads = new Map<number, { readonly block: Block; readonly index: number }[]>();
  const add = (value: number, block: Block, index: number): void => {
    const list = reads.get(value);
    if (list === undefined) reads.set(value, [{ block, index }]);
    else list.push({ block, index });
  };
  for (const block of fn.blocks) {
    block.instructions.forEach((instruction, index) => {
      for (const operand of instruction.operands) add(operand, block, index);
    });
    for (const operand of terminatorOperands(block.terminator)) add(operand, block, block.instructions.length);
  }
  return reads;
}

/**
 * The last of the reads that all stand in one block. A value's readers run once for each time it is made: loops keep
 * what outlives a turn in slots, so a block that reads it is not entered twice.
 */
function lastOf(uses: readonly { readonly block: Block; readonly index: number }[], definition: { readonly block: BlockId; readonly index: number }): ValueLifetime['lastUse'] {
  const first = uses[0];
  if (first === undefined) return definition;
  if (uses.some((use) => use.block !== first.block)) return null;
  return { block: first.block.id, index: Math.max(...uses.map((use) => use.index)) };
}

export function valueLifetimes(fn: IrFunction): ReadonlyMap<ValueId, ValueLifetime> {
  const reads = readsByValue(fn);
  const lifetimes = new Map<ValueId, ValueLifetime>();
  for (const block of fn.blocks) {
    block.instructions.forEach((instruction, index) => {
      const { result } = instruction;
      if (result === null) return;
      const lastUse = lastOf(reads.get(result) ?? [], { block: block.id, index });
      const { slot } = instruction.immediate;
      const isHere = lastUse !== null && lastUse.block === block.id;
      const borrows = instruction.operation === 'local.get' && slot !== undefined && isHere && !slotIsWritten(block, slot, index, lastUse.index);
      const isBorrowed = operations[instruction.operation].result === 'borrowed' && instruction.operation !== 'local.get';
      lifetimes.set(result, { ownership: borrows ? 'slot' : isBorrowed ? 'constant' : 'owned', lastUse });
    });
    if (block.terminator.kind === 'next') {
      const { result, body } = block.terminator;
      lifetimes.set(result, { ownership: 'owned', lastUse: lastOf(reads.get(result) ?? [], { block: body, index: -1 }) });
    }
  }
  return lifetimes;
}
