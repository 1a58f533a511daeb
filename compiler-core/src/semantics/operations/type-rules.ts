/** Which type operators give for operands of known types: what `int + float` is. */
import type { IrConstant } from '../constants/constant.js';
import type { ArithmeticOperator, UnaryOperator } from '../types/operator.js';
import type { KnownType, TypeName } from '../types/type-name.js';
import type { KnownOperand } from './operation.js';

/** Null where it is not known, or raises. */
export type Rule = (left: KnownOperand, right: KnownOperand) => TypeName | null;

const numbers: ReadonlySet<KnownType> = new Set(['int', 'float', 'bool']);
const integers: ReadonlySet<KnownType> = new Set(['int', 'bool']);
const sequences: ReadonlySet<KnownType> = new Set(['str', 'bytes', 'list', 'tuple']);
const sets: ReadonlySet<KnownType> = new Set(['set', 'frozenset']);
/** Types whose comparisons give a bool when both sides have the same one. */
const comparable: ReadonlySet<KnownType> = new Set(['int', 'float', 'bool', 'str', 'bytes', 'none']);

const areNumbers = (left: KnownOperand, right: KnownOperand): boolean => numbers.has(left.type) && numbers.has(right.type);
const areIntegers = (left: KnownOperand, right: KnownOperand): boolean => integers.has(left.type) && integers.has(right.type);

/** What the first of the rules says that says something. */
export function first(...rules: readonly Rule[]): Rule {
  return (left, right) => {
    for (const rule of rules) {
      const type = rule(left, right);
      if (type !== null) return type;
    }
    return null;
  };
}

export const widest: Rule = (left, right) => (!areNumbers(left, right) ? null : left.type === 'float' || right.type === 'float' ? 'float' : 'int');
export const quotient: Rule = (left, right) => (areNumbers(left, right) ? 'float' : null);
export const shift: Rule = (left, right) => (areIntegers(left, right) ? 'int' : null);
export const bits: Rule = (left, right) => (!areIntegers(left, right) ? null : left.type === 'bool' && right.type === 'bool' ? 'bool' : 'int');

/** `int ** n` is an int for a literal that is not negative; a negative float to a fraction is complex. */
export const power: Rule = (left, right) => {
  const exponent = right.constant;
  if (left.type === 'int' && exponent?.type === 'int') return exponent.value >= 0n ? 'int' : null;
  if (left.type === 'float' && (right.type === 'int' || (exponent?.type === 'float' && Number.isInteger(exponent.value)))) return 'float';
  return null;
};

const sequenceType = (type: KnownType): TypeName | null => (sequences.has(type) ? (type as TypeName) : null);
export const concatenation: Rule = (left, right) => (left.type === right.type ? sequenceType(left.type) : null);
export const repetition: Rule = (left, right) => (integers.has(right.type) ? sequenceType(left.type) : integers.has(left.type) ? sequenceType(right.type) : null);
export const formatting: Rule = (left, right) => (left.type === 'str' && comparable.has(right.type) ? 'str' : null);
export const algebra: Rule = (left, right) => (!sets.has(left.type) || !sets.has(right.type) ? null : left.type === 'set' ? 'set' : 'frozenset');
export const union: Rule = (left, right) => (left.type === 'dict' && right.type === 'dict' ? 'dict' : null);

export function unaryType(operator: UnaryOperator, { type }: KnownOperand): TypeName | null {
  if (type === 'float' && operator !== 'invert') return 'float';
  return integers.has(type) ? 'int' : null;
}

/** Operators that change a set or a dict in place, or raise. */
const changing: ReadonlySet<ArithmeticOperator> = new Set(['bitor', 'bitand', 'bitxor', 'sub']);

/** A list changes in place, and stays a list; `+=` takes any iterable then. */
export function isInPlace(operator: ArithmeticOperator, left: KnownType, right: KnownType): boolean {
  if (left === 'list') return operator === 'add' || (operator === 'mult' && integers.has(right));
  return (left === 'set' || left === 'dict') && changing.has(operator);
}

export function truthOfComparison(left: KnownOperand, right: KnownOperand): TypeName | null {
  return areNumbers(left, right) || (left.type === right.type && comparable.has(left.type)) ? 'bool' : null;
}

/** Only None has an identity that is known here. */
export function identity(isNegated: boolean, left: KnownOperand, right: KnownOperand): IrConstant | null {
  const answer = (value: boolean): IrConstant => ({ type: 'bool', value: value !== isNegated });
  if (left.type === 'none' && right.type === 'none') return answer(true);
  const isOneNone = left.type !== right.type && (left.type === 'none' || right.type === 'none');
  return isOneNone && left.type !== 'object' && right.type !== 'object' ? answer(false) : null;
}
