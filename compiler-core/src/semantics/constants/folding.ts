/**
 * Operations on constants, bit for bit as CPython computes them; null where the operation raises, where the result would
 * be long (CPython's own limits for folding), or where the result is not exactly known here.
 */
import { charactersOf, compareStrings, concatenate, emptyString, lengthOf, type PythonString, repeat } from '../../syntax/ast/python-string.js';
import type { ArithmeticOperator, ComparisonOperator, OrderOperator, UnaryOperator } from '../types/operator.js';
import type { IrConstant } from './constant.js';

/** As in CPython's folding: results with more bits or characters are left to run time. */
const longestInt = 128;
const longestText = 4096;
const mostItems = 256;
const mostItemsInAll = 1024;

type Numeric = { readonly type: 'int'; readonly value: bigint } | { readonly type: 'float'; readonly value: number };

function numeric(constant: IrConstant): Numeric | null {
  switch (constant.type) {
    case 'int': case 'float': return constant;
    case 'bool': return { type: 'int', value: constant.value ? 1n : 0n };
    default: return null;
  }
}

const int = (value: bigint): IrConstant | null => (value.toString(2).length > longestInt ? null : { type: 'int', value });
const float = (value: number): IrConstant => ({ type: 'float', value });
const bool = (value: boolean): IrConstant => ({ type: 'bool', value });

function floorDivide(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right !== 0n && (left < 0n) !== (right < 0n) ? quotient - 1n : quotient;
}

function isExact(value: bigint): boolean {
  return BigInt.asIntN(54, value) === value;
}

/** Python's `%` of floats: the sign of the divisor, and a zero that has it too. */
function floatModulo(left: number, right: number): number {
  const rest = left % right;
  if (rest === 0) return right < 0 || Object.is(right, -0) ? -0 : 0;
  return (right < 0) !== (rest < 0) ? rest + right : rest;
}

function foldInts(operator: ArithmeticOperator, left: bigint, right: bigint): IrConstant | null {
  switch (operator) {
    case 'add': return int(left + right);
    case 'sub': return int(left - right);
    case 'mult': return int(left * right);
    case 'floordiv': return right === 0n ? null : int(floorDivide(left, right));
    case 'mod': return right === 0n ? null : int(left - floorDivide(left, right) * right);
    case 'div': return right === 0n || !isExact(left) || !isExact(right) ? null : float(Number(left) / Number(right));
    case 'pow': {
      if (right < 0n) return null;
      return BigInt(left.toString(2).length) * right > BigInt(longestInt) * 2n && left > 1n ? null : left < -1n && right > 128n ? null : int(left ** right);
    }
    case 'lshift': return right < 0n || right > BigInt(longestInt) ? null : int(left << right);
    case 'rshift': return right < 0n ? null : int(right > 4096n ? (left < 0n ? -1n : 0n) : left >> right);
    case 'bitor': return int(left | right);
    case 'bitxor': return int(left ^ right);
    case 'bitand': return int(left & right);
    case 'matmult': return null;
  }
}

function foldFloats(operator: ArithmeticOperator, left: number, right: number): IrConstant | null {
  switch (operator) {
    case 'add': return float(left + right);
    case 'sub': return float(left - right);
    case 'mult': return float(left * right);
    case 'div': return right === 0 ? null : float(left / right);
    case 'mod': return right === 0 || !Number.isFinite(left) || !Number.isFinite(right) ? null : float(floatModulo(left, right));
    case 'floordiv': case 'pow': case 'matmult': case 'lshift': case 'rshift': case 'bitor': case 'bitxor': case 'bitand': return null;
  }
}

function order(operator: OrderOperator, comparison: number): boolean {
  switch (operator) {
    case 'eq': return comparison === 0;
    case 'ne': return comparison !== 0;
    case 'lt': return comparison < 0;
    case 'le': return comparison <= 0;
    case 'gt': return comparison > 0;
    case 'ge': return comparison >= 0;
  }
}

