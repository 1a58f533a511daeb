/**
 * How a generator's body stops and goes on: it leaves its frame as bytecode would, and is entered again at a label, by the
 * unit of the instruction that suspends.
 *
 *     v1 = yield v0 : [object .iterator0]    →    result = rt::take(t0); rt::suspend(frame, 12, 3, false); goto suspended;
 *                                                 resume_12:; t1 = rt::retain(sent);
 */
import { type IrFunction, isResumed, type SlotId, type ValueId } from '../ir/function.js';
import { planSuspensions, type Suspension } from '../selection/suspensions.js';

export interface SuspensionEmission {
  /** As `CodeObject` has it. */
  unitsOfSuspension(suspension: Suspension): readonly number[];
  /** The names of the places for variables, below the stack; null where no interpreter was asked. */
  readonly variables: readonly string[] | null;
}

/** Where a value is while the body runs. */
export interface ValueText {
  readonly text: string;
  /** In a register of its own; else it lives for ever. */
  readonly isOwned: boolean;
}

/** What of the body is spelled elsewhere. */
export interface BodyTexts {
  textOf(value: ValueId): ValueText;
  slotText(slot: SlotId): string;
  failWhere(condition: string): string;
}

export interface Suspensions {
  /** The place in the frame of each slot that lies on its stack. */
  readonly places: ReadonlyMap<number, number>;
  /** The cases of the switch that enters the body. */
  readonly cases: readonly string[];
  /** The statements that leave the body, which gives `given`, and the label behind, for the instruction with that result. */
  suspend(result: ValueId, given: string, delegates: boolean, body: BodyTexts): readonly string[];
}

/** Null for what is no generator and no coroutine. */
export function createSuspensions(fn: IrFunction, emission: SuspensionEmission): Suspensions | null {
  if (!isResumed(fn)) return null;
  const plan = planSuspensions(fn);
  if (plan.kind === 'impossible') throw new Error(`${fn.qualname}: it cannot be suspended at line ${plan.position?.lineno}`);
  const bottom = emission.variables?.length ?? fn.slots.filter(({ kind }) => kind !== 'hidden').length;
  const used = [...new Set(plan.places.values())].map((place) => bottom + place).sort((a, b) => a - b);
  const empty = (from: number): string => used.filter((place) => place >= from).map((place) => `variables[${place}] = nullptr;`).join(' ');
  const cases = [`case -1: ${empty(bottom)} break;`];
  let unknown = 0;

  function itemCode({ stack }: Suspension, textOf: (value: ValueId) => ValueText, slotText: (slot: SlotId) => string): { readonly saves: readonly string[]; readonly loads: readonly string[]; readonly failure: string } {
    const saves: string[] = [];
    const loads: string[] = [];
    const checks: string[] = [];
    stack.forEach((item, index) => {
      const place = `variables[${bottom + index}]`;
      const value = item.kind === 'value' ? textOf(item.value) : item.kind === 'kept' ? { text: slotText(item.kept), isOwned: true } : null;
      if ('slot' in item || item.kind === 'rest') return;
      if (item.kind === 'callee') {
        const { text, isOwned } = textOf(item.value);
        const receiver = item.receiver === null ? null : slotText(item.receiver);
        saves.push(`rt::save_callee(&${place}, ${isOwned ? `rt::take(${text})` : `rt::retain(${text})`}, ${receiver === null ? 'nullptr' : `rt::take(${receiver})`});`);
        const loaded = receiver === null ? `rt::load_bound(&${place})` : `rt::load_callee(&${place}, &${receiver})`;
        loads.push(isOwned ? `${text} = ${loaded};` : `Py_XDECREF(${loaded});`);
        if (isOwned && receiver === null) checks.push(`!${text}`);
        return;
      }
      if (item.kind === 'exception' || item.kind === 'place') saves.push(`${place} = rt::${item.kind === 'place' ? 'place_of_raise' : 'handled_here'}(frame);`);
      else if (value !== null) saves.push(`${place} = ${value.isOwned ? `rt::take(${value.text})` : `rt::retain(${value.text})`};`);
      loads.push(value?.isOwned === true ? `${value.text} = rt::take(${place});` : `rt::drop(${place});`);
    });
    return { saves, loads, failure: checks.join(' || ') };
  }

  return {
    cases,
    places: new Map([...plan.places].map(([slot, place]) => [slot, bottom + place])),
    suspend(result, given, delegates, { textOf, slotText, failWhere }) {
      const suspension = plan.suspensions.get(result);
      if (suspension === undefined) throw new Error(`${fn.qualname}: v${result} suspends nothing`);
      // Without an interpreter, any number will do to be read.
      const units = emission.unitsOfSuspension(suspension);
      const unit = units[0] ?? 1000 + unknown++;
      cases.push(...(units.length === 0 ? [unit] : units).map((each) => `case ${each}: goto resume_${unit};`));
      const top = bottom + suspension.stack.length;
      const { saves, loads, failure } = itemCode(suspension, textOf, slotText);
      return [
        `result = ${given};`,
        ...saves,
        `rt::suspend(frame, ${unit}, ${top}, ${delegates}); goto suspended;`,
        `resume_${unit}:;`,
        ...loads,
        empty(top),
        failure === '' ? '' : failWhere(failure),
      ].filter((line) => line !== '');
    },
  };
}
