/** What CPython's messages call an expression, and which part of one cannot be assigned to or deleted. */
import type { ConstantValue } from '../ast/constant.js';
import type { expr } from '../ast/nodes.generated.js';

/** `_PyPegen_get_expr_name` of CPython's `Parser/pegen.c`. */
export function describe(node: expr): string {
  switch (node._type) {
    case 'Constant':
      return describeConstant(node.value);
    case 'BoolOp':
    case 'BinOp':
    case 'UnaryOp':
      return 'expression';
    case 'Yield':
    case 'YieldFrom':
      return 'yield expression';
    case 'JoinedStr':
    case 'FormattedValue':
      return 'f-string expression';
    case 'TemplateStr':
    case 'Interpolation':
      return 't-string expression';
    default:
      return words[node._type];
  }
}

function describeConstant(value: ConstantValue): string {
  switch (value.type) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'ellipsis':
      return 'ellipsis';
    default:
      return 'literal';
  }
}

type Described = Exclude<expr['_type'], 'Constant' | 'BoolOp' | 'BinOp' | 'UnaryOp' | 'Yield' | 'YieldFrom' | 'JoinedStr' | 'FormattedValue' | 'TemplateStr' | 'Interpolation'>;

const words: Readonly<Record<Described, string>> = {
  Attribute: 'attribute', Await: 'await expression', Call: 'function call', Compare: 'comparison', Dict: 'dict literal',
  DictComp: 'dict comprehension', GeneratorExp: 'generator expression', IfExp: 'conditional expression', Lambda: 'lambda',
  List: 'list', ListComp: 'list comprehension', Name: 'name', NamedExpr: 'named expression', Set: 'set display',
  SetComp: 'set comprehension', Slice: 'slice', Starred: 'starred', Subscript: 'subscript', Tuple: 'tuple',
};

export function isSingleTarget(node: expr): boolean {
  return node._type === 'Name' || node._type === 'Attribute' || node._type === 'Subscript';
}

export type TargetUse = 'assign' | 'for' | 'delete';

/** The part that cannot be a target, as CPython finds it (`_PyPegen_get_invalid_target`); undefined if all can. */
export function findInvalidTarget(node: expr, use: TargetUse): expr | undefined {
  switch (node._type) {
    case 'Tuple':
    case 'List':
      for (const item of node.elts) {
        const found = findInvalidTarget(item, use);
        if (found) return found;
      }
      return undefined;
    case 'Starred':
      return use === 'delete' ? node : findInvalidTarget(node.value, use);
    case 'Compare':
      if (use !== 'for') return node;
      return node.ops[0] === 'In' ? findInvalidTarget(node.left, use) : undefined;
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      return undefined;
    default:
      return node;
  }
}

export function isTarget(node: expr, use: TargetUse): boolean {
  return node._type !== 'Compare' && findInvalidTarget(node, use) === undefined;
}

/** The same expression as a target: `_PyPegen_set_expr_context`. */
export function withContext(node: expr, ctx: 'Store' | 'Del'): expr {
  switch (node._type) {
    case 'Tuple':
    case 'List':
      return { ...node, elts: node.elts.map((item) => withContext(item, ctx)), ctx };
    case 'Starred':
      return { ...node, value: withContext(node.value, ctx), ctx };
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      return { ...node, ctx };
    default:
      return node;
  }
}
