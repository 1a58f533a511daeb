#!/usr/bin/env node
/**
 * `npm run test:sanitizers`: where faults of memory and of reference counts show.
 *
 *     --check addresses   the conformance programs under AddressSanitizer and UndefinedBehaviorSanitizer; all of the
 *                         library and of emitted code is compiled with -Wall -Wextra -Werror
 *     --check asserts     the same programs under the debug interpreter, whose assertions look at every object
 *     --check references  reference counts over repeated runs of them, compiled and interpreted, under that interpreter
 *     --check tests       the same over repeated runs of CPython's own tests of the language, as `python -m test -R` does
 *     --check random      the same over repeated runs of random programs (see `npm run test:random`)
 *     --check runtime     the tests of the runtime library under the sanitizers, each allocation failing once
 *                         (--check may be repeated; all six without)
 *     --python 3.12       only this version (may be repeated); `debug` is python3.11-dbg
 *     --seed 1            of the first random program; the others follow
 *     --count 20          how many of them
 *     --only classes      only programs whose name contains this (may be repeated)
 *     --verbose           what was said, whole
 *
 * A finding is what a sanitizer reports, a program that dies, an exit code or standard output unlike the
 * interpreter's, or references that are not given back. Needs g++ with its sanitizers, and for the debug interpreter:
 * apt-get install python3.11-dbg libpython3.11-dev
 */
import { spawnSync } from 'node:child_process';
import { findInterpreters } from '../programs/interpreters.mjs';
import { readArguments } from '../arguments.mjs';
import { conformancePrograms } from '../conformance-programs.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain } from '../setup.mjs';

const checks = { addresses: 'pythons', asserts: 'debug', references: 'debug', tests: 'debug', random: 'debug', runtime: 'pythons' };

const { values: options } = readArguments(import.meta.url, {
  options: {
    check: { type: 'string', multiple: true },
    python: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20' },
    only: { type: 'string', multiple: true },
    verbose: { type: 'boolean', default: false },
  },
});

function refuse(text) {
  console.error(`main.mjs: ${text}`);
  process.exit(2);
}

const chosenChecks = options.check ?? Object.keys(checks);
const unknown = chosenChecks.find((name) => !(name in checks));
if (unknown !== undefined) refuse(`'${unknown}' is no check; there are ${Object.keys(checks).join(', ')}`);
const notANumber = ['seed', 'count'].find((name) => !/^\d+$/.test(options[name]));
if (notANumber !== undefined) refuse(`--${notANumber} takes a number, not '${options[notANumber]}'`);
const wants = (name) => options.python === undefined || options.python.includes(name);

/** Debian's; 3.11 alone is there as a package. */
function findDebugInterpreter() {
  const result = spawnSync('python3.11-dbg', ['-c', 'import sys, sysconfig, os; sys.gettotalrefcount(); print(sys.version.split()[0], os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))'], { encoding: 'utf8' });
  const [version, hasHeaders] = result.status === 0 ? result.stdout.trim().split(' ') : [];
  if (hasHeaders !== 'True') refuse('the debug interpreter is missing (on Debian: apt-get install python3.11-dbg libpython3.11-dev)');
  return { executable: 'python3.11-dbg', version: `${version}d`, minor: '3.11', isDebug: true };
}

ensurePackages();
ensureToolchain();
ensureBuilt();
const usesDebug = wants('debug') && (options.python !== undefined || chosenChecks.some((name) => checks[name] === 'debug'));
const debug = usesDebug ? findDebugInterpreter() : undefined;
const pythons = findInterpreters().filter(({ minor }) => wants(minor));
if (pythons.length === 0 && debug === undefined) refuse(`no Python of ${options.python.join(', ')} is on this machine`);
const isWanted = ({ name }) => options.only?.some((part) => name.includes(part)) ?? true;

let findings = 0;
for (const name of chosenChecks) {
  const { check, subjects = conformancePrograms } = await import(`./${name}.mjs`);
  const interpreters = checks[name] === 'debug' ? [debug] : [...pythons, debug];
  for (const interpreter of interpreters.filter((each) => each !== undefined)) {
    for (const subject of subjects(options, interpreter).filter(isWanted).filter(({ since }) => Number(interpreter.minor.split('.')[1]) >= since)) {
      const { finding, summary, said } = await check(interpreter, subject);
      if (finding) findings++;
      console.log(`${finding ? 'FOUND ' : 'clean '} ${interpreter.version.padEnd(8)} ${name} ${subject.name}${summary ? `: ${summary}` : ''}`);
      if (finding && said) console.log((options.verbose ? said : said.split('\n').slice(0, 25).join('\n')).trimEnd().replace(/^/gm, '    '));
    }
  }
}
console.log(findings === 0 ? 'no findings' : `${findings} findings`);
process.exit(findings === 0 ? 0 : 1);
