/**
 * Bytes to text by the name of an encoding that a file states, for `decode.ts`: Python's names, and Python's characters
 * where an encoding has one byte for each. The others are those of `TextDecoder`.
 */
import { inflateSync } from 'node:zlib';
import { packedCodecs } from './codecs.generated.js';
import { describeInvalidUtf8 } from './utf8.js';

interface Codecs {
  /** Of 256 characters, or of 128 that follow those of ASCII. */
  readonly tables: Readonly<Record<string, string>>;
  /** By any name that Python knows, in lower case with underscores. */
  readonly names: Readonly<Record<string, string>>;
  readonly notText: readonly string[];
}

/** What Python says of bytes that it does not decode. */
export class CodecError extends Error {}

const undefinedCharacter = '\ufffe';
const latin1: ReadonlySet<string> = new Set(['latin_1', 'iso8859_1', 'charmap']);
const labels: Readonly<Record<string, string>> = {
  big5: 'big5', big5hkscs: 'big5', cp932: 'shift_jis', cp949: 'euc-kr', cp950: 'big5', euc_jp: 'euc-jp', euc_kr: 'euc-kr', gb18030: 'gb18030',
  gb2312: 'gbk', gbk: 'gbk', iso2022_jp: 'iso-2022-jp', shift_jis: 'shift_jis', utf_16: 'utf-16le', utf_16_le: 'utf-16le', utf_16_be: 'utf-16be',
};
/** Bytes that `TextDecoder` takes for control characters, or for parts of characters that the encoding does not have. */
const neverIn: Readonly<Record<string, (byte: number) => boolean>> = {
  euc_jp: (byte) => byte > 0x7f && byte < 0xa1 && byte !== 0x8e && byte !== 0x8f,
  euc_kr: (byte) => byte > 0x7f && byte < 0xa1,
  gb2312: (byte) => byte > 0x7f && (byte < 0xa1 || byte > 0xf7),
};
/** Encodings that have ASCII as it is, but for the bytes here. */
const escapesOfAscii: Readonly<Record<string, RegExp>> = {
  hz: /~/, utf_7: /\+/, johab: /\\/, unicode_escape: /\\/, raw_unicode_escape: /\\/, euc_jis_2004: /[\\~]/, euc_jisx0213: /[\\~]/, shift_jis_2004: /[\\~]/, shift_jisx0213: /[\\~]/,
  iso2022_jp_1: /[\x0e\x1b]/, iso2022_jp_2: /[\x0e\x1b]/, iso2022_jp_2004: /[\x0e\x1b]/, iso2022_jp_3: /[\x0e\x1b]/, iso2022_jp_ext: /[\x0e\x1b]/, iso2022_kr: /[\x0e\x1b]/,
};

let loaded: Codecs | undefined;

/** Unpacked for the first file that states an encoding other than UTF-8 and Latin-1. */
function loadCodecs(): Codecs {
  if (loaded === undefined) {
    const codecs = JSON.parse(inflateSync(Buffer.from(packedCodecs, 'base64')).toString()) as Codecs;
    // A file may state any name, `constructor` too.
    loaded = { ...codecs, names: Object.assign(Object.create(null), codecs.names) };
  }
  return loaded;
}

function findCodec(name: string): string | undefined {
  const { names } = loadCodecs();
  const normalized = name.toLowerCase().split(/[^a-z0-9.]+/).filter((part) => part !== '').join('_');
  const plain = normalized.replaceAll('.', '_');
  // With a dot it may be an alias, but not the codec itself.
  return names[normalized] ?? (names[plain] === plain ? undefined : names[plain]);
}

/** Whether Python reads text of this encoding, and only an interpreter can say exactly how: of what has several bytes a character. */
export function needsInterpreter(name: string): boolean {
  const codec = findCodec(name);
  if (codec === undefined || latin1.has(codec) || ['ascii', 'utf_8', 'utf_8_sig'].includes(codec)) return false;
  const { tables, notText } = loadCodecs();
  return tables[codec] === undefined && !notText.includes(codec);
}

/** Throws a `CodecError` if Python would refuse any of the bytes, or if only an interpreter can tell. */
export function decodeWith(name: string, bytes: Uint8Array): string {
  const { tables, notText } = loadCodecs();
  const codec = findCodec(name);
  if (codec === undefined) throw new CodecError(`unknown encoding: ${name}`);
  if (notText.includes(codec)) throw new CodecError(`'${name}' is not a text encoding; use codecs.decode() to handle arbitrary codecs`);
  if (latin1.has(codec)) return Buffer.from(bytes).toString('latin1');
  if (codec === 'ascii') return decodeAscii(bytes);
  if (codec === 'utf_8' || codec === 'utf_8_sig') return decodeUtf8(bytes);
  const table = tables[codec];
  if (table !== undefined) return decodeByTable(table, bytes);
  const label = labels[codec];
  if (label !== undefined) return decodeByLabel(codec, label, bytes);
  const text = Buffer.from(bytes).toString('latin1');
  if (/[^\x00-\x7f]/.test(text) || escapesOfAscii[codec]?.test(text) !== false) throw new CodecError(`encoding problem: ${codec}`);
  return text;
}

function decodeAscii(bytes: Uint8Array): string {
  const bad = bytes.findIndex((byte) => byte > 127);
  if (bad >= 0) throw new CodecError(`'ascii' codec can't decode byte 0x${hexadecimal(bytes[bad])} in position ${bad}: ordinal not in range(128)`);
  return Buffer.from(bytes).toString('latin1');
}

function decodeUtf8(bytes: Uint8Array): string {
  const problem = describeInvalidUtf8(bytes);
  if (problem !== undefined) throw new CodecError(problem.replace('(unicode error) ', ''));
  return Buffer.from(bytes).toString();
}

function decodeByTable(table: string, bytes: Uint8Array): string {
  const first = 256 - table.length;
  let text = '';
  for (const [position, byte] of bytes.entries()) {
    const character = byte < first ? String.fromCharCode(byte) : (table[byte - first] ?? undefinedCharacter);
    if (character === undefinedCharacter) throw new CodecError(`'charmap' codec can't decode byte 0x${hexadecimal(byte)} in position ${position}: character maps to <undefined>`);
    text += character;
  }
  return text;
}

function decodeByLabel(codec: string, label: string, bytes: Uint8Array): string {
  const stray = neverIn[codec];
  const bad = stray ? bytes.findIndex(stray) : -1;
  if (bad >= 0) throw new CodecError(describeUndecodable(codec, label, bytes, bad));
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CodecError(describeUndecodable(codec, label, bytes, bytes.length));
  }
}

/** Of what is before `end` or, if that is fine, there. */
function describeUndecodable(codec: string, label: string, bytes: Uint8Array, end: number): string {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  let good = 0;
  let kind = end < bytes.length ? 'illegal' : 'incomplete';
  try {
    for (let at = 0; at < end; at++) {
      if (decoder.decode(bytes.subarray(at, at + 1), { stream: true }) !== '') good = at + 1;
    }
  } catch {
    kind = 'illegal';
  }
  return `'${codec}' codec can't decode byte 0x${hexadecimal(bytes[good])} in position ${good}: ${kind} multibyte sequence`;
}

const hexadecimal = (byte: number | undefined): string => (byte ?? 0).toString(16).padStart(2, '0');
