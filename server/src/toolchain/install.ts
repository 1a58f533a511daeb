/** Puts what was built where the user wants it: whole or not at all. */
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { BuildError } from './build-error.js';
import { makeFolder } from './cache.js';
import { systemReason } from './system-errors.js';

export function install(built: string, output: string): void {
  const temporary = `${output}.${process.pid}.tmp`;
  try {
    makeFolder(dirname(output));
    copyFileSync(built, temporary);
    renameSync(temporary, output);
  } catch (error) {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // A part of its path is a file, say: then it is not there.
    }
    throw new BuildError(`${output} cannot be written: ${systemReason(error) ?? String(error)}`, 2);
  }
}
