/**
 * Which variables and operations of a function are held as machine words. What the facts say of a value is taken for a
 * guess, whatever it rests on: the word comes out of an object of just that type, or the body leaves for the other version.
 */
import type { Fact } from '../../facts/fact.js';
import type { FunctionFacts } from '../../facts/function-facts.js';
import { factOf } from '../../facts/module-facts.js';
import { isOpen, meetsNumber } from '../../facts/number-guesses.js';
import { boundReads } from '../../ir/analysis/definite-assignment.js';
import type { Block, BlockId, Instruction, IrFunction, SlotId, ValueId } from '../../ir/function.js';
import { successors } from '../../ir/successors.js';
import type { IrConstant } from '../../semantics/constants/constant.js';
import { builtins } from '../../semantics/builtins/builtins.js';
import { operations } from '../../semantics/operations/operations.js';
import type { CType } from '../../semantics/ctypes/c-types.js';
import type { Word } from '../ir/function.js';
import { fieldOf, type Fields, guessNumbers, type NumberGuesses } from './guesses.js';
import type { FunctionContext } from './objects.js';

/** Whether it is no int that needs more than a word. */
export const isWordConstant = (constant: IrConstant | null): boolean => constant?.type !== 'int' || BigInt.asIntN(64, constant.value) === constant.value;

/** The word that a value of the fact is held in, if it is one. */
function wordOf({ type, constant }: Fact): Word | null {
  switch (type) {
    case 'int': return isWordConstant(constant) ? 'i64' : null;
    case 'float': return 'f64';
    case 'bool': return 'i1';
    default: return null;
  }
}

const wordOfType = { int: 'i64', float: 'f64', bool: 'i1' } as const;

/** What is guessed of a value: its word, or null for an object. */
export type Words = (value: ValueId) => Word | null;

const arithmetic: ReadonlySet<string> = new Set(['add', 'sub', 'mult', 'div']);

/**
 * By the facts; and of an operator on things of which nothing is known whose result meets a float, and nothing else, that
 * they are floats.
 */
function wordsOf({ fn, lifetimes }: FunctionContext, facts: FunctionFacts, numbers: NumberGuesses): Words {
  const guesses = new Map<ValueId, Word>([...numbers.values].map(([value, type]) => [value, wordOfType[type]]));
  const words: Words = (value) => wordOf(factOf(facts, value)) ?? guesses.get(value) ?? null;
  const isUnknown = (value: ValueId): boolean => words(value) === null && isOpen(factOf(facts, value));
  for (const { id, instructions } of fn.blocks) {
    instructions.toReversed().forEach(({ operation, operands: [left, right] }, place) => {
      if (left === undefined || right === undefined || !arithmetic.has(operations[operation].meaning.operator ?? '')) return;
      for (const [value, other] of [[left, right], [right, left]] as const) {
        const isFloat = words(other) === 'f64' && isUnknown(value) && lifetimes.isLocal(value) && lifetimes.endsAt(value, id, instructions.length - 1 - place);
        const made = isFloat ? instructions.find(({ result }) => result === value) : undefined;
        if (made?.operands.length !== 2 || !arithmetic.has(operations[made.operation].meaning.operator ?? '')) continue;
        for (const operand of [value, ...made.operands]) if (isUnknown(operand)) guesses.set(operand, 'f64');
      }
    });
  }
  return words;
}

/** Whether an operator is done with words: all operands are some, or numbers that a float meets, and so is what it gives. */
export function isWordOperation({ operation, operands, result }: Instruction, facts: FunctionFacts, wordOfValue: Words): boolean {
  const { words, meaning } = operations[operation];
  if (words === null || result === null) return false;
  // `~` of a bool warns from 3.12 on, each time that it is computed.
  if (operation === 'unary.invert' && wordOfValue(operands[0]!) !== 'i64') return false;
  if (operation === 'unary.not' && factOf(facts, operands[0]!).type === 'bool') return false;
  const [left, right] = operands.map((operand) => factOf(facts, operand));
  const meets = left !== undefined && right !== undefined && meetsNumber(operation, left, right);
  return operands.every((operand) => wordOfValue(operand) !== null || meets) && (meaning.family === 'compare' || wordOfValue(result) !== null);
}

/** Whether it looks an item up by a number. */
export function isIndexed({ operation, operands: [, key] }: Instruction, facts: FunctionFacts): boolean {
  if ((operation !== 'item.get' && operation !== 'item.set') || key === undefined) return false;
  return wordOf(factOf(facts, key)) === 'i64';
}

