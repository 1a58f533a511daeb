/** Which expressions are constants to CPython's optimizer, as far as identity or control flow shows it. */
import type { IrConstant } from '../semantics/constants/constant.js';
import { foldObjects, foldSubscript } from '../semantics/constants/folding.js';
import { type OperationName, operations } from '../semantics/operations/operations.js';
import type { expr } from '../syntax/ast/nodes.generated.js';
import { emptyString } from '../syntax/ast/python-string.js';
import { binaryOperations, unaryOperations } from './operators.js';

function fold(operation: OperationName, ...operands: readonly IrConstant[]): IrConstant | null {
  return operations[operation].rules.fold?.(...operands.map((constant) => ({ type: constant.type, constant }))) ?? null;
}

/** The constant that an expression is: a literal, an operator on constants or a tuple of them (`Python/ast_opt.c`); null otherwise. */
export function constantOf(node: expr): IrConstant | null {
  switch (node._type) {
    case 'Constant':
      return node.value;
    case 'UnaryOp': {
      const operand = constantOf(node.operand);
      return operand === null ? null : fold(unaryOperations[node.op], operand);
    }
    case 'BinOp': {
      const [left, right] = [constantOf(node.left), constantOf(node.right)];
      if (left === null || right === null) return null;
      const operation = binaryOperations[node.op];
      const { operator } = operations[operation].meaning;
      return fold(operation, left, right) ?? (operator === undefined ? null : foldObjects(operator, left, right));
    }
    case 'Subscript': {
      const [value, index] = [constantOf(node.value), constantOf(node.slice)];
      return node.ctx !== 'Load' || value === null || index === null ? null : foldSubscript(value, index);
    }
    case 'Tuple': {
      const items = constantsOf(node.elts);
      return items === null ? null : { type: 'tuple', items };
    }
    default:
      return null;
  }
}

export function constantsOf(nodes: readonly expr[]): readonly IrConstant[] | null {
  const items = nodes.map(constantOf);
  return items.every((item) => item !== null) ? items : null;
}

/** The constant tuple or frozenset that a list or set display of constants is where it is only searched or walked. */
export function constantContainerOf(node: expr): IrConstant | null {
  if (node._type !== 'List' && node._type !== 'Set') return null;
  const items = constantsOf(node.elts);
  return items === null ? null : { type: node._type === 'List' ? 'tuple' : 'frozenset', items };
}

/** The truth of a test that needs no code; null where it must be computed. */
export function constantTruth(node: expr): boolean | null {
  if (node._type === 'Name') return node.id === '__debug__' ? true : null;
  if (node._type !== 'Constant') return null;
  const { value } = node;
  switch (value.type) {
    case 'none':
      return false;
    case 'ellipsis':
      return true;
    case 'bool':
      return value.value;
    case 'int':
      return value.value !== 0n;
    case 'float':
      return value.value !== 0;
    case 'complex':
      return value.real !== 0 || value.imag !== 0;
    case 'str':
      return value.value !== emptyString;
    case 'bytes':
      return value.value.length > 0;
  }
}
