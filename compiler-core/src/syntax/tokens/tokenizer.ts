/**
 * Text to Python's tokens, for the parser: exactly where CPython's tokenizer would stop, with the error it would
 * report. From 3.12 on the parts of formatted strings are tokens (`tokenize-format-string.ts`).
 */
import type { SourceFile } from '../../source/source-file.js';
import { describeInvalidUtf8, unescapeBytes } from '../../source/utf8.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';
import { describeEscape } from './escape-message.js';
import { createPlacer } from './placer.js';
import { scanNumber } from './tokenize-number.js';
import { keywords, type LiteralWarning, type OpenBracket, type SyntaxErrorType, type Token, type TokenizedText, type TokenizerError, type TokenKind } from './tokens.js';
import { scanFormatText, type FormatMode } from './tokenize-format-string.js';

const maximumBrackets = 200;
const maximumIndentations = 100;
const maximumFields = 3;
const tabWidth = 8;
const newline = 10;

const operators =
  /\*\*=|\/\/=|>>=|<<=|\.\.\.|\*\*|\/\/|>>|<<|<=|>=|==|!=|<>|->|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|@=|:=|[\s\S]/y;
const nameCharacters = /(?:[A-Za-z0-9_]|[\u0080-\uffff])+/y;
const asciiName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const unicodeName = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const stringPrefix = /(?:[bB][rR]?|[rR][bBfF]?|[fF][rR]?|[uU])?(?=['"])/y;
/** From 3.14 on each letter counts once, whatever stands beside it. */
const anyStringPrefix = /(?:([bruft])(?![bruft]*\1))*(?=['"])/iy;
const incompatiblePrefixes = ['ub', 'ur', 'uf', 'ut', 'bf', 'bt', 'ft'];
const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export const neverClosed = (open: OpenBracket): string => `'${open.text}' was never closed`;

class TokenizerStop {
  readonly error: TokenizerError;
  constructor(error: TokenizerError) {
    this.error = error;
  }
}

export function tokenize(source: SourceFile, target: TargetVersion): TokenizedText {
  const text = source.text === '' || source.text.endsWith('\n') ? source.text : `${source.text}\n`;
  const placer = createPlacer(source);
  const hasUndecodedBytes = source.decoded?.hasUndecodedBytes === true;
  const tokens: Token[] = [];
  const warnings: LiteralWarning[] = [];
  const warn = (message: string, start: number, end: number): void => { warnings.push({ message, offset: start, start, end, after: tokens.length }); };
  const brackets: OpenBracket[] = [];
  const modes: FormatMode[] = [];
  /** Widths with tabs to the next eighth column, and with tabs as one: the two must agree on every comparison. */
  const indents: { readonly column: number; readonly altColumn: number }[] = [{ column: 0, altColumn: 0 }];
  const splitsFormats = supports(target, 'formalizedFormatStrings');
  const prefixes = supports(target, 'templateStrings') ? anyStringPrefix : stringPrefix;
  let at = 0;
  let atLineStart = true;
  /** Where the lines begin that are read as one. */
  let bufferStart = 0;

  const push = (kind: TokenKind, start: number, end: number, word = ''): void => {
    placer.moveTo(start);
    const { line: lineno, column: col_offset } = placer;
    placer.moveTo(end);
    tokens.push({ kind, text: word, start, end, level: brackets.length, lineno, col_offset, end_lineno: placer.line, end_col_offset: placer.column });
  };
  const stop = (message: string, offset: number, options: Partial<TokenizerError> = {}): never => {
    const countsCharacters = options.onlyInOrder !== true;
    const insideFormatString = modes.length > 0;
    throw new TokenizerStop({ type: 'SyntaxError', message, offset, onlyInOrder: false, isUndecodable: false, insideFormatString, countsCharacters, open: brackets.at(-1) ?? null, joinedFrom: bufferStart, noEnd: options.onlyInOrder ? 0 : 'start', ...options });
  };
  const lineStartOf = (offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
  const lineOf = (offset: number): number => {
    let line = source.firstLine ?? 1;
    for (let index = text.indexOf('\n'); index >= 0 && index < offset; index = text.indexOf('\n', index + 1)) line++;
    return line;
  };
  const stopUnread = (): void => {
    if (source.unread) stop(source.unread.message, text.length, { noEnd: 0, isUnread: true });
  };
  const stopAtEnd = (): never => {
    stopUnread();
    const open = brackets.at(-1);
    if (open) return stop(neverClosed(open), open.offset, { onlyInOrder: true });
    return stop('unexpected EOF while parsing', at, { onlyInOrder: true, noEnd: -1, isBeforeTokens: tokens.length === 0 });
  };

  /** After a backslash: to the start of the next line. */
  const continueLine = (): void => {
    if (text[at + 1] !== '\n') {
      // CPython counts from where its buffer begins: before lines that a string or a backslash joins to this one.
      stop('unexpected character after line continuation character', at + 1, { onlyInOrder: true, counted: { from: bufferStart, to: at + 1, more: 1 } });
    }
    // Before anything else on its line it joins nothing.
    if (/^[ \t\f]*$/.test(text.slice(bufferStart, at))) bufferStart = at + 2;
    at += 2;
    if (at >= text.length) {
      at--;
      stopAtEnd();
    }
  };

  const readIndentation = (): void => {
    let column = 0;
    let altColumn = 0;
    let continued = 0;
    for (;;) {
      const character = text[at];
      if (character === ' ') {
        column++;
        altColumn++;
      } else if (character === '\t') {
        column = (Math.floor(column / tabWidth) + 1) * tabWidth;
        altColumn++;
      } else if (character === '\f') {
        column = 0;
        altColumn = 0;
      } else if (character === '\\') {
        continued ||= column;
        continueLine();
        continue;
      } else break;
      at++;
    }
    if (text[at] === '#' || text[at] === '\n' || at >= text.length || brackets.length > 0) return;
    if (continued > 0) column = altColumn = continued;
    const inconsistent = (): never =>
      stop('inconsistent use of tabs and spaces in indentation', at, { type: 'TabError', column: 1, onlyInOrder: true });
    const indentation = (message: string, options: Partial<TokenizerError>): never =>
      stop(message, at, { type: 'IndentationError' satisfies SyntaxErrorType, onlyInOrder: true, ...options });
    const top = indents.at(-1) ?? { column: 0, altColumn: 0 };
    if (column === top.column) {
      if (altColumn !== top.altColumn) inconsistent();
    } else if (column > top.column) {
      if (indents.length >= maximumIndentations) indentation('too many levels of indentation', { column: 1 });
      if (altColumn <= top.altColumn) inconsistent();
      indents.push({ column, altColumn });
      push('indent', at, at);
    } else {
      const dedents: number[] = [];
      while (column < (indents.at(-1)?.column ?? 0)) {
        indents.pop();
        dedents.push(at);
      }
      const reached = indents.at(-1) ?? { column: 0, altColumn: 0 };
      if (column !== reached.column) {
        const lineEnd = text.indexOf('\n', at);
        indentation('unindent does not match any outer indentation level', { counted: { from: lineStartOf(at), to: lineEnd, more: 1 }, noEnd: -1 });
      }
      if (altColumn !== reached.altColumn) inconsistent();
      for (const offset of dedents) push('dedent', offset, offset);
    }
  };

  const readName = (): void => {
    nameCharacters.lastIndex = at;
    const start = at;
    const word = nameCharacters.exec(text)?.[0] ?? '';
    at += word.length;
    if (!asciiName.test(word) && !unicodeName.test(word)) {
      const problem = hasUndecodedBytes ? describeInvalidUtf8(unescapeBytes(word)) : undefined;
      // CPython decodes a name as a whole, once it has its end.
      if (problem !== undefined) stop(problem, start, { isUndecodable: true, noEnd: -1, countsCharacters: false, counted: { from: lineStartOf(start), to: at, more: 0 } });
      let offset = start;
      for (const character of word) {
        const isFine = offset === start ? /[\p{XID_Start}_]/u.test(character) : /\p{XID_Continue}/u.test(character);
        if (!isFine) {
          const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
          const isPrintable = !/[\p{C}\p{Z}]/u.test(character);
          stop(isPrintable ? `invalid character '${character}' (U+${code})` : `invalid non-printable character U+${code}`, offset);
        }
        offset += character.length;
      }
    }
    push(keywords.has(word) ? 'keyword' : 'name', start, at, word);
  };

  const readString = (start: number, prefix: string): void => {
    const quote = text[at] ?? '';
    const size = text.startsWith(quote.repeat(3), at) ? 3 : 1;
    if (splitsFormats && /[ft]/i.test(prefix)) {
      at += size;
      const isTemplate = /t/i.test(prefix);
      modes.push({ quote, size, start, what: isTemplate ? 't-string' : 'f-string', isRaw: /r/i.test(prefix), outside: brackets.length, fields: [], inSpec: false, inField: false });
      push(isTemplate ? 'template-start' : 'format-start', start, at);
      return;
    }
    const contentStart = at + size;
    at = contentStart;
    for (;;) {
      const character = text[at];
      if (character === undefined || (size === 1 && character === '\n')) {
        const mode = modes.at(-1);
        if (character === undefined) stopUnread();
        if (mode && mode.quote === quote && mode.size === size) stop(`${mode.what}: expecting '}'`, start);
        const lastLine = lineOf(at) - (character === undefined ? 1 : 0);
        const hint = supports(target, 'suspectsEscapedQuote') && size === 1 && text.slice(contentStart, at).includes(`\\${quote}`) ? '; perhaps you escaped the end quote?' : '';
        stop(`unterminated ${size === 3 ? 'triple-quoted ' : ''}string literal (detected at line ${lastLine})${hint}`, start);
      }
      if (character === '\\') at += 2;
      else if (character === quote && text.startsWith(quote.repeat(size), at)) break;
      else at++;
    }
    at += size;
    push('string', start, at);
  };

  const close = (character: string): void => {
    const mode = modes.at(-1);
    const open = brackets.at(-1);
    if (!open || (mode && brackets.length <= mode.outside)) {
      if (mode && character === '}') stop(`${mode.what}: single '}' is not allowed`, at);
      stop(`unmatched '${character}'`, at);
    } else if (closerOf[open.text] !== character) {
      if (mode && open.text === '{' && mode.fields.includes(brackets.length)) stop(`${mode.what}: unmatched '${character}'`, at);
      const sameLine = lineOf(open.offset) === lineOf(at);
      const place = sameLine ? '' : ` on line ${lineOf(open.offset)}`;
      stop(`closing parenthesis '${character}' does not match opening parenthesis '${open.text}'${place}`, at);
    }
    if (mode && mode.fields.at(-1) === brackets.length) {
      mode.fields.pop();
      mode.inField = false;
      // After a field of a specification comes more of the specification.
      mode.inSpec = mode.fields.length > 0;
    }
    brackets.pop();
    push('operator', at, ++at, character);
  };

  const readOperator = (): void => {
    operators.lastIndex = at;
    const word = operators.exec(text)?.[0] ?? '';
    const mode = modes.at(-1);
    const isOwnLevel = mode !== undefined && mode.fields.at(-1) === brackets.length;
    if (isOwnLevel && (word === ':' || word === ':=')) {
      mode.inField = false;
      mode.inSpec = true;
      push('operator', at, ++at, ':');
      return;
    }
    if (word in closerOf) {
      if (brackets.length >= maximumBrackets) stop('too many nested parentheses', at);
      brackets.push({ text: word, offset: at });
      push('operator', at, ++at, word);
      return;
    }
    if (word === ')' || word === ']' || word === '}') return close(word);
    const code = word.charCodeAt(0);
    if (code < 32 || code === 127) {
      stop(`invalid non-printable character U+${code.toString(16).toUpperCase().padStart(4, '0')}`, at);
    }
    push('operator', at, at + word.length, word);
    at += word.length;
  };

  const readFormatText = (mode: FormatMode): void => {
    const scanned = scanFormatText(text, at, mode, (offset) => { warn(describeEscape(`\\${text[offset + 1] ?? ''}`, target), offset, offset + 2); });
    if (scanned.kind === 'unterminated') {
      if (scanned.end >= text.length) stopUnread();
      const lastLine = lineOf(scanned.end) - (scanned.end >= text.length ? 1 : 0);
      stop(`unterminated ${mode.size === 3 ? 'triple-quoted ' : ''}${mode.what} literal (detected at line ${lastLine})`, mode.start);
    }
    // A specification begins with text, be it empty.
    if (scanned.end > at || tokens.at(-1)?.text === ':') push('format-middle', at, scanned.end);
    at = scanned.end;
    switch (scanned.kind) {
      case 'quotes':
        push('format-end', at, at + mode.size);
        at += mode.size;
        modes.pop();
        return;
      case 'field':
        if (mode.fields.length >= maximumFields) stop(`${mode.what}: expressions nested too deeply`, at - 1);
        brackets.push({ text: '{', offset: at });
        mode.fields.push(brackets.length);
        mode.inField = true;
        mode.inSpec = false;
        push('operator', at, ++at, '{');
        return;
      case 'closing':
        return close('}');
      case 'newline':
        if (supports(target, 'refusesNewlinesInFormats')) stop(`${mode.what}: newlines are not allowed in format specifiers for single quoted ${mode.what}s`, at);
        mode.inField = true;
        mode.inSpec = false;
        return;
      case 'unterminated':
    }
  };

  const readToken = (): void => {
    const mode = modes.at(-1);
    if (mode && !mode.inField) return readFormatText(mode);
    if (atLineStart) {
      atLineStart = false;
      readIndentation();
    }
    while (text[at] === ' ' || text[at] === '\t' || text[at] === '\f') at++;
    const start = at;
    const code = text.charCodeAt(at);
    if (text[at] === '#') at = text.indexOf('\n', at);
    if (at >= text.length) return;
    if (text[at] === '\n') {
      const last = tokens.at(-1)?.kind;
      const isBlank = brackets.length > 0 || last === undefined || last === 'newline' || last === 'indent' || last === 'dedent';
      if (!isBlank) push('newline', start, at + 1);
      do at++;
      while (text.charCodeAt(at) === newline);
      bufferStart = at;
      atLineStart = brackets.length === 0;
      return;
    }
    if (text[at] === '\\') return continueLine();
    if ((code >= 48 && code <= 57) || (code === 46 && /[0-9]/.test(text[at + 1] ?? ''))) {
      const scanned = scanNumber(text, at);
      if (scanned.message !== undefined) stop(scanned.message, (scanned.at ?? scanned.end) - 1, scanned.markedUntil === undefined ? {} : { end: scanned.markedUntil });
      if (scanned.messageBeforeOther !== undefined && !supports(target, 'blamesCharacterAfterNumber')) stop(scanned.messageBeforeOther, scanned.end - 1);
      if (scanned.warning !== undefined) warn(scanned.warning, start, scanned.end);
      at = scanned.end;
      push('number', start, at);
      return;
    }
    prefixes.lastIndex = at;
    const prefix = prefixes.exec(text)?.[0];
    if (prefix !== undefined) {
      const pair = prefix.length > 1 ? incompatiblePrefixes.find((letters) => [...letters].every((letter) => prefix.toLowerCase().includes(letter))) : undefined;
      if (pair !== undefined) stop(`'${pair[0]}' and '${pair[1]}' prefixes are incompatible`, start, { end: start + prefix.length });
      at += prefix.length;
      return readString(start, prefix);
    }
    if (code >= 128 || code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return readName();
    return readOperator();
  };

  try {
    const zero = text.indexOf('\0');
    if (zero >= 0) stop('source code string cannot contain null bytes', 0);
    while (at < text.length) readToken();
    if (modes.length > 0 || brackets.length > 0) {
      const mode = modes.at(-1);
      if (mode && !mode.inField) readFormatText(mode);
      stopAtEnd();
    }
    stopUnread();
    const last = tokens.at(-1)?.kind;
    if (last !== undefined && last !== 'newline' && last !== 'dedent' && last !== 'indent') push('newline', text.length, text.length);
    for (let depth = indents.length; depth > 1; depth--) push('dedent', text.length, text.length);
    push('end', text.length, text.length);
    return { tokens, warnings, error: null };
  } catch (stopped) {
    if (!(stopped instanceof TokenizerStop)) throw stopped;
    const offset = Math.min(stopped.error.offset, text.length);
    push('error', Math.max(offset, lineStartOf(offset)), offset);
    return { tokens, warnings, error: stopped.error };
  }
}
