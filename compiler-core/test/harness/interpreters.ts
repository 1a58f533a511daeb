/** The CPythons on this machine that tests compare with: the interpreter is the judge. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isSameTarget, newestOf, parseTarget, type TargetMinor, targetMinors, type TargetVersion } from '../../src/targets/target-version.js';

export interface Interpreter {
  readonly command: string;
  readonly minor: TargetMinor;
  /** With its micro version. */
  readonly target: TargetVersion;
}

function probe(command: string): Interpreter | null {
  const result = spawnSync(command, ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'], { encoding: 'utf8' });
  if (result.status !== 0) return null;
  const target = parseTarget(result.stdout.trim());
  return target === null ? null : { command, minor: target.minor, target };
}

/** Pyenv's shims answer only for versions that are switched on, so its folder is looked at itself. */
function pyenvInterpreters(): readonly string[] {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  if (!existsSync(versions)) return [];
  return readdirSync(versions).filter((name) => /^3\.1[1-5]\./.test(name)).map((name) => join(versions, name, 'bin', 'python3'));
}

let onMachine: readonly Interpreter[] | undefined;
let withRoot: readonly Interpreter[] | undefined;

/** One interpreter for each version that programs can be built for here, on the path or among pyenv's, oldest first. */
export function findInterpreters(): readonly Interpreter[] {
  onMachine ??= probeAll([...targetMinors.map((minor) => `python3.${minor}`), 'python3', ...pyenvInterpreters()]);
  return onMachine;
}

/** For versions that the machine has not, also those that `npm run test:roots` makes: the front end is held against them. */
export function findFrontEndInterpreters(): readonly Interpreter[] {
  withRoot ??= probeAll([...findInterpreters().map(({ command }) => command), ...rootInterpreters()]);
  return withRoot;
}

/** Those of the root that `npm run test:roots` makes (tools/roots/root.mjs). */
function rootInterpreters(): readonly string[] {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'taipan-roots/debian-unstable/usr/outside');
  return existsSync(folder) ? readdirSync(folder).sort().map((name) => join(folder, name)) : [];
}

function probeAll(commands: readonly string[]): readonly Interpreter[] {
  const found = new Map<number, Interpreter>();
  for (const command of commands) {
    const interpreter = probe(command);
    if (interpreter !== null && !found.has(interpreter.minor)) found.set(interpreter.minor, interpreter);
  }
  return [...found.values()].sort((a, b) => a.minor - b.minor);
}

/** Also others of the same minor version, as a distribution's own beside pyenv's: texts and places differ in micro versions. */
export function everyInterpreter(): readonly Interpreter[] {
  const own = targetMinors.map((minor) => `/usr/bin/python3.${minor}`).filter(existsSync).map(probe).filter((interpreter) => interpreter !== null);
  const known = findFrontEndInterpreters();
  return [...known, ...own.filter(({ target }) => known.every((other) => !isSameTarget(other.target, target)))];
}

/** The target that the interpreter of that version is; the newest of them if the machine has none. */
export function targetFor(minor: TargetMinor): TargetVersion {
  return findFrontEndInterpreters().find((interpreter) => interpreter.minor === minor)?.target ?? newestOf(minor);
}

/** The command of the interpreter of that version; undefined if the machine has none. */
export function findPython(minor: Interpreter['minor']): string | undefined {
  return findFrontEndInterpreters().find((interpreter) => interpreter.minor === minor)?.command;
}
