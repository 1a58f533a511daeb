/** The first backslash escape of a literal that Python refuses, in the words of its codecs. */
import { findCharacterByName } from '../characters/by-name.js';

interface Hexadecimal {
  readonly digits: number;
  readonly message: string;
}

const hexadecimals: Readonly<Record<string, Hexadecimal>> = {
  x: { digits: 2, message: 'truncated \\xXX escape' },
  u: { digits: 4, message: 'truncated \\uXXXX escape' },
  U: { digits: 8, message: 'truncated \\UXXXXXXXX escape' },
};
/** CPython writes other characters as `\UXXXXXXXX` before it decodes. */
const widthOfOtherCharacters = 10;

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character > '\x7f' ? widthOfOtherCharacters : 1;
  return width;
}

export function findEscapeError(content: string, isBytes: boolean): string | undefined {
  let position = 0;
  for (let at = 0; at < content.length; ) {
    const character = String.fromCodePoint(content.codePointAt(at) ?? 0);
    if (character !== '\\') {
      position += widthOf(character);
      at += character.length;
      continue;
    }
    const letter = content[at + 1] ?? '';
    const fail = (length: number, message: string): string =>
      `(unicode error) 'unicodeescape' codec can't decode bytes in position ${position}-${position + length - 1}: ${message}`;
    const hexadecimal = isBytes && letter !== 'x' ? undefined : hexadecimals[letter];
    if (hexadecimal) {
      const found = /^[0-9a-fA-F]*/.exec(content.slice(at + 2, at + 2 + hexadecimal.digits))?.[0] ?? '';
      if (found.length < hexadecimal.digits) {
        return isBytes ? `(value error) invalid \\x escape at position ${position}` : fail(2 + found.length, hexadecimal.message);
      }
      if (Number.parseInt(found, 16) > 0x10ffff) return fail(2 + found.length, 'illegal Unicode character');
    } else if (letter === 'N' && !isBytes) {
      const name = /^\{([^}]*)\}/.exec(content.slice(at + 2));
      if (!name || name[1] === '') {
        const rest = /^\{[^}]*\}?/.exec(content.slice(at + 2))?.[0] ?? '';
        return fail(2 + widthOf(rest), 'malformed \\N character escape');
      }
      if (findCharacterByName(name[1] ?? '') === undefined) return fail(2 + widthOf(name[0]), 'unknown Unicode character name');
      at += 2 + name[0].length;
      position += 2 + name[0].length;
      continue;
    }
    const after = String.fromCodePoint(content.codePointAt(at + 1) ?? 0);
    position += 1 + widthOf(after);
    at += 1 + after.length;
  }
  return undefined;
}
