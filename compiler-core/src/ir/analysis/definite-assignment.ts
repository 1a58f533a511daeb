/**
 * Which slots are bound before each instruction, for certain or possibly: a read of one that certainly is needs no check
 * and cannot raise. A forward analysis over the blocks; a handler may be entered after any instruction of the blocks it guards.
 */
import { operations } from '../../semantics/operations/operations.js';
import type { BlockId, FlowBlock, GuardedGraph, IrFunction, SlotId } from '../function.js';
import { successors } from '../successors.js';

type Bound = ReadonlySet<SlotId>;
/** What the analysis needs of a function, at either level. */
type Assigned = GuardedGraph & Pick<IrFunction, 'slots' | 'cells'>;

/** Takes what an instruction does with its slot into account. */
export function applyToBound(bound: Set<SlotId>, { operation, immediate: { slot } }: FlowBlock['instructions'][number]): void {
  if (slot === undefined) return;
  switch (operations[operation].slot?.leaves) {
    case 'bound': bound.add(slot); break;
    case 'empty': bound.delete(slot); break;
    default: break;
  }
}

function intersect(left: Bound | undefined, right: Bound): Bound {
  return left === undefined ? right : new Set([...left].filter((slot) => right.has(slot)));
}

function union(left: Bound | undefined, right: Bound): Bound {
  return new Set([...left ?? [], ...right]);
}

/** The slots bound for certain at the entry of every block, by block; unreachable blocks are absent. */
export const boundAtEntry = (fn: Assigned): ReadonlyMap<BlockId, Bound> => analyze(fn, intersect);

/** The slots that some way to a block binds, as the same analysis with unions. */
export const possiblyBoundAtEntry = (fn: Assigned): ReadonlyMap<BlockId, Bound> => analyze(fn, union);

function analyze(fn: Assigned, merge: (left: Bound | undefined, right: Bound) => Bound): ReadonlyMap<BlockId, Bound> {
  const entry = new Map<BlockId, Bound>();
  const first = fn.blocks[0];
  if (first === undefined) return entry;
  const inCells = new Set(fn.cells.flatMap((cell) => (cell.parameter === null ? [] : [cell.parameter])));
  const parameters = fn.slots.flatMap((slot, index) => (slot.kind === 'parameter' && !inCells.has(index as SlotId) ? [index as SlotId] : []));
  entry.set(first.id, new Set(parameters));
  const blocks = new Map(fn.blocks.map((block) => [block.id, block]));
  const worklist: GuardedGraph['blocks'][number][] = [first];
  const flow = (target: BlockId, bound: Bound): void => {
    const before = entry.get(target);
    const merged = merge(before, bound);
    if (before !== undefined && merged.size === before.size) return;
    entry.set(target, merged);
    const block = blocks.get(target);
    if (block !== undefined) worklist.push(block);
  };
  for (let block = worklist.pop(); block !== undefined; block = worklist.pop()) {
    const bound = new Set(entry.get(block.id));
    let anywhere: Bound = new Set(bound);
    for (const instruction of block.instructions) {
      applyToBound(bound, instruction);
      anywhere = merge(anywhere, bound);
    }
    for (const target of successors(block.terminator)) flow(target, new Set(bound));
    if (block.handler !== null) flow(block.handler, anywhere);
  }
  return entry;
}

/** For each `local.get` of a block, by its index among the instructions, whether its slot is bound for certain. */
export function boundReads(block: FlowBlock, atEntry: Bound | undefined): ReadonlySet<number> {
  const bound = new Set(atEntry);
  const reads = new Set<number>();
  block.instructions.forEach((instruction, index) => {
    const { slot } = instruction.immediate;
    if (instruction.operation === 'local.get' && slot !== undefined && bound.has(slot)) reads.add(index);
    applyToBound(bound, instruction);
  });
  return reads;
}
