/** What is known of the module's variables of one kind, and who is to look again when it changes. */
import { bottom, type Fact, join, sameFact } from './fact.js';

export interface Variables<Key> {
  readonly keys: () => Iterable<Key>;
  /** Without being told of changes. */
  peek(key: Key): Fact;
  read(key: Key): Fact;
  raise(key: Key, fact: Fact): void;
}

/** `reader` says who is asking; `wake` is told who has to look again. */
export function createVariables<Key>(reader: () => number, wake: (readers: ReadonlySet<number>) => void): Variables<Key> {
  const all = new Map<Key, { fact: Fact; readonly readers: Set<number> }>();
  const get = (key: Key): { fact: Fact; readonly readers: Set<number> } => {
    const known = all.get(key) ?? { fact: bottom, readers: new Set<number>() };
    all.set(key, known);
    return known;
  };
  return {
    keys: () => all.keys(),
    peek: (key) => all.get(key)?.fact ?? bottom,
    read(key) {
      const variable = get(key);
      variable.readers.add(reader());
      return variable.fact;
    },
    raise(key, fact) {
      const variable = get(key);
      const after = join(variable.fact, fact);
      if (sameFact(after, variable.fact)) return;
      variable.fact = after;
      wake(variable.readers);
    },
  };
}
