/** Expressions with operators, associated as Python's grammar does. */
import type { boolop, cmpop, expr, operator, unaryop } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';
import { namedChildren, positionOf, reject, requireChild, requireField, spanOf, type BuildContext } from './context.js';
import { buildExpression } from './expressions.js';

const binaryOperators: Readonly<Record<string, operator>> = {
  '+': 'Add',
  '-': 'Sub',
  '*': 'Mult',
  '@': 'MatMult',
  '/': 'Div',
  '%': 'Mod',
  '//': 'FloorDiv',
  '**': 'Pow',
  '|': 'BitOr',
  '&': 'BitAnd',
  '^': 'BitXor',
  '<<': 'LShift',
  '>>': 'RShift',
};
const comparisons: Readonly<Record<string, cmpop>> = {
  '<': 'Lt',
  '<=': 'LtE',
  '==': 'Eq',
  '!=': 'NotEq',
  '>=': 'GtE',
  '>': 'Gt',
  in: 'In',
  'not in': 'NotIn',
  is: 'Is',
  'is not': 'IsNot',
};
const unaryOperators: Readonly<Record<string, unaryop>> = { '+': 'UAdd', '-': 'USub', '~': 'Invert' };

export function requireBinaryOperator(node: CstNode, text: string = node.type): operator {
  return binaryOperators[text] ?? reject('invalid syntax', node);
}

export function buildBinary(context: BuildContext, node: CstNode): expr {
  const operatorNode = requireField(node, 'operator');
  if (operatorNode.type === '^' || operatorNode.type === '&') return buildExclusiveOrAndChain(context, node);
  return {
    _type: 'BinOp',
    left: buildExpression(context, requireField(node, 'left')),
    op: requireBinaryOperator(operatorNode),
    right: buildExpression(context, requireField(node, 'right')),
    ...positionOf(context, node),
  };
}

/** The CST binds `^` tighter than `&`; in Python it is the other way. */
function buildExclusiveOrAndChain(context: BuildContext, node: CstNode): expr {
  const operands: CstNode[] = [];
  const operators: string[] = [];
  const collect = (item: CstNode): void => {
    const text = item.type === 'binary_operator' ? requireField(item, 'operator').type : '';
    if (text !== '^' && text !== '&') {
      operands.push(item);
      return;
    }
    collect(requireField(item, 'left'));
    operators.push(text);
    collect(requireField(item, 'right'));
  };
  collect(node);

  interface Operand {
    readonly built: expr;
    readonly start: number;
    readonly end: number;
  }
  const join = (left: Operand, op: operator, right: Operand): Operand => ({
    built: { _type: 'BinOp', left: left.built, op, right: right.built, ...spanOf(context, left.start, right.end) },
    start: left.start,
    end: right.end,
  });
  const [first, ...rest] = operands.map((operand): Operand => ({ built: buildExpression(context, operand), start: operand.start, end: operand.end }));
  if (first === undefined) return reject('invalid syntax', node);
  let whole: Operand | undefined;
  let ands = first;
  for (const [index, operand] of rest.entries()) {
    if (operators[index] === '&') ands = join(ands, 'BitAnd', operand);
    else {
      whole = whole ? join(whole, 'BitXor', ands) : ands;
      ands = operand;
    }
  }
  return (whole ? join(whole, 'BitXor', ands) : ands).built;
}

export function buildUnary(context: BuildContext, node: CstNode): expr {
  const operatorNode = requireField(node, 'operator');
  const op = unaryOperators[operatorNode.type] ?? reject('invalid syntax', operatorNode);
  return { _type: 'UnaryOp', op, operand: buildExpression(context, requireField(node, 'argument')), ...positionOf(context, node) };
}

/** A chain of one operator is one node; the CST nests it to the left. */
export function buildBoolean(context: BuildContext, node: CstNode): expr {
  const word = requireField(node, 'operator').type;
  const values: expr[] = [];
  const collect = (item: CstNode): void => {
    const left = requireField(item, 'left');
    if (left.type === 'boolean_operator' && requireField(left, 'operator').type === word) collect(left);
    else values.push(buildExpression(context, left));
    values.push(buildExpression(context, requireField(item, 'right')));
  };
  collect(node);
  const op: boolop = word === 'and' ? 'And' : 'Or';
  return { _type: 'BoolOp', op, values, ...positionOf(context, node) };
}

export function buildComparison(context: BuildContext, node: CstNode): expr {
  const operands = node.children.filter((child) => child.field !== 'operators');
  const ops = node.children
    .filter((child) => child.field === 'operators')
    .map((child) => comparisons[child.type] ?? reject('invalid syntax', child));
  const [left, ...comparators] = operands.map((operand) => buildExpression(context, operand));
  if (left === undefined || ops.length !== comparators.length) return reject('invalid syntax', node);
  return { _type: 'Compare', left, ops, comparators, ...positionOf(context, node) };
}

/** `x := a if b else c` assigns the whole conditional; the CST stops the assignment before `if`. */
export function buildConditional(context: BuildContext, node: CstNode): expr {
  const parts = namedChildren(node);
  const body = requireChild(parts, 0, node);
  const test = requireChild(parts, 1, node);
  const orelse = requireChild(parts, 2, node);
  if (body.type === 'named_expression') {
    const value = requireField(body, 'value');
    return {
      _type: 'NamedExpr',
      target: buildExpression(context, requireField(body, 'name'), 'Store'),
      value: buildConditional(context, { ...node, start: value.start, children: [value, ...node.children.slice(1)] }),
      ...positionOf(context, node),
    };
  }
  return {
    _type: 'IfExp',
    test: buildExpression(context, test),
    body: buildExpression(context, body),
    orelse: buildExpression(context, orelse),
    ...positionOf(context, node),
  };
}

/** `await x ** 2` raises what was awaited; the CST awaits the power. */
export function buildAwait(context: BuildContext, node: CstNode): expr {
  const operand = requireChild(namedChildren(node), 0, node);
  if (operand.type !== 'binary_operator') return { _type: 'Await', value: buildExpression(context, operand), ...positionOf(context, node) };
  const left = requireField(operand, 'left');
  return {
    _type: 'BinOp',
    left: { _type: 'Await', value: buildExpression(context, left), ...spanOf(context, node.start, left.end) },
    op: requireBinaryOperator(requireField(operand, 'operator')),
    right: buildExpression(context, requireField(operand, 'right')),
    ...positionOf(context, node),
  };
}
