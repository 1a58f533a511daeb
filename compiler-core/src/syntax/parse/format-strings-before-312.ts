/** Formatted strings as CPython 3.11 reads them: apart from the grammar, field by field. */
import { positionAt } from '../../source/source-file.js';
import { countBytes } from '../../source/utf8.js';
import { makeConstant, makeFormattedValue, makeJoinedStr } from '../ast/make.generated.js';
import type { expr, JoinedStr, Positioned } from '../ast/nodes.generated.js';
import { type PythonString, pythonString } from '../ast/python-string.js';
import { decodeEscapes } from './escape-values.js';
import { parseField } from './field.js';
import { raiseAtLast, Raised, type Reader } from './reader.js';
import { checkBytes, checkEscapes, type Literal, mergeLiterals } from './strings.js';
import type { Token } from '../tokens/tokens.js';

const maximumNesting = 2;

/** The place and kind of all parts of neighboring literals. */
export interface SharedPlace {
  readonly kind: string | null;
  readonly first: Positioned;
  readonly last: Positioned;
}

/** One literal on the way from its start to its end. */
interface Cursor {
  readonly literal: Literal;
  readonly shared: SharedPlace;
  /** The source as far as the content of the literal goes. */
  readonly text: string;
  at: number;
}

/** The parts of one formatted string, not yet merged. */
export function formatStringBefore312(reader: Reader, literal: Literal, shared: SharedPlace): expr[] {
  return readText(reader, { literal, shared, text: reader.text.slice(0, literal.end), at: literal.start }, 0);
}

const sharedConstant = ({ shared: { first, last, kind } }: Cursor, value: PythonString): expr => makeConstant(first, last, { type: 'str', value }, kind);

/** Text with fields; in a specification (of a `depth` above 0) it ends at the closing brace. */
function readText(reader: Reader, cursor: Cursor, depth: number): expr[] {
  const { text } = cursor;
  const { isRaw } = cursor.literal;
  const parts: expr[] = [];
  let start = cursor.at;
  const addPiece = (): void => {
    const piece = text.slice(start, cursor.at);
    checkBytes(reader, piece, !isRaw, null);
    if (!isRaw) checkEscapes(reader, piece, false, null);
    if (piece !== '') parts.push(sharedConstant(cursor, isRaw ? pythonString(piece) : decodeEscapes(piece)));
  };
  /** A doubled brace ends a piece, with one of them. */
  const addDoubled = (): void => {
    cursor.at++;
    addPiece();
    start = ++cursor.at;
  };
  while (cursor.at < text.length) {
    const character = text[cursor.at];
    const following = text[cursor.at + 1];
    if (character === '\\' && !isRaw) {
      if (following === 'N' && text[cursor.at + 2] === '{') {
        const close = text.indexOf('}', cursor.at);
        cursor.at = close < 0 ? text.length : close + 1;
      } else cursor.at += following === '{' || following === '}' ? 1 : 2;
    } else if (character === '{') {
      if (following === '{' && depth === 0) addDoubled();
      else {
        addPiece();
        parts.push(...readField(reader, cursor, depth));
        start = cursor.at;
      }
    } else if (character === '}') {
      if (depth > 0) break;
      if (following !== '}') raiseAtLast(reader, "f-string: single '}' is not allowed");
      addDoubled();
    } else cursor.at++;
  }
  addPiece();
  return parts;
}

const fail = (reader: Reader, message: string): never => raiseAtLast(reader, `f-string: ${message}`);

function readField(reader: Reader, cursor: Cursor, depth: number): expr[] {
  const { text } = cursor;
  const open = cursor.at;
  if (depth >= maximumNesting) fail(reader, 'expressions nested too deeply');
  cursor.at++;
  skipExpression(reader, cursor);
  const value = readExpression(reader, cursor, open, cursor.at);
  const isDebug = text[cursor.at] === '=';
  if (isDebug) {
    cursor.at++;
    while (/\s/.test(text[cursor.at] ?? '')) cursor.at++;
  }
  const own = text.slice(open + 1, cursor.at);
  let conversion = -1;
  if (text[cursor.at] === '!') {
    cursor.at++;
    const letter = text[cursor.at] ?? fail(reader, "expecting '}'");
    if (!/^[sra]$/.test(letter)) fail(reader, "invalid conversion character: expected 's', 'r', or 'a'");
    conversion = letter.charCodeAt(0);
    cursor.at++;
  }
  const spec = text[cursor.at] === ':' ? readSpecification(reader, cursor, depth) : null;
  if (text[cursor.at] !== '}') fail(reader, "expecting '}'");
  cursor.at++;
  // `{x = }` shows its value by `repr` unless it says otherwise.
  if (isDebug && conversion === -1 && !spec) conversion = 'r'.charCodeAt(0);
  const { first, last } = cursor.shared;
  const field = makeFormattedValue(first, last, value, conversion, spec);
  return isDebug ? [sharedConstant(cursor, pythonString(own)), field] : [field];
}

