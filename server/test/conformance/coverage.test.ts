/**
 * coverage.py says the same of a compiled program as of the interpreted one, by each of its ways to watch. With
 * `npm run test:conformance` only: it is installed from PyPI, once, into the cache folder of the user.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { run, runTaipan } from '../cli/command-line.js';

const program = fileURLToPath(new URL('../../../test-fixtures/coverage/measure.py', import.meta.url));
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'taipan-coverage');
const isWhole = process.env['TAIPAN_CONFORMANCE'] === 'all';
const folder = mkdtempSync(join(tmpdir(), 'taipan-coverage-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** The interpreter of a virtual environment that has coverage.py. */
async function environmentOf(command: string, minor: number): Promise<string> {
  const place = join(cache, `3.${minor}`);
  const python = join(place, 'bin', 'python');
  if (existsSync(python) && (await run(python, ['-c', 'import coverage'])).code === 0) return python;
  mkdirSync(cache, { recursive: true });
  expect(await run(command, ['-m', 'venv', place])).toMatchObject({ code: 0 });
  expect(await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'coverage==7.17.3'])).toMatchObject({ code: 0 });
  return python;
}

describe.runIf(isWhole).each(findInterpreters())('coverage.py in a program for $command', ({ command, minor }) => {
  it('reports the lines and branches that the interpreter shows it', async () => {
    const python = await environmentOf(command, minor);
    const output = join(folder, `3.${minor}`);
    expect(await runTaipan(['build', program, '-o', output, '--python', python])).toMatchObject({ code: 0 });
    for (const core of minor >= 12 ? ['ctrace', 'pytrace', 'sysmon'] : ['ctrace', 'pytrace']) {
      const environment = { COVERAGE_CORE: core };
      const interpreted = await run(python, [program], { environment });
      expect(interpreted).toMatchObject({ code: 0 });
      expect(await run(output, [], { environment }), core).toEqual(interpreted);
    }
  }, 600_000);
});
