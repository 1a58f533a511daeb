/** The values of backslash escapes in string and bytes literals. */
import { character, concatenate, type PythonString, pythonString } from '../ast/python-string.js';
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
const escapes = /\\(\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\s\S])/gu;

/** The literal has no escape that Python refuses. An unknown one stays as it is written. */
export function decodeEscapes(text: string): PythonString {
  if (!text.includes('\\')) return pythonString(text);
  const parts: PythonString[] = [];
  let at = 0;
  for (const { 0: whole, 1: escape = '', index } of text.matchAll(escapes)) {
    parts.push(pythonString(text.slice(at, index)), valueOf(whole, escape));
    at = index + whole.length;
  }
  return concatenate([...parts, pythonString(text.slice(at))]);
}

function valueOf(whole: string, escape: string): PythonString {
  const known = plainValueOf(escape);
  if (known !== null) return pythonString(known);
  const digits = escape.slice(1);
  if (/^[0-7]/.test(escape)) return character(Number.parseInt(escape, 8));
  if (!digits) return pythonString(whole);
  return escape[0] === 'N' ? pythonString(findCharacterByName(digits.slice(1, -1)) ?? whole) : character(Number.parseInt(digits, 16));
}

/** The same for the characters of bytes. */
export function decodeBytesEscapes(text: string): string {
  return text.replace(escapes, (whole, escape: string) => {
    const known = plainValueOf(escape);
    if (known !== null) return known;
    if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & 0xff);
    return escape[0] === 'x' && escape.length > 1 ? String.fromCharCode(Number.parseInt(escape.slice(1), 16)) : whole;
  });
}

/** Of an escape that is a letter, a sign or a line's end. */
function plainValueOf(escape: string): string | null {
  return escape === '\n' ? '' : simple[escape] ?? null;
}
