/**
 * What is known of one thing that several functions share, with its history: who added what, and when. A later edit takes
 * single additions back and puts others in their place, and the history says whose view of the thing is another then.
 */

export interface Lattice<Value> {
  readonly bottom: Value;
  join(left: Value, right: Value): Value;
  same(left: Value, right: Value): boolean;
}

/**
 * A place in time: rounds, and within a round the contributors in their order. What happens at the same moment does not
 * see each other.
 */
export interface Ranked {
  rank: number;
}

interface Step<Value, By extends Ranked> {
  readonly round: number;
  readonly by: By;
  /** What is added. */
  value: Value;
  /** All that is known from then on. */
  after: Value;
}

export class Variable<Value, By extends Ranked> {
  readonly lattice: Lattice<Value>;
  /** What is known whoever adds nothing. */
  readonly base: Value;
  /** In the order of time. */
  readonly steps: Step<Value, By>[] = [];
  readonly readers = new Set<By>();
  /** Told of what is known each time that it changes, until it says true. */
  whenRaised: ((value: Value) => boolean) | null = null;
  /** Those that were made when it was told. */
  readonly rules: By[] = [];
  /** Told when nobody adds to it or reads it any more; without it, the variable stays. */
  whenUnused: (() => void) | null = null;
  isGone = false;

  constructor(lattice: Lattice<Value>, base: Value = lattice.bottom) {
    this.lattice = lattice;
    this.base = base;
  }

  /** What is known in the end. */
  get last(): Value {
    return this.steps.length === 0 ? this.base : this.steps[this.steps.length - 1]!.after;
  }

  /** The first step that is not before the moment. */
  private indexAt(round: number, rank: number): number {
    let [low, high] = [0, this.steps.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const step = this.steps[middle]!;
      if (step.round < round || (step.round === round && step.by.rank < rank)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What is known just before the moment. */
  before(round: number, rank: number): Value {
    const { steps } = this;
    const at = this.indexAt(round, rank);
    return at === 0 ? this.base : steps[at - 1]!.after;
  }

  /** The first step after the moment that makes more known than `value`, which is known then. */
  nextAfter(round: number, reader: By, value: Value): Step<Value, By> | null {
    const { steps, lattice } = this;
    if (steps.length === 0) return null;
    const end = steps[steps.length - 1]!;
    if (end.round < round || (end.round === round && end.by.rank < reader.rank)) return null;
    for (let at = this.indexAt(round, reader.rank); at < steps.length; at++) {
      const step = steps[at]!;
      if (!(step.round === round && step.by === reader) && !lattice.same(step.after, value)) return step;
    }
    return null;
  }

  /** Puts `value` where `by` added something else in that round, or nothing; null for nothing. Says whether anyone's view changes. */
  put(round: number, by: By, value: Value | null): boolean {
    const { steps, lattice } = this;
    let at = this.indexAt(round, by.rank);
    // At one moment there may be several.
    while (at < steps.length && steps[at]!.by !== by && steps[at]!.round === round && steps[at]!.by.rank === by.rank) at++;
    const known = steps[at]?.by === by && steps[at]?.round === round ? steps[at] : undefined;
    const before = at === 0 ? this.base : steps[at - 1]!.after;
    const was = known?.after ?? before;
    const after = value === null ? before : lattice.join(before, value);
    const isChanged = !lattice.same(was, after);
    if (value === null) {
      if (known !== undefined) steps.splice(at, 1);
    } else if (known === undefined) steps.splice(at, 0, { round, by, value, after: isChanged ? after : before });
    else {
      known.value = value;
      if (isChanged) known.after = after;
    }
    if (isChanged) this.joinFrom(value === null ? at : at + 1, after);
    return isChanged;
  }

  private joinFrom(from: number, start: Value): void {
    let before = start;
    for (let at = from; at < this.steps.length; at++) {
      const step = this.steps[at]!;
      const after = this.lattice.join(before, step.value);
      // From here on all is as it was.
      if (this.lattice.same(after, step.after)) return;
      step.after = after;
      before = after;
    }
  }
}
