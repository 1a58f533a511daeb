/**
 * A Python source as text with its line index, from its bytes, for the parser and everything that reports a place.
 *
 * The text is what CPython's tokenizer sees: no byte order mark, and `\n` as the only newline. Lines and columns are
 * thus those of the original file, while offsets are into the normalized text.
 */
import { decodeBytes, type DecodedSource, encodingForInterpreter, notUtf8 } from './decode.js';
import { supports } from '../targets/features.js';
import { escapedBytes, unescapeBytes, utf8Width } from './utf8.js';
import type { TargetVersion } from '../targets/target-version.js';

export interface SourceFile {
  readonly text: string;
  /** The offset where each line starts. */
  readonly lineStarts: readonly number[];
  /** The number of the first line, if the text is a part of a file; 1 otherwise. */
  readonly firstLine?: number;
  /** The column of its first character, if the text is a part of a line; 0 otherwise. */
  readonly firstColumn?: number;
  /** Columns are then the same in every unit. */
  readonly isAscii: boolean;
  /** The text ends before a line that `python FILE` cannot read, and says this of it. */
  readonly unread?: UnreadLine;
  /** How the text comes from bytes, if it does. */
  readonly decoded?: Omit<DecodedSource, 'text'>;
  /** The line that the last search found: places are mostly asked for in order. */
  readonly recent: { line: number };
}

export interface UnreadLine {
  readonly message: string;
  /** What of the line is shown; null if it is not. */
  readonly shown: string | null;
}

/** Line from 1, column from 0 in UTF-8 bytes, as `ast` counts. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Decodes by byte order mark or PEP 263 cookie; UTF-8 otherwise. */
export function decodeSource(bytes: Uint8Array): string {
  return decodeBytes(bytes).text;
}

/** The text as the tokenizer of the target sees it. */
export function normalizeSource(content: string, target: TargetVersion): string {
  return normalizeNewlines(content.replace(/^\ufeff/, ''), target);
}

function normalizeNewlines(text: string, target: TargetVersion): string {
  if (!text.includes('\r')) return text;
  // CPython 3.11 takes a last `\r\n` for a line without an end, and gives it one.
  const more = supports(target, 'crlfAtEndAddsNewline') && text.endsWith('\r\n') ? '\n' : '';
  return text.replace(/\r\n?/g, '\n') + more;
}

export function createSourceFile(content: string | Uint8Array, target: TargetVersion): SourceFile {
  if (typeof content === 'string') return indexLines(normalizeSource(content, target));
  const { text, ...decoded } = decodeBytes(content);
  return { ...indexLines(normalizeNewlines(text, target)), decoded };
}

function decodeForLines(content: string | Uint8Array): DecodedSource {
  if (typeof content !== 'string') return decodeBytes(content, true);
  const bytes = Buffer.from(content);
  // Who gives such a text has asked an interpreter.
  return encodingForInterpreter(bytes) === undefined ? decodeBytes(bytes, true) : { text: content, hasUndecodedBytes: false, hasMark: false, statesEncoding: true };
}

/** The file as `python FILE` reads it, line by line: to the first that has a null byte, or that is no UTF-8 and need be. */
export function readByLines(content: string | Uint8Array, target: TargetVersion): SourceFile {
  const { text: whole, ...decoded } = decodeForLines(content);
  const source: SourceFile = { ...indexLines(whole.replace(/\r\n?/g, '\n')), decoded };
  const file = supports(target, 'refusesNullBytes') || !source.text.includes('\0') ? source : { ...source, ...indexLines(source.text.replace(/\0[^\n]*\n?/g, '')) };
  const { text } = file;
  const zero = text.indexOf('\0');
  const escaped = decoded.hasUndecodedBytes && !decoded.statesEncoding ? text.search(escapedBytes) : -1;
  if (zero < 0 && escaped < 0) return file;
  const isEscaped = escaped >= 0 && (zero < 0 || escaped < zero);
  const at = isEscaped ? escaped : zero;
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const unread = isEscaped
    ? { message: notUtf8(text.charCodeAt(at) & 0xff, positionAt(file, at).line), shown: null }
    : { message: 'source code cannot contain null bytes', shown: new TextDecoder('utf-8', { ignoreBOM: true }).decode(unescapeBytes(text.slice(start, at))) };
  return { ...indexLines(text.slice(0, start)), decoded, unread };
}

/** Of a text that is normalized already. */
export function indexLines(text: string): SourceFile {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { text, lineStarts, isAscii: !/[^\x00-\x7f]/.test(text), recent: { line: 0 } };
}

/** The position of a UTF-16 offset. */
export function positionAt(source: SourceFile, offset: number): SourcePosition {
  const line = findLine(source, offset);
  const start = source.lineStarts[line] ?? 0;
  const column = source.isAscii ? offset - start : Buffer.byteLength(source.text.slice(start, offset));
  return { line: line + (source.firstLine ?? 1), column: line === 0 ? column + (source.firstColumn ?? 0) : column };
}

/** The UTF-16 offset of a position. */
export function offsetAt(source: SourceFile, { line, column }: SourcePosition): number {
  const index = line - (source.firstLine ?? 1);
  const start = source.lineStarts[index] ?? source.text.length;
  const width = index === 0 ? column - (source.firstColumn ?? 0) : column;
  if (source.isAscii) return start + width;
  let at = start;
  for (let bytes = 0; bytes < width; at++) bytes += utf8Width(source.text, at);
  return at;
}

/** The column in code points, from 1: the `offset` of a `SyntaxError`. */
export function errorOffsetAt(source: SourceFile, offset: number): number {
  const start = source.lineStarts[findLine(source, offset)] ?? 0;
  return [...source.text.slice(start, offset)].length + 1;
}

function findLine(source: SourceFile, offset: number): number {
  const { lineStarts, recent } = source;
  const isIn = (line: number): boolean => (lineStarts[line] ?? Infinity) <= offset && offset < (lineStarts[line + 1] ?? Infinity);
  if (isIn(recent.line)) return recent.line;
  if (isIn(recent.line + 1)) return ++recent.line;
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  recent.line = low;
  return low;
}
