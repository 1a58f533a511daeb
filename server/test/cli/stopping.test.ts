/** A build can be stopped at any moment, and several can run at once: nothing is left running, nothing half-written. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { folderWith, run, runTaipan, start, taipan } from './command-line.js';

/** Processes that name the folder: compilers write below it. */
function processesAt(folder: string): readonly string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((process_) => {
    try {
      const command = readFileSync(`/proc/${process_}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.includes(folder) ? [command] : [];
    } catch {
      // It has ended.
      return [];
    }
  });
}

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !isSo(); await sleep(20)) if (Date.now() > end) throw new Error('it did not happen');
}

describe.each([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const)('%s', (signal, code) => {
  test('in the middle of the C++ compiler', async () => {
    const folder = folderWith({ 'program.py': 'print(1)\n' });
    const cache = join(folder, 'cache');
    const { child, end } = start(process.execPath, [taipan, 'build', 'program.py'], { folder, environment: { TAIPAN_CACHE_DIR: cache } });
    await until(() => processesAt(cache).some((command) => command.includes('cc1plus')));
    child.kill(signal);
    expect(await end).toEqual({ code, stdout: '', stderr: 'taipan: cancelled\n' });
    expect(processesAt(cache)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['cache', 'program.py']);
    expect(readdirSync(cache, { recursive: true }).filter((name) => /lock$|\.tmp$/.test(String(name)))).toEqual([]);
  });
});

test('a build that was killed outright stops nobody: the next one takes over', async () => {
  const folder = folderWith({ 'program.py': 'print(1)\n' });
  const environment = { TAIPAN_CACHE_DIR: join(folder, 'cache') };
  const { child, end } = start(process.execPath, [taipan, 'build', 'program.py'], { folder, environment });
  await until(() => processesAt(join(folder, 'cache')).some((command) => command.includes('cc1plus')));
  child.kill('SIGKILL');
  expect((await end).code).toBe('SIGKILL');
  expect(readdirSync(join(folder, 'cache'), { recursive: true }).filter((name) => String(name).endsWith('lock'))).toHaveLength(1);
  // Its ninja is on its own now; the next build must not write the same files meanwhile in a way that breaks them.
  expect(await runTaipan(['build', 'program.py'], { folder, environment })).toMatchObject({ code: 0, stderr: '' });
  expect(await run(join(folder, 'program'), [])).toEqual({ code: 0, stdout: '1\n', stderr: '' });
  await until(() => processesAt(join(folder, 'cache')).length === 0);
});

test('builds of the same program at once all succeed', async () => {
  const folder = folderWith({ 'program.py': 'import helper\nprint(helper.answer(6))\n', 'helper.py': 'def answer(x):\n    return x * 7\n' });
  const environment = { TAIPAN_CACHE_DIR: join(folder, 'cache') };
  const all = await Promise.all(['one', 'two', 'three'].map((name) => runTaipan(['build', 'program.py', '-o', name], { folder, environment })));
  for (const outcome of all) expect(outcome).toMatchObject({ code: 0, stderr: '' });
  for (const name of ['one', 'two', 'three']) expect(await run(join(folder, name), [])).toEqual({ code: 0, stdout: '42\n', stderr: '' });
});

test('runs of a program that changes meanwhile run one state of it or the other', async () => {
  const folder = folderWith({ 'program.py': 'print(1)\n' });
  const all = await Promise.all([1, 2, 3].map(() => runTaipan(['run', 'program.py'], { folder })));
  for (const outcome of all) expect(outcome).toEqual({ code: 0, stdout: '1\n', stderr: '' });
});
