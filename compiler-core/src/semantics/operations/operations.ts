/**
 * What each IR operation is: its operands, what it needs besides, what it gives, and the runtime function that is its
 * meaning. Lowering may emit only these rows, the verifier checks against them, emission prints them.
 */
export interface Operation {
  /** Number of operands; `-1` for any. */
  readonly operands: number;
  /** Immediates in the order in which the runtime function takes them after the operands. */
  readonly immediates: readonly ('slot' | 'cell' | 'name' | 'constant' | 'count' | 'after' | 'keywords' | 'function')[];
  /** `new`: an owned reference; `borrowed`: lives as long as its owner; `none`: no result. */
  readonly result: 'new' | 'borrowed' | 'none';
  readonly failure: 'raises' | 'never';
  /** Function in namespace `rt`; null where emission writes the operation itself, or no native body has it (generators). */
  readonly runtime: string | null;
  /** Whether operands are passed as an array and a count. */
  readonly variadic?: boolean;
  /** Whether the runtime function takes the frame first (globals, builtins, locals, thread). */
  readonly needsFrame?: boolean;
  /** The type in `rt` of what each place of the operation remembers between its turns; the last argument. */
  readonly cache?: 'AttributeCache' | 'GlobalCache' | 'CallCache';
  /** Whether a number says which operands it takes over: those of which nothing else holds a reference any more. */
  readonly movesOperands?: boolean;
  /** Whether the runtime has forms (`_l`, `_r`, `_lr`) that take over the references of the left or right operand. */
  readonly takesOperands?: boolean;
}

const expression = (runtime: string, operands: number): Operation => ({ operands, immediates: [], result: 'new', failure: 'raises', runtime });
const effect = (runtime: string, operands: number): Operation => ({ operands, immediates: [], result: 'none', failure: 'raises', runtime });

const operator = (runtime: string): Operation => ({ ...expression(runtime, 2), takesOperands: true });

const arithmetic = {
  'binary.add': operator('binary_add'),
  'binary.sub': operator('binary_sub'),
  'binary.mult': operator('binary_mult'),
  'binary.matmult': operator('binary_matmult'),
  'binary.div': operator('binary_div'),
  'binary.mod': operator('binary_mod'),
  'binary.pow': operator('binary_pow'),
  'binary.lshift': operator('binary_lshift'),
  'binary.rshift': operator('binary_rshift'),
  'binary.bitor': operator('binary_bitor'),
  'binary.bitxor': operator('binary_bitxor'),
  'binary.bitand': operator('binary_bitand'),
  'binary.floordiv': operator('binary_floordiv'),
  'inplace.add': operator('inplace_add'),
  'inplace.sub': operator('inplace_sub'),
  'inplace.mult': operator('inplace_mult'),
  'inplace.matmult': operator('inplace_matmult'),
  'inplace.div': operator('inplace_div'),
  'inplace.mod': operator('inplace_mod'),
  'inplace.pow': operator('inplace_pow'),
  'inplace.lshift': operator('inplace_lshift'),
  'inplace.rshift': operator('inplace_rshift'),
  'inplace.bitor': operator('inplace_bitor'),
  'inplace.bitxor': operator('inplace_bitxor'),
  'inplace.bitand': operator('inplace_bitand'),
  'inplace.floordiv': operator('inplace_floordiv'),
  'unary.neg': expression('unary_neg', 1),
  'unary.pos': expression('unary_pos', 1),
  'unary.invert': expression('unary_invert', 1),
  'unary.not': expression('unary_not', 1),
  'compare.eq': operator('compare_eq'),
  'compare.ne': operator('compare_ne'),
  'compare.lt': operator('compare_lt'),
  'compare.le': operator('compare_le'),
  'compare.gt': operator('compare_gt'),
  'compare.ge': operator('compare_ge'),
  /** Operands: item, container. */
  'compare.in': operator('compare_in'),
  'compare.not_in': operator('compare_not_in'),
  'compare.is': operator('compare_is'),
  'compare.is_not': operator('compare_is_not'),
} as const satisfies Record<string, Operation>;

