/** Which methods of a class an operator calls: the data model's names (Python Language Reference, 3.3). */

const arithmetic: Readonly<Record<string, string>> = {
  add: 'add', sub: 'sub', mult: 'mul', matmult: 'matmul', div: 'truediv', mod: 'mod', pow: 'pow', lshift: 'lshift', rshift: 'rshift', bitor: 'or', bitxor: 'xor', bitand: 'and', floordiv: 'floordiv',
};
const mirrored: Readonly<Record<string, string>> = { eq: 'eq', ne: 'ne', lt: 'gt', gt: 'lt', le: 'ge', ge: 'le' };
const others: Readonly<Record<string, string>> = {
  'unary.neg': '__neg__', 'unary.pos': '__pos__', 'unary.invert': '__invert__', 'item.get': '__getitem__', 'item.set': '__setitem__', 'item.delete': '__delitem__', 'context.enter': '__enter__',
};

export interface OperatorMethods {
  /** Of the first operand's class. */
  readonly own: readonly string[];
  /** Of the second one's, called with the first. */
  readonly reflected: readonly string[];
}

/** By operation; null for what is no operator of the data model. */
export function operatorMethods(operation: string): OperatorMethods | null {
  const other = others[operation];
  if (other !== undefined) return { own: [other], reflected: [] };
  const [family = '', operator = ''] = operation.split('.');
  const name = arithmetic[operator];
  if ((family === 'binary' || family === 'inplace') && name !== undefined) return { own: [...(family === 'inplace' ? [`__i${name}__`] : []), `__${name}__`], reflected: [`__r${name}__`] };
  const mirror = mirrored[operator];
  return family === 'compare' && mirror !== undefined ? { own: [`__${operator}__`], reflected: [`__${mirror}__`] } : null;
}
