/**
 * The facts of one function's values and variables: an optimistic forward analysis over its blocks. Only blocks that
 * something reaches are looked at, so a branch on a constant leaves the other side unknown. Facts only rise, so an
 * analysis goes on where it stopped when something that it has read changes (`module-facts.ts` says what). A function that takes
 * too many steps is given up, alone.
 */
import { truthOf } from '../semantics/constants/folding.js';
import type { Block, BlockId, Instruction, IrFunction, SlotId, ValueId } from '../ir/function.js';
import { type Assumption, isGuess, sameAssumption, weaker } from './assumption.js';
import { bottom, type Fact, join, sameFact, unknown } from './fact.js';
import type { IrConstant } from '../semantics/constants/constant.js';
import type { Heap } from './heap.js';

export interface FunctionFacts {
  readonly parameters: readonly Fact[];
  /** By value id. */
  readonly values: readonly Fact[];
  /** What each `local.set` may put into a slot, joined, parameters included. */
  readonly slots: readonly Fact[];
  readonly reached: ReadonlySet<BlockId>;
  readonly result: Fact;
  /** Whether it took too many steps: then nothing is known of it, and all that it comes by counts as escaped. */
  readonly isCut: boolean;
}

/** Looks at a block, on the average, before a function is given up; real ones need two or three. */
const stepsPerBlock = 60;

/** What a function asks of its surroundings. */
export interface Surroundings {
  readonly heap: Heap;
  evaluate(instruction: Instruction, operands: readonly Fact[]): Fact;
  /** `value` is the value of the function that it is. */
  ofLiteral(constant: IrConstant, value: ValueId): Fact;
  /** A parameter that lives in a cell. */
  storeCell(cell: number, fact: Fact): void;
  /** Whether code that is not seen may read the function's variables by their names: `locals()`, `eval`. */
  readonly showsVariables: boolean;
  /** Told before a block is looked at. */
  enter(block: BlockId): void;
}

export interface FunctionAnalysis {
  readonly facts: FunctionFacts;
  setParameter(index: number, fact: Fact): void;
  wake(block: BlockId): void;
  /** Goes on until nothing is left to do. */
  run(): void;
}

