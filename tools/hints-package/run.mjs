#!/usr/bin/env node
/**
 * `npm run test:hints-package`: the Python package `taipan`, from its wheel, as plain Python: its tests with checks off
 * and on under every CPython from 3.9 to 3.15 of this machine (`npm run test:roots` makes the newest), and mypy, pyright
 * and ty in their strict modes over a program that uses every name.
 *
 *     --python 3.9         only these versions; may be given more than once
 *     --no-type-checkers   leave out mypy, pyright and ty, which are installed into the user's cache on first use
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../arguments.mjs';
import { rootInterpreters } from '../roots/root.mjs';
import { runProcess } from '../run-process.mjs';
import { findPython, root } from '../setup.mjs';
import { packageHints } from './package.mjs';
import { ensureCheckers } from './type-checkers.mjs';

const limit = 300_000;

const { values: options } = readArguments(import.meta.url, { options: { python: { type: 'string', multiple: true }, 'no-type-checkers': { type: 'boolean', default: false } } });

/** One interpreter a version, oldest first. */
function findInterpreters() {
  const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const ofPyenv = existsSync(pyenv) ? readdirSync(pyenv).sort().map((name) => join(pyenv, name, 'bin', 'python3')) : [];
  const found = new Map();
  for (const command of [...Array.from({ length: 7 }, (_, index) => `python3.${index + 9}`), 'python3', ...ofPyenv, ...rootInterpreters()]) {
    const { status, stdout } = spawnSync(command, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { encoding: 'utf8' });
    const [, minor] = status === 0 ? /^3\.(\d+)$/.exec(stdout.trim()) ?? [] : [];
    if (minor >= 9 && minor <= 15 && !found.has(Number(minor))) found.set(Number(minor), { command, minor: `3.${minor}` });
  }
  return [...found].sort(([a], [b]) => a - b).map(([, interpreter]) => interpreter);
}

let failures = 0;

async function step(title, command, args, settings) {
  const { exit, text, seconds } = await runProcess(command, args, { limit, ...settings });
  console.log(`${exit === 0 ? 'ok  ' : 'FAIL'} ${title} (${seconds.toFixed(1)} s)`);
  if (exit === 0) return;
  failures += 1;
  console.log(text);
}

const all = findInterpreters();
const unknown = options.python?.find((name) => all.every(({ minor }) => minor !== name));
if (all.length === 0 || unknown !== undefined) {
  console.error(`test:hints-package: no CPython ${unknown ?? '3.9 to 3.15'} was found`);
  process.exit(2);
}
// One that has pip and that type checkers run on, as the oldest and the newest may not.
const python = findPython();
if (python === null || spawnSync(python, ['-m', 'pip', '--version']).status !== 0) {
  console.error('test:hints-package: a Python from 3.11 to 3.13 with pip is needed on the path');
  process.exit(2);
}
const interpreters = all.filter(({ minor }) => options.python?.includes(minor) ?? true);
const folder = mkdtempSync(join(tmpdir(), 'taipan-hints-package-'));
try {
  const wheel = packageHints(interpreters[0].command, folder);
  const installed = join(folder, 'installed');
  await step('pip installs the wheel', python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-index', '--no-compile', '--target', installed, wheel]);
  for (const { command, minor } of interpreters) {
    for (const checked of ['0', '1']) {
      const env = { ...process.env, PYTHONPATH: installed, PYTHONDONTWRITEBYTECODE: '1', TAIPAN_CHECK: checked };
      await step(`CPython ${minor}, checks ${checked === '1' ? 'on' : 'off'}`, command, ['-W', 'error', '-m', 'unittest', 'discover', '-q', '-s', join(root, 'runtime/hints/tests')], { env });
    }
  }
  if (!options['no-type-checkers']) {
    const environment = ensureCheckers(python);
    const tool = (name) => join(environment, 'bin', name);
    // As a program sees it: beside the installed package, which is typed by its own word.
    const project = join(folder, 'project');
    mkdirSync(project);
    cpSync(join(root, 'runtime/hints/tests/typed_program.py'), join(project, 'program.py'));
    const settings = { cwd: project, env: { ...process.env, MYPYPATH: installed } };
    await step('mypy --strict', tool('mypy'), ['--strict', '--python-version', '3.10', 'program.py'], settings);
    await step('mypy --strict of the package itself', tool('mypy'), ['--strict', '--python-version', '3.10', join(root, 'runtime/hints/src/taipan')], { cwd: project });
    cpSync(join(root, 'tools/hints-package/pyrightconfig.json'), join(project, 'pyrightconfig.json'));
    await step('pyright, strict', tool('pyright'), ['--project', project], settings);
    await step('ty', tool('ty'), ['check', '--extra-search-path', installed, 'program.py'], settings);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? 'all alike' : `${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
