/** What a constant operand of the IR may be: a literal, or a tuple or frozenset of constants. */
import type { ConstantValue } from '../../syntax/ast/constant.js';

export type IrConstant =
  | ConstantValue
  | { readonly type: 'tuple'; readonly items: readonly IrConstant[] }
  | { readonly type: 'frozenset'; readonly items: readonly IrConstant[] };