/** A specification and the text at its end have the place of their own literal, not of the whole. */
function readSpecification(reader: Reader, cursor: Cursor, depth: number): JoinedStr {
  const { token } = cursor.literal;
  cursor.at++;
  const values = mergeLiterals(readText(reader, cursor, depth + 1));
  const last = values.at(-1);
  if (last?._type === 'Constant') values[values.length - 1] = makeConstant(token, token, last.value, last.kind);
  return makeJoinedStr(token, token, values);
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** To what ends the expression of a field. */
function skipExpression(reader: Reader, cursor: Cursor): void {
  const { text } = cursor;
  const open: string[] = [];
  let quote = '';
  for (; cursor.at < text.length; cursor.at++) {
    const character = text[cursor.at] ?? '';
    if (character === '\\') raiseAtLast(reader, 'f-string expression part cannot include a backslash');
    if (quote !== '') {
      if (text.startsWith(quote, cursor.at)) {
        cursor.at += quote.length - 1;
        quote = '';
      }
      continue;
    }
    if (character === "'" || character === '"') {
      quote = text.startsWith(character.repeat(3), cursor.at) ? character.repeat(3) : character;
      cursor.at += quote.length - 1;
      continue;
    }
    if (character in closers) {
      if (open.length >= 200) fail(reader, 'too many nested parenthesis');
      open.push(character);
      continue;
    }
    if (character === '#') raiseAtLast(reader, "f-string expression part cannot include '#'");
    if (open.length === 0 && '!:=<>}'.includes(character)) {
      const following = text[cursor.at + 1];
      if (following === '=' && '!=<>'.includes(character)) {
        cursor.at++;
        continue;
      }
      if (character === '<' || character === '>') continue;
      break;
    }
    if (character === ')' || character === ']' || character === '}') {
      const opener = open.pop();
      if (opener === undefined) fail(reader, `unmatched '${character}'`);
      else if (closers[opener] !== character) fail(reader, `closing parenthesis '${character}' does not match opening parenthesis '${opener}'`);
    }
  }
  if (quote !== '') fail(reader, 'unterminated string');
  const unclosed = open.at(-1);
  if (unclosed !== undefined) fail(reader, `unmatched '${unclosed}'`);
  if (cursor.at >= text.length) fail(reader, "expecting '}'");
}

/** What stands between the brace and what ends the expression. */
function readExpression(reader: Reader, { literal }: Cursor, open: number, end: number): expr {
  const follower = reader.text[end] ?? '';
  if (/^[ \t\f\r\n]*$/.test(reader.text.slice(open + 1, end))) {
    fail(reader, follower === '}' ? 'empty expression not allowed' : `expression required before '${follower}'`);
  }
  const field = parseField(reader, open, end);
  if (field.error === null) return field.value;
  const { type, isOfTokenizer, line, column, message, shownLine, endColumn, endLine } = field.error;
  throw new Raised({
    type,
    message: isOfTokenizer || message.startsWith('f-string') ? message : `f-string: ${message}`,
    offset: open + 1,
    // CPython counts in the text of the field.
    line: positionAt(reader.source, open).line + line - 1,
    column: line > 1 && !isOfTokenizer ? column - columnOfField(reader, literal.token, open) : column,
    isOfTokenizer,
    shownLine,
    endColumn,
    endLine,
  });
}

/** What CPython takes off the columns of a field, though it has added it to those of the field's first line only. */
function columnOfField(reader: Reader, token: Token, brace: number): number {
  const { text } = reader;
  const lineStart = text.lastIndexOf('\n', brace) + 1;
  const isFirstLine = lineStart <= token.start;
  const ofToken = isFirstLine ? countBytes(text.slice(lineStart, token.start)) : 0;
  if (/^\{[ \t\f]*\n/.test(text.slice(brace, token.end))) return ofToken;
  return ofToken + countBytes(text.slice(isFirstLine ? token.start : lineStart, brace));
}
