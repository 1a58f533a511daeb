/**
 * Which values of a function are numbers in machine words, for all that can be guessed: an attribute with the name of a declared
 * field of a structure, in an object of which nothing is known, is what the field is, and what is computed of such numbers and kept
 * in variables is a number too. The body leaves for the version with objects where it is not.
 *
 *     dx = a.x - b.x        # f64, where a structure has `('x', c_double)`
 */
import type { Fact } from '../../facts/fact.js';
import type { FunctionFacts } from '../../facts/function-facts.js';
import { factOf } from '../../facts/module-facts.js';
import { isOpen } from '../../facts/number-guesses.js';
import type { Instruction, IrFunction, SlotId, ValueId } from '../../ir/function.js';
import type { IrConstant } from '../../semantics/constants/constant.js';
import type { CType } from '../../semantics/ctypes/c-types.js';
import { operations } from '../../semantics/operations/operations.js';

type NumberType = 'int' | 'float' | 'bool';
/** `none`: nothing has come yet; `other`: no number, or several kinds. */
type Guess = NumberType | 'none' | 'other';

export interface NumberGuesses {
  readonly values: ReadonlyMap<ValueId, NumberType>;
  readonly slots: ReadonlyMap<SlotId, NumberType>;
}

/** By name, the fields of structures that are numbers. */
export type Fields = ReadonlyMap<string, CType>;

/** The field that an instruction reads or writes in memory, if its object is one of which nothing is known. */
export function fieldOf({ operation, operands: [object], immediate: { name } }: Instruction, facts: FunctionFacts, fields: Fields): CType | null {
  if ((operation !== 'attribute.get' && operation !== 'attribute.set') || name === undefined || object === undefined) return null;
  const field = fields.get(name);
  return field !== undefined && isOpen(factOf(facts, object)) ? field : null;
}

const typeOf = ({ type }: Fact): NumberType | null => (type === 'int' || type === 'float' || type === 'bool' ? type : null);
const join = (left: Guess, right: Guess): Guess => (left === 'none' || left === right ? right : right === 'none' ? left : 'other');
const isNumber = (guess: Guess): guess is NumberType => guess !== 'none' && guess !== 'other';

/** Rises from nothing until nothing changes: each guess changes twice at most. */
export function guessNumbers(fn: IrFunction, facts: FunctionFacts, fields: Fields): NumberGuesses {
  const values = new Map<ValueId, Guess>();
  const slots = new Map<SlotId, Guess>();
  if (fields.size === 0) return { values: new Map(), slots: new Map() };
  const constants = new Map<ValueId, IrConstant>();
  fn.slots.forEach(({ kind }, slot) => { if (kind === 'parameter') slots.set(slot as SlotId, typeOf(facts.slots[slot]!) ?? 'other'); });
  const guessOf = (value: ValueId): Guess => typeOf(factOf(facts, value)) ?? values.get(value) ?? 'none';

  function computed({ operation, operands }: Instruction): Guess {
    const { meaning, rules } = operations[operation];
    if (meaning.operator === undefined) return 'other';
    const types = operands.map(guessOf);
    if (types.includes('other')) return 'other';
    if (!types.every(isNumber)) return 'none';
    // A negative number to a fraction is complex: then the body leaves.
    if (meaning.operator === 'pow' && types[0] === 'float') return 'float';
    const known = operands.map((operand, place) => ({ type: types[place] as NumberType, constant: constants.get(operand) ?? null }));
    const type = rules.always ?? rules.type?.(...known) ?? null;
    return type === 'int' || type === 'float' || type === 'bool' ? type : 'other';
  }

  function guess(instruction: Instruction): Guess {
    const { operation, immediate } = instruction;
    const field = fieldOf(instruction, facts, fields);
    if (field?.gives === 'int' || field?.gives === 'float') return field.gives;
    if (operation === 'local.get' || operation === 'local.take') return slots.get(immediate.slot) ?? 'none';
    return computed(instruction);
  }

  let isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (const { id, instructions } of fn.blocks) {
      if (!facts.reached.has(id)) continue;
      for (const instruction of instructions) {
        const { operation, operands, result, immediate } = instruction;
        if (operation === 'constant' && result !== null) constants.set(result, immediate.constant);
        if (operation === 'local.set') {
          const before = slots.get(immediate.slot) ?? 'none';
          const after = join(before, guessOf(operands[0]!));
          if (after !== before) isChanged = true;
          slots.set(immediate.slot, after);
        } else if (result !== null && typeOf(factOf(facts, result)) === null) {
          const before = values.get(result) ?? 'none';
          const after = isOpen(factOf(facts, result)) ? join(before, guess(instruction)) : 'other';
          if (after !== before) isChanged = true;
          values.set(result, after);
        }
      }
    }
  }
  const numbers = <Key>(guesses: ReadonlyMap<Key, Guess>): ReadonlyMap<Key, NumberType> => new Map([...guesses].flatMap(([key, each]) => (isNumber(each) ? [[key, each] as const] : [])));
  return { values: numbers(values), slots: numbers(slots) };
}
