/**
 * Which instructions may look at the frame: by Python code that they run, destructors included. Before these its variables
 * must be objects in their places.
 */
import { operations } from '../../semantics/operations/operations.js';
import { isWord, type LowFunction, type LowInstruction, type Representation, type SlotId, type ValueId } from './function.js';

export type Looks =
  | { readonly when: 'never' | 'always' }
  /** Unless a function in `rt` says of the operands, or of what a slot holds, that this time it does not. */
  | { readonly when: 'unless'; readonly function: string; readonly slot: SlotId | null };

export function looksOf({ words }: LowFunction, { operation, immediate, operands, rep }: LowInstruction, repOf: (value: ValueId) => Representation | undefined): Looks {
  const { effects, quiet } = operations[operation];
  switch (operation) {
    case 'local.set': case 'local.clear': case 'local.delete':
      // What the variable held may end.
      return (words[immediate.slot] ?? null) === null ? { when: 'unless', function: 'ends_quietly', slot: immediate.slot } : { when: 'never' };
    case 'local.update': return { when: 'unless', function: 'updates_quietly', slot: immediate.slot };
    case 'local.item': return { when: 'unless', function: 'takes_item_quietly', slot: immediate.slot };
    case 'cell.set': case 'cell.clear': case 'cell.delete': case 'cell.renew': case 'exception.enter': case 'exception.leave': return { when: 'always' };
    default: break;
  }
  const isOfWords = operands.length > 0 && operands.every((operand) => isWord(repOf(operand)));
  if (!effects.runsPython || quiet === 'always' || isOfWords || isWord(rep) && operands.length === 0) return { when: 'never' };
  return quiet === null ? { when: 'always' } : { when: 'unless', function: quiet, slot: null };
}

/** How each value of a function is held. */
export function representationsOf({ blocks }: LowFunction): ReadonlyMap<ValueId, Representation> {
  const reps = new Map<ValueId, Representation>();
  for (const { instructions } of blocks) for (const { result, rep } of instructions) if (result !== null && rep !== null) reps.set(result, rep);
  for (const { terminator } of blocks) if (terminator.kind === 'next') reps.set(terminator.result, reps.get(terminator.iterator) === 'cursor' ? 'i64' : 'object');
  return reps;
}
