/** Where loops begin. */
import type { BlockId, IrFunction } from '../function.js';

/** Where the `for` loop that a block begins asks for its next item; null where it begins none, as in `while`. */
export function placeOfNext(fn: IrFunction, start: BlockId): IrFunction['position'] {
  const terminator = fn.blocks[start]?.terminator;
  return terminator?.kind === 'next' ? terminator.position : null;
}
