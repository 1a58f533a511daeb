#!/usr/bin/env node
/**
 * `npm run test:library`: the standard library compiled with `--mode module` and put in front of the original, then
 * CPython's own tests of it, run by the stock interpreter. They must pass and fail as with the plain modules.
 *
 *     --python 3.12     only this version, or a path (may be repeated)
 *     --only json       only this module or package (may be repeated)
 *     --jobs 2          how many modules at once
 *     --optimize 2      how hard the C++ compiler tries (default 0, which it needs a fifth of the time for)
 *     --verbose         the traceback of each test that fails with the compiled module only
 *
 * What is compared is what unittest says: the exit code, how many tests ran and which of them failed. What was built stays
 * in the compiler's cache.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { readArguments } from '../arguments.mjs';
import { execute, findPythons, outcome } from '../cpython-tests/outcomes.mjs';
import { forEachOf } from '../run-process.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain } from '../setup.mjs';
import { compileModules } from './compile-modules.mjs';
import { knownDifferences, modules } from './modules.mjs';

const { values: options } = readArguments(import.meta.url, {
  options: {
    python: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '2' },
    optimize: { type: 'string', default: '0' },
    verbose: { type: 'boolean', default: false },
  },
});

const unknown = (options.only ?? []).find((name) => !modules.has(name));
if (unknown !== undefined) {
  console.error(`run.mjs: ${unknown}: no module of the table (--help lists the options)`);
  process.exit(2);
}

/** A copy of the module or package, for both runs: file names are the same in tracebacks. */
function copyModule(python, name) {
  const library = dirname(python.folder);
  const folder = join(tmpdir(), `taipan-library-${python.version}`, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const source = [join(library, `${name}.py`), join(library, name)].find(existsSync);
  if (source === undefined) return null;
  cpSync(source, join(folder, basename(source)), { recursive: true, filter: (path) => basename(path) !== '__pycache__' });
  return folder;
}

function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.py')).map((name) => join(folder, name)).sort();
}

/** Where the interpreter takes the module from: the test would say nothing if it were not the compiled one. */
async function takesCompiled(python, folder, name) {
  const asked = await execute(python.command, ['-c', `import ${name}; print(${name}.__file__)`], { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' });
  const file = asked.text.trim();
  return file.startsWith(folder) && file.endsWith('.so');
}

function reasonFor(name, test) {
  return knownDifferences.get(`${name}.${test}`) ?? knownDifferences.get(`${name}.${test.split('.').slice(0, -1).join('.')}`) ?? knownDifferences.get(name);
}

async function compare(python, name) {
  const folder = copyModule(python, name);
  if (folder === null) return null;
  // As `python -m unittest` would, which cannot be asked for when unittest itself is compiled.
  const args = ['-c', `import unittest; unittest.main(None, argv=${JSON.stringify(['python -m unittest', '-v', ...modules.get(name)])})`];
  const plain = await execute(python.command, args, { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' });
  const failed = await compileModules(sourcesIn(folder), python.command, { optimize: options.optimize, jobs: 1 });
  if (failed.length === 0 && !await takesCompiled(python, folder, name)) failed.push(`${name}: the interpreter does not import what was built`);
  const compiled = await execute(python.command, args, { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' });
  const [expected, actual] = [outcome(plain), outcome(compiled)];
  const differing = [...actual.failures.keys()].filter((test) => !expected.failures.has(test));
  const passing = [...expected.failures.keys()].filter((test) => !actual.failures.has(test));
  const news = differing.filter((test) => reasonFor(name, test) === undefined);
  const isAlike = plain.exit === compiled.exit || (differing.length > 0 && news.length === 0);
  return { name, python, files: sourcesIn(folder).length, failed, same: failed.length === 0 && news.length === 0 && isAlike && actual.ran === expected.ran && actual.ran > 0 && passing.length === 0, differing, passing, plain, compiled, expected, actual };
}

function report({ name, python, files, failed, same, differing, passing, plain, compiled, expected, actual }) {
  const counts = actual.ran === expected.ran ? `${actual.ran} tests` : `${expected.ran} tests, compiled ${actual.ran}`;
  const exits = plain.exit === compiled.exit ? '' : `, exit ${plain.exit}, compiled ${compiled.exit}`;
  console.log(`${same ? 'same  ' : 'DIFFER'} ${python.version} ${name}: ${files} files, ${counts}${exits} (${expected.seconds.toFixed(1)} s, compiled ${actual.seconds.toFixed(1)} s)`);
  for (const file of failed) console.log(`         not built: ${file}`);
  for (const test of differing) {
    const reason = reasonFor(name, test);
    console.log(`         ${test}${reason ? `: ${reason}` : ''}`);
    if (options.verbose && !reason) console.log(actual.failures.get(test).trimEnd().replace(/^/gm, '           '));
  }
  for (const test of passing) console.log(`         ${test} fails with the plain module only`);
  if (!same && actual.ran <= 0) console.log(compiled.text.trimEnd().split('\n').slice(-5).join('\n').replace(/^/gm, '           '));
}

ensurePackages();
ensureToolchain();
ensureBuilt();
const chosen = [...modules.keys()].filter((name) => options.only === undefined || options.only.includes(name));
const queue = findPythons(options.python).flatMap((python) => chosen.map((name) => ({ python, name })));
const results = [];
await forEachOf(queue, Number(options.jobs), async ({ python, name }) => {
  const result = await compare(python, name);
  if (result === null) return;
  results.push(result);
  report(result);
});

const differing = results.filter((result) => !result.same);
const tests = results.reduce((sum, result) => sum + Math.max(result.actual.ran, 0), 0);
console.log(`\n${results.length} modules and packages, ${tests} tests: ${results.length - differing.length} alike, ${differing.length} differ`);
process.exitCode = differing.length > 0 || results.length === 0 ? 1 : 0;
