/**
 * Who owns what. A value that lives no longer than the slot or table that keeps its object borrows it; every other object
 * has a reference of its own, which the last operation to read it takes over where its row can, and a `drop` ends
 * otherwise: behind that operation, or at the start of a block where some way there no longer needs it.
 *
 *     v1 = local.get x                  v1 = local.get x : borrowed
 *     v2 = binary.add v1, v0      →     v2 = binary.add v1, take v0 : object
 *     v3 = attribute.get v2 : y         v3 = attribute.get v2 : y : object
 *                                       drop v2
 */
import { type ValueLifetimes, valueLifetimes } from '../../ir/analysis/value-lifetimes.js';
import { terminatorOperands } from '../../ir/successors.js';
import type { TargetVersion } from '../../targets/target-version.js';
import { takableOperands } from '../ir/forms.js';
import type { LowBlock, LowFunction, LowInstruction, Representation, ValueId } from '../ir/function.js';
import { orderOfEnds } from './order-of-ends.js';

interface Ownership {
  readonly lifetimes: ValueLifetimes;
  /** Those that are `a:b`. */
  readonly slices: ReadonlySet<ValueId>;
  isOwned(value: ValueId): boolean;
}

function takenBy(instruction: LowInstruction, block: LowBlock, index: number, { lifetimes, isOwned }: Ownership): number {
  const { operands, operation } = instruction;
  const most = takableOperands(operation);
  let takes = 0;
  operands.forEach((value, place) => {
    const isGivenOnce = operands.indexOf(value) === operands.lastIndexOf(value);
    if (place < most && isGivenOnce && isOwned(value) && lifetimes.endsAt(value, block.id, index)) takes |= 1 << place;
  });
  return takes >>> 0;
}

const drop = (value: ValueId): LowInstruction => ({ operation: 'drop', result: null, operands: [value], immediate: {}, position: null, rep: null, takes: 1, site: null, point: null, exit: null, shows: [] });

function referencesOf(block: LowBlock, ownership: Ownership, target: TargetVersion): LowBlock {
  const { lifetimes, slices, isOwned } = ownership;
  const instructions: LowInstruction[] = [...new Set(lifetimes.deadAtEntry(block.id))].filter(isOwned).map(drop);
  block.instructions.forEach((instruction, index) => {
    const { operands, result, exit } = instruction;
    const takes = takenBy(instruction, block, index, ownership);
    const rep: Representation | null = instruction.rep === 'object' && result !== null && !isOwned(result) ? 'borrowed' : instruction.rep;
    instructions.push({ ...instruction, rep, takes });
    const order = new Set([...orderOfEnds(instruction.operation, target, operands[1] !== undefined && slices.has(operands[1])), ...operands.keys()]);
    const taken = new Set(operands.filter((_, place) => (takes & (1 << place)) !== 0));
    const ended = [...[...order].flatMap((place) => operands[place] ?? []), ...exit?.held ?? [], ...(result === null || rep !== 'object' ? [] : [result])];
    for (const value of new Set(ended)) if (!taken.has(value) && isOwned(value) && lifetimes.endsAt(value, block.id, index)) instructions.push(drop(value));
  });
  const [value] = block.terminator.kind === 'return' ? terminatorOperands(block.terminator) : [];
  return { ...block, instructions, takes: value !== undefined && isOwned(value) && lifetimes.endsAt(value, block.id, block.instructions.length) };
}

function slicesWithoutStep(fn: LowFunction): Set<ValueId> {
  const all = fn.blocks.flatMap(({ instructions }) => instructions);
  const absent = new Set(all.flatMap(({ operation, immediate, result }) => (operation === 'constant' && immediate.constant?.type === 'none' ? [result] : [])));
  return new Set(all.flatMap(({ operation, operands, result }) => (operation === 'build.slice' && result !== null && absent.has(operands[2] ?? null) ? [result] : [])));
}

export function insertReferences(fn: LowFunction, target: TargetVersion): LowFunction {
  const lifetimes = valueLifetimes(fn);
  const words = new Set(fn.blocks.flatMap((block) => block.instructions.flatMap(({ result, rep }) => (result !== null && rep !== 'object' ? [result] : []))));
  for (const { terminator } of fn.blocks) if (terminator.kind === 'next' && words.has(terminator.iterator)) words.add(terminator.result);
  const isOwned = (value: ValueId): boolean => !words.has(value) && lifetimes.ownershipOf(value) === 'owned';
  const slices = slicesWithoutStep(fn);
  return { ...fn, blocks: fn.blocks.map((block) => referencesOf(block, { lifetimes, slices, isOwned }, target)) };
}
