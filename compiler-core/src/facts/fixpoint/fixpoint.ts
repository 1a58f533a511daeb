/**
 * Facts that rise until nothing changes, and stay right when something that they came from is exchanged.
 *
 * Contributors (functions, and rules about what they share) read variables and add to them. They run in rounds, in each
 * round in one order, and a contributor runs again where something that it has read is not what it was left with. So what
 * comes out depends on nothing but what the contributors do. Each variable keeps its history (`variable.ts`). When a
 * contributor is exchanged, it is run again at its moments; where it adds what was added there before, nothing else has to
 * be done, and where not, those are run again who read what has changed, from that moment on. The result is the one of a
 * fresh start, whatever was exchanged in which order. See docs/decisions/0017-facts-keep-their-history.md.
 */
import { type Lattice, Variable as VariableWithHistory } from './variable.js';

/** What someone contributes; all that it knows of others it reads from variables. */
export interface Work {
  /** Forgets all that it has seen. */
  begin(): void;
  /** Goes on after what it reads has changed: at `places` of its own, as it named them when it read. */
  run(places: Iterable<number>): void;
  /** While it runs: what it has added is what it reads at these places. */
  wake(places: Iterable<number>): void;
}

interface Seen {
  value: unknown;
  readonly places: Set<number>;
}

interface Run {
  readonly round: number;
  readonly added: ReadonlyMap<AnyVariable, unknown>;
}

/** Something that does not rise, but that an edit may change: then those begin anew who have asked. */
export interface Input {
  readonly askers: Set<Contributor>;
}

export interface Contributor {
  rank: number;
  /** The round in which it runs first. */
  readonly first: number;
  /** Whether it runs between two phases only. */
  readonly isBetween: boolean;
  work: Work;
  /** The round of its last run, of those that its work remembers. */
  live: number | null;
  readonly seen: Map<AnyVariable, Seen>;
  readonly asked: Set<Input>;
  /** All that it has added in the runs that its work remembers. */
  readonly given: Map<AnyVariable, unknown>;
  /** What its runs have added; those past `live` are still to be confirmed. */
  readonly runs: Run[];
  readonly queued: Set<number>;
  isGone: boolean;
}

export type Variable<Value> = VariableWithHistory<Value, Contributor>;
type AnyVariable = Variable<unknown>;

/** Of those that work at one moment, before or after all others of a round. */
const [firstRank, lastRank] = [-1, Number.MAX_SAFE_INTEGER];
const roundsOfPhase = 2 ** 20;
/** A phase begins when nothing is left to do in the one before. */
const startOfPhase = (phase: number): number => phase * roundsOfPhase;

export interface Fixpoint {
  /** `whenUnused`: told when nobody adds to it or reads it any more, so that it is forgotten. */
  variable<Value>(lattice: Lattice<Value>, base?: Value, whenUnused?: () => void): Variable<Value>;
  /** `rank`: its place among those of a round; `isBetween`: it runs at the start of each phase but the first, before all others. */
  contributor(work: Work, rank: number, isBetween?: boolean): Contributor;
  /** What it does is something else from the start. */
  exchange(contributor: Contributor, work: Work): void;
  remove(contributor: Contributor): void;
  /** Who has asked for it starts again. */
  renew(input: Input): void;
  /** The one who runs goes by what the input says. */
  ask(input: Input): void;
  /** For the one who runs; `place` is where it is to look again when the value changes. Others only look. */
  read<Value>(variable: Variable<Value>, place?: number): Value;
  add<Value>(variable: Variable<Value>, value: Value): void;
  /** Calls what only looks; then says whether all that it looked at is as it was. */
  watch<Result>(look: () => Result): { readonly result: Result; isAsBefore(): boolean };
  /** Lets go of what nobody adds to or reads any more. */
  sweep(): void;
  /** Until nothing is left to do, or for so many runs; whether nothing is left. */
  settle(runs?: number): boolean;
}

