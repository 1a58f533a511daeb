/** Formatted strings as CPython 3.11 reads them: apart from the grammar, field by field. */
import { raiseAtLast, type Reader, Raised } from './reader.js';
import { checkBytes, checkEscapes, literalParts } from './string-tokens.js';
import { checkFieldExpression } from './check.js';
import { countBytes } from '../../source/utf8.js';
import type { Token } from './tokens.js';

const maximumNesting = 2;

export function checkFormatString(reader: Reader, token: Token): void {
  const { prefix, content, offset } = literalParts(reader, token);
  checkText(reader, token, { text: content, at: 0, offset, isRaw: /r/i.test(prefix) }, 0);
}

interface Cursor {
  readonly text: string;
  at: number;
  /** Of the text in the source. */
  readonly offset: number;
  readonly isRaw: boolean;
}

/** Text with fields; in a specification it ends at the closing brace. */
function checkText(reader: Reader, token: Token, cursor: Cursor, depth: number): void {
  const { text } = cursor;
  const literal = (start: number): void => {
    const piece = text.slice(start, cursor.at);
    checkBytes(reader, piece, !cursor.isRaw, null);
    if (!cursor.isRaw) checkEscapes(reader, piece, false, null);
  };
  /** A doubled brace ends a piece. */
  const doubled = (start: number): number => {
    cursor.at++;
    literal(start);
    return ++cursor.at;
  };
  let start = cursor.at;
  while (cursor.at < text.length) {
    const character = text[cursor.at];
    if (character === '\\' && !cursor.isRaw) {
      if (text[cursor.at + 1] === 'N' && text[cursor.at + 2] === '{') {
        const end = text.indexOf('}', cursor.at);
        cursor.at = end < 0 ? text.length : end + 1;
      } else cursor.at += text[cursor.at + 1] === '{' || text[cursor.at + 1] === '}' ? 1 : 2;
    } else if (character === '{') {
      if (text[cursor.at + 1] === '{' && depth === 0) start = doubled(start);
      else {
        literal(start);
        checkField(reader, token, cursor, depth);
        start = cursor.at;
      }
    } else if (character === '}') {
      if (depth > 0) break;
      if (text[cursor.at + 1] !== '}') raiseAtLast(reader, "f-string: single '}' is not allowed");
      start = doubled(start);
    } else cursor.at++;
  }
  literal(start);
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function checkField(reader: Reader, token: Token, cursor: Cursor, depth: number): void {
  const { text } = cursor;
  const fail = (message: string): never => raiseAtLast(reader, `f-string: ${message}`);
  if (depth >= maximumNesting) fail('expressions nested too deeply');
  const start = ++cursor.at;
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
      if (open.length >= 200) fail('too many nested parenthesis');
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
      if (opener === undefined) fail(`unmatched '${character}'`);
      else if (closers[opener] !== character) fail(`closing parenthesis '${character}' does not match opening parenthesis '${opener}'`);
    }
  }
  const end = cursor.at;
  if (quote !== '') fail('unterminated string');
  const unclosed = open.at(-1);
  if (unclosed !== undefined) fail(`unmatched '${unclosed}'`);
  if (cursor.at >= text.length) fail("expecting '}'");
  checkExpression(reader, token, text.slice(start, end), text[end] ?? '', cursor.offset + start);
  if (text[cursor.at] === '=') {
    cursor.at++;
    while (/\s/.test(text[cursor.at] ?? '')) cursor.at++;
  }
  if (text[cursor.at] === '!') {
    cursor.at++;
    const letter = text[cursor.at];
    if (letter === undefined) fail("expecting '}'");
    if (!/^[sra]$/.test(letter ?? '')) fail("invalid conversion character: expected 's', 'r', or 'a'");
    cursor.at++;
  }
  if (text[cursor.at] === ':') {
    cursor.at++;
    checkText(reader, token, cursor, depth + 1);
  }
  if (text[cursor.at] !== '}') fail("expecting '}'");
  cursor.at++;
}

/** `follower` is what ends the expression. */
function checkExpression(reader: Reader, token: Token, text: string, follower: string, offset: number): void {
  if (/^[ \t\f\r\n]*$/.test(text)) {
    raiseAtLast(reader, follower === '}' ? 'f-string: empty expression not allowed' : `f-string: expression required before '${follower}'`);
  }
  const error = checkFieldExpression(text, reader.target, reader.hasUndecodedBytes);
  if (error === null) return;
  const message = error.isOfTokenizer || error.message.startsWith('f-string') ? error.message : `f-string: ${error.message}`;
  // CPython counts columns in the text of the field.
  const line = reader.text.slice(0, offset).split('\n').length + error.line - 1;
  const column = error.line > 1 && !error.isOfTokenizer ? error.column - columnOfField(reader, token, offset - 1) : error.column;
  throw new Raised({ type: error.type, message, offset, line, column, isOfTokenizer: error.isOfTokenizer });
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
