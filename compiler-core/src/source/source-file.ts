/**
 * A Python source as text with its line index, from its bytes, for the parser and everything that reports a place.
 *
 * The text is what CPython's tokenizer sees: no byte order mark, and `\n` as the only newline. Lines and columns are
 * thus those of the original file, while offsets are into the normalized text.
 */
import { utf8Length } from './utf8.js';

export interface SourceFile {
  readonly text: string;
  /** The offset where each line starts. */
  readonly lineStarts: readonly number[];
  /** The number of the first line, if the text is a part of a file; 1 otherwise. */
  readonly firstLine?: number;
  /** Columns are then the same in every unit. */
  readonly isAscii: boolean;
  /** Bytes that are no UTF-8 stand in the text as lone surrogates, as Python's `surrogateescape` has them. */
  readonly hasUndecodedBytes?: boolean;
  /** The line that the last search found: places are mostly asked for in order. */
  readonly recent: { line: number };
}

/** Line from 1, column from 0 in UTF-8 bytes, as `ast` counts. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** The bytes are not text in the encoding that the file states. The message is CPython's. */
export class SourceDecodingError extends Error {}

/** They are to be UTF-8. CPython minds only where they are part of a literal or a name. */
class InvalidUtf8 extends SourceDecodingError {
  readonly content: Uint8Array;
  constructor(content: Uint8Array) {
    super("(unicode error) 'utf-8' codec can't decode the source");
    this.content = content;
  }
}

const byteOrderMark = [0xef, 0xbb, 0xbf];
/** PEP 263: the cookie must be in a comment, alone on one of the first two lines. */
const encodingCookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const blankOrComment = /^[ \t\f]*(?:#.*)?$/;

/** The encoding a PEP 263 comment names, in lower case with dashes; undefined if there is none. */
function findEncodingCookie(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).split(/\r\n?|\n/, 2);
  for (const line of head) {
    const cookie = encodingCookie.exec(line)?.[1];
    if (cookie !== undefined) return cookie.toLowerCase().replaceAll('_', '-');
    if (!blankOrComment.test(line)) return undefined;
  }
  return undefined;
}

/** Decodes by byte order mark or PEP 263 cookie; UTF-8 otherwise. */
export function decodeSource(bytes: Uint8Array): string {
  const hasMark = byteOrderMark.every((byte, index) => bytes[index] === byte);
  const content = hasMark ? bytes.subarray(3) : bytes;
  const encoding = findEncodingCookie(content) ?? 'utf-8';
  if (hasMark && !/^utf-8(-|$)/.test(encoding)) throw new SourceDecodingError(`encoding problem: ${encoding} with BOM`);
  // TextDecoder takes 'latin1' and 'ascii' for windows-1252, which differs from Python's in 0x80 to 0x9f.
  if (/^(latin-?1|iso-?8859-1|iso-latin-1|l1|cp819)(-|$)/.test(encoding)) return Buffer.from(content).toString('latin1');
  if (encoding === 'ascii' || encoding === 'us-ascii') {
    const bad = content.find((byte) => byte > 127);
    if (bad !== undefined) throw new SourceDecodingError(`(unicode error) 'ascii' codec can't decode byte 0x${bad.toString(16)}`);
    return Buffer.from(content).toString('latin1');
  }
  const isUtf8 = /^utf-?8(-|$)/.test(encoding);
  const decoder = textDecoderFor(isUtf8 ? 'utf-8' : encoding);
  try {
    return decoder.decode(content);
  } catch {
    if (isUtf8) throw new InvalidUtf8(content);
    throw new SourceDecodingError(`(unicode error) '${encoding}' codec can't decode the source`);
  }
}

function textDecoderFor(encoding: string): InstanceType<typeof TextDecoder> {
  for (const label of [encoding, encoding.replace(/^cp(?=\d)/, 'windows-'), encoding.replace(/^iso(?=\d)/, 'iso-')]) {
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: true });
    } catch {
      // The label is not one of TextDecoder's: Python's other spelling comes next.
    }
  }
  throw new SourceDecodingError(`unknown encoding: ${encoding}`);
}

/** The text as the tokenizer sees it. */
export function normalizeSource(content: string | Uint8Array): string {
  const decoded = typeof content === 'string' ? content.replace(/^\ufeff/, '') : decodeSource(content);
  return decoded.includes('\r') ? decoded.replace(/\r\n?/g, '\n') : decoded;
}

export function createSourceFile(content: string | Uint8Array): SourceFile {
  try {
    return indexLines(normalizeSource(content));
  } catch (error) {
    if (!(error instanceof InvalidUtf8)) throw error;
    return { ...indexLines(escapeUndecoded(error.content).replace(/\r\n?/g, '\n')), hasUndecodedBytes: true };
  }
}

function escapeUndecoded(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length;) {
    const length = utf8Length(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    pieces.push(Buffer.from(bytes.subarray(from, at)).toString(), String.fromCharCode(0xdc00 + (bytes[at] ?? 0)));
    from = ++at;
  }
  return `${pieces.join('')}${Buffer.from(bytes.subarray(from)).toString()}`;
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
  return { line: line + (source.firstLine ?? 1), column: source.isAscii ? offset - start : Buffer.byteLength(source.text.slice(start, offset)) };
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
