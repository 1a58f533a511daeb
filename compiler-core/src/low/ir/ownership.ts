/**
 * Checks who owns what: a value that owns its object is taken over or dropped once on each way, and never read after; one
 * that is lent is not read once what keeps its object has let go. An exception ends all values of the function.
 *
 *     v2: object = binary.add take v0, v1      v0 is given away here, and here only
 *     local.set v2 : x                         a v3 that x has lent is not read from here on
 *     drop v2
 *
 * What only some of the ways into a block still have, drops at its start end for all of them.
 */
import { usesByValue } from '../../ir/analysis/live-blocks.js';
import { successors, terminatorOperands } from '../../ir/successors.js';
import { operations } from '../../semantics/operations/operations.js';
import { takableOperands } from './forms.js';
import type { BlockId, LowBlock, LowFunction, LowInstruction, ValueId } from './function.js';

type Fail = (problem: string) => never;

/** A slot or cell that lends its object, by name. */
type Keeper = string;

/** At one point of the function. */
interface Holdings {
  readonly owned: Set<ValueId>;
  readonly lent: Map<ValueId, Keeper>;
}

/** The values that a block drops before anything else: there, and only there, a way may come without the object. */
export function leadingDrops({ instructions }: LowBlock): readonly ValueId[] {
  const first = instructions.findIndex(({ operation }) => operation !== 'drop');
  return instructions.slice(0, first < 0 ? undefined : first).flatMap(({ operands }) => operands);
}

/** What an instruction's result is lent by; null for what lives for ever. */
function keeperOf({ operation, immediate }: LowInstruction): Keeper | null {
  switch (operation) {
    case 'local.get': return `slot ${immediate.slot}`;
    case 'cell.object': return `cell ${immediate.cell}`;
    default: return null;
  }
}

/** What an instruction makes let go of its object. */
function emptiedBy({ operation, immediate }: LowInstruction): Keeper | null {
  switch (operation) {
    case 'cell.renew': case 'cell.clear': return `cell ${immediate.cell}`;
    default: return immediate.slot !== undefined && operations[operation].slot?.leaves !== 'same' ? `slot ${immediate.slot}` : null;
  }
}

