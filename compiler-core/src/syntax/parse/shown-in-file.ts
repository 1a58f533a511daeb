/**
 * What `python FILE` shows of an error in a file's text: its type, message and places, and the line under which its carets
 * stand. CPython reads that file by lines, so it meets bytes that are no UTF-8 wherever they are, and at its end its
 * tokenizer is at the start of a line that is not there.
 */
import { positionAt, type SourceFile, type SourcePosition } from '../../source/source-file.js';
import { countBytes, unescapeBytes } from '../../source/utf8.js';
import { type FoundError, isTokenizerError, type SyntaxErrorType } from '../tokens/tokens.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';
import { charactersBefore, decoder, raisedOfBytes, shownLine } from './raised-of-bytes.js';

/** Lines, and columns in characters, from 1; what CPython's `SyntaxError` has as attributes. */
export interface ShownError {
  readonly type: SyntaxErrorType | 'UnicodeDecodeError';
  readonly message: string;
  readonly lineno: number | null;
  readonly offset: number | null;
  readonly endLineno: number | null;
  readonly endOffset: number | null;
  /** Null where CPython has none. */
  readonly line: string | null;
  /** Which line it is about, be it that CPython names none. */
  readonly nearLine: number;
}

export function withoutPlace(message: string, nearLine: number): ShownError {
  return { type: 'SyntaxError', message, lineno: null, offset: null, endLineno: null, endOffset: null, line: null, nearLine };
}

export function shownInFile(file: SourceFile, found: FoundError, target: TargetVersion): ShownError {
  const start = positionAt(file, found.offset);
  const lineno = found.line ?? start.line;
  const ofTokenizer = isTokenizerError(found);
  if (ofTokenizer && found.isUnread) return shownUnread(file);
  if (found.isOfDecoder) return { ...withoutPlace(found.message.replace(/^\(unicode error\) /, ''), lineno), type: 'UnicodeDecodeError' };
  const { type, message } = found;
  const line = shownLine(file, lineno);
  const shown = { type, message, lineno, endLineno: lineno, line, nearLine: lineno };
  const isConverted = supports(target, 'countsCharactersOfBytes') || file.decoded?.statesEncoding === true;
  if (ofTokenizer) {
    const offset = found.isBeforeTokens ? 0 : raisedOfBytes(file, found, target).offset;
    const endOffset = found.end === undefined ? (found.noEnd === 'start' ? offset : found.noEnd ?? 0) : (offset ?? 0) + found.end - found.offset;
    return { ...shown, offset, endOffset, line: found.onlyInOrder || found.isUndecodable ? line : lineInMemory(file, lineno) };
  }
  if (found.isWhereReaderIs) {
    const column = found.column ?? 0;
    return { ...shown, offset: found.isWhereReaderIs === 'at-end' ? 0 : isConverted ? charactersBefore(line, column) : column, endOffset: found.noEnd === 0 ? 0 : -1 };
  }
  const columnOf = (column: number): number => (isConverted ? charactersBefore(line, column + 1) : column + 1);
  const { columnInBytes } = found;
  const ofKey = columnInBytes !== undefined && isConverted ? charactersBefore(line, columnInBytes) : columnInBytes;
  const offset = ofKey ?? found.column ?? columnOf(columnAt(file, found.offset));
  if (found.shownLine !== undefined) return { ...shown, offset, endLineno: found.endLine ?? lineno, endOffset: found.endColumn ?? 0, line: found.shownLine };
  if (found.end === undefined) return { ...shown, offset, endOffset: 0 };
  const end = endOf(file, found.end, target);
  return { ...shown, offset, endLineno: end.line, endOffset: columnOf(end.column - (found.endsShort ? 1 : 0)) };
}

function shownUnread({ unread, lineStarts }: SourceFile): ShownError {
  const { message, shown } = unread ?? { message: '', shown: null };
  const lineno = lineStarts.length;
  return shown === null ? withoutPlace(message, lineno) : { type: 'SyntaxError', message, lineno, offset: 0, endLineno: lineno, endOffset: 0, line: shown, nearLine: lineno };
}

/** Its tokenizer shows what it holds, which has no byte order mark. */
function lineInMemory(file: SourceFile, lineno: number): string {
  return decoder.decode(unescapeBytes(file.text.slice(file.lineStarts[lineno - 1] ?? file.text.length, file.lineStarts[lineno])));
}

/** In bytes, from 0. */
function columnAt(file: SourceFile, offset: number): number {
  return countBytes(file.text.slice(file.text.lastIndexOf('\n', offset - 1) + 1, offset));
}

/** The token of a newline ends in its line; before 3.12 it has no width. */
function endOf(file: SourceFile, end: number, target: TargetVersion): SourcePosition {
  const isNewline = end > file.text.length || file.text[end - 1] === '\n';
  const at = isNewline ? end - 1 : end;
  const { line } = positionAt(file, at);
  const column = columnAt(file, at);
  return { line, column: isNewline && supports(target, 'newlinesHaveWidth') ? column + 1 : column };
}
