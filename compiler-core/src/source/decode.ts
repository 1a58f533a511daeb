/**
 * The bytes of a Python file to text, by byte order mark or PEP 263 cookie, for `source-file.ts`; or what CPython says
 * of bytes that it does not decode.
 *
 * Of UTF-8, unless a cookie names it in a way that CPython has to look up, it minds only what is part of a literal or a
 * name: other bytes stay, as lone surrogates.
 */
import { CodecError, decodeWith, needsInterpreter } from './codecs.js';
import { firstInvalidUtf8, utf8Length } from './utf8.js';

export interface DecodedSource {
  /** With its own newlines, without a byte order mark. */
  readonly text: string;
  /** Some lone surrogates are bytes that are no UTF-8, as Python's `surrogateescape` has them. */
  readonly hasUndecodedBytes: boolean;
  readonly hasMark: boolean;
  /** By mark or cookie. */
  readonly statesEncoding: boolean;
}

/** CPython refuses the bytes before it reads any Python. The message is its own. */
export class SourceDecodingError extends Error {
  /** Where it says that is. */
  readonly lineno: number | null;
  readonly offset: number | null;
  /** What `python FILE` says instead, as it reads the file by lines. */
  readonly ofFile: string;
  constructor(message: string, lineno: number | null = 0, offset: number | null = -1, ofFile = message) {
    super(message);
    this.ofFile = ofFile;
    this.lineno = lineno;
    this.offset = offset;
  }
}

/** The file's name stands in one of the messages. */
export const fileInMessage = '\0';

export const notUtf8 = (byte: number, line: number): string =>
  `Non-UTF-8 code starting with '\\x${byte.toString(16).padStart(2, '0')}' in file ${fileInMessage} on line ${line}, but no encoding declared; see https://peps.python.org/pep-0263/ for details`;

/** What `python FILE` says of a first line that is no UTF-8, be it that the second states an encoding: it has not come to that. */
export function refuseFirstLine(bytes: Uint8Array): void {
  if (byteOrderMark.every((byte, index) => bytes[index] === byte)) return;
  const end = bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  const line = end < 0 ? bytes : bytes.subarray(0, end);
  const bad = firstInvalidUtf8(line);
  if (bad === undefined || line.includes(0) || encodingCookie.test(Buffer.from(line).toString('latin1'))) return;
  throw new SourceDecodingError(notUtf8(bad, 1));
}

const byteOrderMark = [0xef, 0xbb, 0xbf];
/** PEP 263: the cookie must be in a comment, alone on one of the first two lines. */
const encodingCookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const blankOrComment = /^[ \t\f]*(?:#.*)?$/;
/** The encoding a PEP 263 comment names; undefined if there is none. */
function findEncodingCookie(bytes: Uint8Array): string | undefined {
  let from = 0;
  for (let line = 0; line < 2 && from < bytes.length; line++) {
    let to = from;
    while (to < bytes.length && bytes[to] !== 0x0a && bytes[to] !== 0x0d) to++;
    const text = Buffer.from(bytes.subarray(from, to)).toString('latin1');
    const cookie = encodingCookie.exec(text)?.[1];
    if (cookie !== undefined) return cookie;
    if (!blankOrComment.test(text)) return undefined;
    from = to + (bytes[to] === 0x0d && bytes[to + 1] === 0x0a ? 2 : 1);
  }
  return undefined;
}

/** The names that the tokenizer knows by itself, with anything after a dash. */
function shortenEncoding(name: string): string {
  const head = name.slice(0, 12).toLowerCase().replaceAll('_', '-');
  if (/^utf-8(?:-|$)/.test(head)) return 'utf-8';
  return /^(?:latin-1|iso-8859-1|iso-latin-1)(?:-|$)/.test(head) ? 'iso-8859-1' : name;
}

/** The encoding that the bytes state, if only an interpreter knows exactly what they mean in it. */
export function encodingForInterpreter(bytes: Uint8Array): string | undefined {
  const cookie = findEncodingCookie(bytes);
  return cookie !== undefined && !['utf-8', 'iso-8859-1'].includes(shortenEncoding(cookie)) && needsInterpreter(cookie) ? cookie : undefined;
}

/** `python FILE` minds null bytes where it comes to them, others at once. */
export function decodeBytes(bytes: Uint8Array, allowsNull = false): DecodedSource {
  if (!allowsNull && bytes.includes(0)) throw new SourceDecodingError('source code string cannot contain null bytes', null, null);
  const hasMark = byteOrderMark.every((byte, index) => bytes[index] === byte);
  const content = hasMark ? bytes.subarray(3) : bytes;
  const cookie = findEncodingCookie(content);
  const encoding = cookie === undefined ? 'utf-8' : shortenEncoding(cookie);
  if (hasMark && encoding !== 'utf-8') throw new SourceDecodingError(`encoding problem: ${encoding} with BOM`);
  const about = { hasMark, statesEncoding: hasMark || cookie !== undefined };
  if (encoding !== 'utf-8') return { ...about, text: decodeByName(content, encoding), hasUndecodedBytes: false };
  try {
    return { ...about, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content), hasUndecodedBytes: false };
  } catch {
    return { ...about, text: escapeUndecoded(content), hasUndecodedBytes: true };
  }
}

/** All of the bytes, or none. */
function decodeByName(content: Uint8Array, name: string): string {
  // The codec sees newlines that are translated, with one at the end.
  const translated = Buffer.from(content).toString('latin1').replace(/\r\n?|(?<!\n)$/g, '\n');
  const endsInBoth = content.at(-2) === 0x0d && content.at(-1) === 0x0a;
  try {
    const text = decodeWith(name, Buffer.from(translated, 'latin1'));
    return endsInBoth ? text.replace(/\n$/, '\r\n') : text;
  } catch (error) {
    throw error instanceof CodecError ? new SourceDecodingError(error.message, 0, -1, `encoding problem: ${name}`) : error;
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
