#!/usr/bin/env node
/**
 * `npm run test:hints [FILE...]`: runs programs under the interpreter and checks that every shown type and constant is
 * what really flows there. Library modules are run by their own tests: there a hint may fail that rests on what callers
 * pass, since others call them. `--quick` takes a sample.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readArguments } from './arguments.mjs';
import { findInterpreters } from './programs/interpreters.mjs';
import { ensureBuilt, ensurePackages } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = readArguments(import.meta.url, { allowPositionals: true, options: { python: { type: 'string' }, quick: { type: 'boolean', default: false } } });
ensurePackages();
ensureBuilt();
// From 3.13 on looking at a frame's variables does not change them.
const python = values.python ?? findInterpreters().at(-1)?.executable ?? 'python3';
const run = promisify(execFile);

/** Modules of the standard library and what tests them. */
const library = values.quick ? ['textwrap', 'colorsys'] : ['textwrap', 'heapq', 'bisect', 'colorsys', 'fractions', 'string', 'shlex', 'difflib', 'calendar', 'copy', 'pprint', 'fnmatch', 'graphlib', 'reprlib', 'configparser', 'csv', 'statistics', 'html.parser', 'gettext', 'tokenize'];
const folders = ['compiler-core/test/facts/programs', 'test-fixtures/programs', 'test-fixtures/conformance'].map((folder) => join(root, folder));
const programs = positionals.length > 0 ? positionals.map((file) => resolve(file)) : folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.py')).map((name) => join(folder, name)));

const version = execFileSync(python, ['-c', 'import sys, os; print(sys.version_info[1], os.path.dirname(os.__file__))']).toString().trim().split(' ');
const work = mkdtempSync(join(tmpdir(), 'taipan-hints-'));
let [shown, checked, wrong, broken] = [0, 0, 0, 0];

async function check(file, name, test) {
  const hints = execFileSync(process.execPath, [join(root, 'server/bin/taipan.js'), 'hints', '--format', 'json', '--python', python, file], { maxBuffer: 1 << 28 });
  const at = join(work, `${name}.json`);
  writeFileSync(at, hints);
  const tracer = join(root, 'compiler-core/test/facts/trace-hints.py');
  const answer = await run(python, [tracer, at, file, ...(test === null ? [] : [test])], { timeout: 120_000, maxBuffer: 1 << 28, cwd: work, env: { ...process.env, HINTED_MODULE: name } })
    .then(({ stdout }) => JSON.parse(stdout), (error) => ({ status: `stopped: ${String(error.message).slice(0, 200)}`, hints: 0, checked: 0, failures: [] }));
  shown += answer.hints;
  checked += answer.checked;
  console.log(`${name}: ${answer.hints} hints, ${answer.checked} seen, ${answer.failures.length} not so (${answer.status})`);
  for (const failure of answer.failures) {
    const isExcused = test !== null && failure.provenance !== 'proved';
    if (isExcused) broken += 1;
    else wrong += 1;
    console.log(`  ${isExcused ? 'otherwise called' : 'WRONG'} ${basename(file)}:${failure.line + 1}:${failure.column + 1} ${failure.label} but ${failure.found} (${failure.tooltip})`);
  }
}

for (const file of programs) await check(file, basename(file, '.py'), null);
if (positionals.length === 0) for (const name of library) await check(join(version[1], `${name.replace('.', '/')}.py`), name, `test.test_${name.replace('html.parser', 'htmlparser')}`);
console.log(`${shown} hints, ${checked} seen, ${wrong} wrong, ${broken} of library modules rest on calls that others make otherwise`);
process.exit(wrong === 0 ? 0 : 1);
