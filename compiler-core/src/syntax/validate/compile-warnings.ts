/**
 * What CPython's compiler warns of in expressions that can hardly be meant, in its words: the checks of `Python/compile.c`
 * (3.13: `Python/codegen.c`) named `check_compare`, `check_caller`, `check_subscripter` and `check_index`.
 */
import type { Assert, Call, Compare, expr, Subscript, UnaryOp } from '../ast/nodes.generated.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';
import { constantTypeOf } from './constant-type.js';

const singletons: ReadonlySet<string | null> = new Set(['NoneType', 'bool', 'ellipsis']);

/** The type of a value that is written so that none but its own can come of it. */
function evidentType(node: expr, target: TargetVersion): string | null {
  switch (node._type) {
    case 'Tuple': return 'tuple';
    case 'List': case 'ListComp': return 'list';
    case 'Dict': case 'DictComp': return 'dict';
    case 'Set': case 'SetComp': return 'set';
    case 'GeneratorExp': return 'generator';
    case 'Lambda': return 'function';
    case 'JoinedStr': return 'str';
    case 'TemplateStr': return 'string.templatelib.Template';
    default: return constantTypeOf(node, target);
  }
}

/** `x is 1`: the first such comparison of a chain. */
export function warningOfCompare({ left, ops, comparators }: Compare, target: TargetVersion): string | null {
  const operands = [left, ...comparators];
  const literalType = (node: expr | undefined): string | null => {
    const type = node === undefined ? null : constantTypeOf(node, target);
    return singletons.has(type) ? null : type;
  };
  for (const [index, op] of ops.entries()) {
    if (op !== 'Is' && op !== 'IsNot') continue;
    const type = literalType(operands[index]) ?? literalType(operands[index + 1]);
    if (type === null) continue;
    const [operator, meant] = op === 'Is' ? ['is', '=='] : ['is not', '!='];
    return `"${operator}" with ${supports(target, 'namesComparedLiteral') ? `'${type}'` : 'a'} literal. Did you mean "${meant}"?`;
  }
  return null;
}

/** `not x is 1` as the optimizer of the tree makes it: `x is not 1`. Null for all others. */
export function foldedNot({ op, operand }: UnaryOp, target: TargetVersion): Compare | null {
  if (op !== 'Not' || !supports(target, 'foldsInTree')) return null;
  const compared = operand._type === 'UnaryOp' ? foldedNot(operand, target) : operand;
  const [only, ...more] = compared?._type === 'Compare' ? compared.ops : [];
  if (compared?._type !== 'Compare' || more.length > 0 || (only !== 'Is' && only !== 'IsNot')) return null;
  return { ...compared, ops: [only === 'Is' ? 'IsNot' : 'Is'] };
}

/** `[(1, 2) (3, 4)]` */
export function warningOfCall({ func }: Call, target: TargetVersion): string | null {
  const type = func._type === 'Lambda' ? null : evidentType(func, target);
  return type === null ? null : `'${type}' object is not callable; perhaps you missed a comma?`;
}

const withItems: ReadonlySet<string | null> = new Set(['str', 'bytes', 'tuple', 'list', 'dict']);

/** `[[1, 2] [3, 4]]` */
export function warningOfSubscript({ value, slice }: Subscript, target: TargetVersion): string | null {
  const type = evidentType(value, target);
  if (type === null || type === 'dict') return null;
  if (!withItems.has(type)) return `'${type}' object is not subscriptable; perhaps you missed a comma?`;
  const index = evidentType(slice, target);
  if (index === null || index === 'int' || index === 'bool') return null;
  return `${type} indices must be integers or slices, not ${index}; perhaps you missed a comma?`;
}

/** `assert (x, 'message')` */
export function warningOfAssert({ test }: Assert, target: TargetVersion): string | null {
  const isTuple = test._type === 'Tuple' ? test.elts.length > 0 : constantTypeOf(test, target) === 'tuple';
  return isTuple ? 'assertion is always true, perhaps remove parentheses?' : null;
}