function compare(operator: OrderOperator, left: Numeric, right: Numeric): IrConstant {
  if ((left.type === 'float' && Number.isNaN(left.value)) || (right.type === 'float' && Number.isNaN(right.value))) {
    return bool(operator === 'ne');
  }
  // JavaScript compares a bigint with a number exactly, as Python does.
  return bool(order(operator, left.value < right.value ? -1 : left.value > right.value ? 1 : 0));
}

function compareText(operator: OrderOperator, left: PythonString, right: PythonString): IrConstant {
  return bool(order(operator, compareStrings(left, right)));
}

export function foldBinary(operator: ArithmeticOperator, left: IrConstant, right: IrConstant): IrConstant | null {
  if (left.type === 'str' && right.type === 'str') {
    return operator === 'add' && lengthOf(left.value) + lengthOf(right.value) <= longestText ? { type: 'str', value: concatenate([left.value, right.value]) } : null;
  }
  if (operator === 'mult' && (left.type === 'str' || right.type === 'str')) {
    const [text, count] = left.type === 'str' ? [left, right] : [right, left];
    if (text.type !== 'str' || count.type !== 'int' || BigInt.asIntN(64, count.value) !== count.value || count.value * BigInt(lengthOf(text.value)) > BigInt(longestText)) return null;
    return { type: 'str', value: repeat(text.value, Number(count.value)) };
  }
  if (left.type === 'bool' && right.type === 'bool') {
    if (operator === 'bitand') return bool(left.value && right.value);
    if (operator === 'bitor') return bool(left.value || right.value);
    if (operator === 'bitxor') return bool(left.value !== right.value);
  }
  const [a, b] = [numeric(left), numeric(right)];
  if (a === null || b === null) return null;
  if (a.type === 'int' && b.type === 'int') return foldInts(operator, a.value, b.value);
  // An int too large for a float raises; a smaller one is rounded as the interpreter rounds it.
  const [x, y] = [Number(a.value), Number(b.value)];
  if ((a.type === 'int' && !Number.isFinite(x)) || (b.type === 'int' && !Number.isFinite(y))) return null;
  return foldFloats(operator, x, y);
}

/** An item of a constant; null where there is none, which raises. */
export function foldSubscript(value: IrConstant, index: IrConstant): IrConstant | null {
  if (index.type !== 'int' && index.type !== 'bool') return null;
  const place = Number(index.value);
  switch (value.type) {
    case 'tuple': return value.items.at(place) ?? null;
    case 'bytes': {
      const byte = value.value.at(place);
      return byte === undefined ? null : { type: 'int', value: BigInt(byte) };
    }
    case 'str': {
      const found = charactersOf(value.value).at(place);
      return found === undefined ? null : { type: 'str', value: found };
    }
    default: return null;
  }
}

/** A slice of a constant by literals, which are never negative; null stands for a part that is not given. Null where it raises. */
export function foldSlice(value: IrConstant, parts: readonly (IrConstant | null)[]): IrConstant | null {
  if (parts.some((part) => part !== null && part.type !== 'none' && part.type !== 'int' && part.type !== 'bool')) return null;
  const [start = null, stop = null, step = null] = parts.map((part) => (part?.type === 'int' || part?.type === 'bool' ? Number(part.value) : null));
  if (step === 0) return null;
  function taken<Item>(items: readonly Item[]): readonly Item[] {
    return items.slice(start ?? 0, stop ?? items.length).filter((_, place) => place % (step ?? 1) === 0);
  }
  switch (value.type) {
    case 'tuple': return { type: 'tuple', items: taken(value.items) };
    case 'bytes': return { type: 'bytes', value: Uint8Array.from(taken([...value.value])) };
    case 'str': return { type: 'str', value: concatenate(taken(charactersOf(value.value))) };
    default: return null;
  }
}

/** As `check_complexity`: what is left of a limit of items, those of tuples in it counted. */
function itemsLeft(constant: IrConstant, limit: number): number {
  if (constant.type !== 'tuple') return limit;
  let left = limit - constant.items.length;
  for (const item of constant.items) {
    left = itemsLeft(item, left);
    if (left < 0) return left;
  }
  return left;
}

