/**
 * Formatted strings of tokens, from 3.12 on (PEP 701): literal text and replacement fields. Template strings (PEP 750) are
 * read alike, but that their fields stay apart as interpolations.
 */
import { supports } from '../../targets/features.js';
import { makeConstant, makeFormattedValue, makeInterpolation, makeJoinedStr } from '../ast/make.generated.js';
import type { expr, JoinedStr, Positioned } from '../ast/nodes.generated.js';
import { emptyString, pythonString } from '../ast/python-string.js';
import { findEscapeError } from './escape-errors.js';
import { decodeEscapes } from './escape-values.js';
import { assignedValue } from './expressions.js';
import { accept, attempt, expect, expectKind, markOf, mismatch, next, nextIsKind, peek, previous, raise, Raised, type Reader, sees } from './reader.js';
import { checkEscapes, findUndecodable, mergeLiterals, warnOfEscape } from './strings.js';
import type { Token } from '../tokens/tokens.js';

interface Kind {
  readonly isRaw: boolean;
  /** As messages call it. */
  readonly what: 'f-string' | 't-string';
}

/** The parts of one formatted or template string, not yet merged. */
export function formatString(reader: Reader): expr[] {
  const open = peek(reader);
  if (open.kind !== 'format-start' && open.kind !== 'template-start') mismatch();
  reader.at++;
  const isRaw = /r/i.test(reader.text.slice(open.start, open.end));
  const kind: Kind = { isRaw, what: open.kind === 'template-start' ? 't-string' : 'f-string' };
  const parts: expr[] = [];
  const pieces: Piece[] = [];
  while (!nextIsKind(reader, 'format-end')) {
    if (nextIsKind(reader, 'format-middle')) {
      const token = readMiddle(reader, isRaw);
      pieces.push(...piecesOf(reader, token, isRaw));
      parts.push(constantOf(token, undoubleBraces(reader.text.slice(token.start, token.end), isRaw), isRaw));
    } else parts.push(...field(reader, kind, kind.what === 't-string'));
  }
  reader.at++;
  if (!isRaw) {
    for (const piece of pieces) checkPiece(reader, piece);
    for (const { text, start } of pieces) warnOfEscape(reader, text, start, start, false, true);
  }
  return parts;
}

function checkPiece(reader: Reader, { text, start }: Piece): void {
  if (!supports(reader.target, 'marksTextOfEscapes')) return checkEscapes(reader, text, false, null);
  const message = text.includes('\\') ? findEscapeError(text, false) : undefined;
  if (message !== undefined) raise(message, { offset: start, end: start + text.length });
}

const constantOf = (token: Token, text: string, isRaw: boolean): expr => makeConstant(token, token, { type: 'str', value: isRaw ? pythonString(text) : decodeEscapes(text) }, null);

/** `{{` and `}}` stand for one brace, except that the braces of `\N{name}` are its own. */
function undoubleBraces(text: string, isRaw: boolean): string {
  if (!text.includes('{') && !text.includes('}')) return text;
  const pattern = isRaw ? /\{\{|\}\}/g : /\\N\{[^}]*\}|\\[^{}]|\{\{|\}\}/g;
  return text.replace(pattern, (match) => (match === '{{' || match === '}}' ? match.charAt(0) : match));
}

/** What CPython's decoder says of a piece is not made a SyntaxError. */
function readMiddle(reader: Reader, isRaw: boolean): Token {
  const token = expectKind(reader, 'format-middle');
  if (reader.source.decoded?.hasUndecodedBytes) for (const { text } of piecesOf(reader, token, isRaw)) raiseOfDecoder(token, findUndecodable(reader, text, false));
  return token;
}

interface Piece {
  readonly text: string;
  readonly start: number;
}

/** CPython ends a token after a doubled brace and after a character by name. */
function piecesOf(reader: Reader, token: Token, isRaw: boolean): readonly Piece[] {
  const pieces = reader.text.slice(token.start, token.end).split(isRaw ? /(?<=\{)\{|(?<=\})\}/ : /(?<=\{)\{|(?<=\})\}|(?<=\\N\{[^{}]*\})/);
  let at = token.start;
  return pieces.map((text) => {
    const start = reader.text.indexOf(text, at);
    at = start + text.length;
    return { text, start };
  });
}

function raiseOfDecoder(token: Token, message: string | undefined): void {
  if (message !== undefined) throw new Raised({ type: 'SyntaxError', message, offset: token.start, isOfDecoder: true }, true);
}

