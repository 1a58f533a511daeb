/** A few of the random functions of `npm run test:low`, and that it finds what a wrong pass does. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { faults } from '../../../tools/low/faults.mjs';
import { findInterpreters } from '../harness/interpreters.js';

const script = fileURLToPath(new URL('../../../tools/low/run.mjs', import.meta.url));

function run(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { encoding: 'utf8' }, (error, stdout, stderr) => { resolve({ code: error === null ? 0 : Number(error.code), stdout: stdout + stderr }); });
  });
}

it.each(findInterpreters())('takes the same steps by its lower IR as under $command', async ({ minor }) => {
  const { code, stdout } = await run('--python', `3.${minor}.`, '--seed', '7', '--count', '80');
  expect(stdout).toMatch(new RegExp(`^3\\.${minor}\\.\\d+: 80 functions, 0 modules differ$`, 'm'));
  expect(code).toBe(0);
});

it.each(Object.keys(faults))('finds a pass in which it is %s', async (fault) => {
  const { code, stdout } = await run('--python', `3.${findInterpreters()[0]!.minor}.`, '--seed', '7', '--count', '64', '--fault', fault);
  expect(stdout).toMatch(/^DIFFER /m);
  expect(code).toBe(1);
});
