/**
 * The applications that `npm run bench` measures give the same output compiled as interpreted, at a small size of their
 * work. They are built at -O0: what is asked is the answer.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { findInterpreters } from '../../compiler-core/test/harness/interpreters.js';
import { run, runTaipan } from './cli/command-line.js';

const applications = fileURLToPath(new URL('../../benchmarks/applications', import.meta.url));
const size = '20';
const interpreter = findInterpreters()[0];
const folder = mkdtempSync(join(tmpdir(), 'taipan-applications-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

it.runIf(interpreter !== undefined).concurrent.each(readdirSync(applications).filter((name) => name.endsWith('.py')))('%s', async (name) => {
  const python = interpreter!.command;
  const [entry, output] = [join(applications, name), join(folder, name.replace('.py', ''))];
  expect(await runTaipan(['build', entry, '-o', output, '--python', python, '-O0'])).toMatchObject({ code: 0 });
  const interpreted = await run(python, [entry, size]);
  expect(interpreted).toMatchObject({ code: 0, stderr: '' });
  expect(await run(output, [size])).toEqual(interpreted);
});
