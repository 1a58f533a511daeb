/** Which operation each operator of the AST is. */
import type { OperationName } from '../semantics/operations/operations.js';
import type { cmpop, operator, unaryop } from '../syntax/ast/nodes.generated.js';

export const binaryOperations = {
  Add: 'binary.add', Sub: 'binary.sub', Mult: 'binary.mult', MatMult: 'binary.matmult', Div: 'binary.div', Mod: 'binary.mod', Pow: 'binary.pow',
  LShift: 'binary.lshift', RShift: 'binary.rshift', BitOr: 'binary.bitor', BitXor: 'binary.bitxor', BitAnd: 'binary.bitand', FloorDiv: 'binary.floordiv',
} as const satisfies Record<operator, OperationName>;

export const inplaceOperations = {
  Add: 'inplace.add', Sub: 'inplace.sub', Mult: 'inplace.mult', MatMult: 'inplace.matmult', Div: 'inplace.div', Mod: 'inplace.mod', Pow: 'inplace.pow',
  LShift: 'inplace.lshift', RShift: 'inplace.rshift', BitOr: 'inplace.bitor', BitXor: 'inplace.bitxor', BitAnd: 'inplace.bitand', FloorDiv: 'inplace.floordiv',
} as const satisfies Record<operator, OperationName>;

export const unaryOperations = { Invert: 'unary.invert', Not: 'unary.not', UAdd: 'unary.pos', USub: 'unary.neg' } as const satisfies Record<unaryop, OperationName>;

export const comparisonOperations = {
  Eq: 'compare.eq', NotEq: 'compare.ne', Lt: 'compare.lt', LtE: 'compare.le', Gt: 'compare.gt', GtE: 'compare.ge',
  Is: 'compare.is', IsNot: 'compare.is_not', In: 'compare.in', NotIn: 'compare.not_in',
} as const satisfies Record<cmpop, OperationName>;
