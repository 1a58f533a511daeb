/**
 * Reading tokens by a rule to their end: a first reading finds whether the text is Python; only if it is not, a second
 * one from the statement at fault looks for what the special rules of CPython's grammar say.
 */
import type { SourceFile } from '../../source/source-file.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';
import { isMismatch, nextIsKind, peek, placeOf, Raised, type Reader } from './reader.js';
import { neverClosed, tokenize } from '../tokens/tokenizer.js';
import type { FoundError } from '../tokens/tokens.js';

export function createReader(source: SourceFile, target: TargetVersion): Reader {
  const { tokens, warnings, error } = tokenize(source, target);
  return { source, warnings: new Map(warnings.map((warning) => [warning.offset, warning])), text: source.text, target, tokens, tokenizerError: error, at: 0, furthest: 0, isSecond: false, explains: false, memory: new Map(), lastBlock: 0 };
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

export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

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

/** How far the rule applies: until the text ends, be it that more has to follow (`PyCF_ALLOW_INCOMPLETE_INPUT`), or to an error. */
export function readOnce(reader: Reader, readAll: (reader: Reader) => void): 'the end' | 'an error' {
  const { kind, raised } = run(reader, (inner) => {
    while (!nextIsKind(inner, 'end')) readAll(inner);
  });
  const last = reader.tokens[reader.furthest];
  const isAtEnd = last === undefined || last.kind === 'end' || (last.start >= reader.text.length && last.kind !== 'newline');
  return kind === 'fine' || isAtEnd || /^unterminated triple-quoted|was never closed$/.test(raised?.error.message ?? '') ? 'the end' : 'an error';
}

/** Applies the rule until the tokens end; null if it could. */
export function findError(reader: Reader, readAll: (reader: Reader) => void): FoundError | null {
  let begin = 0;
  let before = 0;
  const first = run(reader, (inner) => {
    while (!nextIsKind(inner, 'end')) {
      before = begin;
      begin = inner.at;
      readAll(inner);
    }
  });
  if (first.kind === 'fine') return null;
  if (first.raised) return preferTokenizer(reader, first.raised);

  const { furthest } = reader;
  reader.isSecond = true;
  reader.explains = true;
  // What follows an `else` is for the rules of the statement before.
  const isElif = reader.tokens[begin]?.text === 'elif' && supports(reader.target, 'explainsElifAfterElse');
  reader.at = isElif ? before : begin;
  const second = run(reader, (inner) => {
    readAll(inner);
    if (isElif) readAll(inner);
  });
  if (second.raised) return preferTokenizer(reader, second.raised);
  const last = reader.tokens[furthest] ?? peek(reader);
  if (last.kind === 'indent' || last.kind === 'dedent') {
    const message = last.kind === 'indent' ? 'unexpected indent' : 'unexpected unindent';
    return { type: 'IndentationError', message, ...placeOf(reader, last) };
  }
  const place = last.kind === 'end' ? { ...placeOf(reader, last), column: 0, noEnd: 0 as const } : { offset: last.start, end: last.end };
  return preferTokenizer(reader, new Raised({ type: 'SyntaxError', message: last.text === '<>' && supports(reader.target, 'explainsOldInequality') ? "invalid syntax.  Maybe you meant '!=' instead of '<>'?" : 'invalid syntax', ...place }));
}
