#!/usr/bin/env node
/**
 * `npm run test:hints [FILE...]`: runs programs under the interpreter and checks that every shown type, constant and
 * result is what really flows there.
 *
 *     --python 3.12     only this version, or a path (may be repeated)
 *     --only sneaky     only suites whose name contains this (may be repeated): fixtures, conformance, sneaky, random, library
 *     --seed 1          the first of the generated programs
 *     --count 300       how many of them
 *     --jobs 2          how many programs at once
 *     --quick           a sample of each suite
 *     --verbose         also the hints of library modules that other modules made untrue
 *
 * The suites: the fixtures and demo programs; the conformance programs; generated ones that change things by ways that are
 * easily overlooked (`compiler-core/test/facts/sneaky-programs.py`); the random programs of `npm run test:random`; and modules
 * of the standard library, run by their own tests. Those, and random programs of two modules, are called and bound by
 * others, so a hint that says it rests on that may fail there, and is counted apart.
 */
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readArguments } from './arguments.mjs';
import { candidates } from './programs/interpreters.mjs';
import { ensureBuilt, ensurePackages } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: options, positionals } = readArguments(import.meta.url, {
  allowPositionals: true,
  options: {
    python: { type: 'string', multiple: true }, only: { type: 'string', multiple: true }, seed: { type: 'string', default: '1' }, count: { type: 'string' },
    jobs: { type: 'string', default: '2' }, quick: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false },
  },
});
for (const name of ['seed', 'count', 'jobs']) {
  if (options[name] === undefined || /^[1-9]\d*$/.test(options[name])) continue;
  console.error(`test-hints.mjs: --${name} takes a number, not '${options[name]}'`);
  process.exit(2);
}
for (const file of positionals) {
  if (existsSync(file)) continue;
  console.error(`test-hints.mjs: ${file}: there is no such file`);
  process.exit(2);
}
ensurePackages();
ensureBuilt();
const { analyzeScopes, decodeSource, hintsOfModule, parseModule, parseTarget } = await import('../compiler-core/dist/api/index.js');
const run = promisify(execFile);
const facts = join(root, 'compiler-core/test/facts');
const work = mkdtempSync(join(tmpdir(), 'taipan-hints-'));

/** Modules of the standard library that are written in Python and tested in seconds. */
const library = [
  'textwrap', 'colorsys', 'heapq', 'bisect', 'fractions', 'string', 'shlex', 'difflib', 'calendar', 'copy', 'pprint', 'fnmatch', 'graphlib', 'reprlib', 'configparser', 'csv', 'statistics', 'html.parser', 'gettext', 'tokenize',
  'argparse', 'ast', 'base64', 'cmd', 'contextlib', 'dataclasses', 'filecmp', 'fileinput', 'functools', 'genericpath', 'getopt', 'glob', 'hashlib', 'hmac', 'ipaddress', 'keyword', 'linecache', 'mimetypes', 'netrc', 'nturl2path', 'opcode',
  'operator', 'optparse', 'plistlib', 'posixpath', 'quopri', 'random', 'sched', 'shelve', 'stat', 'stringprep', 'tabnanny', 'timeit', 'types', 'urllib.parse', 'zipapp',
];
const testOf = { 'html.parser': 'test_htmlparser', 'urllib.parse': 'test_urlparse' };

function describe(command) {
  const program = 'import sys, os; print(sys.executable, sys.version.split()[0], os.path.dirname(os.__file__), sep="\\n")';
  try {
    const [executable, version, folder] = execFileSync(command, ['-c', program], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim().split('\n');
    const target = parseTarget(version);
    return target === null ? null : { executable, version, folder, target };
  } catch {
    return null;
  }
}

function findPythons() {
  const paths = (options.python ?? []).filter((name) => name.includes('/'));
  const names = (options.python ?? []).filter((name) => !name.includes('/'));
  const found = new Map();
  for (const command of paths.length > 0 ? paths : candidates()) {
    const python = describe(command);
    if (python && !found.has(python.target.minor) && (names.length === 0 || names.some((name) => python.version.startsWith(name)))) found.set(python.target.minor, python);
  }
  return [...found.values()].sort((a, b) => a.target.minor - b.target.minor);
}

const programsIn = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
  const path = join(folder, entry.name);
  if (!entry.isDirectory()) return entry.name.endsWith('.py') ? [path] : [];
  return existsSync(join(path, '__main__.py')) ? [join(path, '__main__.py')] : [];
});
const sample = (list, every) => (options.quick ? list.filter((_, index) => index % every === 0) : list);