export function createFixpoint(): Fixpoint {
  let current: Contributor | null = null;
  let round = 0;
  let added = new Map<AnyVariable, unknown>();
  let watched: Map<AnyVariable, unknown> | null = null;
  const queue = createQueue();
  const variables = new Set<AnyVariable>();
  /** Of which someone is told. */
  let told: AnyVariable | null = null;

  function schedule(contributor: Contributor, at: number): void {
    if (contributor.queued.has(at)) return;
    contributor.queued.add(at);
    queue.push({ round: at, contributor });
  }

  /** The first moment of the contributor after one of another. */
  function roundAfter(of: Contributor, at: number, rank: number): number {
    const next = of.rank > rank ? at : at + 1;
    return of.isBetween && (next === 0 || next % roundsOfPhase !== 0) ? startOfPhase(Math.floor(at / roundsOfPhase) + 1) : next;
  }

  /** Puts another value into a history, and lets those look again whose view it changes. */
  function put(variable: AnyVariable, by: Contributor, at: number, value: unknown): void {
    if (!variable.put(at, by, value)) return;
    for (const reader of variable.readers) if (reader !== by) schedule(reader, roundAfter(reader, at, by.rank));
    if (value === null || variable.whenRaised === null) return;
    told = variable;
    if (variable.whenRaised(variable.last)) variable.whenRaised = null;
    told = null;
  }

  function remove(contributor: Contributor): void {
    withdrawBetween(contributor, 0, Number.POSITIVE_INFINITY);
    forget(contributor);
    contributor.isGone = true;
  }

  function withdraw(contributor: Contributor, index: number): void {
    const [run] = contributor.runs.splice(index, 1);
    for (const variable of run?.added.keys() ?? []) put(variable, contributor, run!.round, null);
  }

  /** Takes back what it added in rounds from `from` to before `end`. */
  function withdrawBetween(contributor: Contributor, from: number, end: number): void {
    for (let index = contributor.runs.length - 1; index >= 0; index--) {
      const { round: at } = contributor.runs[index]!;
      if (at >= from && at < end) withdraw(contributor, index);
    }
  }

  function forget(contributor: Contributor): void {
    for (const variable of contributor.seen.keys()) variable.readers.delete(contributor);
    contributor.seen.clear();
    for (const input of contributor.asked) input.askers.delete(contributor);
    contributor.asked.clear();
    contributor.given.clear();
    contributor.live = null;
  }

  /** Runs it, if it has reason to. */
  function perform(contributor: Contributor, at: number): boolean {
    const places = new Set<number>();
    let isNews = contributor.live === null;
    for (const [variable, seen] of contributor.seen) {
      const value = variable.before(at, contributor.rank);
      if (variable.lattice.same(value, seen.value)) continue;
      seen.value = value;
      isNews = true;
      for (const place of seen.places) places.add(place);
    }
    if (!isNews) return false;
    [current, round, added] = [contributor, at, new Map()];
    contributor.work.run(places);
    current = null;
    contributor.live = at;
    return true;
  }

  /** Brings a contributor that has gone on, or starts anew, to the state that it has just before a round. */
  function rewind(contributor: Contributor, at: number): void {
    forget(contributor);
    contributor.work.begin();
    for (const run of [...contributor.runs]) {
      if (run.round >= at) break;
      perform(contributor, run.round);
    }
  }

  /** Puts what a run has added in the place of what the run of that round added before. */
  function commit(contributor: Contributor, at: number): void {
    const { runs } = contributor;
    let index = runs.findIndex((run) => run.round >= at);
    if (index < 0) index = runs.length;
    const before = runs[index]?.round === at ? runs[index]!.added : null;
    const now = added;
    runs.splice(index, before === null ? 0 : 1, { round: at, added: now });
    for (const variable of before?.keys() ?? []) if (!now.has(variable)) put(variable, contributor, at, null);
    for (const [variable, value] of now) {
      const old = before?.get(variable);
      if (old === undefined || !variable.lattice.same(old, value)) put(variable, contributor, at, value);
    }
  }

  function nextRound(contributor: Contributor, at: number): number | null {
    let next: number | null = null;
    for (const [variable, { value }] of contributor.seen) {
      const step = variable.nextAfter(at, contributor, value);
      if (step === null) continue;
      const then = roundAfter(contributor, step.round, step.by.rank);
      if (next === null || then < next) next = then;
    }
    return next;
  }

  function exchange(contributor: Contributor, work: Work): void {
    forget(contributor);
    contributor.work = work;
    work.begin();
    schedule(contributor, contributor.first);
  }

  function visit(contributor: Contributor, at: number): void {
    if (contributor.live !== null && contributor.live >= at) rewind(contributor, at);
    withdrawBetween(contributor, (contributor.live ?? -1) + 1, at);
    if (perform(contributor, at)) commit(contributor, at);
    else withdrawBetween(contributor, at, at + 1);
    const next = nextRound(contributor, at);
    withdrawBetween(contributor, at + 1, next ?? Number.POSITIVE_INFINITY);
    if (next !== null) schedule(contributor, next);
  }

  return {
    variable(lattice, base, whenUnused) {
      const made = new VariableWithHistory<ReturnType<typeof lattice.join>, Contributor>(lattice, base);
      if (whenUnused !== undefined) {
        made.whenUnused = whenUnused;
        variables.add(made as AnyVariable);
      }
      return made;
    },
    sweep() {
      for (const variable of variables) {
        if (variable.steps.length > 0 || ![...variable.readers].every((reader) => variable.rules.includes(reader))) continue;
        for (const rule of variable.rules) remove(rule);
        variables.delete(variable);
        variable.isGone = true;
        variable.whenUnused?.();
      }
    },
    contributor(work, rank, isBetween = false) {
      const made: Contributor = { rank, first: isBetween ? startOfPhase(1) : 0, isBetween, work, live: null, seen: new Map(), asked: new Set(), given: new Map(), runs: [], queued: new Set(), isGone: false };
      work.begin();
      schedule(made, made.first);
      told?.rules.push(made);
      return made;
    },
    exchange,
    renew(input) { for (const asker of [...input.askers]) exchange(asker, asker.work); },
    ask(input) {
      if (current === null) return;
      input.askers.add(current);
      current.asked.add(input);
    },
    remove,
    read<Value>(variable: Variable<Value>, place = 0): Value {
      if (current === null) {
        const { last } = variable;
        watched?.set(variable as AnyVariable, last);
        return last;
      }
      const known = current.seen.get(variable as AnyVariable);
      if (known !== undefined) {
        known.places.add(place);
        return known.value as Value;
      }
      const { lattice } = variable;
      const given = current.given.get(variable as AnyVariable) as Value | undefined;
      const before = variable.before(round, current.rank);
      const value = given === undefined ? before : lattice.join(before, given);
      current.seen.set(variable as AnyVariable, { value, places: new Set([place]) });
      variable.readers.add(current);
      return value;
    },
    add<Value>(variable: Variable<Value>, value: Value): void {
      if (current === null) throw new Error('only who runs adds something');
      const { lattice } = variable;
      const any = variable as AnyVariable;
      const before = current.given.has(any) ? current.given.get(any) as Value : lattice.bottom;
      const after = lattice.join(before, value);
      if (lattice.same(before, after)) return;
      current.given.set(any, after);
      added.set(any, added.has(any) ? lattice.join(added.get(any) as Value, value) : value);
      const seen = current.seen.get(any);
      if (seen === undefined) return;
      const known = lattice.join(seen.value as Value, value);
      if (lattice.same(seen.value as Value, known)) return;
      seen.value = known;
      current.work.wake(seen.places);
    },
    watch(look) {
      const known = new Map<AnyVariable, unknown>();
      watched = known;
      const result = look();
      watched = null;
      return {
        result,
        isAsBefore() {
          for (const [variable, value] of known) if (variable.isGone || (variable.last !== value && !variable.lattice.same(variable.last, value))) return false;
          return true;
        },
      };
    },
    settle(runs = Number.POSITIVE_INFINITY) {
      for (let left = runs; left > 0; left--) {
        const next = queue.pop();
        if (next === null) return true;
        next.contributor.queued.delete(next.round);
        if (!next.contributor.isGone) visit(next.contributor, next.round);
      }
      return queue.isEmpty();
    },
  };
}

