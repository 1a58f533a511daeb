/** The steps of the lower IR that Python has no word for (`low/`). */
import { own, python, row, slots } from '../rows.js';

export const machine = {
  /** Whether an object is true; raises what its `__bool__` or `__len__` raises. */
  truth: row('machine', 1, own, { rules: { always: 'bool' } }),
  /** `slot = slot operation operand` in one step: the number or string that the slot holds may become the new one. */
  'local.update': row('machine', 1, own, { immediates: ['slot', 'operation'], result: 'none', slot: slots.update }),
  /** Lets go of a value that owns its object, which may end here. */
  drop: row('machine', 1, own, { result: 'none', failure: 'never', effects: python }),
};
