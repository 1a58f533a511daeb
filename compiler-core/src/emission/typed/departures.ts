/**
 * The places where a typed body leaves for the generic one: which values it hands over at each, as a table for the
 * runtime and as the words that the body stores before it jumps, or notes before it is suspended. Variables are handed
 * over whether or not they are read again, as the frame shows them.
 */
import { applyToBound, boundAtEntry, possiblyBoundAtEntry } from '../../ir/analysis/definite-assignment.js';
import { liveness } from '../../ir/analysis/liveness.js';
import { valueLifetimes } from '../../ir/analysis/value-lifetimes.js';
import type { Block, BlockId, IrFunction, SlotId, ValueId } from '../../ir/function.js';
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

/** A call, or an interruption before one, where a bare body leaves because it cannot go on itself. */
export interface SuspensionRequest {
  readonly reason: 'call' | 'interruption';
  readonly block: Block;
  /** Where the generic body goes on when all went well. */
  readonly index: number;
  readonly unit: number;
  /** The call's result, if it is used. */
  readonly result: ValueId | null;
}

export interface DepartureContext {
  readonly fn: IrFunction;
  /** Expressions for how a bare body is suspended; null for one that keeps its activation. */
  readonly suspension: { readonly resultType: string; readonly native: string; readonly generic: string } | null;
  savedSlot(slot: SlotId): SavedWords | null;
  savedValue(value: ValueId): SavedWords | null;
  /** The C++ flag that says whether a slot is bound where that is not certain. */
  flagOf(slot: SlotId): string;
}

export interface Departures {
  /** The label to jump to. */
  request(departure: DepartureRequest): string;
  /** The same for a bare body's call. */
  suspend(suspension: SuspensionRequest): string;
  /** What the frame of an activation that is kept shows at a unit: the name of a `rt::Shown`, and expressions for the words. */
  show(block: Block, index: number, unit: number): { readonly shown: string; readonly words: readonly string[] };
  finish(): { readonly tables: string; readonly stubs: string; readonly words: number; readonly points: readonly ResumePoint[]; readonly places: number };
}

