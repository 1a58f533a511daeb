/** The values of backslash escapes in string and bytes literals. */
import { findCharacterByName } from '../characters/by-name.js';

const simple: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const escapes = /\\(\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\s\S])/g;

/** The literal has no escape that Python refuses. An unknown one stays as it is written. */
export function decodeEscapes(text: string, isBytes: boolean): string {
  if (!text.includes('\\')) return text;
  return text.replace(escapes, (whole, escape: string) => {
    if (escape === '\n') return '';
    const known = simple[escape];
    if (known !== undefined) return known;
    const digits = escape.slice(1);
    if (/^[0-7]/.test(escape)) {
      const code = Number.parseInt(escape, 8);
      return String.fromCharCode(isBytes ? code & 0xff : code);
    }
    if (escape[0] === 'x' && digits) return String.fromCharCode(Number.parseInt(digits, 16));
    if (isBytes || !digits) return whole;
    if (escape[0] === 'N') return findCharacterByName(digits.slice(1, -1)) ?? whole;
    return String.fromCodePoint(Number.parseInt(digits, 16));
  });
}
