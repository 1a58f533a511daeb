/** `taipan annotate FILE...`: writes the types that the compiler inferred into the files as annotations. */
import { chmodSync, realpathSync, statSync } from 'node:fs';
import { analyzeScopes, annotateModule, applyInsertions, decodeSource, type Insertion, parseModule, type TargetVersion } from '@taipan/compiler-core';
import { writeAtomically } from '../toolchain/cache.js';
import { systemReason } from '../toolchain/system-errors.js';
import { readSource, UnreadableFile } from '../workspace/read-source.js';
import { exitCodes } from './exit-codes.js';
import { unifiedDiff } from './unified-diff.js';

export interface AnnotateOptions {
  readonly target: TargetVersion;
  /** Print what would change, and write nothing. */
  readonly diff: boolean;
  /** Write nothing; the exit code says whether there is something to write. */
  readonly check: boolean;
}

const byteOrderMark = '\ufeff';

const notUtf8 = (file: string): UnreadableFile => new UnreadableFile(`${file}: only files in UTF-8 can be annotated`);

/** The text as the bytes hold it, so that all of it but what is put in stays. */
function exactText(file: string, content: Uint8Array): string {
  const text = Buffer.from(content).toString('utf8');
  const plain = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  // A file in another encoding, which a comment of it names.
  if (decodeSource(content).replace(/^\ufeff/, '') !== plain) throw notUtf8(file);
  return plain;
}

interface Annotated {
  readonly before: string;
  readonly after: string;
  readonly insertions: readonly Insertion[];
}

/** Null if CPython rejects the file; what it says has been printed. */
function annotateFile(file: string, target: TargetVersion): Annotated | null {
  const { content } = readSource(file);
  // An interpreter has decoded it.
  if (typeof content === 'string') throw notUtf8(file);
  const parsed = parseModule(content, target);
  const analyzed = parsed.kind === 'rejected' ? parsed : analyzeScopes(parsed.module, target);
  if (parsed.kind === 'rejected' || analyzed.kind === 'rejected') {
    const [error] = parsed.kind === 'rejected' ? parsed.errors : analyzed.kind === 'rejected' ? analyzed.errors : [];
    console.error(`${file}:${error?.lineno}:${error?.offset}: error: ${error?.message} [syntax-error]`);
    return null;
  }
  const before = exactText(file, content);
  const insertions = annotateModule(parsed.module, analyzed.scopes, before, target);
  return { before, after: applyInsertions(before, insertions), insertions };
}

/** In the place of the file itself, where a link leads to it, with its permissions. */
function overwrite(file: string, text: string, hasMark: boolean): void {
  const path = realpathSync(file);
  const { mode } = statSync(path);
  writeAtomically(path, `${hasMark ? byteOrderMark : ''}${text}`);
  chmodSync(path, mode);
}

const count = (number: number): string => `${number} annotation${number === 1 ? '' : 's'}`;

export function annotate(files: readonly string[], { target, diff, check }: AnnotateOptions): number {
  let [isBroken, isUnreadable, isOpen] = [false, false, false];
  for (const file of files) {
    try {
      const found = annotateFile(file, target);
      if (found === null) {
        isBroken = true;
        continue;
      }
      const { before, after, insertions } = found;
      isOpen ||= insertions.length > 0;
      if (diff) process.stdout.write(unifiedDiff(file, before, after));
      if (!diff && !check && insertions.length > 0) overwrite(file, after, Buffer.from(readSource(file).content).subarray(0, 3).equals(Buffer.from(byteOrderMark)));
      if (!diff) console.log(`${file}: ${count(insertions.length)}${check ? ' to write' : ''}`);
    } catch (error) {
      const reason = systemReason(error);
      if (!(error instanceof UnreadableFile) && reason === undefined) throw error;
      console.error(`taipan: ${error instanceof UnreadableFile ? error.message : `${file} cannot be written: ${reason}`}`);
      isUnreadable = true;
    }
  }
  if (isUnreadable) return exitCodes.environment;
  return isBroken || (check && isOpen) ? exitCodes.problems : exitCodes.ok;
}
