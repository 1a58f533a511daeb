/**
 * The error CPython's parser reports for a text, or none: read over the tokens as its grammar is, without a tree. A
 * first reading finds whether the text is Python; only if it is not, a second one from the statement at fault looks for
 * what the special rules of the grammar say.
 */
import { describeInvalidUtf8, unescapeBytes } from '../../source/utf8.js';
import type { TargetMinor } from '../../targets/target-version.js';
import { statement } from './compound-statements.js';
import { starExpressions } from './expressions.js';
import { expectKind, isMismatch, nextIsKind, peek, placeOf, Raised, type Reader, type Spot } from './reader.js';
import { tokenize } from './tokenizer.js';
import type { FoundError, Token } from './tokens.js';

function createReader(text: string, target: TargetMinor): Reader {
  const { tokens, error } = tokenize(text, target);
  return { text, target, tokens, tokenizerError: error, at: 0, furthest: 0, isSecond: false, explains: false, memory: new Map(), spots: [], hasUndecodedBytes: false };
}

interface Outcome {
  readonly kind: 'fine' | 'mismatch' | 'raised';
  readonly raised?: Raised;
}

function run(reader: Reader, rule: (reader: Reader) => void): Outcome {
  try {
    rule(reader);
    return { kind: 'fine' };
  } catch (thrown) {
    if (isMismatch(thrown)) return { kind: 'mismatch' };
    if (thrown instanceof Raised) return { kind: 'raised', raised: thrown };
    if (thrown instanceof RangeError) {
      return { kind: 'raised', raised: new Raised({ type: 'SyntaxError', message: 'too many nested parentheses', offset: reader.tokens[reader.at]?.start ?? 0 }) };
    }
    throw thrown;
  }
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Errors of the tokenizer further on replace those of the parser. */
function preferTokenizer(reader: Reader, raised: Raised): FoundError {
  const later = reader.tokenizerError;
  if (raised.isFinal || later === null || later.onlyInOrder) return raised.error;
  if (later.insideFormatString) return raised.error;
  if (!later.unclosedBracket) return later;
  const last = reader.tokens[reader.furthest];
  return last && lineOf(reader.text, last.start) > lineOf(reader.text, later.offset) ? later : raised.error;
}

function findError(reader: Reader, readAll: (reader: Reader) => void): FoundError | null {
  let begin = 0;
  const first = run(reader, (inner) => {
    while (!nextIsKind(inner, 'end')) {
      begin = inner.at;
      readAll(inner);
    }
  });
  if (first.kind === 'fine') return null;
  if (first.raised) return preferTokenizer(reader, first.raised);

  const { furthest } = reader;
  reader.isSecond = true;
  reader.explains = true;
  reader.at = begin;
  const second = run(reader, readAll);
  if (second.raised) return preferTokenizer(reader, second.raised);
  const last = reader.tokens[furthest] ?? peek(reader);
  if (last.kind === 'indent' || last.kind === 'dedent') {
    const message = last.kind === 'indent' ? 'unexpected indent' : 'unexpected unindent';
    return { type: 'IndentationError', message, ...placeOf(reader, last) };
  }
  const place = last.kind === 'end' ? { ...placeOf(reader, last), column: 0 } : { offset: last.start };
  return preferTokenizer(reader, new Raised({ type: 'SyntaxError', message: 'invalid syntax', ...place }));
}

export interface ReadModule {
  readonly error: FoundError | null;
  readonly tokens: readonly Token[];
  /** In a valid text, the token each statement of the module begins with. */
  readonly statements: readonly number[];
  /** In a valid text, what the grammar of the CST may not know. */
  readonly spots: readonly Spot[];
}

/** Reads a whole module. Its newlines are `\n`. */
export function readModule(text: string, target: TargetMinor, hasUndecodedBytes = false): ReadModule {
  const reader = { ...createReader(text, target), hasUndecodedBytes };
  const statements: number[] = [];
  const error = findError(reader, (inner) => {
    if (!inner.isSecond) statements.push(inner.at);
    statement(inner);
  });
  return { error: error && hasUndecodedBytes ? nameUndecoded(text, error) : error, tokens: reader.tokens, statements, spots: reader.spots };
}

/** A name with bytes that are no UTF-8, which CPython decodes as a whole once it has its end. */
function nameUndecoded(text: string, error: FoundError): FoundError {
  if (!/^invalid non-printable character U\+DC[89A-F]/.test(error.message)) return error;
  const before = /[\w\x80-\uffff]*$/.exec(text.slice(Math.max(0, error.offset - 1000), error.offset))?.[0] ?? '';
  const after = /^[\w\x80-\uffff]*/.exec(text.slice(error.offset, error.offset + 1000))?.[0] ?? '';
  const message = describeInvalidUtf8(unescapeBytes(before + after));
  return message === undefined ? error : { ...error, message, offset: error.offset + Math.max(after.length - 1, 0) };
}

export interface FieldError extends FoundError {
  /** In the text of the field, with a bracket before it. */
  readonly line: number;
  readonly column: number;
  readonly isOfTokenizer: boolean;
}

/** Of a field of a formatted string before 3.12, which is read as if in parentheses. */
export function checkFieldExpression(field: string, target: TargetMinor): FieldError | null {
  const text = `(${field})`;
  const reader = createReader(text, target);
  const error = findError(reader, (inner) => {
    starExpressions(inner);
    expectKind(inner, 'newline');
  });
  if (error === null) return null;
  const lineStart = text.lastIndexOf('\n', error.offset - 1) + 1;
  return {
    ...error,
    line: error.line ?? lineOf(text, error.offset),
    column: error.column ?? [...text.slice(lineStart, error.offset)].length + 1,
    isOfTokenizer: error === reader.tokenizerError || error.isOfTokenizer === true,
  };
}
