/**
 * C++ variables for the values that own a reference. A register is empty (null) whenever its value is dead, so that the
 * error path can release them all without knowing where it comes from; registers are used again.
 */
import type { ValueId } from '../ir/function.js';

export interface Registers {
  /** The register that will hold the value. */
  allocate(value: ValueId): string;
  find(value: ValueId): string | undefined;
  /** Gives the value's register back, after it was emptied. */
  free(value: ValueId): void;
  readonly all: readonly string[];
}

export function createRegisters(): Registers {
  const all: string[] = [];
  const idle: string[] = [];
  const held = new Map<ValueId, string>();
  return {
    allocate: (value) => {
      let name = idle.pop();
      if (name === undefined) {
        name = `t${all.length}`;
        all.push(name);
      }
      held.set(value, name);
      return name;
    },
    find: (value) => held.get(value),
    free: (value) => {
      const name = held.get(value);
      if (name === undefined) return;
      held.delete(value);
      idle.push(name);
    },
    all,
  };
}
