/** Names, plain and dotted, for the rules that bind or import them. */
import { accept, expectKind, type Reader } from './reader.js';
import type { Token } from '../tokens/tokens.js';

/** PEP 3131: identifiers are equal if their NFKC forms are. */
export function identifierOf(token: Token): string {
  const { text } = token;
  // The text of an ASCII name is as long in bytes.
  return token.end_col_offset - token.col_offset === text.length ? text : text.normalize('NFKC');
}

export function identifier(reader: Reader): string {
  return identifierOf(expectKind(reader, 'name'));
}

export function dottedName(reader: Reader): string {
  let name = identifier(reader);
  while (accept(reader, '.')) name += `.${identifier(reader)}`;
  return name;
}
