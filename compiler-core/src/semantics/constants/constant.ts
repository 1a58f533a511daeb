/** What a constant operand of the IR may be: a literal, or a tuple or frozenset of constants. */
import type { ConstantValue } from '../../syntax/ast/constant.js';

export type IrConstant =
  | ConstantValue
  | { readonly type: 'tuple'; readonly items: readonly IrConstant[] }
  | { readonly type: 'frozenset'; readonly items: readonly IrConstant[] };

/** Whether both are the same object's value, bit for bit: 1, 1.0 and True are three, and so are 0.0 and -0.0 two. */
export function sameConstant(left: IrConstant, right: IrConstant): boolean {
  switch (left.type) {
    case 'none': case 'ellipsis': return left.type === right.type;
    case 'bool': return right.type === 'bool' && left.value === right.value;
    case 'int': return right.type === 'int' && left.value === right.value;
    case 'float': return right.type === 'float' && Object.is(left.value, right.value);
    case 'str': return right.type === 'str' && left.value === right.value;
    case 'complex': return right.type === 'complex' && Object.is(left.real, right.real) && Object.is(left.imag, right.imag);
    case 'bytes': return right.type === 'bytes' && left.value.length === right.value.length && left.value.every((byte, index) => byte === right.value[index]);
    case 'tuple': case 'frozenset':
      return right.type === left.type && left.items.length === right.items.length && left.items.every((item, index) => sameConstant(item, right.items[index]!));
  }
}
