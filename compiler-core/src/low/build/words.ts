/**
 * The version of a function in which some values are machine words. Each block of the semantic IR is built once more; an
 * operator whose operands are words by the facts is done with words, everything else as in the version with objects, with
 * boxes for the words it reads. Where an object is not what the facts say, a sum overflows, or a builtin is no longer one,
 * the body goes on in the version with objects, at that instruction.
 *
 *     v3 = binary.add v1, v2             v20: i64 = word.unbox v1, or leave
 *     local.set v3 : total       →       v21: i64 = binary.add v20, v9, or leave
 *                                        local.set v21 : total
 */
import { factOf } from '../../facts/module-facts.js';
import { isOpen } from '../../facts/number-guesses.js';
import { liveness } from '../../ir/analysis/liveness.js';
import { boundReads } from '../../ir/analysis/definite-assignment.js';
import type { Block, BlockId, ImmediateOf, Instruction, SlotId, Terminator, ValueId } from '../../ir/function.js';
import type { IrConstant } from '../../semantics/constants/constant.js';
import { builtins } from '../../semantics/builtins/builtins.js';
import { type OperationName, operations } from '../../semantics/operations/operations.js';
import { type Exit, isWord, type LowBlock, type LowInstruction, type Representation, type Word } from '../ir/function.js';
import { type FunctionContext, isTested, lowInstruction, plainParts, updateAt } from './objects.js';
import { builtinOf, type Choice, isIndexed, isWordConstant, isWordOperation, loopOverAt, memoryField } from './representations.js';

const wordOfConversion = { int: 'i64', float: 'f64', bool: 'i1' } as const;

