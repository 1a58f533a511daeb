/**
 * What CPython's `compile` raises for an error in the bytes of a file, for those who hold this front end against it.
 * Its type and message are those of the text; its place is not always that of the text, which people are shown:
 * `compile` counts bytes before 3.13 if the file does not state its encoding, and where bytes are no UTF-8 it counts
 * characters wrongly.
 */
import type { SourceFile } from '../../source/source-file.js';
import { positionAt } from '../../source/source-file.js';
import { countBytes, unescapeBytes } from '../../source/utf8.js';
import type { TargetMinor } from '../../targets/target-version.js';
import type { FoundError, SyntaxErrorType } from './tokens.js';

export interface RaisedError {
  readonly type: SyntaxErrorType | 'UnicodeDecodeError';
  readonly message: string;
  readonly lineno: number | null;
  readonly offset: number | null;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strictDecoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
/** It reads the line again from the file, in pieces, and keeps the last. */
const pieceOfLine = 999;

export function raisedOfBytes(file: SourceFile, found: FoundError, target: TargetMinor): RaisedError {
  const { type, message } = found;
  if (found.isOfDecoder) return { type: 'UnicodeDecodeError', message: message.replace(/^\(unicode error\) /, ''), lineno: null, offset: null };
  const lineno = found.line ?? positionAt(file, found.offset).line;
  return { type, message, lineno, offset: found.column ?? columnOf(file, found, lineno, target) };
}

function columnOf(file: SourceFile, found: FoundError, lineno: number, target: TargetMinor): number {
  const lineStart = file.lineStarts[positionAt(file, found.offset).line - 1] ?? 0;
  const before = found.counted ? countedText(file, found.counted) : file.text.slice(lineStart, found.offset);
  const first = found.counted ? 0 : 1;
  if (found.countsCharacters) return countCharacters(decoder.decode(unescapeBytes(before))) + first;
  const column = countBytes(before) + first;
  return target < 13 && file.decoded?.statesEncoding !== true ? column : charactersBefore(lineOf(file, lineno), column);
}

/** The last line always has its end for CPython. */
export function countedText(file: SourceFile, [from, to]: NonNullable<FoundError['counted']>): string {
  return to > file.text.length ? `${file.text.slice(from)}\n` : file.text.slice(from, to);
}

const countCharacters = (text: string): number => [...text].length;

/** The line as CPython shows it, with what is no UTF-8 replaced by characters of three bytes. */
function lineOf(file: SourceFile, lineno: number): string {
  const text = file.text.slice(file.lineStarts[lineno - 1], file.lineStarts[lineno]);
  const line = unescapeBytes(lineno === 1 && file.decoded?.hasMark ? `\ufeff${text}` : text);
  const piece = line.subarray(Math.floor(Math.max(line.length - 1, 0) / pieceOfLine) * pieceOfLine);
  if (file.decoded?.statesEncoding) return decoder.decode(piece);
  try {
    return strictDecoder.decode(piece);
  } catch {
    // Then it takes the line from memory.
    return decoder.decode(line);
  }
}

/** A count of bytes of the file is taken for one of the line that is shown. */
function charactersBefore(line: string, bytes: number): number {
  const shown = Buffer.from(line);
  return bytes > shown.length ? countCharacters(line) + 1 : countCharacters(decoder.decode(shown.subarray(0, bytes)));
}