export function checkOwnership(fn: LowFunction, fail: Fail): void {
  const blocks = new Map(fn.blocks.map((block) => [block.id, block]));
  const uses = usesByValue(fn);
  const objects = new Set<ValueId>();
  /** Those that something lends, for which the check must look. */
  const borrowed = new Set<ValueId>();
  const cursors = new Set(fn.blocks.flatMap(({ instructions }) => instructions.flatMap(({ result, rep }) => (result !== null && rep === 'cursor' ? [result] : []))));
  for (const { instructions, terminator } of fn.blocks) {
    for (const instruction of instructions) {
      if (instruction.result !== null && instruction.rep === 'object') objects.add(instruction.result);
      if (instruction.result !== null && instruction.rep === 'borrowed' && keeperOf(instruction) !== null) borrowed.add(instruction.result);
    }
    if (terminator.kind === 'next' && !cursors.has(terminator.iterator)) objects.add(terminator.result);
  }
  /** What last gave each value away, for the message. */
  const gone = new Map<ValueId, string>();
  const atEntry = new Map<BlockId, Holdings>();
  const pending: BlockId[] = [];
  /** What some way into a block has of its leading drops. */
  const arrived = new Map<BlockId, Set<ValueId>>();

  function checkRead(value: ValueId, { owned, lent }: Holdings, place: string): void {
    if (objects.has(value) && !owned.has(value)) fail(`${place} reads v${value}, ${gone.has(value) ? `which ${gone.get(value)}` : 'which no way here has'}`);
    if (borrowed.has(value) && !lent.has(value)) fail(`${place} reads v${value}, ${gone.has(value) ? `whose keeper ${gone.get(value)}` : 'which nothing here lends'}`);
  }

  function consume(value: ValueId, { owned }: Holdings, by: string, place: string): void {
    if (!owned.delete(value)) fail(`${place} takes v${value} over, which owns no object`);
    gone.set(value, by);
  }

  function step(instruction: LowInstruction, holdings: Holdings, block: LowBlock): void {
    const { operation, operands, takes, result, rep, exit } = instruction;
    const place = `block${block.id}: ${operation}`;
    for (const operand of operands) checkRead(operand, holdings, place);
    for (const held of exit?.held ?? []) checkRead(held, holdings, `${place}, where it leaves,`);
    operands.forEach((operand, index) => {
      if ((takes & (1 << index)) === 0) return;
      if (index >= takableOperands(operation)) fail(`${place} cannot take v${operand} over`);
      if (operands.indexOf(operand) !== operands.lastIndexOf(operand)) fail(`${place} takes v${operand} over and reads it besides`);
      consume(operand, holdings, operation === 'drop' ? `block${block.id} has dropped` : `block${block.id} has given away to ${operation}`, place);
    });
    if (operation === 'drop' && takes !== 1) fail(`${place} lets go of nothing`);
    if (takes >= 2 ** operands.length) fail(`${place} takes over what it is not given`);
    const emptied = emptiedBy(instruction);
    if (emptied !== null) {
      for (const [value, keeper] of holdings.lent) {
        if (keeper !== emptied) continue;
        // The new object may be made of the old one in place.
        if (operation === 'local.update' && operands.includes(value)) fail(`${place} writes what lends v${value}`);
        holdings.lent.delete(value);
        gone.set(value, `block${block.id} writes in ${operation}`);
      }
    }
    if (result === null) return;
    const keeper = keeperOf(instruction);
    if (rep === 'object') holdings.owned.add(result);
    else if (rep === 'borrowed' && keeper !== null) holdings.lent.set(result, keeper);
  }

  function lead(block: LowBlock, target: BlockId, { owned, lent }: Holdings): void {
    const known = atEntry.get(target);
    const dropped = leadingDrops(blocks.get(target)!);
    arrived.set(target, new Set([...arrived.get(target) ?? [], ...dropped.filter((value) => owned.has(value))]));
    if (known === undefined) {
      // A value that no other block reads does not matter there.
      const isReadLater = (value: ValueId): boolean => uses.get(value)?.some((use) => use.block.id !== block.id) === true;
      atEntry.set(target, { owned: new Set([...owned, ...dropped]), lent: new Map([...lent].filter(([value]) => isReadLater(value))) });
      pending.push(target);
      return;
    }
    const more = [...owned].find((value) => !known.owned.has(value)) ?? [...known.owned].find((value) => !owned.has(value) && !dropped.includes(value));
    if (more !== undefined) fail(`block${block.id} leads to block${target} ${owned.has(more) ? 'with' : 'without'} the object of v${more}, another block ${owned.has(more) ? 'without' : 'with'} it`);
    const ended = [...known.lent.keys()].filter((value) => !lent.has(value));
    for (const value of ended) known.lent.delete(value);
    if (ended.length > 0) pending.push(target);
  }

  function leave(block: LowBlock, holdings: Holdings): void {
    const { terminator } = block;
    const place = `block${block.id}: ${terminator.kind}`;
    for (const operand of terminatorOperands(terminator)) checkRead(operand, holdings, place);
    if (terminator.kind !== 'return') return;
    if (block.takes) consume(terminator.value, holdings, 'has been returned', place);
    const [left] = holdings.owned;
    if (left !== undefined) fail(`${place} leaves v${left} with an object that nothing ends`);
  }

  function walk(block: LowBlock, start: Holdings): void {
    const holdings: Holdings = { owned: new Set(start.owned), lent: new Map(start.lent) };
    for (const instruction of block.instructions) step(instruction, holdings, block);
    leave(block, holdings);
    const { terminator } = block;
    for (const target of successors(terminator)) {
      const isItem = terminator.kind === 'next' && target === terminator.body && objects.has(terminator.result);
      lead(block, target, isItem ? { ...holdings, owned: new Set([...holdings.owned, terminator.result]) } : holdings);
    }
  }

  // A function is entered, and so is a handler, with nothing but what slots and cells hold.
  for (const start of [fn.blocks[0]?.id, ...fn.blocks.map(({ handler }) => handler)]) {
    if (start === null || start === undefined || atEntry.has(start)) continue;
    atEntry.set(start, { owned: new Set(), lent: new Map() });
    pending.push(start);
  }
  // It grows while it is walked.
  for (const id of pending) walk(blocks.get(id)!, atEntry.get(id)!);
  for (const [id, there] of arrived) {
    const nowhere = leadingDrops(blocks.get(id)!).find((value) => !there.has(value));
    if (nowhere !== undefined) fail(`block${id} drops v${nowhere}, which no way there has`);
  }
}
