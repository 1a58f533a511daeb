#!/usr/bin/env node
/**
 * `npm run test:low`: random functions by their lower IR (tools/low/interpreter.py) and under the interpreter, which must take the
 * same steps and give the same results and exceptions; no C++ compiler is needed.
 *
 *     --seed 1          of the first module of eight functions; the others follow
 *     --count 10000     how many functions
 *     --python 3.12     only this version, or a path (may be repeated)
 *     --file FILE       this file of modules instead, as tools/low/programs.py prints them
 *     --fault NAME      does to functions what a wrong pass might (tools/low/faults.mjs): modules must differ then
 *
 * Of each module that differs the first difference is told, and its text is kept; the last line of each version says how many.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { findInterpreters } from '../programs/interpreters.mjs';
import { ensureBuilt, ensurePackages } from '../setup.mjs';
import { faults } from './faults.mjs';

const { values: options } = readArguments(import.meta.url, {
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '10000' }, python: { type: 'string', multiple: true }, file: { type: 'string' }, fault: { type: 'string' } },
});
const stop = (message) => {
  console.error(`run.mjs: ${message}`);
  process.exit(2);
};
const [seed, count] = ['seed', 'count'].map((name) => (/^\d+$/.test(options[name]) && Number(options[name]) > 0 ? Number(options[name]) : stop(`--${name} takes a number, not '${options[name]}'`)));
const fault = options.fault === undefined ? (block) => block : faults[options.fault] ?? stop(`--fault is one of ${Object.keys(faults).join(', ')}`);
const own = (name) => fileURLToPath(new URL(name, import.meta.url));

ensurePackages();
ensureBuilt();
const { dumpStage, parseTarget, withEscapedSurrogates } = await import(new URL('../../compiler-core/dist/api/index.js', import.meta.url).href);

function modulesOf(executable) {
  if (options.file !== undefined) return readFileSync(options.file, 'utf8');
  const { status, stdout, stderr, error } = spawnSync(executable, ['-B', own('programs.py'), String(seed), String(count)], { encoding: 'utf8', maxBuffer: 1 << 30 });
  return status === 0 ? stdout : stop(`${executable} writes no modules: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
}

/** The differences by module. */
async function compare(executable, target) {
  const child = spawn(executable, ['-B', own('compare.py')], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, PYTHONHASHSEED: '0' } });
  const ends = new Promise((resolve) => { child.on('close', resolve); });
  const differences = [];
  const sources = new Map();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { name, difference } = JSON.parse(line);
    if (difference !== null) differences.push({ name, difference, source: sources.get(name) });
    sources.delete(name);
  });
  let functions = 0;
  child.stdin.on('error', () => {});
  for (const line of modulesOf(executable).trimEnd().split('\n')) {
    const module = JSON.parse(line);
    sources.set(module.name, module.source);
    functions += module.functions.length;
    // A parser is what `cst` needs.
    const { value: low } = dumpStage(null, { name: '__main__', file: `${module.name}.py`, isPackage: false, content: module.source }, 'low', target, 'json');
    const given = low.map((fn) => (fn.kind === 'module' ? fn : { ...fn, blocks: fn.blocks?.map(fault) ?? null }));
    if (!child.stdin.write(`${line.slice(0, -1)}, "low": ${withEscapedSurrogates(JSON.stringify(given))}}\n`)) await Promise.race([once(child.stdin, 'drain'), ends]);
  }
  child.stdin.end();
  const status = await ends;
  if (status !== 0) differences.push({ name: 'compare.py', difference: `ends with ${status}`, source: '' });
  return { functions, differences };
}

const wanted = options.python ?? [];
const pythons = findInterpreters().filter(({ executable, version }) => wanted.length === 0 || wanted.some((name) => executable === name || version.startsWith(name)));
if (pythons.length === 0) stop(`no Python ${wanted.join(', ')} was found`);
for (const { executable, version } of pythons) {
  const { functions, differences } = await compare(executable, parseTarget(version));
  const work = differences.length === 0 ? null : mkdtempSync(join(tmpdir(), 'taipan-low-'));
  for (const { name, difference, source } of differences) {
    writeFileSync(join(work, `${name}.py`), source ?? '');
    console.log(`DIFFER ${version} ${join(work, `${name}.py`)}: ${difference}`);
  }
  console.log(`${version}: ${functions} functions, ${differences.length} modules differ`);
  if (differences.length > 0) process.exitCode = 1;
}
