/**
 * What is wrong with a file as `python FILE` prints it on standard error: the error that it shows and, in the form of each
 * version, the text with its carets.
 */
import { ScopeError, type SourceWarning } from '../scopes/scope.js';
import { buildScopes, isTooDeep } from '../scopes/build-scopes.js';
import { fileInMessage } from '../source/decode.js';
import type { SourceFile } from '../source/source-file.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import { type LineWarning, warnInFile } from '../syntax/parse/literal-warnings.js';
import type { ShownError } from '../syntax/parse/shown-in-file.js';
import { shownLine } from '../syntax/parse/raised-of-bytes.js';
import { displayWidth } from '../syntax/characters/widths.js';
import { findKeywordTypo, type KeywordTypo } from './keyword-typos.js';
import { readFile } from '../syntax/parse/parse-module.js';
import { supports } from '../targets/features.js';
import type { TargetVersion } from '../targets/target-version.js';

/** What `python FILE` says before it runs the file, or instead. */
export interface Judgement {
  /** Null for a file that runs. */
  readonly error: ShownError | null;
  /** Printed in the place of what the error says. */
  readonly typo?: KeywordTypo | undefined;
  readonly warnings: readonly LineWarning[];
}

export function judgeFile(content: string | Uint8Array, target: TargetVersion): Judgement {
  const reading = readFile(content, target);
  if (reading.kind === 'refused') {
    const { shown, warnings, read } = reading;
    return { error: shown, warnings, typo: read && findKeywordTypo(content, read.source, shown, read.lastBlock, target) };
  }
  const { source } = reading;
  const inFile = (found: readonly SourceWarning[]): readonly LineWarning[] => [...reading.warnings, ...found.map(({ message, at }) => warnInFile(source, at.lineno, columnIn(source, at), message))];
  try {
    return { error: null, warnings: inFile(buildScopes(reading.module, target).warnings) };
  } catch (error) {
    if (!(error instanceof ScopeError) || isTooDeep(error)) throw error;
    const { message, lineno, offset, endLineno, endOffset } = error;
    return { warnings: inFile(error.warnings), error: { type: 'SyntaxError', message, lineno, offset, endLineno, endOffset, line: shownLine(source, lineno), nearLine: lineno } };
  }
}

/** In code points, from 1. */
function columnIn(source: SourceFile, { lineno, col_offset }: Positioned): number {
  const line = source.text.slice(source.lineStarts[lineno - 1], source.lineStarts[lineno]);
  return Array.from(Buffer.from(line).subarray(0, col_offset).toString()).length + 1;
}

/** `file` as the interpreter names it: the whole path. */
export function printJudgement({ error, warnings, typo }: Judgement, file: string, target: TargetVersion): string {
  const warned = warnings.map(({ lineno, message, line }) => `${file}:${lineno}: SyntaxWarning: ${message}\n${line === null ? '' : `  ${line}\n`}`);
  return warned.join('') + (error === null ? '' : printError(typo === undefined ? error : { ...error, ...typo, endLineno: error.lineno }, file, target));
}

/** The message with the file's name, if it is one with a name. */
export const nameFile = (message: string, file: string): string => message.replaceAll(fileInMessage, file);

function printError(error: ShownError, file: string, target: TargetVersion): string {
  const message = `${error.type}: ${nameFile(error.message, file)}\n`;
  if (error.lineno === null) return message;
  const place = `  File "${file}", line ${error.lineno}\n`;
  if (error.line === null) return place + message;
  return place + (supports(target, 'printsByTraceback') ? markAsTraceback(error, error.line, target) : markAsRuntime(error, error.line)) + message;
}

/** `print_error_text` of CPython's `Python/pythonrun.c`: it takes the length of the line in bytes. */
function markAsRuntime(error: ShownError, line: string): string {
  let end = error.endOffset ?? -1;
  if ((error.endLineno ?? 0) > (error.lineno ?? 0)) end = Buffer.byteLength(line);
  // Only of a SyntaxError itself does it ask for the end.
  const count = error.type === 'SyntaxError' && end > 0 && end > (error.offset ?? 0) ? end - (error.offset ?? 0) : 1;
  // A character a byte.
  const bytes = Buffer.from(line).toString('latin1');
  let text = bytes.replace(/^[ \t\f]+/, '');
  let offset = (error.offset ?? 0) - 1 - (bytes.length - text.length);
  const { length } = text.replace(/\n$/, '');
  if (offset > length) offset = length;
  for (let newline = text.indexOf('\n'); newline >= 0 && newline < offset; newline = text.indexOf('\n')) {
    text = text.slice(newline + 1);
    offset -= newline + 1;
  }
  const shown = `    ${Buffer.from(text, 'latin1').toString()}${text.endsWith('\n') ? '' : '\n'}`;
  return offset < 0 ? shown : `${shown}    ${' '.repeat(offset)}${'^'.repeat(count)}\n`;
}

/** `str.isspace`, which is not quite what JavaScript takes for blank. */
const blank = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** `TracebackException._format_syntax_error` of Python's `traceback`. */
function markAsTraceback(error: ShownError, line: string, target: TargetVersion): string {
  const [all, whole] = [[...line], [...line.replace(/\n+$/, '')]];
  const text = [...whole.join('').replace(/^[ \n\f]+/, '')];
  const indentation = whole.length - text.length;
  let offset = error.offset ?? 0;
  let end = error.lineno === error.endLineno ? error.endOffset || offset : whole.length + 1;
  if (all.length > 0 && offset > all.length) offset = whole.length + 1;
  if (all.length > 0 && end > all.length) end = whole.length + 1;
  if (offset >= end || end < 0) end = offset + 1;
  const column = offset - 1 - indentation;
  const shown = `    ${text.join('')}\n`;
  if (column < 0) return shown;
  const length = Math.max(0, end - 1 - indentation - column);
  if (supports(target, 'marksByWidth')) {
    const marked = text.slice(column, column + length);
    return `${shown}    ${' '.repeat(displayWidth(text.slice(0, column)))}${'^'.repeat(marked.length === 0 ? length : displayWidth(marked))}\n`;
  }
  const before = text.slice(0, column).map((character) => (blank.test(character) ? character : ' ')).join('');
  return `${shown}    ${before}${'^'.repeat(length)}\n`;
}
