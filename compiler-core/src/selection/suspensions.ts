/**
 * Where the hidden slots of a generator lie on its frame's stack. A suspended generator must be what bytecode would have left: the
 * interpreter knows of each loop's iterator and each context manager's `__exit__` by its place there, so they live in these
 * places all along, as variables do in theirs.
 */
import { liveness } from '../ir/analysis/liveness.js';
import type { Instruction, IrFunction, SlotId, StackItem } from '../ir/function.js';

export type StackPlaces = ReadonlyMap<SlotId, number>;

/** By slot its place, counted from the bottom; or what keeps the function from being suspended: a place within an expression. */
export type SuspensionPlan =
  | { readonly kind: 'places'; readonly places: StackPlaces }
  | { readonly kind: 'impossible'; readonly position: Instruction['position'] };

const slotOf = (item: StackItem): SlotId | null => (item.kind === 'exception' ? null : item.slot);

/** Each instruction that suspends, with what it leaves on the stack. */
export function suspensionsOf(fn: IrFunction): readonly { readonly position: Instruction['position']; readonly stack: readonly StackItem[] }[] {
  return fn.blocks.flatMap(({ instructions }) => instructions.flatMap(({ position, immediate: { stack } }) => (stack === undefined ? [] : [{ position, stack }])));
}

export function planSuspensions(fn: IrFunction): SuspensionPlan {
  const live = liveness(fn);
  const places = new Map<SlotId, number>();
  for (const block of fn.blocks) {
    for (const [index, { result, immediate: { stack }, position }] of block.instructions.entries()) {
      if (stack === undefined) continue;
      const after = live.before(block, index + 1);
      const kept = new Set(stack.map(slotOf));
      const isLost = [...after.values].some((value) => value !== result) || [...after.slots].some((slot) => fn.slots[slot]?.kind === 'hidden' && !kept.has(slot));
      const isMoved = stack.some((item, place) => item.kind !== 'exception' && (places.get(item.slot) ?? place) !== place);
      if (isLost || isMoved) return { kind: 'impossible', position };
      stack.forEach((item, place) => { if (item.kind !== 'exception') places.set(item.slot, place); });
    }
  }
  return { kind: 'places', places };
}