export function buildWords(context: FunctionContext, { facts, fields, wordOfValue, slots }: Choice, newValue: () => ValueId): readonly LowBlock[] {
  const { fn, lifetimes, bound, reads } = context;
  const live = liveness(fn);
  const first = fn.blocks.length;
  const blockOf = (block: BlockId): BlockId => (first + 1 + block) as BlockId;
  /** The value that stands for one of the semantic IR, and how values are held. */
  const values = new Map<ValueId, ValueId>();
  const reps = new Map<ValueId, Representation>();
  const literals = new Map<ValueId, IrConstant>();
  /** Variables of which fields are read or written as words. */
  const structures = new Set(fn.blocks.flatMap(({ instructions }) => instructions.flatMap((instruction) => {
    const slot = reads.get(instruction.operands[0] ?? (-1 as ValueId));
    return slot !== undefined && memoryField(instruction, facts, fields, wordOfValue) !== null ? [slot] : [];
  })));
  /** Which fields are looked for in one class: those of one variable, or of a value that no variable keeps. */
  const layoutOf = (object: ValueId): number => reads.get(object) ?? fn.slots.length + object;
  /** Cursors, between the call that makes one and the variable that it goes to. */
  const ranges = new Map<ValueId, ValueId>();

  function buildBlock(block: Block): LowBlock {
    const instructions: LowInstruction[] = [];
    /** Conversions that this block has made already. */
    const made = new Map<string, ValueId>();
    /** The variable that a word was read from, as long as it still holds that. */
    const origins = new Map<ValueId, SlotId>();
    const certain = boundReads(block, bound.get(block.id));
    /** The layouts that objects are known to have here. */
    const looked = new Set<number>();

    /** Whether nothing can have run that changes a class, or where an object's memory lies. */
    const keepsLayouts = ({ operation, operands, immediate: { slot } }: LowInstruction): boolean => {
      if (operation === 'local.set') return isWord(slots[slot!]);
      return operation === 'local.get' || operations[operation].failure === 'never' && !operations[operation].effects.runsPython || (operands.length > 0 && operands.every((operand) => isWord(reps.get(operand))) && operation !== 'word.box');
    };

    /** The result's new value, if there is one: what it is used for then. */
    function emit(instruction: LowInstruction, rep: Representation | null): ValueId {
      const result = newValue();
      if (rep !== null) reps.set(result, rep);
      if (!keepsLayouts(instruction)) looked.clear();
      instructions.push({ ...instruction, point: null, result: rep === null ? null : result, rep });
      return result;
    }
    const machine = <Name extends OperationName>(operation: Name, operands: readonly ValueId[], rep: Representation | null, immediate: ImmediateOf<Name>, exit: Exit | null = null, position: Instruction['position'] = null): ValueId =>
      // Whoever looks at the frame later finds it where the last thing was done.
      emit({ ...plainParts, operation, result: null, operands, immediate, exit, position, site: position } as LowInstruction, rep);
    const constant = (value: IrConstant, rep: Word, position: Instruction['position'] = null): ValueId => machine('constant', [], rep, { constant: value }, null, position);

    const heldAs = (value: ValueId): Representation | undefined => reps.get(values.get(value) ?? value);

    /** Where to go on with objects, before the instruction. */
    function exitAt(index: number): Exit {
      const owned = [...live.before(block, index).values].filter((value) => lifetimes.ownershipOf(value) === 'owned').sort((a, b) => a - b);
      const held = owned.map((value) => {
        const standIn = values.get(value);
        if (standIn === undefined) throw new Error(`${fn.qualname}: nothing stands for v${value} where block${block.id} leaves at ${index}`);
        return standIn;
      });
      return { block: block.id, index, values: owned, held, shows: [] };
    }

    function once(key: string, make: () => ValueId): ValueId {
      const known = made.get(key) ?? make();
      made.set(key, known);
      return known;
    }

    function asObject(value: ValueId, position: Instruction['position']): ValueId {
      const held = values.get(value) ?? value;
      const rep = reps.get(held);
      if (!isWord(rep)) return held;
      return once(`object ${held}`, () => {
        if (rep === 'i1') return machine('word.bool', [held], 'borrowed', {});
        const slot = origins.get(held);
        return slot === undefined ? machine('word.box', [held], 'object', {}, null, position) : machine('local.box', [], 'object', { slot }, null, position);
      });
    }

    /** By default as the facts say; it must be a word or an object. */
    function asWord(value: ValueId, index: number, word: Word | null = wordOfValue(value)): ValueId {
      const literal = literals.get(value);
      const held = values.get(value) ?? value;
      if (word === null || isWord(reps.get(held))) return held;
      if (literal !== undefined && isWordConstant(literal)) return once(`literal ${value}`, () => constant(literal, word));
      return once(`word ${held}`, () => machine('word.unbox', [held], word, {}, exitAt(index)));
    }

    /** Of an object that is a float or an int, its value as a double. */
    function asNumber(value: ValueId, index: number): ValueId {
      const held = values.get(value) ?? value;
      return isWord(reps.get(held)) ? held : once(`number ${held}`, () => machine('word.number', [held], 'f64', {}, exitAt(index)));
    }

    const define = (value: ValueId | null, held: ValueId): void => { if (value !== null) values.set(value, held); };

    /** As it is done with objects. */
    function buildObject(instruction: Instruction, index: number): void {
      const isBound = instruction.operation === 'local.get' && certain.has(index);
      const low = lowInstruction(fn, isBound ? { ...instruction, immediate: { ...instruction.immediate, bound: true } } : instruction, null);
      const operands = instruction.operands.map((operand) => asObject(operand, instruction.position));
      const rep = low.result === null ? null : isTested({ ...context, block }, index) ? 'i1' : 'object';
      define(instruction.result, emit({ ...low, operands }, rep));
    }

    function buildBuiltin(kind: 'range' | 'len' | 'convert', instruction: Instruction, index: number): boolean {
      const [callee, ...operands] = instruction.operands;
      const { result } = instruction;
      if (callee === undefined || result === null) return false;
      const name = factOf(facts, callee).name ?? '';
      const check = (): void => { machine('builtin.check', [asObject(callee, null)], null, { name }, exitAt(index)); };
      switch (kind) {
        case 'len':
          check();
          define(result, machine('length', [asObject(operands[0]!, instruction.position)], 'i64', {}, exitAt(index), instruction.position));
          return true;
        case 'convert': {
          const call = builtins.get(name)?.words?.call;
          if (call?.kind !== 'convert') return false;
          check();
          define(result, machine('word.convert', [asWord(operands[0]!, index)], wordOfConversion[call.to], {}, exitAt(index), instruction.position));
          return true;
        }
        case 'range': {
          const slot = loopOverAt(block, index);
          if (slot === null || slots[slot] !== 'cursor') return false;
          check();
          const words = operands.map((operand) => asWord(operand, index, 'i64'));
          const number = (value: bigint): ValueId => constant({ type: 'int', value }, 'i64');
          const [start, stop, step] = words.length === 1 ? [number(0n), words[0]!, number(1n)] : [words[0]!, words[1]!, words[2] ?? number(1n)];
          const cursor = machine('range.start', [start, stop, step], 'cursor', {}, exitAt(index), instruction.position);
          ranges.set(result, cursor);
          return true;
        }
      }
    }

    /** With words; false where only objects will do. */
    function buildWord(instruction: Instruction, index: number): boolean {
      const { operation, operands, result, immediate } = instruction;
      const slot = immediate.slot === undefined ? null : slots[immediate.slot] ?? null;
      switch (operation) {
        case 'constant':
          literals.set(instruction.result!, instruction.immediate.constant);
          return false;
        case 'iterate': {
          const cursor = ranges.get(operands[0]!);
          if (cursor === undefined) return false;
          ranges.set(result!, cursor);
          return true;
        }
        case 'local.get': case 'local.take': {
          if (slot === null) return false;
          const held = operation === 'local.get' ? machine('local.get', [], slot, { slot: immediate.slot, bound: true }, isWord(slot) ? exitAt(index) : null) : machine('local.take', [], slot, { slot: immediate.slot });
          define(result, held);
          if (operation === 'local.get') origins.set(held, immediate.slot);
          return true;
        }
        case 'local.set': {
          if (slot === null) return false;
          const operand = operands[0]!;
          const word = slot === 'cursor' ? ranges.get(operand) ?? values.get(operand) ?? operand : asWord(operand, index, slot);
          if (reps.get(word) !== slot) throw new Error(`${fn.qualname}: v${operand} does not fit its variable`);
          for (const [held, from] of [...origins]) if (from === immediate.slot) origins.delete(held);
          emit({ ...lowInstruction(fn, instruction, null), operands: [word] }, null);
          return true;
        }
        case 'item.get': case 'item.set': {
          const [container, key, value] = operands;
          // A number that is an object is read as quickly by the look-up itself.
          if (!isIndexed(instruction, facts) || (!isWord(heldAs(key!)) && literals.get(key!) === undefined)) return false;
          const low = lowInstruction(fn, instruction, null);
          const passed = [asObject(container!, instruction.position), asWord(key!, index), ...(value === undefined ? [] : [asObject(value, instruction.position)])];
          define(result, emit({ ...low, operands: passed }, operation === 'item.get' ? 'object' : null));
          return true;
        }
        case 'attribute.get': case 'attribute.set': {
          const field = memoryField(instruction, facts, fields, wordOfValue);
          if (field === null) return false;
          const [object, stored] = operands;
          const held = asObject(object!, instruction.position);
          const word = stored === undefined ? null : asWord(stored, index);
          const layout = layoutOf(object!);
          const bound = looked.has(layout);
          const immediate = { name: instruction.immediate.name, index: layout, conversion: field.letter.charCodeAt(0), bound };
          const exit = bound ? null : exitAt(index);
          // It cannot raise, and runs nothing that looks at the frame.
          if (word === null) define(result, machine('memory.load', [held], field.gives === 'float' ? 'f64' : 'i64', immediate, exit));
          else machine('memory.store', [held, word], null, immediate, exit);
          looked.add(layout);
          return true;
        }
        case 'call': {
          const kind = builtinOf(instruction, facts);
          return kind !== null && buildBuiltin(kind, instruction, index);
        }
        case 'unary.not': {
          const held = heldAs(operands[0]!);
          if (!isWord(held) && wordOfValue(operands[0]!) === null) return false;
          if (!isWord(held) && factOf(facts, operands[0]!).type === 'bool') return false;
          define(result, machine('unary.not', [asWord(operands[0]!, index)], 'i1', {}, null, instruction.position));
          return true;
        }
        case 'compare.is': case 'compare.is_not': {
          // A word is no object that somebody else has, None least of all.
          const [left, right] = operands.map((operand) => ({ isWord: isWord(heldAs(operand)) && heldAs(operand) !== 'i1', isNone: literals.get(operand)?.type === 'none' }));
          if (!((left?.isWord === true && right?.isNone === true) || (right?.isWord === true && left?.isNone === true))) return false;
          define(result, constant({ type: 'bool', value: operation === 'compare.is_not' }, 'i1', instruction.position));
          return true;
        }
        default: {
          if (!isWordOperation(instruction, facts, wordOfValue)) return false;
          const words = operands.map((operand) => (wordOfValue(operand) === null ? asNumber(operand, index) : asWord(operand, index)));
          const { meaning } = operations[operation];
          const rep: Word = meaning.family === 'compare' ? 'i1' : wordOfValue(result!) ?? 'i64';
          define(result, emit({ ...lowInstruction(fn, instruction, null), operands: words, exit: exitAt(index) }, rep));
          return true;
        }
      }
    }

    /** `variable = container[number]`, where fields of the variable's object are read as words: it is mostly a structure of an array. */
    function buildItem(index: number): boolean {
      const [instruction, next] = block.instructions.slice(index, index + 2);
      if (instruction?.operation !== 'item.get' || next?.operation !== 'local.set' || next.operands[0] !== instruction.result || !lifetimes.endsAt(next.operands[0]!, block.id, index + 1)) return false;
      const { slot } = next.immediate;
      const [container, key] = instruction.operands;
      if (!structures.has(slot) || (slots[slot] ?? null) !== null || reads.get(container!) === slot || next.position?.lineno !== instruction.position?.lineno) return false;
      if (!isIndexed(instruction, facts) || !isOpen(factOf(facts, container!)) || (!isWord(heldAs(key!)) && literals.get(key!) === undefined)) return false;
      for (const [held, from] of [...origins]) if (from === slot) origins.delete(held);
      const passed = [asObject(container!, instruction.position), asWord(key!, index)];
      emit({ ...lowInstruction(fn, instruction, null), operation: 'local.item', operands: passed, immediate: { slot }, result: null } as LowInstruction, null);
      return true;
    }

    const end = block.instructions.length;
    for (let index = 0; index < end; index++) {
      const instruction = block.instructions[index]!;
      // Of a block that nothing reaches the facts say nothing, but its variables are held as they are.
      if (facts.reached.has(block.id) && buildItem(index)) {
        index += 1;
        continue;
      }
      if ((facts.reached.has(block.id) || instruction.operation === 'constant' || instruction.immediate.slot !== undefined) && buildWord(instruction, index)) continue;
      const update = updateAt({ ...context, block }, index);
      if (update?.operation === 'local.update' && (slots[update.immediate.slot] ?? null) === null) {
        emit({ ...update, point: null, operands: update.operands.map((operand) => asObject(operand, update.position)) }, null);
        index += 1;
      } else {
        buildObject(instruction, index);
      }
    }
    return { ...buildTerminator(block, { asObject, emit }), id: blockOf(block.id), instructions, takes: false, point: null, shows: [], handler: block.handler === null ? null : blockOf(block.handler) };
  }

  function buildTerminator({ terminator }: Block, { asObject, emit }: {
    asObject(value: ValueId, position: Instruction['position']): ValueId;
    emit(instruction: LowInstruction, rep: Representation | null): ValueId;
  }): { readonly terminator: Terminator; readonly site: LowBlock['site'] } {
    const { position } = terminator;
    switch (terminator.kind) {
      case 'jump': return { terminator: { ...terminator, target: blockOf(terminator.target) }, site: null };
      case 'branch': {
        const held = values.get(terminator.test) ?? terminator.test;
        const rep = reps.get(held);
        const test = rep === 'i1' ? held
          : emit({ ...plainParts, operation: 'truth', result: null, operands: [held], immediate: {}, position, site: position }, 'i1');
        return { terminator: { ...terminator, test, then: blockOf(terminator.then), otherwise: blockOf(terminator.otherwise) }, site: null };
      }
      case 'next': {
        const iterator = values.get(terminator.iterator) ?? terminator.iterator;
        return { terminator: { ...terminator, iterator, result: values.get(terminator.result)!, body: blockOf(terminator.body), exhausted: blockOf(terminator.exhausted) }, site: position };
      }
      case 'return': return { terminator: { ...terminator, value: asObject(terminator.value, position) }, site: position };
      case 'raise': {
        const of = (value: ValueId | null): ValueId | null => (value === null ? null : asObject(value, position));
        return { terminator: { ...terminator, exc: of(terminator.exc), cause: of(terminator.cause) }, site: position };
      }
      case 'reraise': return { terminator: { ...terminator, exception: asObject(terminator.exception, position) }, site: position };
    }
  }

  const blocks = fn.blocks.filter(({ id }) => bound.has(id));
  // What a loop takes from its iterator is there before the blocks that read it.
  for (const { terminator, instructions } of blocks) {
    if (terminator.kind !== 'next') continue;
    const read = instructions.find(({ result }) => result === terminator.iterator);
    const isCursor = read?.operation === 'local.get' && slots[read.immediate.slot] === 'cursor';
    const result = newValue();
    values.set(terminator.result, result);
    reps.set(result, isCursor ? 'i64' : 'object');
  }
  const entry: LowBlock = {
    id: first as BlockId, takes: false, site: null, point: null, shows: [], handler: null,
    instructions: slots.flatMap((word, slot): readonly LowInstruction[] => (isWord(word) && slot < fn.parameterCount
      ? [{ ...plainParts, operation: 'local.unbox', result: null, operands: [], immediate: { slot: slot as SlotId }, position: null, exit: { block: 0 as BlockId, index: 0, values: [], held: [], shows: [] } }] : [])),
    terminator: { kind: 'jump', target: blockOf(0 as BlockId), position: null },
  };
  return [entry, ...blocks.map(buildBlock)];
}
