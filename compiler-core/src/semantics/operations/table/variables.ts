/** Constants and variables: of the function, shared with others through cells, of the module. */
import { call, own, pure, reads, row, slots, writes } from '../rows.js';

export const variables = {
  /** Nothing happens, but the frame is at the statement then: `pass`, `break`, a constant that nobody takes. */
  pass: row('variable', 0, own, { result: 'none', failure: 'never', effects: pure }),
  constant: row('constant', 0, own, { immediates: ['constant'], options: ['folded'], result: 'borrowed', failure: 'never', effects: pure }),
  /** Raises UnboundLocalError where the slot is empty. */
  'local.get': row('variable', 0, own, { immediates: ['slot'], options: ['bound'], result: 'borrowed', effects: reads('slot'), slot: slots.read }),
  'local.set': row('variable', 1, own, { immediates: ['slot'], result: 'none', failure: 'never', effects: writes('slot'), slot: slots.bind }),
  /** `del x`: raises UnboundLocalError where the slot is empty. */
  'local.delete': row('variable', 0, own, { immediates: ['slot'], result: 'none', effects: writes('slot'), slot: slots.take }),
  /** Empties a slot, silently if it is empty already. */
  'local.clear': row('variable', 0, own, { immediates: ['slot'], result: 'none', failure: 'never', effects: writes('slot'), slot: slots.empty }),
  /** Moves the object out of a hidden slot, which is empty afterwards. */
  'local.take': row('variable', 0, own, { immediates: ['slot'], failure: 'never', effects: writes('slot'), slot: slots.take }),
  'cell.get': row('variable', 0, own, { quiet: 'always', immediates: ['cell'], effects: reads('cell') }),
  'cell.set': row('variable', 1, own, { immediates: ['cell'], result: 'none', failure: 'never', effects: writes('cell') }),
  'cell.delete': row('variable', 0, own, { immediates: ['cell'], result: 'none', effects: writes('cell') }),
  /** The cell object itself: an operand of `make.function`. */
  'cell.object': row('variable', 0, own, { immediates: ['cell'], result: 'borrowed', failure: 'never', effects: pure }),
  /** A new, empty cell for an own cell variable that is bound again at each turn (inlined comprehensions). */
  'cell.renew': row('variable', 0, own, { immediates: ['cell'], result: 'none', effects: writes('cell') }),
  /** The end of such a variable: the function lets go of the cell. */
  'cell.clear': row('variable', 0, own, { immediates: ['cell'], result: 'none', failure: 'never', effects: writes('cell') }),
  /** Module globals, then builtins; NameError. */
  'global.get': row('variable', 0, call('global_get', { needsFrame: true, cache: 'GlobalCache' }), { immediates: ['name'], quiet: 'always' }),
  'global.set': row('variable', 1, call('global_set', { needsFrame: true }), { immediates: ['name'], result: 'none' }),
  'global.delete': row('variable', 0, call('global_delete', { needsFrame: true }), { immediates: ['name'], result: 'none' }),
  /** Makes `__annotations__` in a module's body. */
  'annotations.setup': row('variable', 0, call('annotations_setup', { needsFrame: true }), { result: 'none' }),
};