export function createDepartures(context: DepartureContext): Departures {
  const { fn } = context;
  const live = liveness(fn);
  const lifetimes = valueLifetimes(fn);
  const bound = boundAtEntry(fn);
  const possiblyBound = possiblyBoundAtEntry(fn);
  const labels = new Map<string, string>();
  const tables: string[] = [];
  const stubs: string[] = [];
  /** Rows that need to know how large the state gets. */
  const bareRows: ((size: number) => string)[] = [];
  const points: ResumePoint[] = [];
  let mostWords = 1;
  let places = fn.slots.length;
  const readsOf = new Map(fn.blocks.flatMap((block) => block.instructions.flatMap(({ operation, result, immediate }) => (operation === 'local.get' && result !== null && immediate.slot !== undefined ? [[result, immediate.slot] as const] : []))));

  function boundBefore(entry: ReadonlyMap<BlockId, ReadonlySet<SlotId>>, block: Block, index: number): ReadonlySet<SlotId> {
    const known = new Set(entry.get(block.id));
    for (const instruction of block.instructions.slice(0, index)) applyToBound(known, instruction);
    return known;
  }

  /** The words of one departure and the table row of each of them; its entry into the generic body is new. */
  function describe(departure: DepartureRequest, name: string): { readonly words: readonly string[]; readonly initializer: string; readonly place: number } {
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
    // The frame shows the other variables as well, also to those who look into a traceback later.
    for (const slot of boundBefore(possiblyBound, block, index)) if (fn.slots[slot]?.kind !== 'hidden') slots.add(slot);
    const isBound = boundBefore(bound, block, index);
    const rows: string[] = [];
    const words: string[] = [];
    const save = (place: number, saved: SavedWords | null, flag: string | null): void => {
      if (saved === null) return;
      if (flag !== null) words.push(flag);
      words.push(...saved.words);
      rows.push(`{${place}, rt::Saved::${saved.form}, ${flag !== null}}`);
    };
    for (const slot of [...slots].sort((a, b) => a - b)) save(slot, context.savedSlot(slot), isBound.has(slot) ? null : context.flagOf(slot));
    values.forEach((value, place) => {
      if (value !== departure.result) save(fn.slots.length + place, context.savedValue(value), null);
      else if (context.suspension === null) save(fn.slots.length + place, { form: 'owned', words: ['reinterpret_cast<std::int64_t>(object)'] }, null);
    });
    const entry = points.length + 1;
    points.push({ entry, block: block.id, index, raises, values });
    places = Math.max(places, fn.slots.length + values.length);
    if (rows.length > 0) tables.push(`static const rt::SavedValue saved_${name}[] = {${rows.join(', ')}};`);
    return {
      words,
      initializer: `{${entry}, ${departure.unit}, ${rows.length}, ${rows.length > 0 ? `saved_${name}` : 'nullptr'}}`,
      place: departure.result === null ? -1 : fn.slots.length + values.indexOf(departure.result),
    };
  }

  /** The table row of a bare body's place and the stub that notes its words. */
  function leaveBare(label: string, reason: string, unit: number, normal: DepartureRequest, raising: DepartureRequest | null): void {
    if (context.suspension === null) return;
    const { resultType, native, generic } = context.suspension;
    const first = describe(normal, label);
    const second = raising === null ? { words: [], initializer: `{0, ${unit}, 0, nullptr}` } : describe(raising, `${label}_raising`);
    // Mostly both hand over the same variables, and the values come after these.
    const isShared = second.words.every((word, place) => word === first.words[place]);
    const words = isShared ? first.words : [...first.words, ...second.words];
    bareRows.push((size) => `static const rt::Place place_${label} = {&${native}, ${generic}, ${size}, rt::Place::Reason::${reason}, ${first.place}, ${first.initializer}, ${second.initializer}, &frame_places, ${words.length}, ${isShared ? 0 : first.words.length}};`);
    stubs.push(`${label}: return rt::suspend<${resultType}>(${[`place_${label}`, ...words.map((word) => `std::int64_t(${word})`)].join(', ')});`);
  }

  const shownLabels = new Set<string>();
  /** By label. */
  const keptWords = new Map<string, readonly string[]>();

  function leaveKept(label: string, departure: DepartureRequest): void {
    const { words, initializer } = describe(departure, label);
    keptWords.set(label, words);
    mostWords = Math.max(mostWords, words.length);
    tables.push(`static const rt::Departure departure_${label} = ${initializer};`);
    stubs.push(`${label}: ${words.map((word, place) => `words[${place}] = ${word};`).join(' ')} departure = &departure_${label}; goto depart;`);
  }

  function labelOf(key: string, build: (label: string) => void): string {
    const known = labels.get(key);
    if (known !== undefined) return known;
    const label = `leave_${labels.size}`;
    labels.set(key, label);
    build(label);
    return label;
  }

  const request = (departure: DepartureRequest): string => labelOf(`${departure.block.id} ${departure.index} ${departure.raises ? `raise ${departure.unit}` : ''} ${departure.result ?? ''}`, (label) => {
    if (context.suspension === null) leaveKept(label, departure);
    else leaveBare(label, 'operation', -1, departure, null);
  });

  return {
    request,
    show(block, index, unit) {
      const label = request({ block, index, raises: true, unit, result: null });
      if (!shownLabels.has(label)) tables.push(`static const rt::Shown shown_${label} = {&departure_${label}, &frame_places};`);
      shownLabels.add(label);
      return { shown: `shown_${label}`, words: keptWords.get(label) ?? [] };
    },
    suspend: ({ reason, block, index, unit, result }) => labelOf(`${reason} ${block.id} ${index}`, (label) => {
      const [normal, raising] = [false, true].map((raises) => ({ block, index, raises, unit: raises ? unit : -1, result: raises ? null : result }));
      if (normal !== undefined && raising !== undefined) leaveBare(label, reason, unit, normal, raising);
    }),
    finish: () => ({ tables: [...tables, ...bareRows.map((row) => row(places))].join('\n  '), stubs: stubs.join('\n  '), words: mostWords, points, places }),
  };
}
