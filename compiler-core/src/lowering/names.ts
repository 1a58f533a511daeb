/** Reads, writes and deletes of names: which slot, cell or global each resolves to in its function. */
import type { CellId, ImmediateOf, SlotId, ValueId } from '../ir/function.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import { effect, emit, emitConstant, type FunctionContext, mangle } from './function-context.js';

/** The operations on names, by what a name resolves to. */
const operationsOn = {
  local: { get: 'local.get', set: 'local.set', delete: 'local.delete' },
  cell: { get: 'cell.get', set: 'cell.set', delete: 'cell.delete' },
  global: { get: 'global.get', set: 'global.set', delete: 'global.delete' },
} as const;

/** What a name resolves to, and what the operations on it need to find it. */
interface Place {
  readonly family: keyof typeof operationsOn;
  readonly immediate: ImmediateOf<'local.get' | 'cell.get' | 'global.get'>;
}

function placeIn({ slots, cells }: { readonly slots: ReadonlyMap<string, SlotId>; readonly cells: ReadonlyMap<string, CellId> }, name: string): Place | null {
  const slot = slots.get(name);
  if (slot !== undefined) return { family: 'local', immediate: { slot } };
  const cell = cells.get(name);
  return cell === undefined ? null : { family: 'cell', immediate: { cell } };
}

function placeOf(context: FunctionContext, identifier: string): Place {
  const name = mangle(context, identifier);
  const asGlobal: Place = { family: 'global', immediate: { name } };
  for (const inlined of [...context.inlined].reverse()) {
    const place = placeIn(inlined, name);
    if (place !== null) return place;
    const resolution = inlined.scope.symbols.get(name)?.resolution;
    if (resolution === 'global-explicit' || resolution === 'global-implicit') return asGlobal;
  }
  return placeIn(context, name) ?? asGlobal;
}

/** Whether the name is a variable of the function that no other one sees. */
export const isLocal = (context: FunctionContext, identifier: string): boolean => placeOf(context, identifier).family === 'local';

export function loadName(context: FunctionContext, identifier: string, node: Positioned | null): ValueId {
  if (identifier === '__debug__') return emitConstant(context, { type: 'bool', value: true }, node);
  const { family, immediate } = placeOf(context, identifier);
  return emit(context, operationsOn[family].get, [], immediate, node);
}

export function storeName(context: FunctionContext, identifier: string, value: ValueId, node: Positioned | null): void {
  const { family, immediate } = placeOf(context, identifier);
  effect(context, operationsOn[family].set, [value], immediate, node);
}

export function deleteName(context: FunctionContext, identifier: string, node: Positioned | null): void {
  const { family, immediate } = placeOf(context, identifier);
  effect(context, operationsOn[family].delete, [], immediate, node);
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
