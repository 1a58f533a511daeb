/**
 * Where a function's variables and cells lie in its frame: the places that the interpreter's own instructions use, so that
 * whoever looks at the frame sees them (`f_locals`, `super()`, tracebacks).
 */
import type { Cell, IrFunction, Slot } from '../ir/function.js';

export interface FramePlaces {
  /** By index of the slot; null for what the frame has no place for. */
  readonly slots: readonly (number | null)[];
  /** By index of the cell. */
  readonly cells: readonly (number | null)[];
}

/** Whether a function's own variable is one: the names of comprehensions in it (PEP 709) are its scope's as well. */
function findUsed(fn: IrFunction): { readonly slots: ReadonlySet<number>; readonly cells: ReadonlySet<number> } {
  const immediates = fn.blocks.flatMap((block) => block.instructions.map(({ immediate }) => immediate));
  const parameters = fn.slots.flatMap(({ kind }, index) => (kind === 'parameter' ? [index] : []));
  return {
    slots: new Set([...parameters, ...immediates.flatMap(({ slot }) => (slot === undefined ? [] : [slot]))]),
    cells: new Set([...fn.cells.flatMap(({ kind, parameter }, index) => (kind === 'free' || parameter !== null ? [index] : [])), ...immediates.flatMap(({ cell }) => (cell === undefined ? [] : [cell]))]),
  };
}

/**
 * `known` are the names of the places, in their order; null where no interpreter was asked. A function's own variables
 * come before those of comprehensions in it; of these, one place serves all of a name that never live at the same time:
 * those that lie equally deep.
 */
export function framePlaces(fn: IrFunction, known: readonly string[] | null): FramePlaces {
  const names = known ?? [...new Set([...fn.slots.filter(({ kind }) => kind !== 'hidden'), ...fn.cells].map(({ name }) => name))];
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const used = findUsed(fn);
  const depths = new Map<number, number>();
  const slots: (number | null)[] = fn.slots.map(() => null);
  const cells: (number | null)[] = fn.cells.map(() => null);
  const inCells = new Set<number>(fn.cells.flatMap(({ parameter }) => (parameter === null ? [] : [parameter])));

  function assign(variable: Slot | Cell, index: number, places: (number | null)[]): void {
    const place = placeOf.get(variable.name);
    const depth = variable.inlined ?? 0;
    if (place === undefined || (depths.has(place) && (depth === 0 || depths.get(place) !== depth))) return;
    depths.set(place, depth);
    places[index] = place;
  }
  for (const isInlined of [false, true]) {
    fn.cells.forEach((cell, index) => { if ((cell.inlined !== undefined) === isInlined && used.cells.has(index)) assign(cell, index, cells); });
    fn.slots.forEach((slot, index) => {
      if ((slot.inlined !== undefined) === isInlined && slot.kind !== 'hidden' && used.slots.has(index) && !inCells.has(index)) assign(slot, index, slots);
    });
  }
  return { slots, cells };
}