/** The builtin that a call is one of, if it is done with words. */
export function builtinOf({ operation, operands: [callee, ...rest] }: Instruction, facts: FunctionFacts): 'range' | 'len' | 'convert' | null {
  if (operation !== 'call' || callee === undefined) return null;
  const { type, name } = factOf(facts, callee);
  if (type !== 'builtin' || name === null) return null;
  const operandFacts = rest.map((operand) => factOf(facts, operand));
  const kinds = operandFacts.map(wordOf);
  if (name === 'len') return rest.length === 1 ? 'len' : null;
  const call = builtins.get(name)?.words?.call;
  // What nothing is known of is an int here, most likely.
  if (call?.kind === 'range') return rest.length >= 1 && rest.length <= 3 && kinds.every((each, place) => each === 'i64' || isOpen(operandFacts[place]!)) ? 'range' : null;
  return call?.kind === 'convert' && call.by === undefined && rest.length === 1 && kinds[0] !== null ? 'convert' : null;
}

/** The hidden variable of the loop whose iterator the next two instructions make of a call's result and keep; null for other calls. */
export function loopOverAt({ instructions }: Block, index: number): SlotId | null {
  const [call, iterate, store] = instructions.slice(index, index + 3);
  if (call === undefined || iterate?.operation !== 'iterate' || iterate.operands[0] !== call.result) return null;
  return store?.operation === 'local.set' && store.operands[0] === iterate.result ? store.immediate.slot : null;
}

export interface Choice {
  readonly facts: FunctionFacts;
  readonly fields: Fields;
  readonly wordOfValue: Words;
  /** By slot; null for objects. */
  readonly slots: readonly (Word | 'cursor' | null)[];
}

/** The blocks that lie between the ends of some jump back. */
function blocksInLoops(fn: IrFunction): ReadonlySet<BlockId> {
  const inside = new Set<BlockId>();
  for (const { id, terminator } of fn.blocks) {
    for (const target of successors(terminator)) for (let block = target; block <= id; block++) inside.add(block);
  }
  return inside;
}

/** The slots that are used in ways for which words have none, read where they may be unbound, or set where no facts are. */
function slotsOfObjects({ fn, bound }: FunctionContext, facts: FunctionFacts): ReadonlySet<SlotId> {
  const found = new Set<SlotId>(fn.cells.flatMap(({ parameter }) => (parameter === null ? [] : [parameter])));
  for (const block of fn.blocks) {
    if (!bound.has(block.id)) continue;
    const certain = boundReads(block, bound.get(block.id));
    block.instructions.forEach(({ operation, immediate: { slot } }, index) => {
      if (slot === undefined) return;
      const isFit = operation === 'local.get' ? certain.has(index) : (operation === 'local.set' && facts.reached.has(block.id)) || operation === 'local.take' || operation === 'local.clear';
      if (!isFit) found.add(slot);
    });
  }
  return found;
}

/** The hidden slots that hold nothing but iterators of ranges, made for them or handed on by others of these. */
function cursorSlots({ fn, bound }: FunctionContext, facts: FunctionFacts, objects: ReadonlySet<SlotId>): ReadonlySet<SlotId> {
  const slots = new Set(fn.slots.flatMap(({ kind }, slot) => (kind === 'hidden' && facts.slots[slot]?.type === 'range_iterator' && !objects.has(slot as SlotId) ? [slot as SlotId] : [])));
  const blocks = fn.blocks.filter(({ id }) => bound.has(id));
  /** What each slot is set to: a slot that hands on its iterator, a range that is made for it, or something else. */
  const sets = blocks.flatMap((block) => block.instructions.flatMap((instruction, index) => {
    if (instruction.operation !== 'local.set') return [];
    const { slot } = instruction.immediate;
    const taken = block.instructions.find(({ result }) => result === instruction.operands[0]);
    const isMade = index >= 2 && block.instructions[index - 1]?.operation === 'iterate' && loopOverAt(block, index - 2) === slot && builtinOf(block.instructions[index - 2]!, facts) === 'range';
    return [{ slot, from: taken?.operation === 'local.take' ? taken.immediate.slot : null, isMade }];
  }));
  const takes = blocks.flatMap(({ instructions }) => instructions.flatMap(({ operation, immediate }) => (operation === 'local.take' && immediate.slot !== undefined ? [immediate.slot] : [])));
  for (let size = -1; size !== slots.size;) {
    size = slots.size;
    for (const { slot, from, isMade } of sets) if (!isMade && (from === null || !slots.has(from))) slots.delete(slot);
    for (const slot of takes) if (!sets.some((set) => set.from === slot && slots.has(set.slot))) slots.delete(slot);
  }
  return slots;
}

