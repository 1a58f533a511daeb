/** The patterns of `match`. */
import type { expr, match_case, pattern } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { findField, hasToken, identifierOf, listEnd, namedChildren, positionOf, reject, requireChild, requireField, spanOf, textOf, type BuildContext } from './context.js';
import { buildExpression } from './expressions.js';
import { requireBinaryOperator } from './operators.js';
import { buildBlock, type Block } from './statements.js';

export interface BuiltCase {
  readonly node: match_case;
  readonly block: Block;
}

export function buildCase(context: BuildContext, clause: CstNode): BuiltCase {
  const items = clause.children.filter((child) => child.type === 'case_pattern');
  const built = items.map((item) => buildPattern(context, item));
  const first = built[0] ?? reject('invalid syntax', clause);
  const isSequence = hasToken(clause, ',') || first._type === 'MatchStar';
  const pattern: pattern = isSequence
    ? { _type: 'MatchSequence', patterns: built, ...spanOf(context, requireChild(items, 0, clause).start, listEnd(clause, items)) }
    : first;
  const guardClause = findField(clause, 'guard');
  const guard = guardClause ? buildExpression(context, requireChild(namedChildren(guardClause), 0, guardClause)) : null;
  const block = buildBlock(context, requireField(clause, 'consequence'));
  return { node: { _type: 'match_case', pattern, guard, body: block.body }, block };
}

/** A minus sign is a token of its own beside its number, in whatever list of patterns it stands. */
function buildPatternList(context: BuildContext, nodes: readonly CstNode[]): pattern[] {
  const built: pattern[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === undefined) continue;
    if (node.type === '-') {
      const value = buildNegative(context, node, nodes[++index]);
      const { lineno, col_offset, end_lineno, end_col_offset } = value;
      built.push({ _type: 'MatchValue', value, lineno, col_offset, end_lineno, end_col_offset });
    } else built.push(buildPattern(context, node));
  }
  return built;
}

function buildNegative(context: BuildContext, minus: CstNode, number: CstNode | undefined): expr {
  if (number === undefined) return reject('invalid syntax', minus);
  return { _type: 'UnaryOp', op: 'USub', operand: buildExpression(context, number), ...spanOf(context, minus.start, number.end) };
}

function buildSinglePattern(context: BuildContext, nodes: readonly CstNode[], parent: CstNode): pattern {
  const [only, ...others] = buildPatternList(context, nodes);
  return only && others.length === 0 ? only : reject('invalid syntax', parent);
}

function buildPattern(context: BuildContext, node: CstNode): pattern {
  const position = positionOf(context, node);
  const subpatterns = (): pattern[] => node.children.filter((child) => child.type === 'case_pattern').map((child) => buildPattern(context, child));
  switch (node.type) {
    case 'case_pattern':
      return buildSinglePattern(context, node.children, node);
    case '_':
      return { _type: 'MatchAs', pattern: null, name: null, ...position };
    case 'as_pattern': {
      const parts = namedChildren(node);
      const inner = buildPattern(context, requireChild(parts, 0, node));
      return { _type: 'MatchAs', pattern: inner, name: identifierOf(context, requireChild(parts, 1, node)), ...position };
    }
    case 'dotted_name': {
      if (namedChildren(node).length > 1) return { _type: 'MatchValue', value: buildDottedName(context, node), ...position };
      return { _type: 'MatchAs', pattern: null, name: captureName(context, node), ...position };
    }
    case 'integer':
    case 'float':
    case 'string':
    case 'concatenated_string':
      return { _type: 'MatchValue', value: buildExpression(context, node), ...position };
    case 'true':
    case 'false':
      return { _type: 'MatchSingleton', value: { type: 'bool', value: node.type === 'true' }, ...position };
    case 'none':
      return { _type: 'MatchSingleton', value: { type: 'none' }, ...position };
    case 'complex_pattern':
      return { _type: 'MatchValue', value: buildComplex(context, node), ...position };
    case 'union_pattern':
      return { _type: 'MatchOr', patterns: buildPatternList(context, node.children.filter((child) => child.type !== '|')), ...position };
    case 'tuple_pattern': {
      const patterns = subpatterns();
      const first = patterns[0];
      const isGroup = patterns.length === 1 && !hasToken(node, ',') && first?._type !== 'MatchStar';
      return isGroup && first ? first : { _type: 'MatchSequence', patterns, ...position };
    }
    case 'list_pattern':
      return { _type: 'MatchSequence', patterns: subpatterns(), ...position };
    case 'splat_pattern':
      return { _type: 'MatchStar', name: captureName(context, requireChild(node.children, 1, node)), ...position };
    case 'class_pattern':
      return buildClassPattern(context, node);
    case 'dict_pattern':
      return buildMappingPattern(context, node);
    default:
      return reject('invalid syntax', node);
  }
}

