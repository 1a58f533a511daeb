/**
 * Rewrites of CST parts that tree-sitter-python builds differently from Python's grammar without saying so.
 *
 *     *a(), b                the star binds to `a`           →  the star is around `a()`
 *     with x if c else y as z   `as` is inside the `else`     →  `as` is around the whole
 *     type(x).y = 1          a type alias                    →  an assignment
 *     print >>f, x           a print statement               →  a tuple with a shift
 *
 * Each takes and gives nodes, and leaves its input as it was.
 */
import type { CstNode } from '../cst/parser.js';
import { namedChildren } from './context.js';

const startsWithOperand: ReadonlySet<string> = new Set([
  'attribute',
  'binary_operator',
  'boolean_operator',
  'call',
  'comparison_operator',
  'conditional_expression',
  'subscript',
]);

function withFirstChild(node: CstNode, first: CstNode): CstNode {
  return { ...node, start: first.start, children: [first, ...node.children.slice(1)] };
}

/** The operand of a star that the CST hides at the left edge of a larger expression; undefined if there is none. */
export function findAbsorbedStar(node: CstNode): CstNode | undefined {
  if (!startsWithOperand.has(node.type)) return undefined;
  const first = node.children[0];
  if (first === undefined) return undefined;
  if (first.type === 'list_splat') {
    const operand = namedChildren(first)[0];
    return operand && withFirstChild(node, { ...operand, field: first.field });
  }
  const inner = findAbsorbedStar(first);
  return inner && withFirstChild(node, { ...inner, field: first.field });
}

export interface AliasedExpression {
  readonly value: CstNode;
  readonly alias?: CstNode;
}

/** Takes `as name` from the right edge of an item of `with` or of an `except`. */
export function splitAlias(node: CstNode): AliasedExpression {
  const last = node.children.at(-1);
  if (last === undefined) return { value: node };
  if (node.type === 'as_pattern') {
    const value = node.children[0];
    return value ? { value: { ...value, field: node.field }, alias: last.children[0] ?? last } : { value: node };
  }
  if (node.type !== 'conditional_expression' && node.type !== 'lambda') return { value: node };
  const { value, alias } = splitAlias(last);
  if (alias === undefined) return { value: node };
  return { value: { ...node, end: value.end, children: [...node.children.slice(0, -1), { ...value, field: last.field }] }, alias };
}

/** The items of a `with`, where `with (a as b):` is an item and not a parenthesized expression. */
export function withItems(clause: CstNode): CstNode[] {
  const items = namedChildren(clause).flatMap((item) => namedChildren(item).slice(0, 1));
  const only = items[0];
  if (items.length !== 1 || only === undefined) return items;
  const inner = namedChildren(only);
  const isGroup = only.type === 'parenthesized_expression' || only.type === 'tuple';
  return isGroup && inner[0]?.type === 'as_pattern' && inner.every((item) => item.type === 'as_pattern') ? inner : items;
}

/**
 * The target that begins with the word `type` of a supposed type alias; undefined if it is an alias. `keyword` is that
 * word, `node` what follows it.
 */
export function attachTypeCallee(keyword: CstNode, node: CstNode): CstNode | undefined {
  const inner = node.type === 'type' ? node.children[0] : node;
  if (inner === undefined) return undefined;
  const callee = { ...keyword, type: 'identifier', named: true };
  const outer = { named: true, field: null, start: keyword.start, end: inner.end };
  switch (inner.type) {
    case 'parenthesized_expression':
    case 'tuple':
      return { ...outer, type: 'call', children: [{ ...callee, field: 'function' }, { ...inner, type: 'argument_list', field: 'arguments' }] };
    case 'generator_expression':
      return { ...outer, type: 'call', children: [{ ...callee, field: 'function' }, { ...inner, field: 'arguments' }] };
    case 'list':
      return {
        ...outer,
        type: 'subscript',
        children: [{ ...callee, field: 'value' }, ...inner.children.map((child) => (child.named ? { ...child, field: 'subscript' } : child))],
      };
    case 'attribute':
    case 'subscript':
    case 'call': {
      const first = inner.children[0];
      const attached = first && attachTypeCallee(keyword, first);
      return attached && withFirstChild(inner, { ...attached, field: first.field });
    }
    default:
      return undefined;
  }
}

const looserThanShift: ReadonlySet<string> = new Set(['|', '^', '&', '<<', '>>']);

/** `print >>` in front of `node`, as the leftmost operand of what binds less tightly than a shift. */
export function prependShift(print: CstNode, shift: CstNode, node: CstNode): CstNode {
  const operator = node.children.find((child) => child.field === 'operator')?.type ?? '';
  const isLooser =
    ['boolean_operator', 'comparison_operator', 'conditional_expression'].includes(node.type) ||
    (node.type === 'binary_operator' && looserThanShift.has(operator));
  const first = node.children[0];
  if (isLooser && first) return withFirstChild(node, { ...prependShift(print, shift, first), field: first.field });
  return {
    type: 'binary_operator',
    field: null,
    named: true,
    start: print.start,
    end: node.end,
    children: [{ ...print, type: 'identifier', named: true, field: 'left' }, { ...shift, field: 'operator' }, { ...node, field: 'right' }],
  };
}
