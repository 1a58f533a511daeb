/** How each operation of the lower IR may be done: in which representations it takes its operands and gives its result, and which references it can take over. */
import { type OperationName, operations } from '../../semantics/operations/operations.js';
import type { Representation } from './function.js';

/** One way to do an operation. */
export interface Form {
  /** How each operand may be held. */
  readonly operands: readonly Representation[];
  /** How the result is held then, one of these; null for none. */
  readonly results: readonly (Representation | null)[];
}

export const objects: readonly Representation[] = ['object', 'borrowed'];

/** Nobody else has any. */
export function formsOf(operation: OperationName): readonly Form[] {
  const { result, object } = operations[operation];
  switch (operation) {
    case 'truth': return [{ operands: objects, results: ['i1'] }];
    case 'drop': return [{ operands: ['object'], results: [null] }];
    // Lent by the slot for as long as that is not written, or an object of its own.
    case 'local.get': return [{ operands: [], results: objects }];
    default: break;
  }
  switch (result) {
    case 'none': return [{ operands: objects, results: [null] }];
    case 'borrowed': return [{ operands: objects, results: ['borrowed'] }];
    case 'new': return [{ operands: objects, results: object.kind === 'operator' && object.test !== null ? ['object', 'i1'] : ['object'] }];
  }
}

/** `most_taken` of the runtime: how many operands of a call can be taken over. */
const mostTaken = 32;

/** How many operands, from the first, an operation can take over; a `drop`, which ends its operand, counts for itself. */
export function takableOperands(operation: OperationName): number {
  const { object } = operations[operation];
  switch (operation) {
    case 'local.set': case 'drop': return 1;
    case 'call.method': return mostTaken;
    // The slot that it empties is passed second.
    case 'call.found': return mostTaken - 1;
    default: return object.kind === 'operator' ? 2 : object.kind === 'call' && object.operands === 'moved' ? mostTaken : 0;
  }
}
