/** `taipan check PATH...`: what CPython refuses or warns of in files, and in all Python files below folders. */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { analyzeScopes, createParser, decodeSource, explainRejection, isTooDeep, judgeFile, nameFile, parseModule, printJudgement, type PythonParser, remarksOfModule, type SyntaxError, type TargetVersion } from '@taipan/compiler-core';
import { needsDeeperStack } from './deeper-stack.js';
import { exitCodes } from './exit-codes.js';
import { problemsAsSarif } from './sarif.js';
import { isIgnored } from '../workspace/ignore-comments.js';
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
  readonly severity: 'error' | 'warning' | 'information';
  /** Of what is no matter of syntax. */
  readonly code?: string;
  readonly error: SyntaxError;
  /** What `python FILE` prints of it: of the first in each file. */
  readonly printed?: string;
}

/** What is wrong with a file: what its interpreter prints, and what else there is to say. */
function problemsOf(parser: PythonParser, file: string, content: string | Uint8Array, target: TargetVersion): FoundProblem[] {
  const judgement = judgeFile(content, target);
  // The compiler tells some of them once for each copy that it makes of the code.
  const distinct = new Map(judgement.warnings.map((warning) => [`${warning.lineno} ${warning.offset} ${warning.message}`, warning]));
  const warnings = [...distinct.values()].map((warning): FoundProblem => ({ file, severity: 'warning', error: warning }));
  if (judgement.error === null) return [...warnings, ...remarksOn(file, content, target)];
  const errors = errorsOf(parser, content, target);
  // The interpreter imports such a file, but does not run it.
  const all = errors.length > 0 ? errors : [{ message: nameFile(judgement.error.message, file), lineno: judgement.error.nearLine, offset: 1 }];
  const printed = printJudgement(judgement, resolve(file), target);
  return [...warnings, ...all.map((error, index): FoundProblem => ({ file, severity: 'error', error, ...(index === 0 ? { printed } : {}) }))];
}

/** What the compiler says of the program's own hints. */
function remarksOn(file: string, content: string | Uint8Array, target: TargetVersion): readonly FoundProblem[] {
  const parsed = parseModule(content, target);
  const analyzed = parsed.kind === 'rejected' ? parsed : analyzeScopes(parsed.module, target);
  if (parsed.kind === 'rejected' || analyzed.kind === 'rejected') return [];
  const text = typeof content === 'string' ? content : decodeSource(content);
  const lines = text.split(/\r\n?|\n/);
  // Columns count characters, as those of SyntaxErrors do.
  return remarksOfModule(parsed.module, analyzed.scopes, text, target)
    .filter(({ at, code }) => !isIgnored(lines[at.lineno - 1] ?? '', code))
    .map(({ at, severity, code, message }) => ({ file, severity, code, error: { message, lineno: at.lineno, offset: Array.from(Buffer.from(lines[at.lineno - 1] ?? '').subarray(0, at.col_offset).toString()).length + 1 } }));
}

const codeOf = ({ severity, code }: FoundProblem): string => code ?? `syntax-${severity}`;

/** `one file`, `two files` */
const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

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
      if (isTooDeep(error) && !needsDeeperStack(error)) found.push({ file, severity: 'error', error: { type: 'RecursionError', message: (error as Error).message, lineno: 1, offset: 1 } });
      else if (error instanceof UnreadableFile) {
        console.error(`taipan: ${error.message}`);
        unreadable += 1;
      } else throw error;
    }
    await new Promise((done) => { setImmediate(done); });
  }
  const errors = found.filter(({ severity }) => severity === 'error').length;
  switch (options.format) {
    case 'json':
      console.log(JSON.stringify(found.map((problem) => {
        const { file, severity, error, printed } = problem;
        return { file, line: error.lineno, column: error.offset, severity, code: codeOf(problem), message: error.message, note: error.note, printed };
      })));
      break;
    case 'sarif':
      console.log(problemsAsSarif(found.map((problem) => ({ file: problem.file, line: problem.error.lineno, column: problem.error.offset, level: problem.severity === 'information' ? 'note' : problem.severity, code: codeOf(problem), message: problem.error.message }))));
      break;
    case 'text': {
      for (const problem of found) {
        const { file, severity, error, printed } = problem;
        const place = `${file}:${error.lineno}:${error.offset}`;
        console.log(`${place}: ${severity}: ${error.message} [${codeOf(problem)}]`);
        if (error.note !== undefined) console.log(`${place}: note: ${error.note}`);
        if (printed !== undefined) process.stdout.write(printed);
      }
      const warned = found.filter(({ severity }) => severity === 'warning').length;
      console.log(`${count(files.length - unreadable, 'file')} checked, ${count(errors, 'problem')}${warned === 0 ? '' : `, ${count(warned, 'warning')}`}`);
    }
  }
  if (unreadable > 0) return exitCodes.environment;
  return errors > 0 ? exitCodes.problems : exitCodes.ok;
}
