/** Where the values of a function are read, and in which blocks each is alive at the start: backwards from its reads, as it is SSA. */
import type { BlockId, FlowBlock, FlowGraph, ValueId } from '../function.js';
import { successors, terminatorOperands } from '../successors.js';

export interface Use {
  readonly block: FlowBlock;
  readonly index: number;
}

/** Every read of each value; a terminator is one past the last instruction. */
export function usesByValue(fn: FlowGraph): ReadonlyMap<ValueId, readonly Use[]> {
  const uses = new Map<ValueId, Use[]>();
  const add = (value: ValueId, use: Use): void => {
    const list = uses.get(value);
    if (list === undefined) uses.set(value, [use]);
    else list.push(use);
  };
  for (const block of fn.blocks) {
    block.instructions.forEach((instruction, index) => {
      for (const operand of instruction.operands) add(operand, { block, index });
      for (const held of instruction.exit?.held ?? []) add(held, { block, index });
    });
    for (const operand of terminatorOperands(block.terminator)) add(operand, { block, index: block.instructions.length });
  }
  return uses;
}

/** The blocks that lead to each when nothing is raised. */
export function predecessorsOf(fn: FlowGraph): ReadonlyMap<BlockId, readonly BlockId[]> {
  const predecessors = new Map<BlockId, BlockId[]>();
  for (const block of fn.blocks) {
    for (const target of successors(block.terminator)) {
      const known = predecessors.get(target);
      if (known === undefined) predecessors.set(target, [block.id]);
      else known.push(block.id);
    }
  }
  return predecessors;
}

/** The blocks at whose start the value is alive. */
export function liveAtEntry(definedIn: BlockId, uses: readonly Use[], predecessors: ReadonlyMap<BlockId, readonly BlockId[]>): ReadonlySet<BlockId> {
  const live = new Set<BlockId>();
  const pending = uses.map((use) => use.block.id).filter((block) => block !== definedIn);
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    if (live.has(block)) continue;
    live.add(block);
    for (const before of predecessors.get(block) ?? []) if (before !== definedIn) pending.push(before);
  }
  return live;
}
