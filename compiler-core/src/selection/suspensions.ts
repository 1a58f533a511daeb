/**
 * What lies on a generator's or coroutine's frame while it is suspended, and where. It must be what bytecode would have left: the
 * interpreter knows of each loop's iterator and each context manager's `__exit__` by its place on the frame's stack, so they live in
 * these places all along, as variables do in theirs. Above them are the operands of expressions that are not whole yet.
 */
import { liveness } from '../ir/analysis/liveness.js';
import type { Instruction, IrFunction, SlotId, StackItem, ValueId } from '../ir/function.js';

/**
 * `value`: an operand, which is moved there and back. `callee`: what is called once its arguments are there, with the slot of its
 * receiver, if it may have one; it has two places, the second of which is the `rest`.
 */
export type HeldItem =
  | StackItem
  | { readonly kind: 'value'; readonly value: ValueId }
  | { readonly kind: 'callee'; readonly value: ValueId; readonly receiver: SlotId | null }
  | { readonly kind: 'rest' };

/** By the value of each callee, the slot of its receiver or null. */
function calleesOf(fn: IrFunction): ReadonlyMap<ValueId, SlotId | null> {
  return new Map(fn.blocks.flatMap(({ instructions }) => instructions.flatMap(({ operation, operands: [callee], immediate }): [ValueId, SlotId | null][] => {
    if (callee === undefined) return [];
    if (operation === 'call.found') return [[callee, immediate.slot]];
    return operation === 'call' || operation === 'call.keywords' || operation === 'call.unpack' ? [[callee, null]] : [];
  })));
}

export interface Suspension {
  readonly position: Instruction['position'];
  readonly stack: readonly HeldItem[];
}

export type SuspensionPlan =
  | {
    readonly kind: 'places';
    /** By slot its place, counted from the bottom. */
    readonly places: ReadonlyMap<SlotId, number>;
    /** By the result of the instruction that suspends. */
    readonly suspensions: ReadonlyMap<ValueId, Suspension>;
  }
  /** Something is kept where bytecode keeps nothing. */
  | { readonly kind: 'impossible'; readonly position: Instruction['position'] };

/** Of functions that were asked about: the editor asks at each keystroke, and functions are never changed. */
const known = new WeakMap<IrFunction, SuspensionPlan>();

export function planSuspensions(fn: IrFunction): SuspensionPlan {
  const plan = known.get(fn) ?? makePlan(fn);
  known.set(fn, plan);
  return plan;
}

function makePlan(fn: IrFunction): SuspensionPlan {
  const live = liveness(fn);
  const callees = calleesOf(fn);
  const operandItems = (value: ValueId): readonly HeldItem[] => {
    const receiver = callees.get(value);
    return receiver === undefined ? [{ kind: 'value', value }] : [{ kind: 'callee', value, receiver }, { kind: 'rest' }];
  };
  const places = new Map<SlotId, number>();
  const suspensions = new Map<ValueId, Suspension>();
  for (const block of fn.blocks) {
    for (const [index, { result, immediate: { stack }, position, operation }] of block.instructions.entries()) {
      if (stack === undefined || result === null) continue;
      const after = live.before(block, index + 1);
      // Operands are made in the order in which they lie there; what is delegated to is above them.
      const operands = [...after.values].filter((value) => value !== result).sort((a, b) => a - b).flatMap(operandItems);
      const below = operation === 'yield.from' ? stack.slice(0, -1) : stack;
      const whole: readonly HeldItem[] = [...below, ...operands, ...stack.slice(below.length)];
      const kept = new Set(whole.flatMap((item) => ('slot' in item ? [item.slot] : item.kind === 'kept' ? [item.kept] : item.kind === 'callee' && item.receiver !== null ? [item.receiver] : [])));
      const isLost = [...after.slots].some((slot) => fn.slots[slot]?.kind === 'hidden' && !kept.has(slot));
      const isMoved = whole.some((item, place) => 'slot' in item && (places.get(item.slot) ?? place) !== place);
      if (isLost || isMoved) return { kind: 'impossible', position };
      whole.forEach((item, place) => { if ('slot' in item) places.set(item.slot, place); });
      suspensions.set(result, { position, stack: whole });
    }
  }
  return { kind: 'places', places, suspensions };
}
