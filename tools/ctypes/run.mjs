#!/usr/bin/env node
/**
 * `npm run test:ctypes`: calls of C functions through ctypes, interpreted and compiled, with random declarations and
 * arguments: the same results, the same errors in the same words, and the same in each register that a function looks at. Random
 * structures too: by value, by pointer, field by field, and in callbacks.
 *
 *     --seed 1          of the argument lists and declarations
 *     --count 20000     how many argument lists
 *     --structures 4000 how many rounds with structures, arrays, pointers, layouts or callbacks
 *     --pairs 380       how many pairs of declared types have a loop over machine words (there are 380)
 *     --python 3.12     only this version, or a path (may be repeated)
 *     --optimize 0      how hard the C++ compiler tries
 *
 * The outputs of a version that differ are kept, and the last lines say where.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { findInterpreters } from '../programs/interpreters.mjs';
import { firstDifference } from '../programs/measure.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain } from '../setup.mjs';

const { values: options } = readArguments(import.meta.url, {
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20000' },
    structures: { type: 'string', default: '4000' },
    pairs: { type: 'string', default: '380' },
    python: { type: 'string', multiple: true },
    optimize: { type: 'string', default: '0' },
  },
});
for (const name of ['seed', 'count', 'structures', 'pairs']) {
  if (/^\d+$/.test(options[name])) continue;
  console.error(`run.mjs: --${name} takes a number, not '${options[name]}'`);
  process.exit(2);
}
const own = (name) => fileURLToPath(new URL(name, import.meta.url));
const taipan = own('../../server/bin/taipan.js');

function execute(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: 600_000, maxBuffer: 1 << 28, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', NO_COLOR: '1' } });
  return { output: result.stdout ?? '', errors: result.stderr ?? '', code: result.signal ?? result.status };
}

function must(command, args) {
  const { output, errors, code } = execute(command, args);
  if (code === 0) return output;
  console.error(`run.mjs: this failed: ${command} ${args.join(' ')}\n${errors.trim().split('\n').at(-1)}`);
  process.exit(2);
}

/** How a program's runs differ; null where they do not. */
function compare(python, folder, name, source, args) {
  const program = join(folder, name);
  must(process.execPath, [taipan, 'build', '--python', python, '--optimize', options.optimize, source, '-o', program]);
  const [expected, actual] = [execute(python, [source, ...args]), execute(program, args)];
  // What the interpreter itself does not get to the end of compares nothing.
  if (expected.code !== 0) return `the interpreter ends with ${expected.code}: ${expected.errors.trim().split('\n').at(-1)}`;
  const difference = firstDifference(expected.output, actual.output);
  if (difference === null && actual.code === 0) return null;
  writeFileSync(join(folder, `${name}.interpreted`), expected.output);
  writeFileSync(join(folder, `${name}.compiled`), actual.output + actual.errors);
  return difference ?? `ends with ${actual.code}`;
}

ensurePackages();
ensureToolchain();
ensureBuilt();
const { findCompiler } = await import('../../server/dist/toolchain/compiler.js');
const wanted = options.python ?? [];
const pythons = findInterpreters().filter(({ executable, version }) => wanted.length === 0 || wanted.some((name) => executable === name || version.startsWith(name)));
if (pythons.length === 0) {
  console.error(`run.mjs: no Python ${wanted.join(', ')} was found`);
  process.exit(2);
}
const { seed, count, structures, pairs } = options;
for (const { executable, version } of pythons) {
  const folder = mkdtempSync(join(tmpdir(), 'taipan-ctypes-'));
  const library = join(folder, 'library.so');
  must(findCompiler(), ['-shared', '-fPIC', '-O1', own('library.cpp'), '-o', library]);
  const loops = join(folder, 'loops.py');
  writeFileSync(loops, must(executable, [own('loops.py'), seed, pairs]));
  const differences = [
    compare(executable, folder, 'calls', own('calls.py'), [library, seed, count]), compare(executable, folder, 'structures', own('structures.py'), [library, seed, structures]),
    compare(executable, folder, 'loops', loops, []),
  ].filter((each) => each !== null);
  for (const difference of differences) console.log(`DIFFER ${version}: ${difference}\n      ${folder}`);
  if (differences.length > 0) process.exitCode = 1;
  else rmSync(folder, { recursive: true });
  console.log(`${version}: ${count} argument lists, ${structures} rounds with structures and ${pairs} loops from seed ${seed}, ${differences.length === 0 ? 'alike' : 'not alike'}`);
}
