/** The tests of the runtime library in C++ (`runtime/test`), for one interpreter; under sanitizers in `npm run test:sanitizers`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findInterpreters } from '../../compiler-core/test/harness/interpreters.js';
import { runRuntimeTests } from '../../tools/runtime-tests.mjs';

const folder = mkdtempSync(join(tmpdir(), 'taipan-runtime-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

it('every operation does what the interpreter does, and raises MemoryError when memory is short', { timeout: 300_000 }, async () => {
  const [python] = findInterpreters();
  const { code, output } = await runRuntimeTests(python?.command ?? 'python3', ['-O1', '-w'], folder);
  expect(output).toMatch(/^[1-9]\d* tests, 0 failures$/m);
  expect(code).toBe(0);
});
