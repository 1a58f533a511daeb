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
  readonly all: readonly string[];
}

export function createRegisters(): Registers {
  const all: string[] = [];
  const idle: string[] = [];
  const kept = new Set<ValueId>();
  const held = new Map<ValueId, string>();
  return {
    allocate: (value, shared) => {
      let name = shared ? idle.pop() : undefined;
      if (name === undefined) {
        name = `t${all.length}`;
        all.push(name);
      }
      held.set(value, name);
      if (!shared) kept.add(value);
      return name;
    },
    find: (value) => held.get(value),
    free: (value) => {
      const name = held.get(value);
      if (name === undefined || kept.has(value)) return;
      held.delete(value);
      idle.push(name);
    },
    held: () => [...held],
    separate: () => { idle.length = 0; },
    all,
  };
}
