#!/usr/bin/env node
/**
 * `npm run test:random`: random programs, interpreted and compiled, which must trace the same steps and end alike.
 *
 *     --seed 1          of the first program; the others follow
 *     --count 100       how many
 *     --python 3.12     only this version, or a path (may be repeated)
 *     --batch 20        how many programs are built into one executable
 *     --optimize 2      how hard the C++ compiler tries (default 0, which it needs a fifth of the time for)
 *     --reduce          makes each program that differs as small as it goes, which takes minutes
 *
 * A program that differs is kept beside what both printed; the last lines say where.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { findInterpreters } from '../programs/interpreters.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain } from '../setup.mjs';

const { values: options } = readArguments(import.meta.url, {
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100' },
    python: { type: 'string', multiple: true },
    batch: { type: 'string', default: '20' },
    optimize: { type: 'string', default: '0' },
    reduce: { type: 'boolean', default: false },
  },
});
const own = (name) => fileURLToPath(new URL(name, import.meta.url));
const taipan = own('../../server/bin/taipan.js');
const [seed, count, batch] = ['seed', 'count', 'batch'].map((name) => {
  if (/^\d+$/.test(options[name]) && (name === 'seed' || Number(options[name]) > 0)) return Number(options[name]);
  console.error(`run.mjs: --${name} takes a number, not '${options[name]}'`);
  process.exit(2);
});
const millisecondsPerRun = 600_000;
/** Bytes of address space, of a run. */
const mostMemory = 8 * 2 ** 30;

function execute(command, args, cwd) {
  return spawnSync(command, args, { cwd, encoding: 'utf8', timeout: millisecondsPerRun, maxBuffer: 1 << 28, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0', NO_COLOR: '1' } });
}

/** The programs of a folder and the main program that runs those that are named, each after the other. */
function writeBatch(folder, python, names) {
  mkdirSync(folder);
  copyFileSync(own('support.py'), join(folder, 'support.py'));
  const made = execute(python, [own('generate.py'), folder, names[0].slice(1), String(names.length)], folder);
  if (made.status !== 0) throw new Error(made.stderr);
  const loaders = names.map((name) => `def load_${name}():\n    import ${name}\n`);
  writeFileSync(join(folder, '__main__.py'), `import resource\nimport sys\nimport support\n\n# Some of them ask for more memory than there is.\nresource.setrlimit(resource.RLIMIT_AS, (${mostMemory}, ${mostMemory}))\n\n${loaders.join('\n')}\nfor name in sys.argv[1:]:\n    support.run(name, globals()['load_' + name])\n`);
}

/** Those of two runs are never the same. */
const withoutAddresses = (text) => text.replace(/\b0x[0-9a-f]{6,16}\b/g, '0x...');

/** What each program printed, by name. One that dies says so, and those after it are run again. */
function outputs(run, names) {
  const found = new Map();
  for (let left = names; left.length > 0;) {
    const result = run(left);
    const parts = withoutAddresses(result.stdout).split(/^=== /m).slice(1);
    for (const part of parts) found.set(part.slice(0, part.indexOf('\n')), part);
    if (result.status === 0) break;
    const last = Math.max(parts.length - 1, 0);
    found.set(left[last], `${parts[last] ?? ''}\n${result.error?.message ?? `ends with ${result.signal ?? result.status}`}\n${result.stderr.trim().split('\n').slice(-5).join('\n')}`);
    left = left.slice(last + 1);
  }
  return found;
}

function firstDifference(expected = '', actual = '') {
  const [left, right] = [expected.split('\n'), actual.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  return `interpreted: ${left[at] ?? '(ends)'}\n      compiled:    ${right[at < 0 ? left.length : at] ?? '(ends)'}`;
}

function compareBatch(python, work, names) {
  const folder = join(work, `batch-${names[0]}`);
  writeBatch(folder, python, names);
  const program = join(work, 'program');
  const built = execute(process.execPath, [taipan, 'build', '--python', python, '--optimize', options.optimize, folder, '-o', program], work);
  if (built.status !== 0) return [{ name: names[0], folder, count: names.length, difference: `and the rest of its batch were not built: ${built.error?.message ?? built.stderr.trim().split('\n').at(-1)}` }];
  const expected = outputs((left) => execute(python, [folder, ...left], work), names);
  const actual = outputs((left) => execute(program, left, work), names);
  const differing = names.filter((name) => expected.get(name) !== actual.get(name));
  for (const name of differing) {
    writeFileSync(join(folder, `${name}.interpreted`), expected.get(name) ?? '');
    writeFileSync(join(folder, `${name}.compiled`), actual.get(name) ?? '');
  }
  if (differing.length === 0) rmSync(folder, { recursive: true });
  return differing.map((name) => ({ name, folder, difference: firstDifference(expected.get(name), actual.get(name)) }));
}

ensurePackages();
ensureToolchain();
ensureBuilt();
const wanted = options.python ?? [];
const pythons = findInterpreters().filter(({ executable, version }) => wanted.length === 0 || wanted.some((name) => executable === name || version.startsWith(name)));
if (pythons.length === 0) {
  console.error(`run.mjs: no Python ${wanted.join(', ')} was found`);
  process.exit(2);
}
let differences = 0;
for (const { executable, version } of pythons) {
  const work = mkdtempSync(join(tmpdir(), 'taipan-random-'));
  const failed = [];
  for (let first = seed; first < seed + count; first += batch) {
    const names = Array.from({ length: Math.min(batch, seed + count - first) }, (_, index) => `p${first + index}`);
    for (const failure of compareBatch(executable, work, names)) {
      failed.push(failure);
      console.log(`DIFFER ${version} ${failure.name}: ${failure.difference}\n      ${join(failure.folder, `${failure.name}.py`)}`);
      if (options.reduce) console.log(execute(executable, [own('reduce.py'), join(failure.folder, `${failure.name}.py`), process.execPath, taipan, executable], work).stdout);
    }
  }
  const differing = failed.reduce((sum, { count: programs = 1 }) => sum + programs, 0);
  differences += differing;
  console.log(`${version}: ${count} programs from seed ${seed} on, ${count - differing} alike, ${differing} differ`);
  if (failed.length === 0) rmSync(work, { recursive: true });
}
process.exitCode = differences > 0 ? 1 : 0;