/**
 * Whether loops use variables as words at least as often as they ask whether somebody looks at them: each operation on objects
 * asks that of its operands, and costs a little more for it. Looking items up by number costs as much less.
 */
function areShownSeldom({ fn, bound }: FunctionContext, facts: FunctionFacts, fields: Fields, wordOfValue: Words, slots: Choice['slots']): boolean {
  const loops = blocksInLoops(fn);
  let [used, asked] = [0, 0];
  for (const { id, instructions, terminator } of fn.blocks) {
    if (!bound.has(id) || !loops.has(id)) continue;
    for (const instruction of instructions) {
      const { effects, quiet } = operations[instruction.operation];
      const { slot } = instruction.immediate;
      const isWord = slot !== undefined && (slots[slot] ?? null) !== null;
      if (isWord || memoryField(instruction, facts, fields, wordOfValue) !== null) used += 1;
      else if (instruction.operation === 'local.set') asked += 1;
      else if (effects.runsPython && quiet !== 'always' && !isWordOperation(instruction, facts, wordOfValue) && !isIndexed(instruction, facts) && builtinOf(instruction, facts) === null) asked += 1;
    }
    // A cursor's next number runs nobody's code.
    const walked = terminator.kind === 'next' ? instructions.find(({ result }) => result === terminator.iterator)?.immediate.slot : undefined;
    if (terminator.kind === 'next' && (walked === undefined || slots[walked] !== 'cursor')) asked += 1;
  }
  return used >= asked;
}

/** Operations in loops count as if each turned a few times. */
const turns = 8;
/** What a version of its own, and the way into it, must save. */
const leastSaved = 6;

/** The field of a structure that an instruction reads or writes as a word; null where it does not. */
export function memoryField(instruction: Instruction, facts: FunctionFacts, fields: Fields, wordOfValue: Words): CType | null {
  const field = fieldOf(instruction, facts, fields);
  const [, stored] = instruction.operands;
  if (field === null || stored === undefined) return field;
  const word = wordOfValue(stored);
  return word === 'i64' || (word === 'f64' && field.gives === 'float') ? field : null;
}

/** Null where words would not pay. */
export function chooseWords(context: FunctionContext, facts: FunctionFacts, fields: Fields): Choice | null {
  const { fn, bound, reads } = context;
  const loops = blocksInLoops(fn);
  const numbers = guessNumbers(fn, facts, fields);
  const wordOfValue = wordsOf(context, facts, numbers);
  const useful = new Set<SlotId>();
  let saved = 0;
  for (const block of fn.blocks) {
    if (!bound.has(block.id) || !facts.reached.has(block.id)) continue;
    const weight = loops.has(block.id) ? turns : 1;
    for (const instruction of block.instructions) {
      const builtin = builtinOf(instruction, facts);
      const isDone = isWordOperation(instruction, facts, wordOfValue);
      const isByIndex = isIndexed(instruction, facts);
      const isInMemory = memoryField(instruction, facts, fields, wordOfValue) !== null;
      if (!isDone && !isByIndex && !isInMemory && builtin === null) continue;
      // The number of a constant is there as quickly in an object.
      if (isByIndex && factOf(facts, instruction.operands[1]!).constant !== null) continue;
      saved += builtin === 'range' ? turns : weight;
      // The variable that it reads, and the one that its result goes to.
      const words = isByIndex || isInMemory ? instruction.operands.slice(1, 2) : builtin === null ? instruction.operands : instruction.operands.slice(1);
      for (const operand of words) {
        const slot = reads.get(operand);
        if (slot !== undefined) useful.add(slot);
      }
    }
  }
  if (saved < leastSaved) return null;
  const objects = slotsOfObjects(context, facts);
  const cursors = cursorSlots(context, facts, objects);
  const slots = fn.slots.map(({ kind }, index) => {
    const slot = index as SlotId;
    const fact = facts.slots[index];
    if (fact === undefined || objects.has(slot)) return null;
    if (cursors.has(slot)) return 'cursor';
    const guessed = numbers.slots.get(slot);
    const word = useful.has(slot) || kind === 'hidden' ? wordOf(fact) ?? (guessed === undefined ? null : wordOfType[guessed]) : null;
    return word === 'i1' ? null : word;
  });
  return { facts, fields, wordOfValue, slots: areShownSeldom(context, facts, fields, wordOfValue, slots) ? slots : slots.map((word, slot) => (fn.slots[slot]?.kind === 'hidden' ? word : null)) };
}
