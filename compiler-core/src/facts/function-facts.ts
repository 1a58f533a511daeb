/**
 * The facts of one function's values and variables: an optimistic forward analysis over its blocks. Only blocks that
 * something reaches are looked at, so a branch on a constant leaves the other side unknown. What calls and globals give
 * is asked of the module (`module-facts.ts`).
 */
import { truthOf } from '../semantics/constants/folding.js';
import type { Block, BlockId, Instruction, IrFunction, SlotId, ValueId } from '../ir/function.js';
import { assuming, bottom, type Fact, join, ofConstant, sameFact, typed, unknown } from './fact.js';
import { transfer } from './transfer.js';

export interface FunctionFacts {
  readonly parameters: readonly Fact[];
  /** By value id. */
  readonly values: readonly Fact[];
  /** What each `local.set` may put into a slot, joined, parameters included. */
  readonly slots: readonly Fact[];
  readonly reached: ReadonlySet<BlockId>;
  readonly result: Fact;
}

/** What a function asks of its surroundings. */
export interface Surroundings {
  global(name: string): Fact;
  call(callee: Fact, operands: readonly Fact[]): Fact;
}

/** The type that iterating over an iterator of a known type gives. */
function itemOf(iterator: Fact): Fact {
  if (iterator.type === 'bottom') return bottom;
  return iterator.type === 'range_iterator' ? typed('int', iterator.assumption) : unknown;
}

export function analyzeFunction(fn: IrFunction, parameters: readonly Fact[], surroundings: Surroundings): FunctionFacts {
  const values: Fact[] = Array.from({ length: fn.valueCount }, () => bottom);
  const slots: Fact[] = fn.slots.map((_, index) => parameters[index] ?? bottom);
  const entry = new Map<BlockId, Fact[]>();
  const reached = new Set<BlockId>();
  const worklist: BlockId[] = [];
  let result = bottom;
  const valueOf = (value: ValueId | undefined): Fact => (value === undefined ? unknown : values[value] ?? unknown);

  function flow(target: BlockId, state: readonly Fact[]): void {
    const before = entry.get(target);
    const merged = before === undefined ? [...state] : before.map((fact, index) => join(fact, state[index] ?? bottom));
    if (before !== undefined && merged.every((fact, index) => sameFact(fact, before[index] ?? bottom))) return;
    entry.set(target, merged);
    if (!worklist.includes(target)) worklist.push(target);
  }

  function factOf(instruction: Instruction, state: readonly Fact[]): Fact {
    const { operation, immediate, operands } = instruction;
    const facts = operands.map(valueOf);
    switch (operation) {
      case 'constant': return ofConstant(immediate.constant ?? { type: 'none' });
      case 'local.get': case 'local.take': return state[immediate.slot ?? -1] ?? unknown;
      case 'global.get': return surroundings.global(immediate.name ?? '');
      case 'call': return surroundings.call(facts[0] ?? unknown, facts.slice(1));
      case 'iterate': {
        const [iterable] = facts;
        return iterable?.type === 'range' ? typed('range_iterator', iterable.assumption) : iterable?.type === 'bottom' ? bottom : unknown;
      }
      default: return transfer(operation, facts);
    }
  }

  /** Raises what is known of a value; the blocks that read it from elsewhere are looked at again. */
  function define(value: ValueId, fact: Fact): void {
    const before = valueOf(value);
    const after = join(before, fact);
    if (sameFact(before, after)) return;
    values[value] = after;
    for (const block of readers.get(value) ?? []) if (reached.has(block) && !worklist.includes(block)) worklist.push(block);
  }

  function visit(block: Block): void {
    const state = [...(entry.get(block.id) ?? [])];
    // A handler may be entered after any instruction.
    const anywhere = [...state];
    for (const instruction of block.instructions) {
      if (instruction.result !== null) define(instruction.result, factOf(instruction, state));
      const { slot } = instruction.immediate;
      if (instruction.operation !== 'local.set' || slot === undefined) continue;
      const fact = valueOf(instruction.operands[0]);
      state[slot] = fact;
      slots[slot] = join(slots[slot] ?? bottom, fact);
      anywhere[slot] = join(anywhere[slot] ?? bottom, fact);
    }
    if (block.handler !== null) flow(block.handler, anywhere);
    const { terminator } = block;
    switch (terminator.kind) {
      case 'jump': flow(terminator.target, state); return;
      case 'branch': {
        const test = valueOf(terminator.test);
        if (test.type === 'bottom') return;
        const truth = test.constant === null || test.assumption !== null ? null : truthOf(test.constant);
        if (truth !== false) flow(terminator.then, state);
        if (truth !== true) flow(terminator.otherwise, state);
        return;
      }
      case 'next': {
        define(terminator.result, itemOf(valueOf(terminator.iterator)));
        flow(terminator.body, state);
        flow(terminator.exhausted, state);
        return;
      }
      case 'return': result = join(result, valueOf(terminator.value)); return;
      case 'raise': case 'reraise': return;
    }
  }

  const readers = readersOf(fn);
  // A parameter's cell takes the parameter over.
  const inCells = new Set(fn.cells.map((cell) => cell.parameter));
  flow(0 as BlockId, fn.slots.map((_, index) => (inCells.has(index as SlotId) ? bottom : parameters[index] ?? bottom)));
  for (let id = worklist.shift(); id !== undefined; id = worklist.shift()) {
    reached.add(id);
    const block = fn.blocks[id];
    if (block !== undefined) visit(block);
  }
  return { parameters, values, slots, reached, result };
}

function readersOf(fn: IrFunction): ReadonlyMap<ValueId, ReadonlySet<BlockId>> {
  const readers = new Map<ValueId, Set<BlockId>>();
  const add = (value: ValueId | null, block: BlockId): void => {
    if (value !== null) readers.set(value, (readers.get(value) ?? new Set()).add(block));
  };
  for (const block of fn.blocks) {
    for (const instruction of block.instructions) for (const operand of instruction.operands) add(operand, block.id);
    const { terminator } = block;
    if (terminator.kind === 'branch') add(terminator.test, block.id);
    if (terminator.kind === 'next') add(terminator.iterator, block.id);
    if (terminator.kind === 'return') add(terminator.value, block.id);
  }
  return readers;
}

/** A fact whose constant is not relied on: what a parameter or a global may be given another value of. */
export function withoutConstant(fact: Fact, assumption: string): Fact {
  return assuming({ ...fact, constant: null, assumption: null }, assumption);
}
