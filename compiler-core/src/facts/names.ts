/** How often names occur in a text of which pieces come and go. */

export interface Names {
  has(name: string): boolean;
}

export interface Tally extends Names {
  get(name: string): number | undefined;
  add(name: string, by: 1 | -1): void;
  keys(): Iterable<string>;
}

/** `told` hears of names of which more is said than a number of many: whether there is none, one, or more. */
export function createTally(told: (name: string) => void = () => undefined): Tally {
  const counts = new Map<string, number>();
  return {
    has: (name) => counts.has(name),
    get: (name) => counts.get(name),
    keys: () => counts.keys(),
    add(name, by) {
      const before = counts.get(name) ?? 0;
      const after = before + by;
      if (after === 0) counts.delete(name);
      else counts.set(name, after);
      if (Math.min(before, 2) !== Math.min(after, 2)) told(name);
    },
  };
}
