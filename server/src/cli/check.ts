/** `taipan check PATH...`: the syntax errors of files and of all Python files below folders. */
import { isUtf8 } from 'node:buffer';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { analyzeScopes, createParser, explainRejection, findRefusal, isTooDeep, nameFile, parseModule, printRefusal, type PythonParser, type SyntaxError, type TargetVersion } from '@taipan/compiler-core';
import { needsDeeperStack } from './deeper-stack.js';
import { exitCodes } from './exit-codes.js';
import { problemsAsSarif } from './sarif.js';
import { readSource, UnreadableFile } from '../workspace/read-source.js';

export const checkFormats = ['text', 'json', 'sarif'] as const;
export type CheckFormat = (typeof checkFormats)[number];

export interface CheckOptions {
  readonly format: CheckFormat;
  readonly target: TargetVersion;
}

/** Folders that hold no source of the user's. */
const skippedFolders: ReadonlySet<string> = new Set(['node_modules', '__pycache__', '.git', '.venv', 'venv']);

function pythonFiles(path: string): string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : pythonFiles(join(path, entry.name));
      return entry.name.endsWith('.py') ? [join(path, entry.name)] : [];
    });
}

interface FoundProblem {
  readonly file: string;
  readonly error: SyntaxError;
  /** What `python FILE` prints of it: of the first in each file. */
  readonly printed?: string;
}

/** What is wrong with a file: what its interpreter prints, and what else there is to say. */
function problemsOf(parser: PythonParser, file: string, content: string | Uint8Array, target: TargetVersion): FoundProblem[] {
  const errors = errorsOf(parser, content, target);
  // Only of bytes does `python FILE` think worse than others do.
  const refusal = errors.length > 0 || (typeof content !== 'string' && !isUtf8(content)) ? findRefusal(content, target) : null;
  if (refusal === null) return errors.map((error) => ({ file, error }));
  // The interpreter imports such a file, but does not run it.
  const all = errors.length > 0 ? errors : [{ message: nameFile(refusal.error.message, file), lineno: refusal.error.nearLine, offset: 1 }];
  return all.map((error, index) => (index === 0 ? { file, error, printed: printRefusal(refusal, resolve(file), target) } : { file, error }));
}

function errorsOf(parser: PythonParser, content: string | Uint8Array, target: TargetVersion): readonly SyntaxError[] {
  const parsed = parseModule(content, target);
  if (parsed.kind === 'rejected') return parsed.errors.flatMap((first) => explainRejection(parser, content, first, target));
  const analyzed = analyzeScopes(parsed.module, target);
  return analyzed.kind === 'rejected' ? analyzed.errors : [];
}

export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const found: FoundProblem[] = [];
  let unreadable = 0;
  const parser = await createParser();
  const files = paths.flatMap(pythonFiles);
  for (const file of files) {
    try {
      const { content } = readSource(file);
      found.push(...problemsOf(parser, file, content, options.target));
    } catch (error) {
      if (isTooDeep(error) && !needsDeeperStack(error)) found.push({ file, error: { type: 'RecursionError', message: (error as Error).message, lineno: 1, offset: 1 } });
      else if (error instanceof UnreadableFile) {
        console.error(`taipan: ${error.message}`);
        unreadable += 1;
      } else throw error;
    }
    await new Promise((done) => { setImmediate(done); });
  }
  switch (options.format) {
    case 'json':
      console.log(JSON.stringify(found.map(({ file, error, printed }) => ({ file, line: error.lineno, column: error.offset, severity: 'error', code: 'syntax-error', message: error.message, note: error.note, printed }))));
      break;
    case 'sarif':
      console.log(problemsAsSarif(found.map(({ file, error }) => ({ file, line: error.lineno, column: error.offset, code: 'syntax-error', message: error.message }))));
      break;
    case 'text': {
      for (const { file, error, printed } of found) {
        const place = `${file}:${error.lineno}:${error.offset}`;
        console.log(`${place}: error: ${error.message} [syntax-error]`);
        if (error.note !== undefined) console.log(`${place}: note: ${error.note}`);
        if (printed !== undefined) process.stdout.write(printed);
      }
      const checked = files.length - unreadable;
      console.log(`${checked} ${checked === 1 ? 'file' : 'files'} checked, ${found.length} ${found.length === 1 ? 'problem' : 'problems'}`);
    }
  }
  if (unreadable > 0) return exitCodes.environment;
  return found.length > 0 ? exitCodes.problems : exitCodes.ok;
}
