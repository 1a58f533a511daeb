/**
 * Each program of `test-fixtures/conformance` gives the same standard output, standard error and exit code compiled as
 * interpreted. The quick suite asks one interpreter, `npm run test:conformance` all that are found.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { type Outcome, run, runTaipan } from '../cli/command-line.js';
import { knownDifferences } from './known-differences.js';
import { conformancePrograms } from '../../../tools/conformance-programs.mjs';

const isWhole = process.env['TAIPAN_CONFORMANCE'] === 'all';
/** Every eighth program for each interpreter, as `npm run test:roots` asks for. */
const isSlice = process.env['TAIPAN_CONFORMANCE'] === 'slice';
const interpreters = isWhole || isSlice ? findInterpreters() : findInterpreters().slice(0, 1);
const folder = mkdtempSync(join(tmpdir(), 'taipan-conformance-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** With it the order of a set of strings is the same in each run. */
const environment = { PYTHONHASHSEED: '0' };

async function buildAndRun(name: string, entry: string, python: string, minor: number): Promise<Outcome> {
  const output = join(folder, `${minor}-${name.replaceAll('/', '-')}.out`);
  const built = await runTaipan(['build', entry, '-o', output, '--python', python, ...(isSlice ? ['-O0'] : [])]);
  return built.code === 0 ? run(output, [], { environment }) : built;
}

/** Of what the interpreter's compiler warns, the build tells (deviations.md). */
const runInterpreted = (command: string, entry: string): Promise<Outcome> => run(command, ['-W', 'ignore::SyntaxWarning', entry], { environment });

describe.each(interpreters)('compiled for $command', ({ command, minor }) => {
  const programs = conformancePrograms().filter(({ name, since }) => minor >= since && !knownDifferences.has(name)).filter((_, index) => !isSlice || index % 8 === 0);
  it.concurrent.each(programs)('$name', async ({ name, entry }) => {
    expect(await buildAndRun(name, entry, command, minor)).toEqual(await runInterpreted(command, entry));
  });
});

describe.runIf(isWhole && knownDifferences.size > 0)('known differences', () => {
  const programs = conformancePrograms().filter(({ name }) => knownDifferences.has(name));
  it.concurrent.each(programs)('$name still differs', async ({ name, entry }) => {
    const asked = interpreters.map(async ({ command, minor }) => {
      const [compiled, interpreted] = await Promise.all([buildAndRun(name, entry, command, minor), runInterpreted(command, entry)]);
      return JSON.stringify(compiled) === JSON.stringify(interpreted);
    });
    expect((await Promise.all(asked)).every((isEqual) => isEqual), 'equal now: take it off the list').toBe(false);
  });
});
