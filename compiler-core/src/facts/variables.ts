/** What is known of the module's variables of one kind, each joined from all that is stored in it. */
import { bottom, type Fact, join, sameFact } from './fact.js';
import type { Fixpoint, Variable } from './fixpoint/fixpoint.js';
import type { Lattice } from './fixpoint/variable.js';

export interface Variables<Key> {
  readonly keys: () => Iterable<Key>;
  read(key: Key): Fact;
  raise(key: Key, fact: Fact): void;
}

const factLattice: Lattice<Fact> = { bottom, join, same: sameFact };

/** `place` says where the one who reads is to look again. `begun` is told of each variable in which something is stored. */
export function createVariables<Key>(fixpoint: Fixpoint, place: () => number, begun: ((key: Key) => void) | null = null): Variables<Key> {
  const all = new Map<Key, Variable<Fact>>();
  const get = (key: Key): Variable<Fact> => {
    const known = all.get(key);
    if (known !== undefined) return known;
    const made = fixpoint.variable(factLattice, bottom, () => { all.delete(key); });
    if (begun !== null) {
      made.whenRaised = () => {
        begun(key);
        return true;
      };
    }
    all.set(key, made);
    return made;
  };
  return {
    keys: () => all.keys(),
    read: (key) => fixpoint.read(get(key), place()),
    raise(key, fact) { if (fact.type !== 'bottom') fixpoint.add(get(key), fact); },
  };
}