const variables = {
  constant: { operands: 0, immediates: ['constant'], result: 'borrowed', failure: 'never', runtime: null },
  /** Raises UnboundLocalError where the slot is empty. */
  'local.get': { operands: 0, immediates: ['slot'], result: 'borrowed', failure: 'raises', runtime: null },
  'local.set': { operands: 1, immediates: ['slot'], result: 'none', failure: 'never', runtime: null },
  /** `del x`: raises UnboundLocalError where the slot is empty. */
  'local.delete': { operands: 0, immediates: ['slot'], result: 'none', failure: 'raises', runtime: null },
  /** Empties a slot, silently if it is empty already. */
  'local.clear': { operands: 0, immediates: ['slot'], result: 'none', failure: 'never', runtime: null },
  /** Moves the object out of a hidden slot, which is empty afterwards. */
  'local.take': { operands: 0, immediates: ['slot'], result: 'new', failure: 'never', runtime: null },
  'cell.get': { operands: 0, immediates: ['cell'], result: 'new', failure: 'raises', runtime: null },
  'cell.set': { operands: 1, immediates: ['cell'], result: 'none', failure: 'never', runtime: null },
  'cell.delete': { operands: 0, immediates: ['cell'], result: 'none', failure: 'raises', runtime: null },
  /** The cell object itself: an operand of `make.function`. */
  'cell.object': { operands: 0, immediates: ['cell'], result: 'borrowed', failure: 'never', runtime: null },
  /** A new, empty cell for an own cell variable that is bound again at each turn (inlined comprehensions). */
  'cell.renew': { operands: 0, immediates: ['cell'], result: 'none', failure: 'raises', runtime: null },
  /** The end of such a variable: the function lets go of the cell. */
  'cell.clear': { operands: 0, immediates: ['cell'], result: 'none', failure: 'never', runtime: null },
  /** Module globals, then builtins; NameError. */
  'global.get': { operands: 0, immediates: ['name'], result: 'new', failure: 'raises', runtime: 'global_get', needsFrame: true, cache: 'GlobalCache' },
  'global.set': { operands: 1, immediates: ['name'], result: 'none', failure: 'raises', runtime: 'global_set', needsFrame: true },
  'global.delete': { operands: 0, immediates: ['name'], result: 'none', failure: 'raises', runtime: 'global_delete', needsFrame: true },
  /** Makes `__annotations__` in a module's body. */
  'annotations.setup': { operands: 0, immediates: [], result: 'none', failure: 'raises', runtime: 'annotations_setup', needsFrame: true },
} as const satisfies Record<string, Operation>;

const objects = {
  'attribute.get': { operands: 1, immediates: ['name'], result: 'new', failure: 'raises', runtime: 'attribute_get', cache: 'AttributeCache' },
  /** Operands: object, value. */
  'attribute.set': { operands: 2, immediates: ['name'], result: 'none', failure: 'raises', runtime: 'attribute_set', cache: 'AttributeCache' },
  'attribute.delete': { operands: 1, immediates: ['name'], result: 'none', failure: 'raises', runtime: 'attribute_delete' },
  'item.get': expression('item_get', 2),
  /** Operands: container, key, value. */
  'item.set': effect('item_set', 3),
  'item.delete': effect('item_delete', 2),
  /** Operands: lower, upper, step; None where absent. */
  'build.slice': expression('build_slice', 3),
  'build.tuple': { operands: -1, immediates: [], result: 'new', failure: 'raises', runtime: 'build_tuple', variadic: true },
  'build.list': { operands: -1, immediates: [], result: 'new', failure: 'raises', runtime: 'build_list', variadic: true },
  'build.set': { operands: -1, immediates: [], result: 'new', failure: 'raises', runtime: 'build_set', variadic: true },
  /** Operands: key, value, key, value, ... */
  'build.dict': { operands: -1, immediates: [], result: 'new', failure: 'raises', runtime: 'build_dict', variadic: true },
  /** Joins strings: the parts of an f-string. */
  'build.string': { operands: -1, immediates: [], result: 'new', failure: 'raises', runtime: 'build_string', variadic: true },
  'list.append': effect('list_append', 2),
  'list.extend': effect('list_extend', 2),
  'list.to_tuple': expression('list_to_tuple', 1),
  'set.add': effect('set_add', 2),
  'set.update': effect('set_update', 2),
  'dict.set': effect('dict_set', 3),
  /** `{**mapping}`. */
  'dict.update': effect('dict_update', 2),
  /** `f(**mapping)`: operands dict, mapping, the function for the error's text. */
  'dict.merge': effect('dict_merge', 3),
  /** Operands: value, format specification (None for none). `count`: -1, or the code of `s`, `r`, `a`. */
  'format.value': { operands: 2, immediates: ['count'], result: 'new', failure: 'raises', runtime: 'format_value' },
} as const satisfies Record<string, Operation>;

