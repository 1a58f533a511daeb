/** After contributors are exchanged, added and taken away in any order, all that is known is what a fresh start finds. */
import { describe, expect, it } from 'vitest';
import { type Contributor, createFixpoint, type Fixpoint, type Variable, type Work } from '../../src/facts/fixpoint/fixpoint.js';
import { createRandom } from '../harness/random.js';

/** Sets of twelve things, as bits. */
const sets = { bottom: 0, join: (left: number, right: number): number => left | right, same: (left: number, right: number): boolean => left === right };
const variableCount = 8;

/** Adds `adds` to a variable where another has all of `has`; or, which is not monotone, where it has none of it yet. */
interface Statement {
  readonly reads: number;
  readonly has: number;
  readonly isLacking: boolean;
  readonly to: number;
  readonly adds: number;
}

type Program = readonly Statement[];

interface System {
  readonly fixpoint: Fixpoint;
  readonly variables: readonly Variable<number>[];
}

function newSystem(): System {
  const fixpoint = createFixpoint();
  return { fixpoint, variables: Array.from({ length: variableCount }, () => fixpoint.variable(sets)) };
}

/** As a function is analyzed: what has run stays done, and only the statements that read something new run again. */
function workOf({ fixpoint, variables }: System, program: Program): Work {
  let pending = new Set<number>();
  return {
    begin() { pending = new Set(program.keys()); },
    wake(places) { for (const place of places) pending.add(place); },
    run(places) {
      for (const place of places) pending.add(place);
      for (const place of pending) {
        pending.delete(place);
        const { reads, has, isLacking, to, adds } = program[place]!;
        const value = fixpoint.read(variables[reads]!, place);
        if (isLacking ? (value & has) === 0 : (value & has) === has) fixpoint.add(variables[to]!, adds);
      }
    },
  };
}

function runFresh(programs: readonly { readonly program: Program; readonly isBetween: boolean }[]): readonly number[] {
  const system = newSystem();
  programs.forEach(({ program, isBetween }, rank) => { system.fixpoint.contributor(workOf(system, program), rank, isBetween); });
  expect(system.fixpoint.settle(100_000)).toBe(true);
  return system.variables.map(({ last }) => last);
}

describe('facts with a history', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('equal those of a fresh start (seed %i)', (seed) => {
    const random = createRandom(seed + 1);
    const bits = (): number => (random(4) === 0 ? 0 : 1 << random(12));
    const statement = (): Statement => ({ reads: random(variableCount), has: bits(), isLacking: seed % 2 === 1 && random(5) === 0, to: random(variableCount), adds: (1 << random(12)) | bits() });
    const program = (): Program => Array.from({ length: 1 + random(6) }, statement);
    const system = newSystem();
    const there: { program: Program; readonly contributor: Contributor; readonly isBetween: boolean }[] = [];
    const insert = (): void => {
      const made = program();
      const isBetween = random(5) === 0;
      const at = random(there.length + 1);
      there.forEach((each, rank) => { each.contributor.rank = rank < at ? rank : rank + 1; });
      there.splice(at, 0, { program: made, contributor: system.fixpoint.contributor(workOf(system, made), at, isBetween), isBetween });
    };
    for (let count = 0; count < 8; count++) insert();
    for (let edit = 0; edit < 40; edit++) {
      expect(system.fixpoint.settle(100_000)).toBe(true);
      expect(system.variables.map(({ last }) => last)).toEqual(runFresh(there));
      const [kind, at] = [random(10), random(there.length)];
      const chosen = there[at];
      if (chosen === undefined || kind === 0) insert();
      else if (kind === 1) {
        system.fixpoint.remove(chosen.contributor);
        there.splice(at, 1);
        there.forEach((each, rank) => { each.contributor.rank = rank; });
      } else {
        chosen.program = kind < 4 ? program() : chosen.program.map((each) => (random(3) === 0 ? statement() : each));
        system.fixpoint.exchange(chosen.contributor, workOf(system, chosen.program));
      }
    }
  });
});