export function createAnalysis(fn: IrFunction, surroundings: Surroundings): FunctionAnalysis {
  const { heap } = surroundings;
  const values: Fact[] = Array.from({ length: fn.valueCount }, () => bottom);
  const parameters: Fact[] = Array.from({ length: fn.parameterCount }, () => bottom);
  const slots: Fact[] = fn.slots.map(() => bottom);
  const entry = new Map<BlockId, Fact[]>();
  const reached = new Set<BlockId>();
  const queue: BlockId[] = [];
  const queued = new Set<BlockId>();
  const readers = readersOf(fn);
  const facts = { parameters, values, slots, reached, result: bottom, isCut: false };
  let stepsLeft = 200 + fn.blocks.length * stepsPerBlock;
  // A parameter's cell takes the parameter over.
  const cellOf = new Map(fn.cells.flatMap((cell, index) => (cell.parameter === null ? [] : [[cell.parameter, index] as const])));
  const valueOf = (value: ValueId | undefined): Fact => (value === undefined ? unknown : values[value] ?? unknown);

  function wake(block: BlockId): void {
    if (queued.has(block)) return;
    queued.add(block);
    queue.push(block);
  }

  function flow(target: BlockId, state: readonly Fact[]): void {
    const before = entry.get(target);
    if (before === undefined) {
      entry.set(target, [...state]);
      wake(target);
      return;
    }
    let isChanged = false;
    for (let index = 0; index < before.length; index++) {
      const after = join(before[index]!, state[index]!);
      if (after === before[index] || sameFact(after, before[index]!)) continue;
      before[index] = after;
      isChanged = true;
    }
    if (isChanged) wake(target);
  }

  function factOf(instruction: Instruction, state: readonly Fact[]): Fact {
    const { operation, immediate } = instruction;
    switch (operation) {
      case 'constant': return surroundings.ofLiteral(immediate.constant, instruction.result ?? (0 as ValueId));
      case 'local.get': case 'local.take': return state[immediate.slot] ?? unknown;
      default: return surroundings.evaluate(instruction, instruction.operands.map(valueOf));
    }
  }

  /** Raises what is known of a value; the blocks that read it from elsewhere are looked at again. */
  function define(value: ValueId, fact: Fact): void {
    if (facts.isCut) {
      heap.escape(fact);
      return;
    }
    const before = valueOf(value);
    if (before === fact) return;
    const after = join(before, fact);
    if (after === before || sameFact(before, after)) return;
    values[value] = after;
    for (const block of readers[value] ?? []) if (reached.has(block)) wake(block);
  }

  /** From here on all values are unknown, which is what each of them may be; the function is looked at once more. */
  function cut(): void {
    facts.isCut = true;
    for (const fact of [...values, ...parameters, ...slots]) heap.escape(fact);
    values.fill(unknown);
    parameters.fill(unknown);
    slots.fill(unknown);
    facts.result = unknown;
    for (const cell of cellOf.values()) surroundings.storeCell(cell, unknown);
    for (const block of fn.blocks) {
      entry.set(block.id, fn.slots.map(() => unknown));
      reached.add(block.id);
      wake(block.id);
    }
  }

  function visit(block: Block): void {
    const state = [...(entry.get(block.id) ?? [])];
    // A handler may be entered after any instruction.
    const anywhere = block.handler === null ? null : [...state];
    for (const instruction of block.instructions) {
      const { slot } = instruction.immediate;
      if (instruction.operation === 'local.set' && slot !== undefined) {
        const fact = valueOf(instruction.operands[0]);
        if (surroundings.showsVariables) heap.escape(fact);
        state[slot] = fact;
        slots[slot] = join(slots[slot] ?? bottom, fact);
        if (anywhere !== null) anywhere[slot] = join(anywhere[slot] ?? bottom, fact);
      } else {
        const fact = factOf(instruction, state);
        if (surroundings.showsVariables && instruction.operation === 'cell.set') heap.escape(valueOf(instruction.operands[0]));
        if (instruction.result !== null) define(instruction.result, fact);
      }
    }
    if (block.handler !== null && anywhere !== null) flow(block.handler, anywhere);
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
        define(terminator.result, heap.iterated(valueOf(terminator.iterator)));
        flow(terminator.body, state);
        flow(terminator.exhausted, state);
        return;
      }
      case 'return': facts.result = join(facts.result, valueOf(terminator.value)); return;
      case 'raise': case 'reraise':
        if (terminator.kind === 'raise' && terminator.exc !== null) heap.escape(valueOf(terminator.exc));
        return;
    }
  }

  flow(0 as BlockId, fn.slots.map(() => bottom));
  return {
    facts,
    setParameter(index, fact) {
      if (facts.isCut) {
        heap.escape(fact);
        return;
      }
      if (surroundings.showsVariables) heap.escape(fact);
      parameters[index] = fact;
      slots[index] = join(slots[index] ?? bottom, fact);
      const cell = cellOf.get(index as SlotId);
      if (cell !== undefined) {
        surroundings.storeCell(cell, fact);
        return;
      }
      flow(0 as BlockId, fn.slots.map((_, slot) => (slot === index ? fact : bottom)));
    },
    wake,
    run() {
      for (let at = 0; at < queue.length; at++) {
        const id = queue[at]!;
        queued.delete(id);
        const block = fn.blocks[id];
        if (block === undefined) continue;
        if (stepsLeft-- === 0) cut();
        reached.add(id);
        surroundings.enter(id);
        visit(block);
      }
      queue.length = 0;
    },
  };
}

/** By value: the blocks that read it, but for those that define it. */
function readersOf(fn: IrFunction): readonly (readonly BlockId[] | undefined)[] {
  const readers: (BlockId[] | undefined)[] = [];
  const home = new Map<ValueId, BlockId>();
  for (const block of fn.blocks) for (const { result } of block.instructions) if (result !== null) home.set(result, block.id);
  const add = (value: ValueId | null, block: BlockId): void => {
    if (value === null || home.get(value) === block) return;
    const known = readers[value];
    if (known === undefined) readers[value] = [block];
    else if (known.at(-1) !== block) known.push(block);
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
export function withoutConstant(fact: Fact, assumption: Assumption): Fact {
  if (fact.constant === null && sameAssumption(fact.assumption, assumption)) return fact;
  return { ...fact, constant: null, assumption: isGuess(fact.assumption) ? weaker(fact.assumption, assumption) : assumption };
}
