/** In which order an instruction lets go of the operands that it does not take over, as the interpreter's does. */
import type { OperationName } from '../../semantics/operations/operations.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';

/** The operands that end, first to last; the others follow in their own order. `isSliced`: whether the key is `a:b`. */
export function orderOfEnds(operation: OperationName, target: TargetVersion, isSliced: boolean): readonly number[] {
  const isSlice = isSliced && supports(target, 'slicesEndFirst');
  switch (operation) {
    // What is being filled lies below on the stack.
    case 'list.append': case 'list.extend': case 'set.add': case 'set.update': case 'dict.update': return [1, 0];
    case 'dict.set': return [1, 2, 0];
    case 'item.get': return isSlice || supports(target, 'operatorsEndFromLast') ? [1, 0] : [];
    case 'item.delete': return supports(target, 'storesEndFromLast') ? [1, 0] : [];
    // The value lies lowest on the stack.
    case 'item.set': return supports(target, 'storesEndFromLast') ? [1, 0, 2] : isSlice ? [1, 2, 0] : [2, 0, 1];
    default: return [];
  }
}