/** `safe_multiply` for tuples and bytes. */
function repeatSequence(sequence: IrConstant, factor: IrConstant): IrConstant | null {
  if (factor.type !== 'int' && factor.type !== 'bool') return null;
  const count = BigInt(factor.value);
  if (sequence.type !== 'tuple' && sequence.type !== 'bytes') return null;
  const length = sequence.type === 'tuple' ? sequence.items.length : sequence.value.length;
  if (length === 0) return sequence;
  if (count < 0n || count > BigInt(Math.floor((sequence.type === 'tuple' ? mostItems : longestText) / length))) return null;
  const times = Number(count);
  if (sequence.type === 'bytes') return { type: 'bytes', value: Uint8Array.from({ length: length * times }, (_, index) => sequence.value[index % length]!) };
  if (times > 0 && itemsLeft(sequence, Math.floor(mostItemsInAll / times)) <= 0) return null;
  return { type: 'tuple', items: Array.from({ length: times }, () => sequence.items).flat() };
}

/** Of a real number the parts of a complex one. */
function complexParts(constant: IrConstant): { readonly real: number; readonly imag: number } | null {
  if (constant.type === 'complex') return constant;
  const value = numeric(constant);
  return value === null || !Number.isFinite(Number(value.value)) ? null : { real: Number(value.value), imag: 0 };
}

/**
 * Operators on constants whose results are objects that only identity tells from new ones: tuples, bytes, complex numbers. Not
 * for facts, as such objects are made anew by what is not folded.
 */
export function foldObjects(operator: ArithmeticOperator | ComparisonOperator | UnaryOperator, left: IrConstant, right: IrConstant): IrConstant | null {
  if (operator === 'mult') return repeatSequence(left, right) ?? repeatSequence(right, left);
  if (operator === 'add' && left.type === 'tuple' && right.type === 'tuple') return { type: 'tuple', items: [...left.items, ...right.items] };
  if (operator === 'add' && left.type === 'bytes' && right.type === 'bytes') return { type: 'bytes', value: Uint8Array.from([...left.value, ...right.value]) };
  if ((operator !== 'add' && operator !== 'sub') || (left.type !== 'complex' && right.type !== 'complex')) return null;
  const [a, b] = [complexParts(left), complexParts(right)];
  if (a === null || b === null) return null;
  const sign = operator === 'add' ? 1 : -1;
  const result = { real: a.real + sign * b.real, imag: a.imag + sign * b.imag };
  // Versions differ in the sign of a zero.
  return result.real === 0 || result.imag === 0 ? null : { type: 'complex', ...result };
}

export function foldComparison(operator: OrderOperator, left: IrConstant, right: IrConstant): IrConstant | null {
  if (left.type === 'str' && right.type === 'str') return compareText(operator, left.value, right.value);
  const [a, b] = [numeric(left), numeric(right)];
  return a === null || b === null ? null : compare(operator, a, b);
}

/** Whether a constant counts as true; null for what is not decided here. */
export function truthOf(constant: IrConstant): boolean | null {
  switch (constant.type) {
    case 'none': return false;
    case 'ellipsis': return true;
    case 'bool': return constant.value;
    case 'int': return constant.value !== 0n;
    case 'float': return constant.value !== 0;
    case 'str': return constant.value !== emptyString;
    case 'bytes': return constant.value.length > 0;
    case 'tuple': return constant.items.length > 0;
    case 'complex': return constant.real !== 0 || constant.imag !== 0;
    case 'frozenset': return null;
  }
}

export function foldUnary(operator: UnaryOperator, operand: IrConstant): IrConstant | null {
  if (operator === 'not') {
    const truth = truthOf(operand);
    return truth === null ? null : bool(!truth);
  }
  const value = numeric(operand);
  if (value === null) return null;
  switch (operator) {
    case 'neg': return value.type === 'int' ? int(-value.value) : float(-value.value);
    case 'pos': return value.type === 'int' ? int(value.value) : float(value.value);
    case 'invert': return value.type === 'int' ? int(~value.value) : null;
  }
}
