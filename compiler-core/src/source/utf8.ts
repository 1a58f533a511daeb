/** UTF-8 byte by byte, as Python's decoder takes it, and what it says of bytes that are none. */

/** The length of the character at an offset; 0 if there is none. */
export function utf8Length(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = lengthOf(first);
  for (let index = 1; index < length; index++) if (!continues(first, bytes[at + index], index)) return 0;
  return length;
}

function lengthOf(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function continues(first: number, byte: number | undefined, index: number): boolean {
  if (byte === undefined || byte < 0x80 || byte > 0xbf) return false;
  if (index > 1) return true;
  // Neither longer forms than needed, nor surrogates, nor what is past the last character.
  switch (first) {
    case 0xe0:
      return byte >= 0xa0;
    case 0xed:
      return byte <= 0x9f;
    case 0xf0:
      return byte >= 0x90;
    case 0xf4:
      return byte <= 0x8f;
    default:
      return true;
  }
}

/** The bytes that a UTF-16 unit adds: each half of a surrogate pair two, a lone one three, as Python's `surrogatepass` has it. */
export function utf8Width(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code < 0xd800 || code > 0xdfff) return 3;
  const isPair = code < 0xdc00 ? isLow(text.charCodeAt(at + 1)) : isHigh(text.charCodeAt(at - 1));
  return isPair ? 2 : 3;
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Lone low surrogates stand for bytes that could not be decoded. */
export const escapedBytes = /(?<![\ud800-\udbff])[\udc80-\udcff]/;

/** The bytes of a text in which lone surrogates stand for bytes that could not be decoded. */
export function unescapeBytes(text: string): Uint8Array {
  const parts = text.split(/((?<![\ud800-\udbff])[\udc80-\udcff])/);
  return Buffer.concat(parts.map((part, index) => (index % 2 === 0 ? Buffer.from(part) : Buffer.from([part.charCodeAt(0) - 0xdc00]))));
}

/** Of such a text. */
export function countBytes(text: string): number {
  return unescapeBytes(text).length;
}

/** The first byte that is no UTF-8. */
export function firstInvalidUtf8(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < bytes.length;) {
    const length = utf8Length(bytes, at);
    if (length === 0) return bytes[at];
    at += length;
  }
  return undefined;
}

/** Of the first byte that is no UTF-8. */
export function describeInvalidUtf8(bytes: Uint8Array): string | undefined {
  let at = 0;
  while (at < bytes.length) {
    const length = utf8Length(bytes, at);
    if (length === 0) break;
    at += length;
  }
  const first = bytes[at];
  if (first === undefined) return undefined;
  const wanted = lengthOf(first);
  let good = 1;
  while (good < wanted && continues(first, bytes[at + good], good)) good++;
  const reason = wanted === 0 ? 'invalid start byte' : at + good >= bytes.length ? 'unexpected end of data' : 'invalid continuation byte';
  const place = good === 1 ? `byte 0x${first.toString(16)} in position ${at}` : `bytes in position ${at}-${at + good - 1}`;
  return `(unicode error) 'utf-8' codec can't decode ${place}: ${reason}`;
}
