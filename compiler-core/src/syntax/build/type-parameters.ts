/** Type parameters (PEP 695) and the forms an annotation has in the CST, which are all expressions in the AST. */
import { supports } from '../../targets/target-version.js';
import type { expr, expr_context, type_param } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { findField, identifierOf, listEnd, namedChildren, positionOf, reject, requireChild, requireField, spanOf, textOf, type BuildContext } from './context.js';
import { buildExpression } from './expressions.js';

export function buildTypeParameters(context: BuildContext, node: CstNode | undefined): type_param[] {
  if (node === undefined) return [];
  if (!supports(context.target, 'typeParameters')) reject('invalid syntax', node);
  return namedChildren(node).map((child) => buildTypeParameter(context, child));
}

function buildTypeParameter(context: BuildContext, node: CstNode): type_param {
  const standIn = context.masks?.defaults.get(node.end);
  const position = spanOf(context, node.start, standIn?.end ?? node.end);
  const default_value = standIn ? buildExpression(context, standIn.tree) : null;
  const inner = node.type === 'type' ? requireChild(node.children, 0, node) : node;
  switch (inner.type) {
    case 'identifier':
      return { _type: 'TypeVar', name: identifierOf(context, inner), bound: null, default_value, ...position };
    case 'constrained_type': {
      const parts = namedChildren(inner);
      const bound = buildExpression(context, requireChild(parts, 1, inner));
      return { _type: 'TypeVar', name: identifierOf(context, requireChild(parts, 0, inner)), bound, default_value, ...position };
    }
    case 'splat_type':
    case 'list_splat': {
      const name = identifierOf(context, requireChild(namedChildren(inner), 0, inner));
      const isTuple = textOf(context, requireChild(inner.children, 0, inner)) === '*';
      return { _type: isTuple ? 'TypeVarTuple' : 'ParamSpec', name, default_value, ...position };
    }
    default:
      return reject('invalid syntax', inner);
  }
}

/** A subscript, written as a type: its arguments are in a node of type parameters. */
export function buildGenericType(context: BuildContext, node: CstNode, ctx: expr_context): expr {
  const [base, list] = namedChildren(node);
  if (!base || !list) return reject('invalid syntax', node);
  const items = namedChildren(list);
  return {
    _type: 'Subscript',
    value: buildExpression(context, base),
    slice: buildIndex(context, list, items),
    ctx,
    ...positionOf(context, node),
  };
}

/** What stands in the brackets of a subscript: a tuple as soon as there is a comma or a star. */
export function buildIndex(context: BuildContext, list: CstNode, items: readonly CstNode[]): expr {
  const built = items.map((item) => buildExpression(context, item));
  const first = built[0] ?? reject('invalid syntax', list);
  const hasComma = list.children.some((child) => child.type === ',');
  if (!hasComma && first._type !== 'Starred') return first;
  return { _type: 'Tuple', elts: built, ctx: 'Load', ...spanOf(context, items[0]?.start ?? list.start, listEnd(list, items)) };
}

/** `A[x: y]` in an annotation: the CST takes the slice for a bound. */
export function buildConstrainedType(context: BuildContext, node: CstNode): expr {
  const [lower, upper] = namedChildren(node);
  if (!lower || !upper) return reject('invalid syntax', node);
  return { _type: 'Slice', lower: buildExpression(context, lower), upper: buildExpression(context, upper), step: null, ...positionOf(context, node) };
}

/** `A | B | C`: the CST nests to the right, Python to the left. */
export function buildUnionType(context: BuildContext, node: CstNode): expr {
  const items: CstNode[] = [];
  const collect = (item: CstNode): void => {
    const inner = item.type === 'type' ? requireChild(item.children, 0, item) : item;
    if (inner.type === 'union_type') for (const part of namedChildren(inner)) collect(part);
    else if (inner.type === 'binary_operator' && findField(inner, 'operator')?.type === '|') {
      collect(requireField(inner, 'left'));
      items.push(requireField(inner, 'right'));
    } else items.push(inner);
  };
  collect(node);
  const start = items[0]?.start ?? node.start;
  return items
    .map((item) => ({ built: buildExpression(context, item), end: item.end }))
    .reduce((left, right) => ({
      built: { _type: 'BinOp', left: left.built, op: 'BitOr', right: right.built, ...spanOf(context, start, right.end) },
      end: right.end,
    })).built;
}
