/**
 * How the version with words leaves for the one with objects: a stub for each way out, behind all other code, which shows the
 * variables, makes objects of words, moves what the other version owns into its registers, and goes to where that goes on.
 *
 *     leave_1: exits++; (shows i) t0 = rt::take(t5); rt::drop(t6); goto arrive_2_7;
 */
import type { Exit, LowFunction, Representation, SlotId, ValueId } from '../low/ir/function.js';
import { newerName, slotName, wordName } from './names.js';
import type { Registers } from './registers.js';

export interface ExitContext {
  readonly fn: LowFunction;
  readonly registers: Registers;
  repOf(value: ValueId): Representation | undefined;
  expressionOf(value: ValueId): string;
  /** Where an exception goes that is raised in the block that is being written. */
  raiseLabel(): string;
}

export interface Exits {
  readonly stubs: readonly string[];
  /** C++ names for a slot that is held as a word: the word, and whether it is newer than the object in the slot. */
  wordOf(slot: SlotId): string;
  newerOf(slot: SlotId): string;
  /** Puts the words of variables into their slots, for those who look there. */
  showing(slots: readonly SlotId[]): string;
  /** The label of the stub that leaves. */
  leaveLabel(exit: Exit): string;
  /** Notes that the version with objects can be entered here, with what its registers hold now; gives the label. */
  arrive(block: number, index: number): string;
}

export function createExits({ fn, registers, repOf, expressionOf, raiseLabel }: ExitContext): Exits {
  const { source } = fn;
  const stubs: string[] = [];
  const leaves = new Map<string, string>();
  const arrivals = new Map<string, { readonly label: string; readonly registers: ReadonlyMap<ValueId, string> }>();
  const nameOf = (slot: SlotId): string => source.slots[slot]?.name ?? '';
  const placeOf = (slot: SlotId): string => slotName(nameOf(slot), slot);
  const wordOf = (slot: SlotId): string => wordName(nameOf(slot), slot);
  const newerOf = (slot: SlotId): string => newerName(nameOf(slot), slot);
  const cursors = fn.words.flatMap((word, slot) => (word === 'cursor' ? [slot as SlotId] : []));

  const showing = (slots: readonly SlotId[]): string => slots.map((slot) => `if (${newerOf(slot)}) { if (RT_UNLIKELY(!rt::show(${placeOf(slot)}, ${wordOf(slot)}))) goto ${raiseLabel()}; ${newerOf(slot)} = false; }`).join(' ');
  const boxing = (slot: SlotId): string => `if (${newerOf(slot)}) { ${placeOf(slot)} = rt::box_cursor(${wordOf(slot)}); if (!${placeOf(slot)}) goto ${raiseLabel()}; ${newerOf(slot)} = false; }`;

  /** Gives a register of the version with objects what this one holds; of what it moves there, `moved` knows. */
  function move(from: ValueId, to: string, moved: Set<ValueId>): string {
    const text = expressionOf(from);
    switch (repOf(from)) {
      case 'i1': return `${to} = rt::retain(${text} ? Py_True : Py_False);`;
      case 'i64': return `${to} = rt::box_int(${text}); if (!${to}) goto ${raiseLabel()};`;
      case 'f64': return `${to} = rt::box_float(${text}); if (!${to}) goto ${raiseLabel()};`;
      default: break;
    }
    if (registers.find(from) === undefined || moved.has(from)) return `${to} = rt::retain(${text});`;
    moved.add(from);
    return `${to} = rt::take(${text});`;
  }

  function stubOf(exit: Exit, held: readonly (readonly [ValueId, string])[]): string {
    const arrival = arrivals.get(`${exit.block} ${exit.index}`);
    if (arrival === undefined) throw new Error(`${source.qualname}: block${exit.block} cannot be entered at ${exit.index}`);
    const moved = new Set<ValueId>();
    const moves = exit.values.map((value, place) => {
      const to = arrival.registers.get(value);
      if (to === undefined) throw new Error(`${source.qualname}: v${value} has no register at ${exit.index} of block${exit.block}`);
      return move(exit.held[place]!, to, moved);
    });
    const drops = held.flatMap(([value, register]) => (moved.has(value) ? [] : [`rt::drop(${register});`]));
    return `exits++; ${[showing(exit.shows), ...cursors.map(boxing), ...moves, ...drops].filter((text) => text !== '').join(' ')} goto ${arrival.label};`;
  }

  return {
    stubs, wordOf, newerOf, showing,
    leaveLabel(exit) {
      // What this version holds in registers now is moved, or ends.
      const held = registers.held().filter(([value]) => value >= source.valueCount);
      const stub = stubOf(exit, held);
      const label = leaves.get(stub) ?? `leave_${leaves.size}`;
      if (!leaves.has(stub)) stubs.push(`${label}: __attribute__((cold));\n  ${stub}`);
      leaves.set(stub, label);
      return label;
    },
    arrive(block, index) {
      const label = `arrive_${block}_${index}`;
      arrivals.set(`${block} ${index}`, { label, registers: new Map(registers.held()) });
      return label;
    },
  };
}
