/**
 * The places where a typed body leaves for the generic one: which values it hands over at each, as a table for the
 * runtime and as the words that the body stores before it jumps.
 */
import { boundAtEntry } from '../../ir/analysis/definite-assignment.js';
import { liveness } from '../../ir/analysis/liveness.js';
import { valueLifetimes } from '../../ir/analysis/value-lifetimes.js';
import type { Block, IrFunction, SlotId, ValueId } from '../../ir/function.js';
import type { ResumePoint } from '../resume-points.js';

/** One saved variable or value: the words that hold it and how the runtime makes an object of them. */
export interface SavedWords {
  readonly form: 'integer' | 'floating' | 'boolean' | 'none' | 'range_iterator' | 'constant' | 'owned';
  readonly words: readonly string[];
}

interface DepartureRequest {
  readonly block: Block;
  readonly index: number;
  readonly raises: boolean;
  /** A code unit to note before; -1 for none. */
  readonly unit: number;
  /** A call's result that is an object, in the C++ variable `object`. */
  readonly result: ValueId | null;
}

export interface DepartureContext {
  readonly fn: IrFunction;
  savedSlot(slot: SlotId): SavedWords | null;
  savedValue(value: ValueId): SavedWords | null;
  /** The C++ flag that says whether a slot is bound where that is not certain. */
  flagOf(slot: SlotId): string;
}

export interface Departures {
  /** The label to jump to. */
  request(departure: DepartureRequest): string;
  finish(): { readonly tables: string; readonly stubs: string; readonly words: number; readonly points: readonly ResumePoint[]; readonly places: number };
}

const writes: ReadonlySet<string> = new Set(['local.set']);
const clears: ReadonlySet<string> = new Set(['local.delete', 'local.clear', 'local.take']);

export function createDepartures(context: DepartureContext): Departures {
  const { fn } = context;
  const live = liveness(fn);
  const lifetimes = valueLifetimes(fn);
  const bound = boundAtEntry(fn);
  const labels = new Map<string, string>();
  const tables: string[] = [];
  const stubs: string[] = [];
  const points: ResumePoint[] = [];
  let mostWords = 1;
  let places = fn.slots.length;
  const readsOf = new Map(fn.blocks.flatMap((block) => block.instructions.flatMap(({ operation, result, immediate }) => (operation === 'local.get' && result !== null && immediate.slot !== undefined ? [[result, immediate.slot] as const] : []))));

  function boundBefore(block: Block, index: number): ReadonlySet<SlotId> {
    const known = new Set(bound.get(block.id));
    for (const { operation, immediate } of block.instructions.slice(0, index)) {
      if (immediate.slot === undefined) continue;
      if (writes.has(operation)) known.add(immediate.slot);
      else if (clears.has(operation)) known.delete(immediate.slot);
    }
    return known;
  }

  function build(departure: DepartureRequest, label: string): void {
    const { block, index, raises } = departure;
    const handled = block.handler === null ? new Set<SlotId>() : live.atEntry(block.handler).slots;
    const alive = live.before(block, index);
    const values = raises ? [] : [...alive.values].filter((value) => lifetimes.ownershipOf(value) === 'owned').sort((a, b) => a - b);
    const slots = new Set<SlotId>(raises ? handled : alive.slots);
    // A value that the generic body borrows from a slot needs the slot.
    if (!raises) {
      for (const value of alive.values) {
        const slot = readsOf.get(value);
        if (slot !== undefined && lifetimes.ownershipOf(value) === 'slot') slots.add(slot);
      }
    }
    const isBound = boundBefore(block, index);
    const rows: string[] = [];
    const stores: string[] = [];
    const save = (place: number, saved: SavedWords | null, flag: string | null): void => {
      if (saved === null) return;
      if (flag !== null) stores.push(flag);
      stores.push(...saved.words);
      rows.push(`{${place}, rt::Saved::${saved.form}, ${flag !== null}}`);
    };
    for (const slot of [...slots].sort((a, b) => a - b)) save(slot, context.savedSlot(slot), isBound.has(slot) ? null : context.flagOf(slot));
    values.forEach((value, place) => {
      save(fn.slots.length + place, value === departure.result ? { form: 'owned', words: ['reinterpret_cast<std::int64_t>(object)'] } : context.savedValue(value), null);
    });
    const entry = points.length + 1;
    points.push({ entry, block: block.id, index, raises, values });
    places = Math.max(places, fn.slots.length + values.length);
    mostWords = Math.max(mostWords, stores.length);
    if (rows.length > 0) tables.push(`static const rt::SavedValue saved_${label}[] = {${rows.join(', ')}};`);
    tables.push(`static const rt::Departure departure_${label} = {${entry}, ${departure.unit}, ${rows.length}, ${rows.length > 0 ? `saved_${label}` : 'nullptr'}};`);
    stubs.push(`${label}: ${stores.map((word, place) => `words[${place}] = ${word};`).join(' ')} departure = &departure_${label}; goto depart;`);
  }

  return {
    request: (departure) => {
      const key = `${departure.block.id} ${departure.index} ${departure.raises ? `raise ${departure.unit}` : ''} ${departure.result ?? ''}`;
      const known = labels.get(key);
      if (known !== undefined) return known;
      const label = `leave_${labels.size}`;
      labels.set(key, label);
      build(departure, label);
      return label;
    },
    finish: () => ({ tables: tables.join('\n  '), stubs: stubs.join('\n  '), words: mostWords, points, places }),
  };
}
