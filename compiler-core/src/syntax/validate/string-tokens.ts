/** Neighboring string literals: prefixes that do not mix, escapes that are none, fields of formatted strings. */
import { describeInvalidUtf8, unescapeBytes } from '../../source/utf8.js';
import { supports } from '../../targets/target-version.js';
import { assignedValue } from './expressions.js';
import { findEscapeError } from './escapes.js';
import { checkFormatString } from './format-string-before-312.js';
import { accept, attempt, expect, expectKind, mismatch, next, nextIsKind, peek, previous, raise, Raised, raiseAtLast, type Reader, sees } from './reader.js';
import type { Shape } from './shapes.js';
import type { Token } from './tokens.js';

const opening = /^([a-zA-Z]*)('''|"""|'|")/;

export function strings(reader: Reader): Shape {
  const first = peek(reader);
  const splits = supports(reader.target, 'formalizedFormatStrings');
  let isFormatted = false;
  let bytes = 0;
  let total = 0;
  const plain: Token[] = [];
  for (;;) {
    const token = peek(reader);
    if (token.kind === 'string') {
      reader.at++;
      plain.push(token);
      if (isBytes(reader, token)) bytes++;
      // From 3.12 on CPython looks at each literal as it comes, before at those once it has the token after them.
      if (splits) checkLiteral(reader, token);
    } else if (token.kind === 'format-start') {
      formatString(reader);
      isFormatted = true;
    } else break;
    total++;
  }
  const { end } = previous(reader);
  peek(reader);
  if (splits) {
    if (bytes > 0 && bytes < total) raiseAtLast(reader, 'cannot mix bytes and nonbytes literals');
  } else if (checkTogether(reader, plain)) isFormatted = true;
  return { kind: isFormatted ? 'f-string expression' : 'literal', start: first.start, end };
}

const isBytes = (reader: Reader, token: Token): boolean => /^[rR]?[bB]/.test(reader.text.slice(token.start, token.start + 2));

/** Before 3.12. Whether one is formatted. */
function checkTogether(reader: Reader, literals: readonly Token[]): boolean {
  const [first] = literals;
  for (const token of literals) {
    const isFormat = isFormatLiteral(reader, token);
    if (!isFormat) checkLiteral(reader, token);
    if (first && isBytes(reader, token) !== isBytes(reader, first)) raiseAtLast(reader, 'cannot mix bytes and nonbytes literals');
    if (isFormat) checkFormatString(reader, token);
  }
  return literals.some((token) => isFormatLiteral(reader, token));
}

/** A formatted string before 3.12, which then is a token like others. */
const isFormatLiteral = (reader: Reader, token: Token): boolean => /^[rR]?[fF]/.test(reader.text.slice(token.start, token.start + 2));

export interface LiteralParts {
  readonly prefix: string;
  /** Without the quotes. */
  readonly content: string;
  /** The offset of the content. */
  readonly offset: number;
}

export function literalParts(reader: Reader, token: Token): LiteralParts {
  const text = reader.text.slice(token.start, token.end);
  const [, prefix = '', quotes = '"'] = opening.exec(text) ?? [];
  const start = prefix.length + quotes.length;
  return { prefix, content: text.slice(start, text.length - quotes.length), offset: token.start + start };
}

function checkLiteral(reader: Reader, token: Token): void {
  const { prefix, content } = literalParts(reader, token);
  const isBytesLiteral = /b/i.test(prefix);
  const isRaw = /r/i.test(prefix);
  if (isBytesLiteral && /[^\x00-\x7f]/.test(content)) raise('bytes can only contain ASCII literal characters', token.start);
  const start = supports(reader.target, 'formalizedFormatStrings') ? token.start : null;
  checkBytes(reader, content, !isRaw && content.includes('\\'), start);
  if (!isRaw) checkEscapes(reader, content, isBytesLiteral, start);
}

/** Literals with escapes are decoded piece by piece. Points at `start`, or where the reader is. */
export function checkBytes(reader: Reader, content: string, isInPieces: boolean, start: number | null): void {
  const message = findUndecodable(reader, content, isInPieces);
  if (message === undefined) return;
  if (start !== null) raise(message, start);
  raiseAtLast(reader, message);
}

function findUndecodable(reader: Reader, content: string, isInPieces: boolean): string | undefined {
  if (!reader.hasUndecodedBytes) return undefined;
  const pieces = isInPieces ? (content.match(/[^\x00-\x7f]+/g) ?? []) : [content];
  for (const piece of pieces) {
    const message = describeInvalidUtf8(unescapeBytes(piece));
    if (message !== undefined) return message;
  }
  return undefined;
}

/** Points at `start`, or where the reader is. */
export function checkEscapes(reader: Reader, content: string, isBytesLiteral: boolean, start: number | null): void {
  if (!content.includes('\\')) return;
  const message = findEscapeError(content, isBytesLiteral);
  if (message === undefined) return;
  if (start !== null) raise(message, start);
  raiseAtLast(reader, message);
}

function formatString(reader: Reader): void {
  const open = expectKind(reader, 'format-start');
  const isRaw = /r/i.test(reader.text.slice(open.start, open.end));
  const pieces: Token[] = [];
  while (!nextIsKind(reader, 'format-end')) {
    if (nextIsKind(reader, 'format-middle')) pieces.push(readMiddle(reader, isRaw));
    else field(reader, isRaw);
  }
  reader.at++;
  if (isRaw) return;
  for (const piece of pieces.flatMap((token) => piecesOf(reader, token, isRaw))) checkEscapes(reader, piece, false, null);
}

/** What CPython's decoder says of a piece is not made a SyntaxError. */
function readMiddle(reader: Reader, isRaw: boolean): Token {
  const token = expectKind(reader, 'format-middle');
  if (reader.hasUndecodedBytes) for (const piece of piecesOf(reader, token, isRaw)) raiseOfDecoder(token, findUndecodable(reader, piece, false));
  return token;
}

/** CPython ends a token after a doubled brace and after a character by name. */
function piecesOf(reader: Reader, token: Token, isRaw: boolean): readonly string[] {
  return reader.text.slice(token.start, token.end).split(isRaw ? /(?<=\{)\{|(?<=\})\}/ : /(?<=\{)\{|(?<=\})\}|(?<=\\N\{[^{}]*\})/);
}

function raiseOfDecoder(token: Token, message: string | undefined): void {
  if (message !== undefined) throw new Raised({ type: 'SyntaxError', message, offset: token.start, isOfDecoder: true }, true);
}

function field(reader: Reader, isRaw: boolean): void {
  if (!reader.explains) {
    plainField(reader, isRaw);
    return;
  }
  const start = reader.at;
  if (attempt(reader, (inner) => { plainField(inner, isRaw); return true; })) return;
  explainField(reader, isRaw);
  reader.at = start;
  mismatch();
}

function plainField(reader: Reader, isRaw: boolean): void {
  expect(reader, '{');
  assignedValue(reader);
  accept(reader, '=');
  const mark = reader.at;
  const converts = accept(reader, '!');
  if (converts) expectKind(reader, 'name');
  if (accept(reader, ':')) specification(reader, isRaw);
  expect(reader, '}');
  // CPython looks at the conversion once it has the whole field.
  if (converts) checkConversion(reader.tokens[mark], reader.tokens[mark + 1]);
}

function checkConversion(mark: Token | undefined, name: Token | undefined): void {
  if (!mark || !name) return;
  if (name.start !== mark.end) raise('f-string: conversion type must come right after the exclamation mark', name.start);
  if (!/^[sra]$/.test(name.text)) raise(`f-string: invalid conversion character '${name.text}': expected 's', 'r', or 'a'`, name.start);
}

function specification(reader: Reader, isRaw: boolean): void {
  for (;;) {
    if (nextIsKind(reader, 'format-middle')) {
      const token = readMiddle(reader, isRaw);
      const content = reader.text.slice(token.start, token.end);
      if (!isRaw && content.includes('\\')) raiseOfDecoder(token, findEscapeError(content, false));
    } else if (next(reader, '{')) field(reader, isRaw);
    else return;
  }
}

function explainField(reader: Reader, isRaw: boolean): void {
  expect(reader, '{');
  const here = (message: string): never => raise(`f-string: ${message}`, peek(reader).start);
  const first = peek(reader).text;
  if (first === '=' || first === '!' || first === ':' || first === '}') here(`valid expression required before '${first}'`);
  if (!sees(reader, assignedValue)) here("expecting a valid expression after '{'");
  assignedValue(reader);
  const isOneOf = (...words: readonly string[]): boolean => words.includes(peek(reader).text);
  if (!isOneOf('=', '!', ':', '}')) here("expecting '=', or '!', or ':', or '}'");
  if (accept(reader, '=') && !isOneOf('!', ':', '}')) here("expecting '!', or ':', or '}'");
  if (accept(reader, '!')) {
    if (isOneOf(':', '}')) here('missing conversion character');
    if (!nextIsKind(reader, 'name')) here('invalid conversion character');
    reader.at++;
    if (!isOneOf(':', '}')) here("expecting ':' or '}'");
  }
  if (accept(reader, ':')) {
    specification(reader, isRaw);
    if (!isOneOf('}')) here("expecting '}', or format specs");
  }
  if (!isOneOf('}')) here("expecting '}'");
}
