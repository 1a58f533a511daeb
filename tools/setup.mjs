/**
 * What the two first commands share: installs the npm packages, builds the TypeScript, and finds what a native build
 * needs, installing it where that is ours to do. Plain Node without packages, as it runs before any is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Exit code for a machine that lacks something, as everywhere in Taipan. */
const environmentProblem = 2;

export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) fail(`${command} could not be started: ${result.error.message}`);
  return result.status ?? 1;
}

function fail(message) {
  console.error(`taipan: ${message}`);
  process.exit(environmentProblem);
}

function answers(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** The first Python from 3.11 to 3.15 on the path whose headers are there; null without one. */
export function findPython() {
  const probe = 'import sys, sysconfig, os; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 15) and os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h"))))';
  return ['python3', 'python3.15', 'python3.14', 'python3.13', 'python3.12', 'python3.11'].find((python) => answers(python, ['-c', probe])) ?? null;
}

function isDebian() {
  return existsSync('/etc/os-release') && /ID(_LIKE)?=.*(debian|ubuntu)/.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Sees that a C++ compiler, ninja and Python's headers are there; installs them as root on Debian or Ubuntu. */
export function ensureToolchain() {
  const missing = [];
  if (!answers('g++', ['--version']) && !answers('clang++', ['--version'])) missing.push('g++');
  if (!answers('ninja', ['--version'])) missing.push('ninja-build');
  if (findPython() === null) missing.push('python3', 'python3-dev');
  if (missing.length === 0) return;
  const command = `apt-get install -y ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !isDebian()) fail(`a native build needs ${missing.join(', ')}. Install with: sudo ${command}`);
  console.log(`Installing ${missing.join(', ')} ...`);
  if (run('apt-get', ['update', '-qq']) !== 0 || run('apt-get', ['install', '-y', '-qq', ...missing]) !== 0) fail(`this failed: ${command}`);
}

export function ensurePackages() {
  if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or newer is needed; this is ${process.version}`);
  const installed = new URL('../node_modules/.package-lock.json', import.meta.url);
  if (existsSync(installed)) return;
  console.log('Installing the npm packages ...');
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) fail('npm ci failed; its message is above');
}

/** Runs a program of an installed package by its own name, which needs no npm. */
export const runTool = (name, args, options) => run(fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url)), args, options);

export function ensureBuilt() {
  if (runTool('tsc', ['-b']) !== 0) fail('the TypeScript sources do not compile; the messages are above');
}
