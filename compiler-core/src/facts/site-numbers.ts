/**
 * By which numbers the values of functions are known that make containers. After an edit, the instructions before it and
 * those behind it keep theirs, so that what they make is still the same to all others.
 */
import { sameOperation } from '../ir/same-function.js';
import type { Instruction, IrFunction, ValueId } from '../ir/function.js';

export interface SiteNumbers {
  numberOf(index: number, value: ValueId): number;
  /** Whether there are numbers enough. */
  renew(index: number, before: IrFunction | undefined, after: IrFunction | undefined): boolean;
  forget(index: number): void;
}

/** By value; those of a function that was never edited are the values themselves. */
interface Numbers {
  readonly ofValues: readonly number[];
  readonly next: number;
}

const mostNumbers = 2 ** 20 - 1;

export function createSiteNumbers(): SiteNumbers {
  const numbers = new Map<number, Numbers>();
  return {
    numberOf: (index, value) => numbers.get(index)?.ofValues[value] ?? value,
    renew(index, before, after) {
      if (before === undefined || after === undefined) return true;
      const known = numbers.get(index);
      const renewed = renumber(before, known ?? { ofValues: [], next: before.valueCount }, after);
      numbers.set(index, renewed);
      return renewed.next < mostNumbers;
    },
    forget(index) { numbers.delete(index); },
  };
}

const instructionsOf = (fn: IrFunction): readonly Instruction[] => fn.blocks.flatMap((block) => block.instructions);

function renumber(before: IrFunction, known: Numbers, after: IrFunction): Numbers {
  const [old, now] = [instructionsOf(before), instructionsOf(after)];
  const ofValues: number[] = [];
  let next = known.next;
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && sameOperation(old[head]!, now[head]!)) head++;
  let tail = 0;
  while (tail < shorter - head && sameOperation(old[old.length - 1 - tail]!, now[now.length - 1 - tail]!)) tail++;
  now.forEach(({ result }, at) => {
    if (result === null) return;
    const from = at < head ? old[at] : at >= now.length - tail ? old[old.length - now.length + at] : undefined;
    const value = from?.result ?? null;
    ofValues[result] = value === null ? next++ : known.ofValues[value] ?? value;
  });
  // Values that no instruction makes, as those of loops.
  for (let value = 0; value < after.valueCount; value++) ofValues[value] ??= next++;
  return { ofValues, next };
}
