#!/usr/bin/env node
/**
 * `npm run demo`: from a fresh clone to a native program. Installs and builds what is needed, compiles the island of
 * `test-fixtures/programs`, runs it interpreted and native in turn, holds the outputs against each other byte for byte,
 * shows the picture and both times. Exit code 1 where anything differs or does not build, 2 where the machine lacks
 * something.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleave, runDifference, timedRun } from './programs/measure.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain, findPython, root } from './setup.mjs';

const rounds = 3;
const entry = join(root, 'test-fixtures', 'programs', 'island');
const taipan = join(root, 'server', 'bin', 'taipan.js');

const isTerminal = process.stdout.isTTY === true;
const colored = isTerminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
const paint = (code, text) => (colored ? `\x1b[${code}m${text}\x1b[0m` : text);

/** Says what begins, and when it is done how long it took; on a terminal both on one line. */
async function phase(title, work) {
  const start = Date.now();
  const began = `  ${paint(33, '…')} ${title}`;
  process.stdout.write(isTerminal ? began : `${began}\n`);
  const value = await work((note) => { if (isTerminal) process.stdout.write(`\r\x1b[2K${began} ${paint(2, note)}`); });
  const took = paint(2, `${((Date.now() - start) / 1000).toFixed(1)} s`);
  process.stdout.write(`${isTerminal ? '\r\x1b[2K' : ''}  ${paint(32, '✓')} ${title} ${took}\n`);
  return value;
}

function giveUp(message, output = '') {
  console.error(`\n${paint(31, 'demo:')} ${message}`);
  if (output !== '') console.error(output.trimEnd());
  process.exitCode = 1;
}

async function demo(folder) {
  const located = await timedRun(findPython(), ['-c', 'import sys; print(sys.executable); print(sys.version.split()[0])']);
  const [python, version] = located.stdout.toString().trim().split('\n');
  const program = join(folder, 'island');
  const built = await phase(`compile test-fixtures/programs/island for CPython ${version}`, () => timedRun(process.execPath, [taipan, 'build', entry, '-o', program, '--python', python]));
  if (built.exit !== 0) return giveUp(`the build ended with ${built.exit}:`, built.stderr.toString() + built.stdout.toString());

  const args = colored ? ['--color'] : [];
  const ways = [
    { name: 'interpreted', command: python, args: [entry, ...args] },
    { name: 'native', command: program, args },
  ];
  const [interpreted, native] = await phase(`run it interpreted and native, in turn, ${rounds} times`, (note) => interleave(ways, rounds, (way, round) => note(`${ways[way].name} ${round + 1}`)));
  const difference = runDifference(interpreted.result, native.result);

  console.log(`\n${native.result.stdout.toString()}`);
  if (difference !== null) return giveUp(`the native program differs from the interpreter: ${difference}`);
  if (interpreted.result.exit !== 0) return giveUp(`the program failed, interpreted as well:`, interpreted.result.stderr.toString());
  console.log(built.stdout.toString().trimEnd().split('\n').at(-1)?.replace(`${program}: `, 'Compiled: ') ?? '');
  console.log(`The outputs are equal, ${native.result.stdout.length} bytes. Medians of ${rounds} runs each:`);
  console.log(`  CPython ${version.padEnd(8)}${interpreted.seconds.toFixed(2).padStart(7)} s`);
  console.log(`  Taipan          ${native.seconds.toFixed(2).padStart(7)} s   ${paint(1, `${(interpreted.seconds / native.seconds).toFixed(2)} times as fast`)}`);
}

console.log(paint(1, 'Taipan: a Python program becomes a native one\n'));
await phase('npm packages', ensurePackages);
await phase('C++ compiler, ninja, Python headers', ensureToolchain);
await phase('build the compiler', ensureBuilt);
const folder = mkdtempSync(join(tmpdir(), 'taipan-demo-'));
try {
  await demo(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
