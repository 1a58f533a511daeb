/**
 * One build at a time in a folder of the cache: a lock file that names its owner. A lock whose owner has ended, however
 * it ended, counts as none, so a killed build stops nobody.
 */
import { closeSync, openSync, readFileSync, realpathSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cancelled } from './build-error.js';
import { endBuildToolsIn, processOf } from './process-table.js';

const pollMilliseconds = 50;
/** The owner on another machine (a shared home folder) cannot be asked whether it lives. */
const foreignPatience = 15 * 60_000;
/** A file without a name in it yet is a lock being made, or one whose maker died in that moment. */
const unnamedPatience = 2000;

function startOf(id: number): string {
  return processOf(id)?.start ?? '';
}

function isAlive(id: number, start: string): boolean {
  try {
    process.kill(id, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return start === '' || startOf(id) === start;
}

function isStale(path: string): boolean {
  try {
    const age = Date.now() - statSync(path).mtimeMs;
    const [owner, start, host] = readFileSync(path, 'utf8').split('\n');
    if (owner === undefined || host === undefined) return age > unnamedPatience;
    return host === hostname() ? !isAlive(Number(owner), start ?? '') : age > foreignPatience;
  } catch {
    // It is gone.
    return false;
  }
}

/** Makes a file that must not exist yet. */
function create(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    try {
      writeSync(file, `${process.pid}\n${startOf(process.pid)}\n${hostname()}`);
    } finally {
      closeSync(file);
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a stale lock. Only one may look and remove at a time: between the two, another could have made a good one. */
function removeStale(path: string): void {
  const guard = `${path}.guard`;
  if (!create(guard)) {
    if (isStale(guard)) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isStale(path)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/** Does something with a folder while nobody else does. */
export async function withFolderLock<Result>(folder: string, signal: AbortSignal, action: () => Promise<Result>): Promise<Result> {
  const path = join(folder, 'lock');
  let wasStale = false;
  while (!create(path)) {
    if (signal.aborted) throw new Cancelled();
    if (isStale(path)) {
      removeStale(path);
      wasStale = true;
    } else await sleep(pollMilliseconds);
  }
  try {
    // Whom the owner had started may work on.
    if (wasStale) await endBuildToolsIn(realpathSync(folder));
    return await action();
  } finally {
    rmSync(path, { force: true });
  }
}