/** `_` captures nothing. */
function captureName(context: BuildContext, node: CstNode): string | null {
  return textOf(context, node) === '_' ? null : identifierOf(context, node);
}

/** `P(x=int() as y)` binds `y` to the value of `x`; the CST puts the whole `x=int()` under `as`. */
function buildClassPattern(context: BuildContext, node: CstNode): pattern {
  const patterns: pattern[] = [];
  const names: string[] = [];
  const values: pattern[] = [];
  for (const item of node.children.filter((child) => child.type === 'case_pattern')) {
    const inner = requireChild(item.children, 0, item);
    const aliased = inner.type === 'as_pattern' ? inner.children[0]?.children[0] : undefined;
    const keyword = aliased?.type === 'keyword_pattern' ? aliased : inner;
    if (keyword.type !== 'keyword_pattern') {
      patterns.push(buildPattern(context, item));
      continue;
    }
    const [name, , ...valueNodes] = keyword.children;
    const start = valueNodes[0]?.start ?? keyword.end;
    const value = buildSinglePattern(context, valueNodes, keyword);
    names.push(identifierOf(context, name ?? keyword));
    if (keyword === inner) values.push(value);
    else {
      const alias = identifierOf(context, requireChild(inner.children, -1, inner));
      values.push({ _type: 'MatchAs', pattern: value, name: alias, ...spanOf(context, start, inner.end) });
    }
  }
  const cls = buildDottedName(context, requireChild(node.children, 0, node));
  return { _type: 'MatchClass', cls, patterns, kwd_attrs: names, kwd_patterns: values, ...positionOf(context, node) };
}

function buildMappingPattern(context: BuildContext, node: CstNode): pattern {
  const keys: expr[] = [];
  const patterns: pattern[] = [];
  let rest: string | null = null;
  for (let index = 0; index < node.children.length; index++) {
    const child = requireChild(node.children, index, node);
    if (child.field === 'key') {
      if (child.type === '-') keys.push(buildNegative(context, child, node.children[++index]));
      else if (child.type === 'dotted_name') keys.push(buildDottedName(context, child));
      else if (child.type === 'complex_pattern') keys.push(buildComplex(context, child));
      else keys.push(buildExpression(context, child));
    } else if (child.field === 'value' && child.named) patterns.push(buildPattern(context, child));
    else if (child.type === 'splat_pattern') rest = identifierOf(context, requireChild(child.children, 1, child));
  }
  return { _type: 'MatchMapping', keys, patterns, rest, ...positionOf(context, node) };
}

function buildDottedName(context: BuildContext, node: CstNode): expr {
  const [first, ...rest] = namedChildren(node);
  if (first === undefined) return reject('invalid syntax', node);
  return rest.reduce<expr>(
    (value, part) => ({ _type: 'Attribute', value, attr: identifierOf(context, part), ctx: 'Load', ...spanOf(context, node.start, part.end) }),
    buildExpression(context, first),
  );
}

function buildComplex(context: BuildContext, node: CstNode): expr {
  const [first, second] = node.children;
  const isNegative = first?.type === '-';
  const left = first && (isNegative ? buildNegative(context, first, second) : buildExpression(context, first));
  const [operator, right] = node.children.slice(isNegative ? 2 : 1);
  if (!left || !operator || !right) return reject('invalid syntax', node);
  return { _type: 'BinOp', left, op: requireBinaryOperator(operator), right: buildExpression(context, right), ...positionOf(context, node) };
}
