#!/usr/bin/env node
/**
 * `npm run bench:ctypes`: what a call of a C function costs through ctypes under the interpreter, compiled, and in C++.
 * Nanoseconds of processor time a call, the loop around it included; medians of runs that take turns.
 *
 *     --rounds 5        how many runs
 *     --python 3.12     only this version, or a path (may be repeated)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { findInterpreters } from '../programs/interpreters.mjs';
import { interleave, median } from '../programs/measure.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain } from '../setup.mjs';

const { values: options } = readArguments(import.meta.url, {
  options: { rounds: { type: 'string', default: '5' }, python: { type: 'string', multiple: true } },
});
const rounds = Number(options.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench.mjs: --rounds takes a number, not '${options.rounds}'`);
  process.exit(2);
}
const own = (name) => fileURLToPath(new URL(name, import.meta.url));

function must(command, args) {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 600_000 });
  if (status === 0) return;
  console.error(`bench.mjs: this failed: ${command} ${args.join(' ')}\n${stderr.trim().split('\n').at(-1)}`);
  process.exit(2);
}

ensurePackages();
ensureToolchain();
ensureBuilt();
const { findCompiler } = await import('../../server/dist/toolchain/compiler.js');
const wanted = options.python ?? [];
const folder = mkdtempSync(join(tmpdir(), 'taipan-bench-'));
const inCpp = join(folder, 'cpp');
must(findCompiler(), ['-O2', own('bench.cpp'), '-o', inCpp, '-ldl']);
console.log('| version | calls | ctypes ns | compiled ns | C++ ns | times faster | times C++ |\n|---|---|--:|--:|--:|--:|--:|');
for (const { executable, version, minor } of findInterpreters().filter((each) => wanted.length === 0 || wanted.some((name) => each.executable === name || each.version.startsWith(name)))) {
  const program = join(folder, `compiled-${version}`);
  must(process.execPath, [own('../../server/bin/taipan.js'), 'build', '--python', executable, own('bench.py'), '-o', program]);
  const told = [[], [], []];
  const ways = [{ command: executable, args: [own('bench.py')] }, { command: program, args: [] }, { command: inCpp, args: [] }];
  for (let round = 0; round < rounds; round++) {
    const results = await interleave(ways, 1);
    results.forEach(({ result }, way) => { told[way].push(JSON.parse(result.stdout.toString())); });
  }
  for (const name of Object.keys(told[0][0])) {
    const [interpreted, compiled, native] = told.map((runs) => median(runs.map((run) => run[name])));
    const [faster, slower] = [median(told[0].map((run, index) => run[name] / told[1][index][name])), median(told[1].map((run, index) => run[name] / told[2][index][name]))];
    console.log(`| ${minor} | ${name} | ${[interpreted, compiled, native].map((each) => each.toFixed(1)).join(' | ')} | ${faster.toFixed(1)} | ${slower.toFixed(1)} |`);
  }
}
rmSync(folder, { recursive: true });
