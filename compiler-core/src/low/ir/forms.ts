/** How each operation of the lower IR may be done: in which representations it takes its operands and gives its result, and which references it can take over. */
import { type OperationName, operations } from '../../semantics/operations/operations.js';
import type { Representation, Word } from './function.js';

/** One way to do an operation. */
export interface Form {
  /** How each operand may be held. */
  readonly operands: readonly Representation[];
  /** How the result is held then, one of these; null for none. */
  readonly results: readonly (Representation | null)[];
}

export const objects: readonly Representation[] = ['object', 'borrowed'];

const words: readonly Word[] = ['i64', 'f64', 'i1'];
const numbers: readonly Word[] = ['i64', 'f64'];

/** All that there are. */
export function formsOf(operation: OperationName): readonly Form[] {
  const { words: inWords } = operations[operation];
  const withObjects = formsOfObjects(operation);
  switch (operation) {
    case 'constant': return [...withObjects, { operands: [], results: words }];
    case 'truth': return [...withObjects, { operands: words, results: ['i1'] }];
    case 'local.get': return [...withObjects, { operands: [], results: [...numbers, 'cursor'] }];
    case 'local.take': return [...withObjects, { operands: [], results: [...numbers, 'cursor'] }];
    case 'local.set': return [...withObjects, { operands: [...numbers, 'cursor'], results: [null] }];
    case 'item.get': return [...withObjects, { operands: [...objects, 'i64'], results: ['object'] }];
    case 'item.set': return [...withObjects, { operands: [...objects, 'i64'], results: [null] }];
    case 'word.unbox': return [{ operands: objects, results: words }];
    case 'word.number': return [{ operands: objects, results: ['f64'] }];
    case 'word.box': return [{ operands: numbers, results: ['object'] }];
    case 'word.bool': return [{ operands: ['i1'], results: ['borrowed'] }];
    case 'word.convert': return [{ operands: words, results: words }];
    case 'memory.load': return [{ operands: objects, results: numbers }];
    case 'memory.store': return [{ operands: [...objects, ...numbers], results: [null] }];
    case 'local.item': return [{ operands: [...objects, 'i64'], results: [null] }];
    case 'length': return [{ operands: objects, results: ['i64'] }];
    case 'range.start': return [{ operands: ['i64'], results: ['cursor'] }];
    default: return inWords === null ? withObjects : [...withObjects, { operands: words, results: words }];
  }
}

function formsOfObjects(operation: OperationName): readonly Form[] {
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
    case 'local.set': case 'local.update': case 'drop': case 'yield': return 1;
    case 'call.method': return mostTaken;
    // The slot that it empties is passed second.
    case 'call.found': return mostTaken - 1;
    default: return object.kind === 'operator' ? 2 : object.kind === 'call' && object.operands === 'moved' ? mostTaken : 0;
  }
}
