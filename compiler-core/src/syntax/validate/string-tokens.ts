/** Neighboring string literals: prefixes that do not mix, escapes that are none, fields of formatted strings. */
import { describeInvalidUtf8, unescapeBytes } from '../../source/utf8.js';
import { supports } from '../../targets/target-version.js';
import { assignedValue } from './expressions.js';
import { findEscapeError } from './escapes.js';
import { checkFormatString } from './format-string-before-312.js';
import { accept, attempt, expect, expectKind, mismatch, next, nextIsKind, peek, previous, raise, raiseAtLast, type Reader, sees } from './reader.js';
import type { Shape } from './shapes.js';
import type { Token } from './tokens.js';

const opening = /^([a-zA-Z]*)('''|"""|'|")/;

export function strings(reader: Reader): Shape {
  const first = peek(reader);
  let isFormatted = false;
  let bytes = 0;
  let total = 0;
  const plain: Token[] = [];
  for (;;) {
    const token = peek(reader);
    if (token.kind === 'string') {
      reader.at++;
      plain.push(token);
      if (/^[rR]?[bB]/.test(reader.text.slice(token.start, token.end))) bytes++;
    } else if (token.kind === 'format-start') {
      formatString(reader);
      isFormatted = true;
    } else break;
    total++;
  }
  const { end } = previous(reader);
  if (!reader.explains) {
    peek(reader);
    const splits = supports(reader.target, 'formalizedFormatStrings');
    if (splits && bytes > 0 && bytes < total) raiseLate(reader, 'cannot mix bytes and nonbytes literals');
    for (const [index, token] of plain.entries()) {
      if (!splits && index > 0 && isBytes(reader, token) !== isBytes(reader, plain[0] ?? token)) raiseLate(reader, 'cannot mix bytes and nonbytes literals');
      if (checkLiteral(reader, token)) isFormatted = true;
    }
  } else if (plain.some((token) => /^[a-zA-Z]*f/i.test(reader.text.slice(token.start, token.start + 3)))) isFormatted = true;
  return { kind: isFormatted ? 'f-string expression' : 'literal', start: first.start, end };
}

const isBytes = (reader: Reader, token: Token): boolean => /^[rR]?[bB]/.test(reader.text.slice(token.start, token.start + 2));

/** At the token after the literals, which CPython has read to know that they end. */
function raiseLate(reader: Reader, message: string): never {
  return raiseAtLast(reader, message);
}

/** Whether it is a formatted string, which before 3.12 is a token like others. */
function checkLiteral(reader: Reader, token: Token): boolean {
  const text = reader.text.slice(token.start, token.end);
  const match = opening.exec(text);
  const prefix = match?.[1] ?? '';
  const quotes = match?.[2] ?? '"';
  const start = prefix.length + quotes.length;
  const content = text.slice(start, text.length - quotes.length);
  const isBytesLiteral = /b/i.test(prefix);
  if (isBytesLiteral && /[^\x00-\x7f]/.test(content)) raise('bytes can only contain ASCII literal characters', token.start);
  checkBytes(reader, content, /r/i.test(prefix), supports(reader.target, 'formalizedFormatStrings') ? token.start : null);
  if (/f/i.test(prefix)) {
    checkFormatString(reader, token, content, token.start + start, /r/i.test(prefix));
    return true;
  }
  if (!/r/i.test(prefix)) checkEscapes(reader, content, isBytesLiteral, supports(reader.target, 'formalizedFormatStrings') ? token.start : null);
  return false;
}

/** Literals with escapes are decoded piece by piece. */
function checkBytes(reader: Reader, content: string, isRaw: boolean, start: number | null): void {
  if (!reader.hasUndecodedBytes) return;
  const pieces = !isRaw && content.includes('\\') ? (content.match(/[^\x00-\x7f]+/g) ?? []) : [content];
  for (const piece of pieces) {
    const message = describeInvalidUtf8(unescapeBytes(piece));
    if (message === undefined) continue;
    if (start !== null) raise(message, start);
    raiseLate(reader, message);
  }
}

/** Points at `start`, or where the reader is. */
export function checkEscapes(reader: Reader, content: string, isBytesLiteral: boolean, start: number | null): void {
  if (!content.includes('\\')) return;
  const message = findEscapeError(content, isBytesLiteral);
  if (message === undefined) return;
  if (start !== null) raise(message, start);
  raiseLate(reader, message);
}

function formatString(reader: Reader): void {
  const open = expectKind(reader, 'format-start');
  const isRaw = /r/i.test(reader.text.slice(open.start, open.end));
  while (!nextIsKind(reader, 'format-end')) {
    if (nextIsKind(reader, 'format-middle')) checkMiddle(reader, isRaw);
    else field(reader, isRaw);
  }
  reader.at++;
}

function checkMiddle(reader: Reader, isRaw: boolean): void {
  const token = expectKind(reader, 'format-middle');
  if (reader.explains) return;
  peek(reader);
  checkBytes(reader, reader.text.slice(token.start, token.end), isRaw, null);
  if (isRaw) return;
  checkEscapes(reader, reader.text.slice(token.start, token.end), false, null);
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
    if (nextIsKind(reader, 'format-middle')) checkMiddle(reader, isRaw);
    else if (next(reader, '{')) field(reader, isRaw);
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
