/** Iteration, suspension, the handling of exceptions, context managers, imports. */
import { call, own, reads, row, slots, writes } from '../rows.js';

const frame = { needsFrame: true } as const;

export const control = {
  iterate: row('iteration', 1, call('iterate'), { quiet: 'iterates_quietly' }),
  /** The asynchronous iterator that a generator expression with `async for` gets. */
  'iterate.async': row('iteration', 1, call('iterate_async')),
  /** Exactly `count` items of an iterable, as a tuple or list that only `unpack.item` reads. */
  'unpack.sequence': row('iteration', 1, call('unpack_sequence'), { immediates: ['count'], quiet: 'is_tuple' }),
  /** `count` items, a list, `after` items: a tuple of `count + 1 + after`. */
  'unpack.star': row('iteration', 1, call('unpack_star'), { immediates: ['count', 'after'] }),
  'unpack.item': row('iteration', 1, call('unpack_item'), { immediates: ['index'], failure: 'never', effects: reads('item') }),
  /** Suspends a generator; the result is what is sent. */
  yield: row('suspension', 1, own, { immediates: ['stack'] }),
  /** The iterator that `yield from` runs. */
  'yield.iterator': row('suspension', 1, call('delegate_iterator', frame)),
  /** The iterator that `await` runs; `index`: 0, or 1 and 2 for what `__aenter__` and `__aexit__` gave. */
  'await.iterator': row('suspension', 1, call('awaited_iterator'), { immediates: ['index'] }),
  /** The iterator for the next item of an asynchronous one. */
  'next.async': row('suspension', 1, call('next_async')),
  /** Runs the iterator in a hidden slot, the topmost of the stack, to its end; the result is its return value. */
  'yield.from': row('suspension', 0, own, { immediates: ['slot', 'stack'], slot: slots.read }),

  /** First in a handler: takes the raised exception, makes it the handled one; the one before goes to the hidden slot. */
  'exception.enter': row('exception', 0, own, { immediates: ['slot'], failure: 'never', effects: writes('handled exception', 'slot'), slot: slots.bind }),
  /** Ends the handling: the exception in the slot is the handled one again. Keeps a raised exception. */
  'exception.leave': row('exception', 0, own, { immediates: ['slot'], result: 'none', failure: 'never', effects: writes('handled exception', 'slot'), slot: slots.take }),
  /** The exception that is being handled: how a handler gets it again after code that may itself handle exceptions. */
  'exception.handled': row('exception', 0, call('exception_handled', frame), { failure: 'never', effects: reads('handled exception') }),
  /** Operands: exception, class or tuple of classes; a bool. */
  'exception.matches': row('exception', 2, call('exception_matches'), { rules: { always: 'bool' } }),
  /** `__enter__` of a context manager called; its bound `__exit__` goes to the hidden slot. */
  'context.enter': row('exception', 1, own, { immediates: ['slot'], slot: slots.bind, methods: { own: ['__enter__'], reflected: [] } }),
  /** The same of an asynchronous one, whose `__aenter__` gives what is to be awaited. */
  'context.enter_async': row('exception', 1, own, { immediates: ['slot'], slot: slots.bind, methods: { own: ['__aenter__'], reflected: [] } }),
  /** Operands: bound `__exit__`, exception: calls it with type, value and traceback. */
  'context.exit_exception': row('exception', 2, call('context_exit_exception')),

  /** Operands: from-list. */
  'import.name': row('import', 1, call('import_name', frame), { immediates: ['name', 'level'] }),
  /** The same at a module's level, outside `try`: versions with lazy imports may put it off. */
  'import.deferrable': row('import', 1, call('import_deferrable', frame), { immediates: ['name', 'level'] }),
  'import.from': row('import', 1, call('import_from'), { immediates: ['name'] }),
  'import.star': row('import', 1, call('import_star', frame), { result: 'none' }),
};
