/** A slice of `npm run test:ctypes`; `TAIPAN_CONFORMANCE=all` takes more, on every version. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { run } from '../cli/command-line.js';

const isWhole = process.env['TAIPAN_CONFORMANCE'] === 'all';
const script = fileURLToPath(new URL('../../../tools/ctypes/run.mjs', import.meta.url));
const interpreters = isWhole ? findInterpreters() : findInterpreters().slice(0, 1);

it.each(interpreters)('calls C functions as ctypes does, compiled for $command', async ({ minor }) => {
  const [count, structures, pairs] = isWhole ? [20000, 4000, 100] : [4000, 1000, 10];
  const { code, stdout } = await run(process.execPath, [script, '--python', `3.${minor}.`, '--seed', '5', '--count', String(count), '--structures', String(structures), '--pairs', String(pairs)]);
  expect(stdout).toMatch(new RegExp(`^3\\.${minor}\\.\\d+: ${count} argument lists, ${structures} rounds with structures and ${pairs} loops from seed 5, alike$`, 'm'));
  expect(code).toBe(0);
});
