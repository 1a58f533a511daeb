/** Neighboring string literals, joined to one: prefixes that do not mix, escapes that are none, the values of the others. */
import { describeInvalidUtf8, unescapeBytes } from '../../source/utf8.js';
import { supports } from '../../targets/features.js';
import { makeConstant, makeJoinedStr, makeTemplateStr } from '../ast/make.generated.js';
import type { Constant, expr } from '../ast/nodes.generated.js';
import { concatenate, emptyString, type PythonString, pythonString, textOf } from '../ast/python-string.js';
import { findEscapeError } from './escape-errors.js';
import { findInvalidEscape } from './escape-warnings.js';
import { decodeBytesEscapes, decodeEscapes } from './escape-values.js';
import { formatString } from './format-strings.js';
import { formatStringBefore312 } from './format-strings-before-312.js';
import { attempt, markOf, nextIsKind, peek, previous, raise, raiseAtLast, type Reader } from './reader.js';
import { describeEscape } from '../tokens/escape-message.js';
import type { Token } from '../tokens/tokens.js';

const opening = /([a-zA-Z]*)('''|"""|'|")/y;

/** What the opening of a literal says, and where its content is. */
export interface Literal {
  readonly token: Token;
  readonly isRaw: boolean;
  readonly isBytes: boolean;
  readonly isFormatted: boolean;
  /** 'u' for a literal with that prefix, in lower case only. */
  readonly kind: string | null;
  readonly start: number;
  readonly end: number;
}

function readLiteral(reader: Reader, token: Token): Literal {
  opening.lastIndex = token.start;
  const [whole = '', prefix = '', quotes = ''] = opening.exec(reader.text) ?? [];
  return {
    token,
    isRaw: /r/i.test(prefix),
    isBytes: /b/i.test(prefix),
    isFormatted: /f/i.test(prefix),
    kind: prefix === 'u' ? 'u' : null,
    start: token.start + whole.length,
    end: token.end - quotes.length,
  };
}

export function strings(reader: Reader): expr {
  const first = peek(reader);
  if (first.kind === 'template-start') return templateStrings(reader, first);
  return supports(reader.target, 'formalizedFormatStrings') ? joinStrings(reader, first) : joinBefore312(reader, first);
}

function templateStrings(reader: Reader, first: Token): expr {
  const parts: expr[] = [];
  for (let token = first; token.kind === 'template-start'; token = peek(reader)) {
    parts.push(...formatString(reader));
    if (nextIsKind(reader, 'string') || nextIsKind(reader, 'format-start')) refuseMixedTemplate(reader, token);
  }
  return makeTemplateStr(first, previous(reader), mergeLiterals(parts));
}

/** A literal next to one of another kind; `before` is the last of the first kind. */
function refuseMixedTemplate(reader: Reader, before: Token): void {
  if (!reader.explains) return;
  if (nextIsKind(reader, 'string')) reader.at++;
  else if (!attempt(reader, formatString)) return;
  raise('cannot mix t-string literals with string or bytes literals', markOf(reader, before, previous(reader)));
}

const mixed = 'cannot mix bytes and nonbytes literals';

/** CPython looks at each literal as it comes. */
function joinStrings(reader: Reader, first: Token): expr {
  const literals: Literal[] = [];
  const parts: expr[] = [];
  let isFormatted = false;
  for (let token = first; ; token = peek(reader)) {
    if (token.kind === 'string') {
      reader.at++;
      const literal = readLiteral(reader, token);
      literals.push(literal);
      parts.push(makeConstant(token, token, { type: 'str', value: valueOf(reader, literal, token) }, literal.kind));
    } else if (token.kind === 'format-start') {
      parts.push(...formatString(reader));
      isFormatted = true;
    } else break;
    if (nextIsKind(reader, 'template-start')) refuseMixedTemplate(reader, token);
  }
  const last = previous(reader);
  const bytes = literals.filter((literal) => literal.isBytes).length;
  if (bytes > 0 && (bytes < literals.length || isFormatted)) raiseAtLast(reader, mixed);
  return isFormatted ? makeJoinedStr(first, last, mergeLiterals(parts)) : plainConstant(literals, joined(parts), first, last);
}

/** CPython looks at the literals once it has the token after them; all their parts have the place of the whole. */
function joinBefore312(reader: Reader, first: Token): expr {
  const literals: Literal[] = [];
  for (let token = first; token.kind === 'string'; token = peek(reader)) {
    reader.at++;
    literals.push(readLiteral(reader, token));
  }
  const last = previous(reader);
  const [{ isBytes, kind } = { isBytes: false, kind: null }] = literals;
  const parts: expr[] = [];
  for (const literal of literals) {
    if (!literal.isFormatted) parts.push(makeConstant(first, last, { type: 'str', value: valueOf(reader, literal, null) }, kind));
    if (literal.isBytes !== isBytes) raiseAtLast(reader, mixed);
    if (literal.isFormatted) parts.push(...formatStringBefore312(reader, literal, { kind, first, last }));
  }
  const isFormatted = literals.some((literal) => literal.isFormatted);
  return isFormatted ? makeJoinedStr(first, last, mergeLiterals(parts)) : plainConstant(literals, joined(parts), first, last);
}

const stringOf = (part: expr): PythonString => (part._type === 'Constant' && part.value.type === 'str' ? part.value.value : emptyString);
const joined = (parts: readonly expr[]): PythonString => concatenate(parts.map(stringOf));

function plainConstant(literals: readonly Literal[], value: PythonString, first: Token, last: Token): Constant {
  const [literal] = literals;
  if (literal?.isBytes) return makeConstant(first, last, { type: 'bytes', value: Uint8Array.from(Buffer.from(textOf(value), 'latin1')) }, null);
  return makeConstant(first, last, { type: 'str', value }, literal?.kind ?? null);
}

/** The value of a literal, or the characters of its bytes. Messages point at `place`, or where the reader is. */
function valueOf(reader: Reader, literal: Literal, place: Token | null): PythonString {
  const content = reader.text.slice(literal.start, literal.end);
  const { isBytes, isRaw } = literal;
  if (isBytes && /[^\x00-\x7f]/.test(content)) {
    const message = 'bytes can only contain ASCII literal characters';
    if (!supports(reader.target, 'marksNonAsciiBytes')) raiseAtLast(reader, message);
    raise(message, markOf(reader, literal.token));
  }
  checkBytes(reader, content, !isRaw && content.includes('\\'), place);
  if (isRaw) return pythonString(content);
  checkEscapes(reader, content, isBytes, place);
  warnOfEscape(reader, content, literal.start, literal.token.start, isBytes, false);
  return isBytes ? pythonString(decodeBytesEscapes(content)) : decodeEscapes(content);
}

/** Literals with escapes are decoded piece by piece. Points at `place`, or where the reader is. */
export function checkBytes(reader: Reader, content: string, isInPieces: boolean, place: Token | null): void {
  const message = findUndecodable(reader, content, isInPieces);
  if (message !== undefined) raiseAt(reader, message, place);
}

export function findUndecodable(reader: Reader, content: string, isInPieces: boolean): string | undefined {
  if (reader.source.decoded?.hasUndecodedBytes !== true) return undefined;
  const pieces = isInPieces ? (content.match(/[^\x00-\x7f]+/g) ?? []) : [content];
  for (const piece of pieces) {
    const message = describeInvalidUtf8(unescapeBytes(piece));
    if (message !== undefined) return message;
  }
  return undefined;
}

export function checkEscapes(reader: Reader, content: string, isBytes: boolean, place: Token | null): void {
  const message = content.includes('\\') ? findEscapeError(content, isBytes) : undefined;
  if (message !== undefined) raiseAt(reader, message, place);
}

/**
 * CPython decodes literals once it has the token after them, and warns unless it reads for special messages. The content
 * begins at `start`, its token at `offset`.
 */
export function warnOfEscape(reader: Reader, content: string, start: number, offset: number, isBytes: boolean, isFormatted: boolean): void {
  const isTold = (reader.isSecond && reader.explains) || reader.warnings.has(offset);
  if (isTold || !content.includes('\\') || !supports(reader.target, 'warnsOfEscapes')) return;
  const found = findInvalidEscape(content, isBytes, isFormatted);
  if (found === undefined) return;
  const place = start + found.offset;
  reader.warnings.set(offset, {
    message: describeEscape(found.escape, reader.target), offset: supports(reader.target, 'warnsAtEscape') ? place : offset, start: place, end: place + found.escape.length, after: reader.furthest + 1,
  });
}

/** Without a place, at the token after the literals, which CPython has read to know that they end. */
function raiseAt(reader: Reader, message: string, place: Token | null): never {
  return place === null ? raiseAtLast(reader, message) : raise(message, markOf(reader, place));
}

/** Literal text next to literal text is one constant; empty text is none. */
export function mergeLiterals(parts: readonly expr[]): expr[] {
  const merged: expr[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part._type !== 'Constant' || last?._type !== 'Constant') merged.push(part);
    else merged[merged.length - 1] = joinConstants(last, part);
  }
  return merged.filter((part) => part._type !== 'Constant' || part.value.type !== 'str' || part.value.value !== emptyString);
}

function joinConstants(left: Constant, right: Constant): Constant {
  return makeConstant(left, right, { type: 'str', value: joined([left, right]) }, left.kind);
}
