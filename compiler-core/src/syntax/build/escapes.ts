/** Backslash escapes of string and bytes literals. */
import { findCharacterByName } from '../characters/by-name.js';
import { SyntaxRejection } from './context.js';

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

export type LiteralKind = 'text' | 'bytes';

/** For a literal at `offset`, where an unknown name is an error. */
export function requireCharacterAt(offset: number): CharacterByName {
  return (name) => {
    const character = findCharacterByName(name);
    if (character === undefined) throw new SyntaxRejection("(unicode error) 'unicodeescape' codec can't decode bytes: unknown Unicode character name", offset);
    return character;
  };
}

/** Gives the character of a `\N{name}`, or rejects the text if there is none of that name. */
export type CharacterByName = (name: string) => string;

/** An unknown escape stays as it is written. */
export function decodeEscapes(text: string, kind: LiteralKind, characterByName: CharacterByName): string {
  if (!text.includes('\\')) return text;
  return text.replace(escapes, (whole, escape: string) => {
    if (escape === '\n') return '';
    const known = simple[escape];
    if (known !== undefined) return known;
    const digits = escape.slice(1);
    if (/^[0-7]/.test(escape)) {
      const code = Number.parseInt(escape, 8);
      return String.fromCharCode(kind === 'bytes' ? code & 0xff : code);
    }
    if (escape[0] === 'x' && digits) return String.fromCharCode(Number.parseInt(digits, 16));
    if (kind === 'bytes' || !digits) return whole;
    if (escape[0] === 'N') return characterByName(digits.slice(1, -1));
    const code = Number.parseInt(digits, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
