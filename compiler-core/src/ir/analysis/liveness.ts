/**
 * Which values and slots are still read after a point: what a typed body must hand over where it leaves there. A
 * backward analysis over the blocks; a handler's needs hold before whatever may raise in the blocks it guards.
 */
import { operations } from '../../semantics/operations/operations.js';
import type { Block, BlockId, IrFunction, SlotId, ValueId } from '../function.js';
import { successors, terminatorOperands } from '../successors.js';

interface Live {
  readonly values: ReadonlySet<ValueId>;
  readonly slots: ReadonlySet<SlotId>;
}

export interface Liveness {
  /** Before an instruction of a block; its terminator is one past the last. */
  before(block: Block, index: number): Live;
  atEntry(block: BlockId): Live;
}

export function liveness(fn: IrFunction): Liveness {
  const entries = new Map<BlockId, Live>();
  const nothing: Live = { values: new Set(), slots: new Set() };

  function before(block: Block, index: number): Live {
    const values = new Set<ValueId>();
    const slots = new Set<SlotId>();
    for (const target of successors(block.terminator)) {
      for (const value of entries.get(target)?.values ?? []) values.add(value);
      for (const slot of entries.get(target)?.slots ?? []) slots.add(slot);
    }
    const guarded = block.handler === null ? nothing : entries.get(block.handler) ?? nothing;
    const raises = (): void => { for (const slot of guarded.slots) slots.add(slot); };
    raises();
    if (block.terminator.kind === 'next') values.delete(block.terminator.result);
    for (const value of terminatorOperands(block.terminator)) values.add(value);
    for (let at = block.instructions.length - 1; at >= index; at--) {
      const { result, operation, operands, immediate: { slot } } = block.instructions[at]!;
      if (result !== null) values.delete(result);
      for (const operand of operands) values.add(operand);
      const row = operations[operation];
      if (slot !== undefined && row.slot?.reads === true) slots.add(slot);
      else if (slot !== undefined) slots.delete(slot);
      if (row.failure === 'raises') raises();
    }
    return { values, slots };
  }

  for (let changed = true; changed;) {
    changed = false;
    for (const block of [...fn.blocks].reverse()) {
      const live = before(block, 0);
      const known = entries.get(block.id);
      if (known !== undefined && known.values.size === live.values.size && known.slots.size === live.slots.size) continue;
      entries.set(block.id, live);
      changed = true;
    }
  }
  return { before, atEntry: (block) => entries.get(block) ?? nothing };
}
