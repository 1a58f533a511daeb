/** Python's operators. */

/** Named as in the `ast` module, in lower case where that says it. */
export type ArithmeticOperator = 'add' | 'sub' | 'mult' | 'matmult' | 'div' | 'mod' | 'pow' | 'lshift' | 'rshift' | 'bitor' | 'bitxor' | 'bitand' | 'floordiv';
export type UnaryOperator = 'neg' | 'pos' | 'invert' | 'not';
export type OrderOperator = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';
export type ComparisonOperator = OrderOperator | 'in' | 'not_in' | 'is' | 'is_not';
