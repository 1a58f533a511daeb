/** In which order an instruction lets go of the operands that it does not take over, as the interpreter's does. */
import type { OperationName } from '../../semantics/operations/operations.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';

/** The operands that end, first to last; the others follow in their own order. */
export function orderOfEnds(operation: OperationName, target: TargetVersion): readonly number[] {
  switch (operation) {
    case 'item.get': return supports(target, 'operatorsEndFromLast') ? [1, 0] : [];
    case 'item.delete': return supports(target, 'storesEndFromLast') ? [1, 0] : [];
    // The value lies lowest on the stack.
    case 'item.set': return supports(target, 'storesEndFromLast') ? [1, 0, 2] : [2, 0, 1];
    default: return [];
  }
}
