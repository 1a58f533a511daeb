/** The CPythons of this machine that programs are built for or the front end is held against, and a virtual environment for each. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { rootInterpreters } from '../roots/root.mjs';

function probe(command, versions = /^3\.1[1-5]\./) {
  const result = spawnSync(command, ['-c', 'import sys; print(sys.executable); print(sys.version.split()[0])'], { encoding: 'utf8' });
  if (result.status !== 0) return null;
  const [executable, version] = result.stdout.trim().split('\n');
  return versions.test(version) ? { executable, version, minor: version.split('.').slice(0, 2).join('.') } : null;
}

/** Pyenv's shims answer only for versions that are switched on, so its folder is looked at itself. */
function pyenvInterpreters() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  if (!existsSync(versions)) return [];
  return readdirSync(versions).sort().filter((name) => /^3\.1[1-5]\./.test(name)).map((name) => join(versions, name, 'bin', 'python3'));
}

/** Commands that may be a Python, those of the path first. */
export const candidates = () => ['python3.11', 'python3.12', 'python3.13', 'python3.14', 'python3.15', 'python3', ...pyenvInterpreters()];

/** One interpreter a supported version, oldest first: `{ executable, version, minor }`. */
export function findInterpreters() {
  const found = new Map();
  for (const command of candidates()) {
    const interpreter = probe(command);
    if (interpreter !== null && !found.has(interpreter.minor)) found.set(interpreter.minor, interpreter);
  }
  return [...found.values()].sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}

/** Also those that only the front end is held against: `npm run test:roots` makes them. With `inRoot` only what the root has. */
export function findFrontEndInterpreters(inRoot) {
  const ofRoot = rootInterpreters().map((command) => probe(command, /^3\.1[3-5]\./)).filter((interpreter) => interpreter !== null);
  if (inRoot) return ofRoot;
  const others = findInterpreters();
  return [...others, ...ofRoot.filter(({ minor }) => others.every((other) => other.minor !== minor))];
}

export const programsFolder = process.env.TAIPAN_PROGRAMS_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'taipan-programs');

/** The packages, pinned: another version has other programs. */
const packages = ['pyperformance==1.14.0', 'pyperf'];

function must(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  if (result.status === 0) return result.stdout.trim();
  console.error(`taipan: this failed: ${command} ${args.join(' ')}\n${result.stderr ?? result.error?.message ?? ''}`);
  process.exit(2);
}

/** The virtual environment of an interpreter, made on first use: its python and the folder of pyperformance's programs. */
export function ensureEnvironment(interpreter) {
  const folder = join(programsFolder, `venv-${interpreter.version}`);
  const python = join(folder, 'bin', 'python');
  const locate = 'import pyperformance, os; print(os.path.join(os.path.dirname(pyperformance.__file__), "data-files", "benchmarks"))';
  if (spawnSync(python, ['-c', `import pyperf; ${locate}`]).status !== 0) {
    console.error(`Installing ${packages.join(', ')} for CPython ${interpreter.version} in ${folder} ...`);
    mkdirSync(programsFolder, { recursive: true });
    must(interpreter.executable, ['-m', 'venv', folder]);
    must(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  }
  return { python, benchmarks: must(python, ['-c', locate]) };
}
