/**
 * How long each value lives and who owns it, for emission: whether a read of a slot may be borrowed from the slot, and
 * where a value's object is released. Liveness is computed per value, backwards from its uses, as it is SSA.
 */
import { operations } from '../../semantics/operations/operations.js';
import type { BlockId, FlowBlock, FlowGraph, SlotId, ValueId } from '../function.js';
import { successors } from '../successors.js';
import { liveAtEntry, predecessorsOf, usesByValue } from './live-blocks.js';

/** `owned`: the value has a reference of its own; `slot`: it is read from the slot, which keeps it; `constant`: lives for ever. */
type Ownership = 'owned' | 'slot' | 'constant';

export interface ValueLifetimes {
  ownershipOf(value: ValueId): Ownership;
  /** Whether the instruction is the value's last use there (the terminator counts as one past the last instruction). */
  endsAt(value: ValueId, block: BlockId, index: number): boolean;
  /** The values that are dead in this block and were alive at the end of a block before it. */
  deadAtEntry(block: BlockId): readonly ValueId[];
  /** Whether every use stands in the block that makes the value. */
  isLocal(value: ValueId): boolean;
}

function slotIsWritten(block: FlowBlock, slot: SlotId, after: number, until: number): boolean {
  return block.instructions.slice(after + 1, until).some((instruction) => instruction.immediate.slot === slot && operations[instruction.operation].slot?.leaves !== 'same');
}

/** What is kept while a generator is suspended needs a reference of its own. */
function isSuspended(block: FlowBlock, after: number, until: number): boolean {
  return block.instructions.slice(after + 1, until).some(({ immediate }) => immediate.stack !== undefined);
}

export function valueLifetimes(fn: FlowGraph): ValueLifetimes {
  const blocks = new Map(fn.blocks.map((block) => [block.id, block]));
  const uses = usesByValue(fn);
  const predecessors = predecessorsOf(fn);
  const ownership = new Map<ValueId, Ownership>();
  const ends = new Map<ValueId, Map<BlockId, number>>();
  const dead = new Map<BlockId, ValueId[]>();
  const local = new Set<ValueId>();

  /** Finds where the value dies: at its last use in each block that it does not leave, or on an edge out of it. */
  function place(value: ValueId, definedIn: BlockId, definedAt: number): void {
    const own = uses.get(value) ?? [];
    const live = liveAtEntry(definedIn, own, predecessors);
    if (live.size === 0) local.add(value);
    const lastIn = new Map<BlockId, number>([[definedIn, definedAt]]);
    for (const { block, index } of own) lastIn.set(block.id, Math.max(lastIn.get(block.id) ?? -1, index));
    const endsIn = new Map<BlockId, number>();
    for (const id of new Set([definedIn, ...live])) {
      const block = blocks.get(id);
      if (block === undefined) continue;
      const targets = successors(block.terminator);
      if (!targets.some((target) => live.has(target))) endsIn.set(id, lastIn.get(id) ?? -1);
      else for (const target of targets) if (!live.has(target)) dead.set(target, [...(dead.get(target) ?? []), value]);
    }
    ends.set(value, endsIn);
  }

  for (const block of fn.blocks) {
    block.instructions.forEach((instruction, index) => {
      const { result, operation } = instruction;
      if (result === null) return;
      place(result, block.id, index);
      const { slot } = instruction.immediate;
      const last = ends.get(result)?.get(block.id);
      const borrows = operation === 'local.get' && slot !== undefined && local.has(result) && last !== undefined && !isSuspended(block, index, last) && !slotIsWritten(block, slot, index, last);
      const isConstant = operations[operation].result === 'borrowed' && operation !== 'local.get';
      ownership.set(result, borrows ? 'slot' : isConstant ? 'constant' : 'owned');
    });
    if (block.terminator.kind === 'next') {
      // The item is there only in the body, which is entered from here alone.
      place(block.terminator.result, block.terminator.body, -1);
      ownership.set(block.terminator.result, 'owned');
    }
  }
  return {
    ownershipOf: (value) => ownership.get(value) ?? 'constant',
    endsAt: (value, block, index) => ends.get(value)?.get(block) === index,
    deadAtEntry: (block) => dead.get(block) ?? [],
    isLocal: (value) => local.has(value),
  };
}