/** A rule about what others share, which looks at all of it again each time. */
export function ruleOf(apply: () => void): Work {
  let isStale = false;
  return {
    begin: () => undefined,
    run() {
      do {
        isStale = false;
        apply();
      } while (isStale);
    },
    wake() { isStale = true; },
  };
}

/** `when`: in a round before all functions, after them, or when nothing else is left to do. */
export function addRule(fixpoint: Fixpoint, when: 'first' | 'last' | 'between', apply: () => void): Contributor {
  return fixpoint.contributor(ruleOf(apply), when === 'last' ? lastRank : firstRank, when === 'between');
}

interface Queued {
  readonly round: number;
  readonly contributor: Contributor;
}

/** A binary heap: who is first in time. Ranks do not change while something is in it. */
function createQueue(): { push(item: Queued): void; pop(): Queued | null; isEmpty(): boolean } {
  const heap: Queued[] = [];
  const isBefore = (left: Queued, right: Queued): boolean => left.round < right.round || (left.round === right.round && left.contributor.rank < right.contributor.rank);
  return {
    push(item) {
      let at = heap.length;
      heap.push(item);
      while (at > 0) {
        const above = (at - 1) >>> 1;
        if (!isBefore(item, heap[above]!)) break;
        heap[at] = heap[above]!;
        at = above;
      }
      heap[at] = item;
    },
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined) return null;
      if (heap.length === 0) return first;
      let at = 0;
      for (;;) {
        let below = at * 2 + 1;
        if (below >= heap.length) break;
        if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++;
        if (!isBefore(heap[below]!, last)) break;
        heap[at] = heap[below]!;
        at = below;
      }
      heap[at] = last;
      return first;
    },
    isEmpty: () => heap.length === 0,
  };
}
