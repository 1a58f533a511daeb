/** The CPythons on this machine that tests compare with: the interpreter is the judge. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Interpreter {
  readonly command: string;
  readonly minor: 11 | 12 | 13;
}

function probe(command: string): Interpreter | null {
  const result = spawnSync(command, ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' });
  if (result.status !== 0) return null;
  const [major, minor] = result.stdout.trim().split(' ').map(Number);
  return major === 3 && (minor === 11 || minor === 12 || minor === 13) ? { command, minor } : null;
}

/** Pyenv's shims answer only for versions that are switched on, so its folder is looked at itself. */
function pyenvInterpreters(): readonly string[] {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  if (!existsSync(versions)) return [];
  return readdirSync(versions).filter((name) => /^3\.1[123]\./.test(name)).map((name) => join(versions, name, 'bin', 'python3'));
}

/** One interpreter for each supported version that is on the path or among pyenv's, oldest first. */
export function findInterpreters(): readonly Interpreter[] {
  const found = new Map<number, Interpreter>();
  for (const command of ['python3.11', 'python3.12', 'python3.13', 'python3', ...pyenvInterpreters()]) {
    const interpreter = probe(command);
    if (interpreter !== null && !found.has(interpreter.minor)) found.set(interpreter.minor, interpreter);
  }
  return [...found.values()].sort((a, b) => a.minor - b.minor);
}

/** The command of the interpreter of that version; undefined if the machine has none. */
export function findPython(minor: Interpreter['minor']): string | undefined {
  return findInterpreters().find((interpreter) => interpreter.minor === minor)?.command;
}
