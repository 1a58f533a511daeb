/**
 * C++ variables for the values that own a reference. A register is empty (null) whenever its value is dead, so that the
 * error path can release them all without knowing where it comes from; registers are used again.
 */
import type { ValueId } from '../ir/function.js';

export interface Registers {
  /** The register that will hold the value; one of its own unless it may be `shared` with values after it. */
  allocate(value: ValueId, shared: boolean): string;
  find(value: ValueId): string | undefined;
  /** Gives the value's register back, after it was emptied. */
  free(value: ValueId): void;
  /** The values that have a register now. */
  held(): readonly (readonly [ValueId, string])[];
  /** From here on no register is used again that values so far have had. */
  separate(): void;
  /** Those of values further up on the interpreter's stack come later. */
  readonly all: readonly string[];
}

export function createRegisters(): Registers {
  const all: string[] = [];
  const idle = new Set<string>();
  const kept = new Set<ValueId>();
  const held = new Map<ValueId, string>();
  /** Those that have a value now, as far as the blocks' order tells. */
  const full = new Set<string>();
  return {
    allocate: (value, shared) => {
      const first = all.findLastIndex((name) => full.has(name)) + 1;
      let name = shared ? all.find((each, index) => index >= first && idle.has(each)) : undefined;
      if (name === undefined) {
        name = `t${all.length}`;
        all.splice(first, 0, name);
      }
      idle.delete(name);
      full.add(name);
      held.set(value, name);
      if (!shared) kept.add(value);
      return name;
    },
    find: (value) => held.get(value),
    free: (value) => {
      const name = held.get(value);
      if (name === undefined) return;
      full.delete(name);
      if (kept.has(value)) return;
      held.delete(value);
      idle.add(name);
    },
    held: () => [...held],
    separate: () => { idle.clear(); full.clear(); },
    all,
  };
}