const calls = {
  /** Operands: callee, arguments. */
  call: { operands: -1, immediates: [], result: 'new', failure: 'raises', runtime: 'call', variadic: true, movesOperands: true, needsFrame: true, cache: 'CallCache' },
  /** Operands: callee, positional arguments, then one value a name of `keywords`. */
  'call.keywords': { operands: -1, immediates: ['keywords'], result: 'new', failure: 'raises', runtime: 'call_keywords', variadic: true, movesOperands: true, needsFrame: true },
  /** Operands: receiver, arguments: `receiver.name(arguments)` without a bound method. */
  'call.method': { operands: -1, immediates: ['name'], result: 'new', failure: 'raises', runtime: null },
  /** Operand: receiver. Gives the function of a method, with the receiver in the hidden slot, or a callable with none there. */
  'method.get': { operands: 1, immediates: ['name', 'slot'], result: 'new', failure: 'raises', runtime: null },
  /** Operands: what `method.get` gave, arguments. Empties the slot. */
  'call.found': { operands: -1, immediates: ['slot'], result: 'new', failure: 'raises', runtime: null },
  /** Operands: callee, argument tuple, keyword dict (None for none). */
  'call.unpack': { ...expression('call_unpack', 3), variadic: true, movesOperands: true, needsFrame: true },
  'load.build_class': { operands: 0, immediates: [], result: 'new', failure: 'raises', runtime: 'load_build_class', needsFrame: true },
  'load.assertion_error': { operands: 0, immediates: [], result: 'borrowed', failure: 'never', runtime: 'load_assertion_error' },
  /** Operands: default tuple?, keyword default dict?, annotation tuple?, then the closure's cells. */
  'make.function': { operands: -1, immediates: ['function'], result: 'new', failure: 'raises', runtime: null },
} as const satisfies Record<string, Operation>;

const iteration = {
  'iterate': expression('iterate', 1),
  /** The asynchronous iterator that a generator expression with `async for` gets. */
  'iterate.async': expression('iterate_async', 1),
  /** Exactly `count` items of an iterable, as a tuple or list that only `unpack.item` reads. */
  'unpack.sequence': { operands: 1, immediates: ['count'], result: 'new', failure: 'raises', runtime: 'unpack_sequence' },
  /** `count` items, a list, `after` items: a tuple of `count + 1 + after`. */
  'unpack.star': { operands: 1, immediates: ['count', 'after'], result: 'new', failure: 'raises', runtime: 'unpack_star' },
  'unpack.item': { operands: 1, immediates: ['count'], result: 'new', failure: 'never', runtime: 'unpack_item' },
  /** Suspends a generator; the result is what is sent. */
  yield: { operands: 1, immediates: [], result: 'new', failure: 'raises', runtime: null },
  /** The iterator that `yield from` runs. */
  'yield.iterator': { operands: 1, immediates: [], result: 'new', failure: 'raises', runtime: null },
  /** Runs the iterator in a hidden slot to its end; the result is its return value. */
  'yield.from': { operands: 0, immediates: ['slot'], result: 'new', failure: 'raises', runtime: null },
} as const satisfies Record<string, Operation>;

const exceptions = {
  /** First in a handler: takes the raised exception, makes it the handled one; the one before goes to the hidden slot. */
  'exception.enter': { operands: 0, immediates: ['slot'], result: 'new', failure: 'never', runtime: null },
  /** Ends the handling: the exception in the slot is the handled one again. Keeps a raised exception. */
  'exception.leave': { operands: 0, immediates: ['slot'], result: 'none', failure: 'never', runtime: null },
  /** The exception that is being handled: how a handler gets it again after code that may itself handle exceptions. */
  'exception.handled': { operands: 0, immediates: [], result: 'new', failure: 'never', runtime: 'exception_handled', needsFrame: true },
  /** Operands: exception, class or tuple of classes; a bool. */
  'exception.matches': expression('exception_matches', 2),
  /** `__enter__` of a context manager called; its bound `__exit__` goes to the hidden slot. */
  'context.enter': { operands: 1, immediates: ['slot'], result: 'new', failure: 'raises', runtime: null },
  /** Operands: bound `__exit__`, exception: calls it with type, value and traceback. */
  'context.exit_exception': expression('context_exit_exception', 2),
} as const satisfies Record<string, Operation>;

const modules = {
  /** Operands: from-list. `count` is the level. */
  'import.name': { operands: 1, immediates: ['name', 'count'], result: 'new', failure: 'raises', runtime: 'import_name', needsFrame: true },
  'import.from': { operands: 1, immediates: ['name'], result: 'new', failure: 'raises', runtime: 'import_from' },
  'import.star': { operands: 1, immediates: [], result: 'none', failure: 'raises', runtime: 'import_star', needsFrame: true },
} as const satisfies Record<string, Operation>;

const table = { ...arithmetic, ...variables, ...objects, ...calls, ...iteration, ...exceptions, ...modules };

export type OperationName = keyof typeof table;
export const operations: Readonly<Record<OperationName, Operation>> = table;
