#!/usr/bin/env node
/**
 * `npm run test:projects`: projects of PyPI, each module compiled with `--mode module` and put in front of its source, tested
 * by their own suites, which must end test for test as with the plain modules; and programs that use libraries which look
 * deep into the interpreter, run by it and as executables, which must print the same.
 *
 *     --python 3.12     only this version (may be repeated)
 *     --only click      only this project or program (may be repeated)
 *     --list            only what there is, with what is known to differ
 *     --jobs 2          how many modules are compiled at once
 *     --optimize 2      how hard the C++ compiler tries (default 0, which it needs a fifth of the time for)
 *     --verbose         what pytest says of each test that ends otherwise, or both outputs of a program
 *
 * Needs PyPI for what it has not seen yet. Packages and sources are kept in TAIPAN_PROJECTS_DIR (default: taipan-projects in
 * the user's cache folder), what was built in the compiler's cache. Exit code 1 where something differs, 2 where a package
 * or a tool is missing.
 */
import { readArguments } from '../arguments.mjs';
import { findInterpreters } from '../programs/interpreters.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain } from '../setup.mjs';
import { knownDifferences, programs, projects } from './catalog.mjs';
import { compareProgram } from './compare-program.mjs';
import { compareProject } from './compare-project.mjs';
import { Missing } from './environments.mjs';

const { values: options } = readArguments(import.meta.url, {
  options: {
    python: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    list: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '2' },
    optimize: { type: 'string', default: '0' },
    verbose: { type: 'boolean', default: false },
  },
});

const indent = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n').replace(/^/gm, '           ');

function report({ name, interpreter, same, found, problems, interpreted, compiled, summary }) {
  const exits = interpreted.exit === compiled.exit ? '' : `, exit ${interpreted.exit}, compiled ${compiled.exit}`;
  console.log(`${same ? 'same  ' : 'DIFFER'} ${interpreter.version} ${name}: ${summary}${exits} (${interpreted.seconds.toFixed(1)} s, compiled ${compiled.seconds.toFixed(1)} s)`);
  for (const problem of problems) console.log(`         ${problem}`);
  for (const { test, expected, actual, text, reason } of found) {
    console.log(`         ${test}: ${expected}, compiled ${actual}${reason ? `: ${reason}` : ''}`);
    if (options.verbose && !reason) console.log(indent(text, 60));
  }
  if (same || found.length > 0) return;
  const lines = options.verbose ? 100 : 8;
  console.log(`         interpreted\n${indent(interpreted.text, lines)}\n         compiled\n${indent(compiled.text, lines)}`);
}

function list() {
  for (const { name, version, packages } of projects) console.log(`${name} ${version}: ${packages.join(', ')}`);
  for (const { name, requirements } of programs) console.log(`program ${name}: ${requirements.join(', ')}`);
  for (const [test, reason] of knownDifferences) console.log(`known: ${test}: ${reason}`);
}

async function main() {
  const names = [...projects, ...programs].map(({ name }) => name);
  const unknown = options.only?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Missing(`'${unknown}' is no project or program (--list shows them)`);
  if (!/^[1-9]\d*$/.test(options.jobs)) throw new Missing(`--jobs ${options.jobs}: a number from 1 on is needed`);
  if (options.list) return list();
  const interpreters = findInterpreters().filter(({ minor, version }) => options.python === undefined || options.python.some((name) => name === minor || name === version));
  if (interpreters.length === 0) throw new Missing(`no CPython ${options.python?.join(', ') ?? '3.11 to 3.13'} was found`);
  ensurePackages();
  ensureToolchain();
  ensureBuilt();
  const isChosen = ({ name }) => options.only === undefined || options.only.includes(name);
  const results = [];
  const add = (result) => {
    results.push(result);
    report(result);
  };
  for (const interpreter of interpreters) {
    for (const program of programs.filter(isChosen)) add(await compareProgram(program, interpreter, options));
    for (const project of projects.filter(isChosen)) add(await compareProject(project, interpreter, knownDifferences, { optimize: options.optimize, jobs: Number(options.jobs) }));
  }
  const differing = results.filter(({ same }) => !same).length;
  console.log(`\n${results.length} projects and programs: ${results.length - differing} alike, ${differing} differ`);
  process.exitCode = differing > 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.error(`run.mjs: ${error.message}`);
  process.exitCode = 2;
}
