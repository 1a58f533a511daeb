/** Calls, methods, and the making of functions. */
import { call, own, pure, row, slots } from '../rows.js';

const moved = { operands: 'moved', needsFrame: true } as const;
const fixed = { result: 'borrowed', failure: 'never', effects: pure } as const;

export const calls = {
  /** Operands: callee, arguments. */
  call: row('call', -1, call('call', { ...moved, cache: 'CallCache' })),
  /** Operands: callee, positional arguments, then one value a name of `keywords`. */
  'call.keywords': row('call', -1, call('call_keywords', { ...moved, cache: 'KeywordCache' }), { immediates: ['keywords'] }),
  /** Operands: receiver, arguments: `receiver.name(arguments)` without a bound method. */
  'call.method': row('call', -1, own, { immediates: ['name'], options: ['lookup'] }),
  /** Operand: receiver. Gives the function of a method, with the receiver in the hidden slot, or a callable with none there. */
  'method.get': row('call', 1, own, { immediates: ['name', 'slot'], slot: slots.bind }),
  /** Operands: what `method.get` gave, arguments. Empties the slot. */
  'call.found': row('call', -1, own, { immediates: ['slot'], slot: slots.take }),
  /** Operands: callee, argument tuple, keyword dict (None for none). */
  'call.unpack': row('call', 3, call('call_unpack', moved)),
  'load.build_class': row('call', 0, call('load_build_class', { needsFrame: true })),
  'load.assertion_error': row('call', 0, call('load_assertion_error'), fixed),
  'load.stop_async_iteration': row('call', 0, call('load_stop_async_iteration'), fixed),
  /** Builtins themselves, whatever their names mean by now. */
  'load.all': row('call', 0, call('load_all'), fixed),
  'load.any': row('call', 0, call('load_any'), fixed),
  'load.list': row('call', 0, call('load_list'), fixed),
  'load.set': row('call', 0, call('load_set'), fixed),
  'load.tuple': row('call', 0, call('load_tuple'), fixed),
  /** Operands: default tuple?, keyword default dict?, annotation tuple?, then the closure's cells. */
  'make.function': row('call', -1, own, { immediates: ['function'], options: ['defaults', 'keywordDefaults', 'annotations'] }),
};
