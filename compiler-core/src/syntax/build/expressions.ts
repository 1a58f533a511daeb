/** Expressions and targets, for every builder that meets one. */
import type { ConstantValue } from '../ast/constant.js';
import type { Dict, expr, expr_context } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { buildCallArguments, buildParameters } from './arguments.js';
import { buildGenerators } from './comprehensions.js';
import {
  findField,
  hasToken,
  identifierOf,
  namedChildren,
  namedFields,
  positionOf,
  reject,
  requireChild,
  requireField,
  textOf,
  type BuildContext,
} from './context.js';
import { parseNumber } from './numbers.js';
import { buildAwait, buildBinary, buildBoolean, buildComparison, buildConditional, buildUnary } from './operators.js';
import { findAbsorbedStar } from './repairs.js';
import { buildStrings } from './strings.js';
import { buildConstrainedType, buildGenericType, buildIndex, buildUnionType } from './type-parameters.js';

/** `ctx` is where the value goes: targets of assignments are 'Store', of `del` 'Del'. */
export function buildExpression(context: BuildContext, node: CstNode, ctx: expr_context = 'Load'): expr {
  const unstarred = findAbsorbedStar(node);
  if (unstarred) return { _type: 'Starred', value: buildExpression(context, unstarred, ctx), ctx, ...positionOf(context, node) };
  const position = positionOf(context, node);
  const all = (nodes: readonly CstNode[]): expr[] => nodes.map((child) => buildExpression(context, child, ctx));
  const inner = (): expr => buildExpression(context, requireChild(namedChildren(node), 0, node), ctx);
  const field = (name: string): expr => buildExpression(context, requireField(node, name));
  const constant = (value: ConstantValue): expr => ({ _type: 'Constant', value, kind: null, ...position });

  switch (node.type) {
    case 'identifier': {
      const graft = context.masks?.grafts.get(node.start);
      if (graft?.end === node.end) return buildExpression(context, graft.tree, ctx);
      return { _type: 'Name', id: identifierOf(context, node), ctx, ...position };
    }
    case 'attribute':
      return { _type: 'Attribute', value: field('object'), attr: identifierOf(context, requireField(node, 'attribute')), ctx, ...position };
    case 'member_type': {
      const [value, name] = namedChildren(node);
      if (!value || !name) return reject('invalid syntax', node);
      return { _type: 'Attribute', value: buildExpression(context, value), attr: identifierOf(context, name), ctx, ...position };
    }
    case 'subscript':
      return { _type: 'Subscript', value: field('value'), slice: buildIndex(context, node, namedFields(node, 'subscript')), ctx, ...position };
    case 'generic_type':
      return buildGenericType(context, node, ctx);
    case 'parenthesized_expression':
    case 'type':
      return inner();
    case 'tuple_pattern': {
      const items = namedChildren(node);
      const isTuple = items.length !== 1 || hasToken(node, ',') || items[0]?.type === 'list_splat_pattern';
      return isTuple ? { _type: 'Tuple', elts: all(items), ctx, ...position } : inner();
    }
    case 'tuple':
    case 'expression_list':
    case 'pattern_list':
      return { _type: 'Tuple', elts: all(namedChildren(node)), ctx, ...position };
    case 'list':
    case 'list_pattern':
      return { _type: 'List', elts: all(namedChildren(node)), ctx, ...position };
    case 'list_splat':
    case 'list_splat_pattern':
    case 'splat_type':
      return { _type: 'Starred', value: inner(), ctx, ...position };
    default:
      if (ctx !== 'Load') return reject(ctx === 'Del' ? 'cannot delete expression' : 'cannot assign to expression', node);
  }

  switch (node.type) {
    case 'true':
    case 'false':
      return constant({ type: 'bool', value: node.type === 'true' });
    case 'none':
      return constant({ type: 'none' });
    case 'ellipsis':
      return constant({ type: 'ellipsis' });
    case 'integer':
    case 'float':
      return constant(parseNumber(textOf(context, node)) ?? reject('invalid decimal literal', node));
    case 'string':
    case 'concatenated_string':
      return buildStrings(context, node);
    case 'set':
      return { _type: 'Set', elts: all(namedChildren(node)), ...position };
    case 'dictionary':
      return buildDictionary(context, node);
    case 'slice':
      return buildSlice(context, node);
    case 'call':
      return { _type: 'Call', func: field('function'), ...buildCallArguments(context, requireField(node, 'arguments')), ...position };
    case 'binary_operator':
      return buildBinary(context, node);
    case 'unary_operator':
      return buildUnary(context, node);
    case 'not_operator':
      return { _type: 'UnaryOp', op: 'Not', operand: field('argument'), ...position };
    case 'boolean_operator':
      return buildBoolean(context, node);
    case 'comparison_operator':
      return buildComparison(context, node);
    case 'conditional_expression':
      return buildConditional(context, node);
    case 'named_expression':
      return { _type: 'NamedExpr', target: buildExpression(context, requireField(node, 'name'), 'Store'), value: field('value'), ...position };
    case 'lambda':
      return { _type: 'Lambda', args: buildParameters(context, findField(node, 'parameters')), body: field('body'), ...position };
    case 'await':
      return buildAwait(context, node);
    case 'yield': {
      if (hasToken(node, 'from')) return { _type: 'YieldFrom', value: inner(), ...position };
      return { _type: 'Yield', value: namedChildren(node).length > 0 ? inner() : null, ...position };
    }
    case 'list_comprehension':
      return { _type: 'ListComp', elt: field('body'), generators: buildGenerators(context, node), ...position };
    case 'set_comprehension':
      return { _type: 'SetComp', elt: field('body'), generators: buildGenerators(context, node), ...position };
    case 'generator_expression':
      return { _type: 'GeneratorExp', elt: field('body'), generators: buildGenerators(context, node), ...position };
    case 'dictionary_comprehension': {
      const pair = requireField(node, 'body');
      const key = buildExpression(context, requireField(pair, 'key'));
      const value = buildExpression(context, requireField(pair, 'value'));
      return { _type: 'DictComp', key, value, generators: buildGenerators(context, node), ...position };
    }
    case 'union_type':
      return buildUnionType(context, node);
    case 'constrained_type':
      return buildConstrainedType(context, node);
    default:
      return reject('invalid syntax', node);
  }
}

/** `**mapping` has no key. */
function buildDictionary(context: BuildContext, node: CstNode): Dict {
  const keys: (expr | null)[] = [];
  const values: expr[] = [];
  for (const child of namedChildren(node)) {
    const isPair = child.type === 'pair';
    keys.push(isPair ? buildExpression(context, requireField(child, 'key')) : null);
    values.push(buildExpression(context, isPair ? requireField(child, 'value') : requireChild(namedChildren(child), 0, child)));
  }
  return { _type: 'Dict', keys, values, ...positionOf(context, node) };
}

function buildSlice(context: BuildContext, node: CstNode): expr {
  const parts: (expr | null)[] = [null, null, null];
  let colons = 0;
  for (const child of node.children) {
    if (!child.named && child.type === ':') colons++;
    else parts[colons] = buildExpression(context, child);
  }
  const [lower = null, upper = null, step = null] = parts;
  return { _type: 'Slice', lower, upper, step, ...positionOf(context, node) };
}
