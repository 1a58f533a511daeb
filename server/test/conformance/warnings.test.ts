/**
 * The runtime library and emitted code compile without a warning of g++'s. Here the library and programs of each kind of
 * body for one interpreter; `npm run test:sanitizers` does it for all programs and interpreters.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { conformancePrograms } from '../../../tools/conformance-programs.mjs';
import { buildProgram } from '../../src/toolchain/build.js';

const folder = mkdtempSync(join(tmpdir(), 'taipan-warnings-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** Generic bodies with handlers, cells and typed bodies of both kinds. */
const examples = ['exceptions.py', 'closures.py', 'typed_departures.py', 'typed_suspensions.py'];

it('the library and emitted code have nothing to warn of', { timeout: 300_000 }, async () => {
  const [python] = findInterpreters();
  const entries = conformancePrograms().filter(({ name }) => examples.includes(name)).map(({ entry }) => entry);
  expect(entries).toHaveLength(examples.length);
  for (const entry of entries) {
    const built = buildProgram({
      entry, mode: 'exe', python: python?.command ?? 'python3', output: join(folder, 'program'), jobs: undefined,
      onStep: () => undefined, signal: new AbortController().signal, checks: ['-O0', '-Wall', '-Wextra', '-Werror'],
    });
    await expect(built).resolves.toMatchObject({ mode: 'exe' });
  }
});
