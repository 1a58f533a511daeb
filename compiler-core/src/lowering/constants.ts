/** Which expressions are constants to CPython's optimizer, as far as identity or control flow shows it. */
import type { IrConstant } from '../semantics/constants/constant.js';
import { foldObjects, foldSlice, foldSubscript } from '../semantics/constants/folding.js';
import { type OperationName, operations } from '../semantics/operations/operations.js';
import type { expr, Slice } from '../syntax/ast/nodes.generated.js';
import { supports } from '../targets/features.js';
import type { TargetVersion } from '../targets/target-version.js';
import { emptyString } from '../syntax/ast/python-string.js';
import { binaryOperations, unaryOperations } from './operators.js';

function fold(operation: OperationName, ...operands: readonly IrConstant[]): IrConstant | null {
  return operations[operation].rules.fold?.(...operands.map((constant) => ({ type: constant.type, constant }))) ?? null;
}

/** The constant that an expression is: a literal, an operator on constants or a tuple of them (`Python/ast_opt.c`); null otherwise. */
export function constantOf(node: expr, target: TargetVersion): IrConstant | null {
  switch (node._type) {
    case 'Constant':
      return node.value;
    case 'Name':
      return node.id === '__debug__' ? { type: 'bool', value: true } : null;
    case 'UnaryOp': {
      const operand = constantOf(node.operand, target);
      // It warns, where it is computed: each time.
      if (node.op === 'Invert' && operand?.type === 'bool' && !supports(target, 'foldsInTree')) return null;
      return operand === null ? null : fold(unaryOperations[node.op], operand);
    }
    case 'BinOp': {
      const [left, right] = [constantOf(node.left, target), constantOf(node.right, target)];
      if (left === null || right === null) return null;
      const operation = binaryOperations[node.op];
      const { operator } = operations[operation].meaning;
      return fold(operation, left, right) ?? (operator === undefined ? null : foldObjects(operator, left, right));
    }
    case 'Subscript': {
      const value = node.ctx === 'Load' ? constantOf(node.value, target) : null;
      if (value === null) return null;
      if (node.slice._type === 'Slice') return sliceOf(value, node.slice, target);
      const index = constantOf(node.slice, target);
      return index === null ? null : foldSubscript(value, index);
    }
    case 'Tuple': {
      const items = constantsOf(node.elts, target);
      return items === null ? null : { type: 'tuple', items };
    }
    default:
      return null;
  }
}

/** Only a slice of literals is one: `-1` is none yet when the code is made. */
function sliceOf(value: IrConstant, { lower, upper, step }: Slice, target: TargetVersion): IrConstant | null {
  const parts = [lower, upper, step].map((part) => (part === null ? null : part._type === 'Constant' ? part.value : undefined));
  const known = parts.filter((part) => part !== undefined);
  return supports(target, 'foldsSlices') && known.length === parts.length ? foldSlice(value, known) : null;
}

export function constantsOf(nodes: readonly expr[], target: TargetVersion): readonly IrConstant[] | null {
  const items = nodes.map((node) => constantOf(node, target));
  return items.every((item) => item !== null) ? items : null;
}

/** The constant tuple or frozenset that a list or set display of constants is where it is only searched or walked. */
export function constantContainerOf(node: expr, target: TargetVersion): IrConstant | null {
  if (node._type !== 'List' && node._type !== 'Set') return null;
  const items = constantsOf(node.elts, target);
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
