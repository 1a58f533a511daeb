/** Reads, writes and deletes of names: which slot, cell or global each resolves to in its function. */
import type { CellId, SlotId, ValueId } from '../ir/function.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import { effect, emit, emitConstant, type FunctionContext, mangle } from './function-context.js';

type Place =
  | { readonly kind: 'slot'; readonly slot: SlotId }
  | { readonly kind: 'cell'; readonly cell: CellId }
  | { readonly kind: 'global' };

function placeOf(context: FunctionContext, name: string): Place {
  for (const inlined of [...context.inlined].reverse()) {
    const slot = inlined.slots.get(name);
    if (slot !== undefined) return { kind: 'slot', slot };
    const cell = inlined.cells.get(name);
    if (cell !== undefined) return { kind: 'cell', cell };
    const resolution = inlined.scope.symbols.get(name)?.resolution;
    if (resolution === 'global-explicit' || resolution === 'global-implicit') return { kind: 'global' };
  }
  const slot = context.slots.get(name);
  if (slot !== undefined) return { kind: 'slot', slot };
  const cell = context.cells.get(name);
  return cell === undefined ? { kind: 'global' } : { kind: 'cell', cell };
}

export function loadName(context: FunctionContext, identifier: string, node: Positioned | null): ValueId {
  if (identifier === '__debug__') return emitConstant(context, { type: 'bool', value: true }, node);
  const name = mangle(context, identifier);
  const place = placeOf(context, name);
  switch (place.kind) {
    case 'slot':
      return emit(context, 'local.get', [], { slot: place.slot }, node);
    case 'cell':
      return emit(context, 'cell.get', [], { cell: place.cell }, node);
    case 'global':
      return emit(context, 'global.get', [], { name }, node);
  }
}

export function storeName(context: FunctionContext, identifier: string, value: ValueId, node: Positioned | null): void {
  const name = mangle(context, identifier);
  const place = placeOf(context, name);
  switch (place.kind) {
    case 'slot':
      return effect(context, 'local.set', [value], { slot: place.slot }, node);
    case 'cell':
      return effect(context, 'cell.set', [value], { cell: place.cell }, node);
    case 'global':
      return effect(context, 'global.set', [value], { name }, node);
  }
}

export function deleteName(context: FunctionContext, identifier: string, node: Positioned | null): void {
  const name = mangle(context, identifier);
  const place = placeOf(context, name);
  switch (place.kind) {
    case 'slot':
      return effect(context, 'local.delete', [], { slot: place.slot }, node);
    case 'cell':
      return effect(context, 'cell.delete', [], { cell: place.cell }, node);
    case 'global':
      return effect(context, 'global.delete', [], { name }, node);
  }
}

/** The cell that a nested function closes over. */
export function cellOf(context: FunctionContext, name: string): CellId {
  for (const inlined of [...context.inlined].reverse()) {
    const cell = inlined.cells.get(name);
    if (cell !== undefined) return cell;
  }
  const cell = context.cells.get(name);
  if (cell === undefined) throw new Error(`no cell for '${name}' in ${context.qualname}`);
  return cell;
}
