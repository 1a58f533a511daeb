#!/usr/bin/env node
/**
 * `npm run test:cpython`: CPython's own tests, interpreted and compiled, which must pass and fail alike.
 *
 *     --python 3.12     only this version, or a path (may be repeated)
 *     --only descr      only files whose name contains this (may be repeated), of those that are skipped too
 *     --jobs 2          how many files at once
 *     --optimize 2      how hard the C++ compiler tries (default 0, which it needs a fifth of the time for)
 *     --verbose         the traceback of each test that fails in the compiled program only
 *
 * What is compared is what unittest says: the exit code, how many tests ran and which of them failed. A program that
 * dies differs in all of them.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain } from '../setup.mjs';
import { copyPackage, copyThatRuns, importsFromItsPackage, isPackageOfTests } from './copies.mjs';
import { knownDifferences, programArguments, skippedFiles, testFiles } from './files.mjs';
import { execute, findPythons, outcome } from './outcomes.mjs';

const taipan = fileURLToPath(new URL('../../server/bin/taipan.js', import.meta.url));
const { values: options } = readArguments(import.meta.url, {
  options: {
    python: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '2' },
    optimize: { type: 'string', default: '0' },
    verbose: { type: 'boolean', default: false },
  },
});

/** A test may be a folder in a later version; its tests are then in the file of the same name, or they need the whole package. */
function locate(folder, name) {
  const file = [join(folder, `${name}.py`), join(folder, name, `${name}.py`), join(folder, name, '__init__.py')].find(existsSync);
  return file !== undefined && dirname(file) !== folder && importsFromItsPackage(file) ? join(dirname(file), '__init__.py') : file;
}

function reasonFor(name, test) {
  return knownDifferences.get(`${name}.${test}`) ?? knownDifferences.get(`${name}.${test.split('.')[0]}`) ?? knownDifferences.get(name);
}

async function compare(python, name) {
  let file = locate(python.folder, name);
  if (isPackageOfTests(file)) file = copyPackage(python, file, name);
  const args = programArguments.get(name) ?? ['-v'];
  let interpreted = await execute(python.command, [file, ...args]);
  if (outcome(interpreted).ran < 0) {
    file = copyThatRuns(python, file, name);
    interpreted = await execute(python.command, [file, ...args]);
  }
  const compiled = await execute(process.execPath, [taipan, 'run', '--python', python.command, '--optimize', options.optimize, file, ...args]);
  const [expected, actual] = [outcome(interpreted), outcome(compiled)];
  const differing = [...actual.failures.keys()].filter((test) => !expected.failures.has(test));
  const passing = [...expected.failures.keys()].filter((test) => !actual.failures.has(test));
  const news = differing.filter((test) => reasonFor(name, test) === undefined);
  const isExplained = differing.length > 0 && news.length === 0;
  const same = news.length + passing.length === 0 && actual.ran === expected.ran && actual.ran > 0 && (isExplained || interpreted.exit === compiled.exit);
  const isSkipped = expected.ran === 0 && actual.ran === 0 && interpreted.exit === compiled.exit && reasonOfSkip(interpreted) !== undefined;
  return { name, version: python.version, same, isSkipped, differing, news, passing, interpreted, compiled, expected, actual };
}

/** What unittest says beside the first test or class that it skips. */
function reasonOfSkip(result) {
  return /skipped ['"](.*)['"]$/m.exec(result.text)?.[1];
}

function report(result) {
  const { name, version, interpreted, compiled, expected, actual } = result;
  const counts = actual.ran === expected.ran ? `${actual.ran} tests` : `${expected.ran} tests, compiled ${actual.ran}`;
  const exits = interpreted.exit === compiled.exit ? '' : `, exit ${interpreted.exit}, compiled ${compiled.exit}`;
  const times = `${expected.seconds.toFixed(1)} s, compiled ${actual.seconds.toFixed(1)} s, built in ${(compiled.seconds - actual.seconds).toFixed(1)} s`;
  if (result.isSkipped) return console.log(`none   ${version} ${name}: the interpreter skips all of its tests: ${reasonOfSkip(interpreted)}`);
  console.log(`${result.same ? 'same  ' : 'DIFFER'} ${version} ${name}: ${counts}${exits} (${times})`);
  for (const test of result.differing) {
    const reason = reasonFor(name, test);
    console.log(`         ${test}${reason ? `: ${reason}` : ''}`);
    if (options.verbose && !reason) console.log(actual.failures.get(test).trimEnd().replace(/^/gm, '           '));
  }
  for (const test of result.passing) console.log(`         ${test} fails interpreted only`);
  if (!result.same && actual.ran <= 0) console.log(compiled.text.trimEnd().split('\n').slice(-5).join('\n').replace(/^/gm, '           '));
}

ensurePackages();
ensureToolchain();
ensureBuilt();
const chosen = options.only ? testFiles.filter((name) => options.only.some((part) => name.includes(part))) : testFiles.filter((name) => !skippedFiles.has(name));
const queue = findPythons(options.python).flatMap((python) => chosen.filter((name) => locate(python.folder, name)).map((name) => ({ python, name })));
const results = [];
async function work() {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const result = await compare(next.python, next.name);
    results.push(result);
    report(result);
  }
}
await Promise.all(Array.from({ length: Number(options.jobs) }, work));

const skipped = results.filter(({ isSkipped }) => isSkipped).length;
const differing = results.filter((result) => !result.same && !result.isSkipped);
const tests = results.reduce((sum, result) => sum + Math.max(result.actual.ran, 0), 0);
console.log(`\n${results.length} files, ${tests} tests: ${results.length - skipped - differing.length} files alike, ${differing.length} differ${skipped > 0 ? `, ${skipped} skipped whole` : ''}`);
if (!options.only) for (const [name, reason] of skippedFiles) console.log(`left out: ${name}: ${reason}`);
process.exitCode = differing.length > 0 || results.length === skipped ? 1 : 0;
