/**
 * The error CPython's parser reports for a text, or none: read over the tokens as its grammar is, without a tree. A
 * first reading finds whether the text is Python; only if it is not, a second one from the statement at fault looks for
 * what the special rules of the grammar say.
 */
import { countBytes } from '../../source/utf8.js';
import type { TargetMinor } from '../../targets/target-version.js';
import { statement } from './compound-statements.js';
import { starExpressions } from './expressions.js';
import { expectKind, isMismatch, nextIsKind, peek, placeOf, Raised, type Reader, type Spot } from './reader.js';
import { neverClosed, tokenize } from './tokenizer.js';
import type { FoundError, Token } from './tokens.js';

function createReader(text: string, target: TargetMinor, hasUndecodedBytes: boolean): Reader {
  const { tokens, error } = tokenize(text, target, hasUndecodedBytes);
  return { text, target, tokens, tokenizerError: error, at: 0, furthest: 0, isSecond: false, explains: false, memory: new Map(), spots: [], hasUndecodedBytes };
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
  if (raised.isFinal || later === null || later.insideFormatString) return raised.error;
  if (later.isUndecodable) return { ...later, isOfDecoder: true };
  if (!later.onlyInOrder) return later;
  const { open } = later;
  const last = reader.tokens[reader.furthest];
  if (!open || !last || lineOf(reader.text, last.start) <= lineOf(reader.text, open.offset)) return raised.error;
  return { type: 'SyntaxError', message: neverClosed(open), offset: open.offset };
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
  const reader = createReader(text, target, hasUndecodedBytes);
  const statements: number[] = [];
  const error = findError(reader, (inner) => {
    if (!inner.isSecond) statements.push(inner.at);
    statement(inner);
  });
  return { error, tokens: reader.tokens, statements, spots: reader.spots };
}

export interface FieldError extends FoundError {
  /** In the text of the field, with a bracket before it. */
  readonly line: number;
  readonly column: number;
  readonly isOfTokenizer: boolean;
}

/** Of a field of a formatted string before 3.12, which is read as if in parentheses. */
export function checkFieldExpression(field: string, target: TargetMinor, hasUndecodedBytes: boolean): FieldError | null {
  const text = `(${field})`;
  const reader = createReader(text, target, hasUndecodedBytes);
  const error = findError(reader, (inner) => {
    starExpressions(inner);
    expectKind(inner, 'newline');
  });
  if (error === null) return null;
  const line = error.line ?? lineOf(text, error.offset);
  const isUndecodable = error === reader.tokenizerError && reader.tokenizerError.isUndecodable;
  return {
    ...error,
    line,
    column: isUndecodable && line === 1 ? 0 : columnInField(text, error),
    isOfTokenizer: (error === reader.tokenizerError && !isUndecodable) || error.isOfTokenizer === true,
  };
}

/** In bytes, but for what the tokenizer says. */
function columnInField(text: string, error: FoundError): number {
  if (error.column !== undefined) return error.column;
  const { from, to, more } = error.counted ?? { from: text.lastIndexOf('\n', error.offset - 1) + 1, to: error.offset, more: 1 };
  const before = text.slice(from, to);
  return (error.countsCharacters ? [...before].length : countBytes(before)) + more;
}
