/**
 * What `npm run test:projects` makes of two runs of a project's tests. The suite itself needs PyPI and is no part of
 * `npm test`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { run } from '../cli/command-line.js';

interface Outcomes {
  readonly outcomes: ReadonlyMap<string, { readonly outcome: string; readonly text: string }>;
  readonly imported: readonly string[];
  readonly uncollected: readonly string[];
}

interface Comparison {
  readonly readOutcomes: (file: string) => Outcomes;
  readonly differences: (interpreted: Outcomes['outcomes'], compiled: Outcomes['outcomes']) => { test: string; expected: string; actual: string; text: string }[];
  readonly reasonFor: (known: ReadonlyMap<string, string>, project: string, test: string) => string | undefined;
}

const tools = new URL('../../../tools/projects/', import.meta.url);
const { readOutcomes, differences, reasonFor } = await import(new URL('outcomes.mjs', tools).href) as Comparison;
const folder = mkdtempSync(join(tmpdir(), 'taipan-projects-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function outcomesOf(...lines: (readonly [test: string, when: string, outcome: string, text?: string])[]): Outcomes {
  const file = join(folder, 'outcomes.jsonl');
  writeFileSync(file, lines.map(([test, when, outcome, text = '']) => `${JSON.stringify([test, when, outcome, text])}\n`).join(''));
  return readOutcomes(file);
}

it('finds each test that ends otherwise, and no other', () => {
  const interpreted = outcomesOf(['a', 'start', 'started'], ['a', 'call', 'passed'], ['b', 'call', 'failed', 'as ever'], ['c', 'call', 'skipped'], ['d', 'call', 'passed']);
  const compiled = outcomesOf(['a', 'call', 'passed'], ['b', 'call', 'failed', 'in other words'], ['c', 'call', 'passed'], ['d', 'call', 'failed', 'why']);
  expect(differences(interpreted.outcomes, compiled.outcomes)).toEqual([
    { test: 'c', expected: 'skipped', actual: 'passed', text: '' },
    { test: 'd', expected: 'passed', actual: 'failed', text: 'why' },
  ]);
});

it('counts a test whose teardown fails as an error, whatever came before', () => {
  expect(outcomesOf(['a', 'setup', 'passed'], ['a', 'call', 'passed'], ['a', 'teardown', 'failed', 'why']).outcomes.get('a')).toEqual({ outcome: 'error', text: 'why' });
});

it('names the test that ended its process, and those that never ran', () => {
  const interpreted = outcomesOf(['a', 'call', 'passed'], ['b', 'call', 'passed'], ['c', 'call', 'passed']);
  const died = outcomesOf(['a', 'call', 'passed'], ['b', 'start', 'started']);
  expect(differences(interpreted.outcomes, died.outcomes).map(({ test, actual }) => [test, actual])).toEqual([['b', 'started'], ['c', 'not run']]);
  expect(differences(interpreted.outcomes, readOutcomes(join(folder, 'absent')).outcomes)).toHaveLength(3);
});

it('tells what could not be read for tests', () => {
  expect(outcomesOf(['tests/a.py', 'collect', 'skipped'], ['tests/b.py', 'collect', 'failed', 'why'], ['c', 'call', 'failed']).uncollected).toEqual(['tests/b.py']);
});

it('leaves out a last line that was not written whole', () => {
  writeFileSync(join(folder, 'cut.jsonl'), '["a","call","passed",""]\n["b","call","pas');
  expect([...readOutcomes(join(folder, 'cut.jsonl')).outcomes.keys()]).toEqual(['a']);
});

it('takes ids with addresses for the same test', () => {
  const [one, other] = [outcomesOf(['t[<object at 0x7f01>]', 'call', 'passed']), outcomesOf(['t[<object at 0x7f02>]', 'call', 'passed'])];
  expect(differences(one.outcomes, other.outcomes)).toEqual([]);
});

it('knows the files that modules were imported from', () => {
  const { outcomes, imported } = outcomesOf(['a', 'call', 'passed'], ['/copy/module.so', 'import', 'imported']);
  expect([[...outcomes.keys()], imported]).toEqual([['a'], ['/copy/module.so']]);
});

it('finds the reason of a known difference by how the id begins, within its project', () => {
  const known = new Map([['click/tests/test_a.py::', 'why']]);
  expect([reasonFor(known, 'click', 'tests/test_a.py::one'), reasonFor(known, 'click', 'tests/test_b.py::one'), reasonFor(known, 'lark', 'tests/test_a.py::one')])
    .toEqual(['why', undefined, undefined]);
});

it('refuses a project that is not in its table', async () => {
  const { code, stderr } = await run(process.execPath, [fileURLToPath(new URL('run.mjs', tools)), '--only', 'none']);
  expect([code, stderr]).toEqual([2, "run.mjs: 'none' is no project or program (--list shows them)\n"]);
});
