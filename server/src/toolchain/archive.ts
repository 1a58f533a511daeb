/** Zip archives as programs (`python app.pyz`): their sources are unpacked into the cache, once for each state of an archive. */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { askInterpreter } from './ask-interpreter.js';
import { BuildError } from './build-error.js';
import { cacheFolder, contentHash } from './cache.js';
import type { Interpreter } from './interpreter.js';

/** The folder in the cache with the archive's sources; `named` as the user wrote it. */
export async function unpackArchive(archive: string, named: string, interpreter: Interpreter, signal: AbortSignal): Promise<string> {
  const parent = cacheFolder('archives');
  const folder = join(parent, contentHash(archive, readFileSync(archive), interpreter.version));
  if (existsSync(folder)) return folder;
  const begun = mkdtempSync(`${folder}.`);
  try {
    const answer = JSON.parse(await askInterpreter(interpreter, 'unpack.py', { archive, folder: begun }, signal)) as { readonly error: string } | null;
    if (answer !== null) throw new BuildError(`${named}: ${answer.error}`, 2);
    // Whole or not at all; another build may have been quicker.
    if (!existsSync(folder)) renameSync(begun, folder);
  } finally {
    rmSync(begun, { recursive: true, force: true });
  }
  return folder;
}
