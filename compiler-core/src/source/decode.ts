/**
 * The bytes of a Python file to text, by byte order mark or PEP 263 cookie, for `source-file.ts`; or what CPython says
 * of bytes that it does not decode.
 *
 * Of UTF-8, unless a cookie names it in a way that CPython has to look up, it minds only what is part of a literal or a
 * name: other bytes stay, as lone surrogates.
 */
import { describeInvalidUtf8, utf8Length } from './utf8.js';

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
  constructor(message: string, lineno: number | null = 0, offset: number | null = -1) {
    super(message);
    this.lineno = lineno;
    this.offset = offset;
  }
}

const byteOrderMark = [0xef, 0xbb, 0xbf];
/** PEP 263: the cookie must be in a comment, alone on one of the first two lines. */
const encodingCookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const blankOrComment = /^[ \t\f]*(?:#.*)?$/;
/** The names of UTF-8 that its tokenizer does not know: a codec decodes the whole file. */
const otherNamesOfUtf8 = /^(?:utf-?8|u8|utf|cp65001|utf-?8-ucs[24])$/;
const namesOfAscii = /^(?:ascii|us-ascii|us|646|cp367|ibm367|csascii|iso-ir-6|iso646-us|iso-646\.irv-1991|ansi-x3\.4-19(?:68|86)|ansi-x3-4-1968)$/;
const namesOfLatin1 = /^(?:latin-?1|latin|l1|8859|cp819|ibm819|csisolatin1|iso-?8859(?:-1)?|iso-8859-1-1987|iso-ir-100)$/;

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

export function decodeBytes(bytes: Uint8Array): DecodedSource {
  if (bytes.includes(0)) throw new SourceDecodingError('source code string cannot contain null bytes', null, null);
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
  const encoding = name.toLowerCase().replaceAll('_', '-');
  if (namesOfLatin1.test(encoding)) return Buffer.from(content).toString('latin1');
  // The codec sees newlines that are translated.
  const seen = (): Uint8Array => Buffer.from(Buffer.from(content).toString('latin1').replace(/\r\n/g, '\n'), 'latin1');
  if (namesOfAscii.test(encoding)) {
    const bad = seen().findIndex((byte) => byte > 127);
    if (bad < 0) return Buffer.from(content).toString('latin1');
    throw new SourceDecodingError(`'ascii' codec can't decode byte 0x${(seen()[bad] ?? 0).toString(16)} in position ${bad}: ordinal not in range(128)`);
  }
  const isUtf8 = otherNamesOfUtf8.test(encoding);
  try {
    return textDecoderFor(isUtf8 ? 'utf-8' : encoding, name).decode(content);
  } catch (error) {
    if (error instanceof SourceDecodingError) throw error;
    const problem = isUtf8 ? describeInvalidUtf8(seen()) : undefined;
    throw new SourceDecodingError(problem?.replace('(unicode error) ', '') ?? `'${encoding}' codec can't decode the source`);
  }
}

function textDecoderFor(encoding: string, name: string): InstanceType<typeof TextDecoder> {
  for (const label of [encoding, encoding.replace(/^cp(?=\d)/, 'windows-'), encoding.replace(/^iso(?=\d)/, 'iso-')]) {
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: true });
    } catch {
      // The label is not one of TextDecoder's: Python's other spelling comes next.
    }
  }
  throw new SourceDecodingError(`unknown encoding: ${name}`);
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
