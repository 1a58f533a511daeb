/**
 * The type of an expression that CPython's compiler takes for a constant before it makes code: of a literal, and up to
 * 3.13 of what its AST optimizer folds (`Python/ast_opt.c`); 3.14 folds later. Null for all others.
 */
import type { BinOp, expr, UnaryOp } from '../ast/nodes.generated.js';
import type { ConstantValue } from '../ast/constant.js';
import { lengthOf } from '../ast/python-string.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';

export type ConstantType = 'NoneType' | 'bool' | 'ellipsis' | 'int' | 'float' | 'complex' | 'str' | 'bytes' | 'tuple';

export function constantTypeOf(node: expr, target: TargetVersion): ConstantType | null {
  if (node._type === 'Constant') return literalType(node.value);
  const folds = supports(target, 'foldsInTree');
  if (node._type === 'Tuple') return node.elts.every((item) => item._type === 'Constant' || (folds && constantTypeOf(item, target) !== null)) ? 'tuple' : null;
  if (!folds) return null;
  switch (node._type) {
    case 'Name': return node.id === '__debug__' ? 'bool' : null;
    case 'UnaryOp': return unaryType(node, target);
    case 'BinOp': return binaryType(node, target);
    case 'Subscript': return itemType(node.value, node.slice, target);
    default: return null;
  }
}

function literalType(value: ConstantValue): ConstantType {
  return value.type === 'none' ? 'NoneType' : value.type;
}

/** The order in which arithmetic widens numbers. */
const numbers: readonly (ConstantType | null)[] = ['bool', 'int', 'float', 'complex'];

const isIntegral = (type: ConstantType | null): boolean => type === 'int' || type === 'bool';

function unaryType({ op, operand }: UnaryOp, target: TargetVersion): ConstantType | null {
  const type = constantTypeOf(operand, target);
  if (type === null) return null;
  if (op === 'Not') return 'bool';
  if (isIntegral(type)) return 'int';
  return op !== 'Invert' && numbers.includes(type) ? type : null;
}

function binaryType({ left, op, right }: BinOp, target: TargetVersion): ConstantType | null {
  const [a, b] = [constantTypeOf(left, target), constantTypeOf(right, target)];
  if (a === null || b === null) return null;
  if (!numbers.includes(a) || !numbers.includes(b)) return sequenceType(op, a, b);
  const wider = numbers[Math.max(numbers.indexOf(a), numbers.indexOf(b), numbers.indexOf('int'))] ?? null;
  switch (op) {
    case 'Add': case 'Sub': case 'Mult': return wider;
    case 'Div': return isZero(right) ? null : wider === 'int' ? 'float' : wider;
    case 'FloorDiv': case 'Mod': return isZero(right) || wider === 'complex' ? null : wider;
    // Neither gives a number of more than 128 bits.
    case 'Pow': return wider !== 'int' || valueOf(right) < 128n ? wider : null;
    case 'LShift': case 'RShift': return wider === 'int' && valueOf(right) < 128n ? wider : null;
    case 'BitAnd': case 'BitOr': case 'BitXor': return a === 'bool' && b === 'bool' ? 'bool' : wider === 'int' ? wider : null;
    case 'MatMult': return null;
  }
}

function sequenceType(op: BinOp['op'], a: ConstantType, b: ConstantType): ConstantType | null {
  if (op === 'Add') return a === b && !numbers.includes(a) && a !== 'NoneType' && a !== 'ellipsis' ? a : null;
  if (op !== 'Mult') return null;
  const [sequence, count] = isIntegral(b) ? [a, b] : [b, a];
  return isIntegral(count) && (sequence === 'str' || sequence === 'bytes' || sequence === 'tuple') ? sequence : null;
}

function isZero(node: expr): boolean {
  if (node._type !== 'Constant') return false;
  const { value } = node;
  return (value.type === 'int' && value.value === 0n) || (value.type === 'float' && value.value === 0) || (value.type === 'bool' && !value.value);
}

/** Of an int that is written as such; more than any count for others, which are not looked into. */
function valueOf(node: expr): bigint {
  return node._type === 'Constant' && node.value.type === 'int' ? node.value.value : 1n << 64n;
}

/** `"ab"[1]` */
function itemType(value: expr, index: expr, target: TargetVersion): ConstantType | null {
  if (index._type !== 'Constant' || index.value.type !== 'int') return null;
  const place = Number(index.value.value);
  if (value._type === 'Tuple') {
    const item = constantTypeOf(value, target) === null ? undefined : value.elts[place];
    return item === undefined ? null : constantTypeOf(item, target);
  }
  if (value._type !== 'Constant') return null;
  const { value: text } = value;
  if (text.type === 'str') return place < lengthOf(text.value) ? 'str' : null;
  return text.type === 'bytes' && place < text.value.length ? 'int' : null;
}
