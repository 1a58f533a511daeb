/**
 * What CPython's `compile` raises for an error in the bytes of a file, for those who hold this front end against it.
 * Its type and message are those of the text; its place is not always that of the text, which people are shown:
 * `compile` counts bytes before 3.13 if the file does not state its encoding, and where bytes are no UTF-8 it counts
 * characters wrongly.
 */
import type { SourceFile } from '../../source/source-file.js';
import { positionAt } from '../../source/source-file.js';
import { unescapeBytes } from '../../source/utf8.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';
import type { FoundError, SyntaxErrorType } from '../tokens/tokens.js';

export interface RaisedError {
  readonly type: SyntaxErrorType | 'UnicodeDecodeError';
  readonly message: string;
  readonly lineno: number | null;
  readonly offset: number | null;
}

export const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strictDecoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
/** It reads the line again from the file, in pieces, and keeps the last. */
const pieceOfLine = 999;

export function raisedOfBytes(file: SourceFile, found: FoundError, target: TargetVersion): RaisedError {
  const { type, message } = found;
  if (found.isOfDecoder) return { type: 'UnicodeDecodeError', message: message.replace(/^\(unicode error\) /, ''), lineno: null, offset: null };
  const place = positionAt(file, found.offset).line;
  const lineno = found.line ?? place;
  // Fields of formatted strings before 3.12 are texts of their own.
  if (found.line !== undefined && found.column !== undefined) return { type, message, lineno, offset: found.column };
  const { from, to, more } = found.counted ?? { from: file.lineStarts[place - 1] ?? 0, to: found.offset, more: 1 };
  const before = unescapeBytes(file.text.slice(from, to));
  if (found.countsCharacters) return { type, message, lineno, offset: countCharacters(decoder.decode(before)) + more };
  const column = found.columnInBytes ?? found.column ?? before.length + more;
  const isConverted = supports(target, 'countsCharactersOfBytes') || file.decoded?.statesEncoding === true;
  return { type, message, lineno, offset: isConverted ? charactersBefore(shownLine(file, lineno, found.joinedFrom), column) : column };
}

const countCharacters = (text: string): number => [...text].length;

/** The line as CPython shows it, with what is no UTF-8 replaced by characters of three bytes. */
export function shownLine(file: SourceFile, lineno: number, joinedFrom?: number): string {
  const start = file.lineStarts[lineno - 1] ?? file.text.length;
  const text = file.text.slice(start, file.lineStarts[lineno]);
  const line = unescapeBytes(lineno === 1 && file.decoded?.hasMark ? `\ufeff${text}` : text);
  const piece = line.subarray(Math.floor(Math.max(line.length - 1, 0) / pieceOfLine) * pieceOfLine);
  if (file.decoded?.statesEncoding) return decoder.decode(piece);
  try {
    return strictDecoder.decode(piece);
  } catch {
    // Then it takes the line from memory, with those that a string or a backslash joins to it.
    const joined = joinedFrom === undefined ? findJoined(file, start) : file.text.slice(joinedFrom, start);
    return decoder.decode(unescapeBytes(joined + text));
  }
}

/** By a backslash, as far as can be seen without tokens. */
function findJoined(file: SourceFile, start: number): string {
  return /(?:^|\n)((?:[^\n#]*\\\n)*)$/.exec(file.text.slice(Math.max(0, start - 10_000), start))?.[1] ?? '';
}

/** A count of bytes of the file is taken for one of the line that is shown. */
export function charactersBefore(line: string, bytes: number): number {
  const shown = Buffer.from(line);
  return bytes > shown.length ? countCharacters(line) + 1 : countCharacters(decoder.decode(shown.subarray(0, bytes)));
}
