/** How a project's tests end, by their ids, and in what two runs of them differ. */
import { existsSync, readFileSync } from 'node:fs';

/** Worse ones win: a test that passes and fails in its teardown has failed. */
const order = ['started', 'passed', 'xpassed', 'skipped', 'xfailed', 'failed', 'error'];

/** An id may show an object by its address. */
const stableName = (test) => test.replace(/0x[0-9a-f]+/g, '0x');

/**
 * What the plugin `taipan_outcomes.py` wrote: the outcome of each test, with what was said of those that failed, and the
 * files that the project's modules were imported from, and what could not be read for tests. A test that ended its process stays `started`.
 */
export function readOutcomes(file) {
  const [outcomes, imported, uncollected] = [new Map(), [], []];
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line.endsWith(']')) : [];
  for (const [name, when, outcome, text] of lines.map((line) => JSON.parse(line))) {
    if (when === 'import') {
      imported.push(name);
      continue;
    }
    if (when === 'collect' && outcome === 'failed') uncollected.push(name);
    const test = stableName(name);
    const found = outcome === 'failed' && when !== 'call' ? 'error' : outcome;
    const before = outcomes.get(test);
    if (before === undefined || order.indexOf(found) >= order.indexOf(before.outcome)) outcomes.set(test, { outcome: found, text });
  }
  return { outcomes, imported, uncollected };
}

/** `{ test, expected, actual, text }` for each test that ends otherwise, or ran only once. */
export function differences(interpreted, compiled) {
  const tests = new Set([...interpreted.keys(), ...compiled.keys()]);
  return [...tests].flatMap((test) => {
    const [expected, actual] = [interpreted, compiled].map((outcomes) => outcomes.get(test)?.outcome ?? 'not run');
    return expected === actual ? [] : [{ test, expected, actual, text: compiled.get(test)?.text || interpreted.get(test)?.text || '' }];
  });
}

/** The reason in a table of known differences: rows name a test, or how its id begins. */
export function reasonFor(known, project, test) {
  return [...known].find(([begin]) => `${project}/${test}`.startsWith(begin))?.[1];
}
