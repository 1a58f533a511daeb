/**
 * What an operation gives, from what is known of its operands. Calls and variables are not here: they need the function
 * and the module around them.
 */
import type { OperationName } from '../semantics/operations/operations.js';
import { weaker } from './assumption.js';
import { assuming, bottom, type Fact, ofConstant, type TypeName, typed, unknown } from './fact.js';
import { foldBinary, foldComparison, foldUnary } from '../semantics/constants/folding.js';

const numbers: ReadonlySet<string> = new Set(['int', 'float', 'bool']);
const integers: ReadonlySet<string> = new Set(['int', 'bool']);
/** Types whose comparisons give a bool when both sides have the same one. */
const comparable: ReadonlySet<string> = new Set(['int', 'float', 'bool', 'str', 'bytes', 'none']);

function binaryType(operator: string, left: Fact['type'], right: Fact['type']): TypeName | null {
  if (numbers.has(left) && numbers.has(right)) {
    const isFloat = left === 'float' || right === 'float';
    switch (operator) {
      case 'add': case 'sub': case 'mult': case 'floordiv': case 'mod': return isFloat ? 'float' : 'int';
      case 'div': return 'float';
      case 'lshift': case 'rshift': return isFloat ? null : 'int';
      case 'bitor': case 'bitxor': case 'bitand': return isFloat ? null : left === 'bool' && right === 'bool' ? 'bool' : 'int';
      default: return null;
    }
  }
  if (operator === 'add' && left === right && (left === 'str' || left === 'bytes' || left === 'list' || left === 'tuple')) return left;
  const isSet = (type: Fact['type']): boolean => type === 'set' || type === 'frozenset';
  if (isSet(left) && isSet(right) && (operator === 'bitor' || operator === 'bitand' || operator === 'bitxor' || operator === 'sub')) return left === 'set' ? 'set' : 'frozenset';
  if (operator === 'bitor' && left === 'dict' && right === 'dict') return 'dict';
  if (operator === 'mod' && left === 'str' && comparable.has(right)) return 'str';
  if (operator === 'mult' && integers.has(right) && (left === 'str' || left === 'bytes' || left === 'list' || left === 'tuple')) return left;
  if (operator === 'mult' && integers.has(left) && (right === 'str' || right === 'bytes' || right === 'list' || right === 'tuple')) return right;
  return null;
}

/** `int ** n` is an int for a literal that is not negative; a negative float to a fraction is complex. */
function powerType(left: Fact, right: Fact): TypeName | null {
  const exponent = right.constant;
  if (left.type === 'int' && exponent?.type === 'int') return exponent.value >= 0n ? 'int' : null;
  if (left.type === 'float' && (right.type === 'int' || exponent?.type === 'float' && Number.isInteger(exponent.value))) return 'float';
  return null;
}

function binary(operator: string, left: Fact, right: Fact): Fact {
  const assumption = weaker(left.assumption, right.assumption);
  if (left.constant !== null && right.constant !== null) {
    const folded = foldBinary(operator, left.constant, right.constant);
    if (folded !== null) return assuming(ofConstant(folded), assumption);
  }
  const type = operator === 'pow' ? powerType(left, right) : binaryType(operator, left.type, right.type);
  return type === null ? unknown : typed(type, assumption);
}

function comparison(operator: string, left: Fact, right: Fact): Fact {
  const assumption = weaker(left.assumption, right.assumption);
  if (left.constant !== null && right.constant !== null) {
    const folded = foldComparison(operator, left.constant, right.constant);
    if (folded !== null) return assuming(ofConstant(folded), assumption);
  }
  const isKnown = (numbers.has(left.type) && numbers.has(right.type)) || (left.type === right.type && comparable.has(left.type));
  return isKnown ? typed('bool', assumption) : unknown;
}

/** Only None, True, False and Ellipsis have an identity that is known here. */
function identity(isNegated: boolean, left: Fact, right: Fact): Fact {
  const assumption = weaker(left.assumption, right.assumption);
  const answer = (value: boolean): Fact => assuming(ofConstant({ type: 'bool', value: value !== isNegated }), assumption);
  if (left.type === 'none' && right.type === 'none') return answer(true);
  if (left.type !== 'object' && right.type !== 'object' && left.type !== right.type && (left.type === 'none' || right.type === 'none')) return answer(false);
  return typed('bool');
}

function unary(operator: string, operand: Fact): Fact {
  if (operand.constant !== null) {
    const folded = foldUnary(operator, operand.constant);
    if (folded !== null) return assuming(ofConstant(folded), operand.assumption);
  }
  if (operator === 'not') return typed('bool');
  if (operand.type === 'float' && operator !== 'invert') return typed('float', operand.assumption);
  return integers.has(operand.type) ? typed('int', operand.assumption) : unknown;
}

const displays: Partial<Record<OperationName, TypeName>> = {
  'build.tuple': 'tuple', 'build.list': 'list', 'build.set': 'set', 'build.dict': 'dict', 'build.string': 'str', 'build.slice': 'slice',
  'list.to_tuple': 'tuple', 'compare.in': 'bool', 'compare.not_in': 'bool', 'exception.matches': 'bool',
};

/** Operators that change a set or a dict in place, or raise. */
const changing: ReadonlySet<string> = new Set(['bitor', 'bitand', 'bitxor', 'sub']);

export function transfer(operation: OperationName, operands: readonly Fact[]): Fact {
  if (operands.some((operand) => operand.type === 'bottom')) return bottom;
  const display = displays[operation];
  if (display !== undefined) return typed(display);
  const [family, operator] = operation.split('.') as [string, string | undefined];
  const [left, right] = operands;
  if (left === undefined || operator === undefined) return unknown;
  if (operation === 'compare.is' || operation === 'compare.is_not') return right === undefined ? unknown : identity(operation === 'compare.is_not', left, right);
  switch (family) {
    case 'binary': return right === undefined ? unknown : binary(operator, left, right);
    // A list changes in place, and stays a list; `+=` takes any iterable then.
    case 'inplace': return right === undefined ? unknown : left.type === 'list' && (operator === 'add' || (operator === 'mult' && integers.has(right.type))) ? left : (left.type === 'set' || left.type === 'dict') && changing.has(operator) ? left : binary(operator, left, right);
    case 'compare': return right === undefined ? unknown : comparison(operator, left, right);
    case 'unary': return unary(operator, left);
    default: return unknown;
  }
}
