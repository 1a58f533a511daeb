/**
 * How a generator's body stops and goes on: it leaves its frame as bytecode would, and is entered again at a label, by the
 * unit of the instruction that suspends.
 *
 *     v1 = yield v0 : [object .iterator0]    →    result = rt::take(t0); rt::suspend(frame, 12, 3, false); goto suspended;
 *                                                 resume_12:; t1 = rt::retain(sent);
 */
import type { IrFunction, StackItem } from '../ir/function.js';
import { planSuspensions } from '../selection/suspensions.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';

export interface SuspensionEmission {
  /** The unit of the instruction that suspends at a position with such a stack. */
  unitOfSuspension(position: Positioned, stack: readonly StackItem[]): number | null;
  /** The names of the places for variables, below the stack; null where no interpreter was asked. */
  readonly variables: readonly string[] | null;
}

export interface Suspensions {
  /** The place in the frame of each slot that lies on its stack. */
  readonly places: ReadonlyMap<number, number>;
  /** The cases of the switch that enters the body. */
  readonly cases: readonly string[];
  /** The statements that leave the body, which gives `value`, and the label behind. */
  suspend(position: Positioned | null, stack: readonly StackItem[], value: string, delegates: boolean): { readonly unit: number; readonly lines: readonly string[] };
}

/** Null for what is no generator. */
export function createSuspensions(fn: IrFunction, emission: SuspensionEmission): Suspensions | null {
  if (!fn.isGenerator) return null;
  const plan = planSuspensions(fn);
  if (plan.kind === 'impossible') throw new Error(`${fn.qualname}: it cannot be suspended at line ${plan.position?.lineno}`);
  const bottom = emission.variables?.length ?? fn.slots.filter(({ kind }) => kind !== 'hidden').length;
  const stackOf = [...new Set(plan.places.values())].map((place) => bottom + place).sort((a, b) => a - b);
  const empty = (from: number): string => stackOf.filter((place) => place >= from).map((place) => `variables[${place}] = nullptr;`).join(' ');
  const cases = [`case -1: ${empty(bottom)} break;`];
  let unknown = 0;
  return {
    cases,
    places: new Map([...plan.places].map(([slot, place]) => [slot, bottom + place])),
    suspend(position, stack, value, delegates) {
      // Without an interpreter, any number will do to be read.
      const unit = position === null ? null : emission.unitOfSuspension(position, stack);
      const number = unit ?? 1000 + unknown++;
      cases.push(`case ${number}: goto resume_${number};`);
      const top = bottom + stack.length;
      const exceptions = stack.flatMap(({ kind }, place) => (kind === 'exception' ? [bottom + place] : []));
      return {
        unit: number,
        lines: [
          `result = ${value};`,
          ...exceptions.map((place) => `variables[${place}] = rt::handled_here(frame);`),
          `rt::suspend(frame, ${number}, ${top}, ${delegates}); goto suspended;`,
          `resume_${number}:;`,
          [...exceptions.map((place) => `rt::drop(variables[${place}]);`), empty(top)].filter((text) => text !== '').join(' '),
        ].filter((line) => line !== ''),
      };
    },
  };
}
