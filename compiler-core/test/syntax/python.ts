/** Finds the interpreters that judge the front end. */
import { spawnSync } from 'node:child_process';
import type { TargetMinor } from '../../src/targets/target-version.js';

/** The command of an interpreter of that version on PATH; undefined if there is none. */
export function findPython(minor: TargetMinor): string | undefined {
  return [`python3.${minor}`, 'python3'].find((command) => {
    const answer = spawnSync(command, ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' });
    return answer.status === 0 && answer.stdout.trim() === `3 ${minor}`;
  });
}
