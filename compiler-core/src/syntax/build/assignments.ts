/** Assignments, and the statements that the CST gives in place of one: type aliases and prints. */
import { supports } from '../../targets/target-version.js';
import type { expr, stmt } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { findField, hasToken, namedChildren, namedFields, positionOf, reject, requireChild, requireField, type BuildContext } from './context.js';
import { buildExpression } from './expressions.js';
import { requireBinaryOperator } from './operators.js';
import { attachTypeCallee, prependShift } from './repairs.js';
import { buildTypeParameters } from './type-parameters.js';

export function buildAssignment(context: BuildContext, node: CstNode): stmt {
  const left = requireField(node, 'left');
  const type = findField(node, 'type');
  const position = positionOf(context, node);
  if (type) {
    const value = findField(node, 'right');
    return {
      _type: 'AnnAssign',
      target: buildExpression(context, left, 'Store'),
      annotation: buildExpression(context, type),
      value: value ? buildExpression(context, value) : null,
      simple: left.type === 'identifier' ? 1 : 0,
      ...position,
    };
  }
  const targets: expr[] = [buildExpression(context, left, 'Store')];
  let value = requireField(node, 'right');
  while (value.type === 'assignment') {
    if (findField(value, 'type')) reject('invalid syntax', value);
    targets.push(buildExpression(context, requireField(value, 'left'), 'Store'));
    value = requireField(value, 'right');
  }
  return { _type: 'Assign', targets, value: buildExpression(context, value), type_comment: null, ...position };
}

export function buildAugmentedAssignment(context: BuildContext, node: CstNode): stmt {
  const operator = requireField(node, 'operator');
  return {
    _type: 'AugAssign',
    target: buildExpression(context, requireField(node, 'left'), 'Store'),
    op: requireBinaryOperator(operator, operator.type.slice(0, -1)),
    value: buildExpression(context, requireField(node, 'right')),
    ...positionOf(context, node),
  };
}

export function buildTypeAlias(context: BuildContext, node: CstNode): stmt {
  const left = requireField(node, 'left');
  const right = requireField(node, 'right');
  const position = positionOf(context, node);
  const target = attachTypeCallee(requireChild(node.children, 0, node), left);
  if (target) {
    const value = buildExpression(context, right);
    return { _type: 'Assign', targets: [buildExpression(context, target, 'Store')], value, type_comment: null, ...position };
  }
  if (!supports(context.target, 'typeParameters')) reject('invalid syntax', node);
  const inner = requireChild(left.children, 0, left);
  const isGeneric = inner.type === 'generic_type';
  const name = isGeneric ? requireChild(inner.children, 0, inner) : inner;
  if (name.type !== 'identifier') reject('invalid syntax', name);
  return {
    _type: 'TypeAlias',
    name: buildExpression(context, name, 'Store'),
    type_params: buildTypeParameters(context, isGeneric ? inner.children[1] : undefined),
    value: buildExpression(context, right),
    ...position,
  };
}

/** `print >>file, x` is a tuple whose first item is a shift. */
export function buildPrint(context: BuildContext, node: CstNode): stmt {
  const chevron = node.children.find((child) => child.type === 'chevron');
  const print = requireChild(node.children, 0, node);
  if (chevron === undefined) return reject("Missing parentheses in call to 'print'. Did you mean print(...)?", node);
  const shift = requireChild(chevron.children, 0, chevron);
  const operand = requireChild(namedChildren(chevron), 0, chevron);
  const first = buildExpression(context, prependShift(print, shift, operand));
  const position = positionOf(context, node);
  if (!hasToken(node, ',')) return { _type: 'Expr', value: first, ...position };
  const rest = namedFields(node, 'argument').map((item) => buildExpression(context, item));
  return { _type: 'Expr', value: { _type: 'Tuple', elts: [first, ...rest], ctx: 'Load', ...position }, ...position };
}
