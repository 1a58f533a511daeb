/** The steps of the lower IR that Python has no word for (`low/`). Those that an `exit` takes elsewhere cannot fail themselves. */
import { call, own, pure, python, reads, row, slots, writes } from '../rows.js';

const exits = { failure: 'never', effects: pure } as const;

export const machine = {
  /** Whether a value is true; of an object, raises what its `__bool__` or `__len__` raises. */
  truth: row('machine', 1, own, { rules: { always: 'bool' }, quiet: 'has_plain_truth' }),
  /** `slot = slot operation operand` in one step: the number or string that the slot holds may become the new one. */
  'local.update': row('machine', 1, own, { immediates: ['slot', 'operation'], result: 'none', slot: slots.update, quiet: 'are_plain' }),
  /** Lets go of a value that owns its object, which may end here. */
  drop: row('machine', 1, own, { result: 'none', failure: 'never', effects: python, quiet: 'ends_quietly' }),

  /** The word that an object of the exact type holds. */
  'word.unbox': row('machine', 1, own, { ...exits }),
  /** The double that a float is, or an int of so few bits that it is one without loss. */
  'word.number': row('machine', 1, own, { ...exits }),
  /** An object of its own for a word. */
  'word.box': row('machine', 1, own, { effects: pure }),
  /** True or False for an `i1`. */
  'word.bool': row('machine', 1, own, { result: 'borrowed', failure: 'never', effects: pure }),
  /** One word as one of another kind: `int(x)`, `float(n)`. */
  'word.convert': row('machine', 1, own, { ...exits }),
  /** The word of an argument, out of the object in its slot. */
  'local.unbox': row('machine', 0, own, { immediates: ['slot'], result: 'none', failure: 'never', effects: writes('slot'), slot: slots.bind }),
  /** An object for the word in a slot, which the frame shows from then on. */
  'local.box': row('machine', 0, own, { immediates: ['slot'], effects: reads('slot'), slot: slots.read }),
  /** That the object is the builtin of this name. */
  'builtin.check': row('machine', 1, own, { immediates: ['name'], result: 'none', failure: 'never', effects: pure }),
  /** `len` of an exact builtin container. */
  length: row('machine', 1, own, { ...exits, rules: { always: 'int' } }),
  /**
   * The number that a field of a structure of ctypes holds, where it lies. `name`: the field; `index`: which layout of the function's,
   * one for all that is read of one variable; `conversion`: the code of the letter of its C type; `bound`: this block has looked
   * already whether the object's class has the layout, and nothing has run since.
   */
  'memory.load': row('machine', 1, own, { ...exits, immediates: ['name', 'index', 'conversion'], options: ['bound'], effects: reads('attribute') }),
  /** Operands: object, number. */
  'memory.store': row('machine', 2, own, { ...exits, immediates: ['name', 'index', 'conversion'], options: ['bound'], effects: writes('attribute'), result: 'none' }),
  /** `slot = container[key]` in one step: the object that the slot holds may become the new one. */
  'local.item': row('machine', 2, call('item_into', { cache: 'ViewCache' }), { immediates: ['slot'], result: 'none', slot: slots.bind, quiet: 'takes_item_quietly' }),
  /** Operands: start, stop, step. */
  'range.start': row('machine', 3, own, { ...exits }),
};