/** The parts that a field is: its value, and before it its own text if it ends in `=`. */
function field(reader: Reader, kind: Kind, isInterpolation: boolean): expr[] {
  if (!reader.explains) return plainField(reader, kind, isInterpolation);
  const start = reader.at;
  const found = attempt(reader, (inner) => plainField(inner, kind, isInterpolation));
  if (found) return found;
  explainField(reader, kind);
  reader.at = start;
  return mismatch();
}

function plainField(reader: Reader, kind: Kind, isInterpolation: boolean): expr[] {
  const open = expect(reader, '{');
  const value = assignedValue(reader);
  const end = peek(reader);
  const parts = accept(reader, '=') ? [ownText(reader, open, peek(reader))] : [];
  const mark = reader.at;
  const name = accept(reader, '!') ? expectKind(reader, 'name') : undefined;
  const colon = peek(reader);
  const spec = accept(reader, ':') ? specification(reader, colon, kind) : null;
  const close = expect(reader, '}');
  // CPython looks at the conversion once it has the whole field.
  if (name) checkConversion(reader, reader.tokens[mark], name, kind);
  // `{x = }` shows its value by `repr` unless it says otherwise.
  const byDefault = parts.length > 0 && !spec ? 'r'.charCodeAt(0) : -1;
  const conversion = name ? name.text.charCodeAt(0) : byDefault;
  parts.push(isInterpolation ? makeInterpolation(open, close, value, withoutComments(reader, reader.text.slice(open.end, end.start)), conversion, spec) : makeFormattedValue(open, close, value, conversion, spec));
  return parts;
}

const comment = /#[^\n]*/g;
const literalOrComment = /("{3}|'{3})[\s\S]*?\1|(["'])(?:\\[\s\S]|(?!\2)[^\\])*\2|#[^\n]*/g;

/** Before CPython looked for strings it left out from any `#`, even in one. */
function withoutComments(reader: Reader, written: string): string {
  if (!written.includes('#')) return written;
  if (!supports(reader.target, 'keepsHashesInStrings')) return written.replace(comment, '');
  return written.replace(literalOrComment, (found) => (found.startsWith('#') ? '' : found));
}

/** What is written from one token to another, without comments. */
function ownText(reader: Reader, open: Token, following: Token): expr {
  const written = reader.text.slice(open.end, following.start);
  const [start, end] = [endPoint(open), startPoint(following)];
  return makeConstant(start, end, { type: 'str', value: pythonString(withoutComments(reader, written)) }, null);
}

const startPoint = ({ lineno, col_offset }: Positioned): Positioned => ({ lineno, col_offset, end_lineno: lineno, end_col_offset: col_offset });
const endPoint = ({ end_lineno, end_col_offset }: Positioned): Positioned => ({ lineno: end_lineno, col_offset: end_col_offset, end_lineno, end_col_offset });

function checkConversion(reader: Reader, mark: Token | undefined, name: Token, { what }: Kind): void {
  if (name.start !== mark?.end) {
    const exclamation = supports(reader.target, 'spellsExclamation') ? 'exclamation' : 'exclamanation';
    raise(`${what}: conversion type must come right after the ${exclamation} mark`, markOf(reader, mark ?? name, name));
  }
  if (!/^[sra]$/.test(name.text)) raise(`${what}: invalid conversion character '${name.text}': expected 's', 'r', or 'a'`, markOf(reader, name));
}

function specification(reader: Reader, colon: Token, kind: Kind): JoinedStr {
  const { isRaw } = kind;
  const parts: expr[] = [];
  for (;;) {
    if (nextIsKind(reader, 'format-middle')) {
      const token = readMiddle(reader, isRaw);
      const written = reader.text.slice(token.start, token.end);
      if (!isRaw && written.includes('\\')) raiseOfDecoder(token, findEscapeError(written, false));
      // What follows the colon begins with text, be it empty.
      if (written !== '') parts.push(constantOf(token, written, isRaw));
    } else if (next(reader, '{')) parts.push(...field(reader, kind, false));
    else break;
  }
  const values = mergeLiterals(parts);
  const last = previous(reader);
  if (supports(reader.target, 'emptyFormatSpecEnd') && values.at(-1)?._type === 'FormattedValue') {
    values.push(makeConstant(endPoint(last), last, { type: 'str', value: emptyString }, null));
  }
  return makeJoinedStr(colon, last, values);
}

function explainField(reader: Reader, kind: Kind): void {
  expect(reader, '{');
  const here = (message: string): never => raise(`${kind.what}: ${message}`, markOf(reader, peek(reader)));
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
  const colon = peek(reader);
  if (accept(reader, ':')) {
    specification(reader, colon, kind);
    if (!isOneOf('}')) here("expecting '}', or format specs");
  }
  if (!isOneOf('}')) here("expecting '}'");
}
