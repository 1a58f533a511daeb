/** A few of the random programs of `npm run test:random`; `TAIPAN_CONFORMANCE=all` takes more, on every version. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { run } from '../cli/command-line.js';

const isWhole = process.env['TAIPAN_CONFORMANCE'] === 'all';
const script = fileURLToPath(new URL('../../../tools/random/run.mjs', import.meta.url));
const interpreters = isWhole ? findInterpreters() : findInterpreters().slice(0, 1);

it.each(interpreters)('traces the same steps in random programs compiled for $command', async ({ minor }) => {
  const count = isWhole ? 20 : 5;
  const { code, stdout } = await run(process.execPath, [script, '--python', `3.${minor}.`, '--seed', '7', '--count', String(count)]);
  expect(stdout).toMatch(new RegExp(`^3\\.${minor}\\.\\d+: ${count} programs from seed 7 on, ${count} alike, 0 differ$`, 'm'));
  expect(code).toBe(0);
});
