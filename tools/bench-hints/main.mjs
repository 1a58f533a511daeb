#!/usr/bin/env node
/**
 * `npm run bench:hints`: programs with and without hints of the package `taipan`, compiled and interpreted, in turns: medians
 * of processor time and their ratios. Outputs have to be equal.
 *
 *     --rounds N    how often each is run (5)
 *     --size N      how much the programs do (200)
 *     --python P    the interpreter (python3.11)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../arguments.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain, root } from '../setup.mjs';

const { values: options } = readArguments(import.meta.url, { options: { rounds: { type: 'string', default: '5' }, size: { type: 'string', default: '200' }, python: { type: 'string', default: 'python3.11' } } });
for (const name of ['rounds', 'size']) {
  if (/^[1-9]\d*$/.test(options[name])) continue;
  console.error(`bench:hints: --${name} ${options[name]}: a number from 1 on is needed`);
  process.exit(2);
}
ensurePackages();
ensureToolchain();
ensureBuilt();

const here = join(root, 'tools/bench-hints');
const folder = mkdtempSync(join(tmpdir(), 'taipan-bench-hints-'));
const environment = { ...process.env, PYTHONPATH: join(root, 'runtime/hints/src'), PYTHONDONTWRITEBYTECODE: '1' };
delete environment.TAIPAN_CHECK;

/** Processor seconds of a program and what it printed; ends everything if it fails. */
function measure(command, args) {
  // What its children took, a shell says on the second line of `times`.
  const { status, stdout, stderr } = spawnSync('sh', ['-c', '"$@"; code=$?; times >&2; exit $code', 'sh', command, ...args], { encoding: 'utf8', env: environment });
  if (status !== 0) {
    console.error(`bench:hints: ${command} ${args.join(' ')} failed:\n${stderr}`);
    process.exit(1);
  }
  const [, children = ''] = stderr.trim().split('\n').slice(-2);
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
  return { seconds, stdout };
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

try {
  const names = [...new Set(readdirSync(here).filter((file) => file.endsWith('.py')).map((file) => file.split('.')[0]))].sort();
  console.log('program      interpreted  compiled, plain  compiled, hinted  hinted : plain');
  for (const name of names) {
    const [plain, hinted] = ['plain', 'hinted'].map((kind) => {
      const output = join(folder, `${name}-${kind}`);
      const built = spawnSync(process.execPath, [join(root, 'server/bin/taipan.js'), 'build', '--python', options.python, '-o', output, join(here, `${name}.${kind}.py`)], { encoding: 'utf8', env: environment });
      if (built.status !== 0) {
        console.error(`bench:hints: ${name}.${kind}.py could not be built:\n${built.stdout}${built.stderr}`);
        process.exit(1);
      }
      return output;
    });
    const runs = [[options.python, [join(here, `${name}.hinted.py`)]], [plain, []], [hinted, []]];
    const times = runs.map(() => []);
    let expected;
    for (let round = 0; round < Number(options.rounds); round++) {
      runs.forEach(([command, args], at) => {
        const { seconds, stdout } = measure(command, [...args, options.size]);
        expected ??= stdout;
        if (stdout !== expected) {
          console.error(`bench:hints: ${name} prints different things`);
          process.exit(1);
        }
        times[at].push(seconds);
      });
    }
    const [first, second, third] = times.map(median);
    console.log(`${name.padEnd(12)} ${first.toFixed(2).padStart(9)} s ${second.toFixed(2).padStart(14)} s ${third.toFixed(2).padStart(15)} s ${(third / second).toFixed(2).padStart(15)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
