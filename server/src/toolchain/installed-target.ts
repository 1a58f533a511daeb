/**
 * The micro version of the Python of a minor version that is on this machine: texts and places of errors belong to it. An
 * interpreter is asked once, and what it said is kept as long as its file stays as it is.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { newestOf, parseTarget, type TargetMinor, type TargetVersion } from '@taipan/compiler-core';
import { cacheFolder, contentHash, writeAtomically } from './cache.js';

/** What the machine has, or the newest that is known where it has none. */
export function installedTarget(minor: TargetMinor): TargetVersion {
  const newest = newestOf(minor);
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const command = join(folder, `python3.${minor}`);
    if (statSync(command, { throwIfNoEntry: false })?.isFile() !== true) continue;
    const target = parseTarget(recall(command) ?? ask(command) ?? '');
    return target?.minor === minor ? target : newest;
  }
  return newest;
}

function ask(command: string): string | undefined {
  const { status, stdout } = spawnSync(command, ['-I', '-S', '-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 });
  return status === 0 ? stdout.trim() : undefined;
}

/** Undefined for a script, such as pyenv's, that starts now this interpreter and now that one, and where nothing can be kept. */
function recall(command: string): string | undefined {
  try {
    const file = realpathSync(command);
    if (startsAsScript(file)) return undefined;
    const kept = join(cacheFolder('interpreters'), contentHash(file, String(statSync(file).mtimeMs)));
    if (statSync(kept, { throwIfNoEntry: false }) !== undefined) return readFileSync(kept, 'utf8');
    const answer = ask(command);
    if (answer !== undefined) writeAtomically(kept, answer);
    return answer;
  } catch {
    return undefined;
  }
}

function startsAsScript(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const start = Buffer.alloc(2);
    readSync(descriptor, start);
    return start.toString('latin1') === '#!';
  } finally {
    closeSync(descriptor);
  }
}
