#!/usr/bin/env node
/**
 * `npm run test:cpython`: CPython's own tests, interpreted and compiled, which must pass and fail alike.
 *
 *     --python 3.12     only this version, or a path (may be repeated)
 *     --only descr      only files whose name contains this (may be repeated), of those that are skipped too
 *     --jobs 2          how many files at once
 *     --verbose         the traceback of each test that fails in the compiled program only
 *
 * What is compared is what unittest says: the exit code, how many tests ran and which of them failed. A program that
 * dies differs in all of them.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain } from '../setup.mjs';
import { candidates } from '../programs/interpreters.mjs';
import { knownDifferences, skippedFiles, testFiles } from './files.mjs';

const taipan = fileURLToPath(new URL('../../server/bin/taipan.js', import.meta.url));
const timeLimit = 240_000;
const { values: options } = readArguments(import.meta.url, {
  options: {
    python: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '2' },
    verbose: { type: 'boolean', default: false },
  },
});

function describe(command) {
  const program = 'import sys, os, test; print(sys.version.split()[0], os.path.dirname(test.__file__), sep="\\n")';
  const result = spawnSync(command, ['-c', program], { encoding: 'utf8' });
  const [version, folder] = result.stdout?.trim().split('\n') ?? [];
  return result.status === 0 && /^3\.1[123]\./.test(version) ? { command, version, folder } : null;
}

/** One interpreter of each version that comes with its tests: those of distributions often do not. */
function findPythons() {
  const paths = (options.python ?? []).filter((name) => name.includes('/'));
  const names = (options.python ?? []).filter((name) => !name.includes('/'));
  const found = new Map();
  for (const command of paths.length > 0 ? paths : candidates()) {
    const python = describe(command);
    const minor = python?.version.split('.').slice(0, 2).join('.');
    if (python && !found.has(minor) && (names.length === 0 || names.some((name) => python.version.startsWith(name)))) found.set(minor, python);
  }
  return [...found.values()];
}

/** A test may be a folder in a later version; its tests are then in the file of the same name. */
function locate(folder, name) {
  return [join(folder, `${name}.py`), join(folder, name, `${name}.py`), join(folder, name, '__init__.py')].find(existsSync);
}

/** Runs a program in a folder of its own; one that takes too long is ended with all it has started. */
function execute(command, args) {
  const folder = mkdtempSync(join(tmpdir(), 'taipan-cpython-'));
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } });
    const output = [];
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => output.push(data));
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), timeLimit);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      rmSync(folder, { recursive: true, force: true });
      resolve({ exit: signal ?? code, text: Buffer.concat(output).toString(), seconds: (Date.now() - started) / 1000 });
    });
  });
}

/** The tests that failed, by class and name, with what was said about them; and how many ran. */
function outcome(result) {
  const failures = new Map();
  for (const part of result.text.split(/^={70}$/m).slice(1)) {
    const header = /^(?:FAIL|ERROR): (\S+)(?: \((?:__main__\.)?([^)]*)\))?/m.exec(part);
    if (header) failures.set(header[2]?.endsWith(header[1]) ? header[2] : [header[2], header[1]].filter(Boolean).join('.'), part);
  }
  return { failures, ran: Number(/^Ran (\d+) tests?/m.exec(result.text)?.[1] ?? -1) };
}

function reasonFor(name, test) {
  return knownDifferences.get(`${name}.${test}`) ?? knownDifferences.get(`${name}.${test.split('.')[0]}`) ?? knownDifferences.get(name);
}

/** A copy of a test file that runs its tests where only `python -m test` would; in one place, so that it builds once. */
function copyThatRuns(python, file, name) {
  const folder = join(tmpdir(), `taipan-cpython-${python.version}`);
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, `${name}.py`);
  const text = readFileSync(file, 'utf8').replace(/\nif __name__ == ["']__main__["']:[\s\S]*$/, '');
  writeFileSync(copy, `${text}\n\nif __name__ == '__main__':\n    import unittest\n    unittest.main()\n`);
  return copy;
}

async function compare(python, name) {
  let file = locate(python.folder, name);
  let interpreted = await execute(python.command, [file, '-v']);
  if (outcome(interpreted).ran < 0) {
    file = copyThatRuns(python, file, name);
    interpreted = await execute(python.command, [file, '-v']);
  }
  const compiled = await execute(process.execPath, [taipan, 'run', '--python', python.command, file, '-v']);
  const [expected, actual] = [outcome(interpreted), outcome(compiled)];
  const differing = [...actual.failures.keys()].filter((test) => !expected.failures.has(test));
  const passing = [...expected.failures.keys()].filter((test) => !actual.failures.has(test));
  const news = differing.filter((test) => reasonFor(name, test) === undefined);
  const explained = differing.length > 0 && news.length === 0 && actual.ran === expected.ran;
  const same = explained || (news.length === 0 && interpreted.exit === compiled.exit && actual.ran === expected.ran);
  return { name, version: python.version, same, differing, news, passing, interpreted, compiled, expected, actual };
}

function report(result) {
  const { name, version, interpreted, compiled, expected, actual } = result;
  const counts = actual.ran === expected.ran ? `${actual.ran} tests` : `${expected.ran} tests, compiled ${actual.ran}`;
  const exits = interpreted.exit === compiled.exit ? '' : `, exit ${interpreted.exit}, compiled ${compiled.exit}`;
  const times = `${interpreted.seconds.toFixed(1)} s, compiled ${compiled.seconds.toFixed(1)} s`;
  console.log(`${result.same ? 'same  ' : 'DIFFER'} ${version} ${name}: ${counts}${exits} (${times})`);
  for (const test of result.differing) {
    const reason = reasonFor(name, test);
    console.log(`         ${test}${reason ? `: ${reason}` : ''}`);
    if (options.verbose && !reason) console.log(actual.failures.get(test).trimEnd().replace(/^/gm, '           '));
  }
  for (const test of result.passing) console.log(`         ${test} fails interpreted only`);
  if (!result.same && actual.ran < 0) console.log(compiled.text.trimEnd().split('\n').slice(-5).join('\n').replace(/^/gm, '           '));
}

ensurePackages();
ensureToolchain();
ensureBuilt();
const chosen = options.only ? testFiles.filter((name) => options.only.some((part) => name.includes(part))) : testFiles.filter((name) => !skippedFiles.has(name));
const queue = findPythons().flatMap((python) => chosen.filter((name) => locate(python.folder, name)).map((name) => ({ python, name })));
const results = [];
async function work() {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const result = await compare(next.python, next.name);
    results.push(result);
    report(result);
  }
}
await Promise.all(Array.from({ length: Number(options.jobs) }, work));

const differing = results.filter((result) => !result.same);
const tests = results.reduce((sum, result) => sum + Math.max(result.actual.ran, 0), 0);
console.log(`\n${results.length} files, ${tests} tests: ${results.length - differing.length} files alike, ${differing.length} differ`);
if (!options.only) for (const [name, reason] of skippedFiles) console.log(`left out: ${name}: ${reason}`);
process.exitCode = differing.length > 0 || results.length === 0 ? 1 : 0;