/** The suites by name: what to run, as `{ file, name, test }`. */
function suitesFor(python) {
  const asPrograms = (files) => files.map((file) => ({ file, name: relative(root, file).startsWith('..') ? basename(file) : relative(root, file), test: null }));
  if (positionals.length > 0) return { files: asPrograms(positionals.map((file) => resolve(file))) };
  const made = join(work, `sneaky-${python.version}`);
  mkdirSync(made, { recursive: true });
  execFileSync(python.executable, [join(facts, 'sneaky-programs.py'), made, options.seed, options.count ?? (options.quick ? '20' : '300')]);
  const random = join(work, `random-${python.version}`);
  mkdirSync(random, { recursive: true });
  execFileSync(python.executable, [join(root, 'tools/random/generate.py'), random, options.seed, options.count ?? (options.quick ? '20' : '300')]);
  copyFileSync(join(root, 'tools/random/support.py'), join(random, 'support.py'));
  const randomNames = readdirSync(random).filter((name) => /^p\d+\.py$/.test(name));
  const all = {
    fixtures: asPrograms([...programsIn(join(facts, 'programs')), ...programsIn(join(root, 'test-fixtures/programs'))]),
    conformance: asPrograms(sample(programsIn(join(root, 'test-fixtures/conformance')), 8)),
    sneaky: asPrograms(readdirSync(made).map((name) => join(made, name))),
    random: randomNames.map((name) => ({ file: join(random, name), name, test: null, isShared: existsSync(join(random, name.replace('.py', '_other.py'))) })),
    library: sample(library, 20).map((name) => ({ file: join(python.folder, `${name.replaceAll('.', '/')}.py`), name, test: `test.${testOf[name] ?? `test_${name}`}` })),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => options.only === undefined || options.only.some((part) => name.includes(part))));
}

/** What the editor would show; null where the file is not there, is for a later Python, or is rejected on purpose. */
function hintsFor(file, target) {
  if (!existsSync(file) || Number(/\.3\.(\d+)(?:\.py|\/__main__\.py)$/.exec(file)?.[1] ?? 0) > target.minor) return null;
  const content = readFileSync(file);
  const parsed = parseModule(content, target);
  if (parsed.kind === 'rejected') return null;
  const analyzed = analyzeScopes(parsed.module, target);
  return analyzed.kind === 'rejected' ? null : hintsOfModule(parsed.module, analyzed.scopes, decodeSource(content), target);
}

let serial = 0;

/** Asks the tracer; `status` says why a program did not run to its end. */
async function trace({ file, name, test }, python) {
  const hints = hintsFor(file, python.target);
  if (hints === null) return null;
  const folder = join(work, String(serial++));
  mkdirSync(folder);
  const at = join(folder, 'hints.json');
  writeFileSync(at, JSON.stringify(hints));
  const setup = { timeout: 300_000, killSignal: 'SIGKILL', maxBuffer: 1 << 28, cwd: folder, env: { ...process.env, HINTED_MODULE: name } };
  const answer = await run(python.executable, [join(facts, 'trace-hints.py'), at, file, ...(test === null ? [] : [test])], setup)
    // What a program's children print may come before.
    .then(({ stdout }) => JSON.parse(stdout.trim().split('\n').at(-1)))
    .catch((error) => ({ status: error.killed ? 'stopped after five minutes' : `no answer: ${String(error.stderr ?? error.message).trim().split('\n').at(-1)}`, hints: hints.length, checked: 0, failures: [] }));
  rmSync(folder, { recursive: true, force: true });
  return answer;
}

async function runSuite(cases, python) {
  const sum = { programs: 0, hints: 0, seen: 0, untrue: 0, others: 0, ended: [] };
  const queue = [...cases];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const answer = await trace(next, python);
      if (answer === null) continue;
      sum.programs += 1;
      sum.hints += answer.hints;
      sum.seen += answer.checked;
      if (answer.checked === 0 && answer.hints > 0) sum.ended.push(`${next.name} (${answer.status})`);
      for (const failure of answer.failures) {
        const isOthers = (next.test !== null || next.isShared === true) && failure.provenance !== 'proved';
        sum[isOthers ? 'others' : 'untrue'] += 1;
        if (!isOthers || options.verbose) console.log(`${isOthers ? 'called otherwise' : 'UNTRUE'} ${next.name}:${failure.line + 1}:${failure.column + 1} ${failure.label} but ${failure.found} (${failure.tooltip})`);
      }
    }
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, worker));
  return sum;
}

const pythons = findPythons();
if (pythons.length === 0) {
  console.error('test-hints.mjs: there is no such CPython on this machine');
  process.exit(2);
}
const rows = [];
for (const python of pythons) {
  for (const [name, cases] of Object.entries(suitesFor(python))) {
    const sum = await runSuite(cases, python);
    rows.push([python.version, name, sum.programs, sum.hints, sum.seen, sum.untrue, sum.others]);
    for (const each of sum.ended) console.log(`nothing seen: ${python.version} ${each}`);
  }
}
rmSync(work, { recursive: true, force: true });
const titles = ['CPython', 'suite', 'programs', 'hints', 'seen', 'untrue', 'called otherwise'];
console.log(`\n| ${titles.join(' | ')} |\n|${titles.map((_, index) => (index < 2 ? '---|' : '---:|')).join('')}`);
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
process.exit(rows.some((row) => row[5] > 0) ? 1 : 0);
