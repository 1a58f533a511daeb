/** The arguments of a call or of a class, and what CPython says of their order. */
import { forClauses, startsFor } from './comprehensions.js';
import { assignmentExpression, expression, starredExpression } from './expressions.js';
import { accept, attempt, mismatch, next, peek, raise, raiseAtLast, type Reader, remember, sees } from './reader.js';
import type { Shape } from './shapes.js';

interface Arguments {
  readonly shapes: readonly Shape[];
  readonly start: number;
  readonly hasKeyword: boolean;
  readonly hasKeywordUnpacking: boolean;
}

/** Between the brackets of a call. */
export function callArguments(reader: Reader, allowsGenerator = true): void {
  if (next(reader, ')')) return;
  if (!reader.explains) {
    plainArguments(reader, allowsGenerator);
    return;
  }
  remember(reader, 'arguments', (inner) => {
    const start = inner.at;
    const found = attempt(inner, () => {
      plainArguments(inner, allowsGenerator);
      if (!next(inner, ')')) mismatch();
      return true;
    });
    if (found) return true;
    explainArguments(inner);
    inner.at = start;
    return mismatch();
  });
}

/** Positional ones first, then `name=`, then `**`; `*` goes before `**`. */
function plainArguments(reader: Reader, allowsGenerator: boolean): Arguments {
  const shapes: Shape[] = [];
  const { start } = peek(reader);
  let hasKeyword = false;
  let hasKeywordUnpacking = false;
  const done = (): Arguments => ({ shapes, start, hasKeyword, hasKeywordUnpacking });
  for (;;) {
    const before = reader.at;
    const found = reader.isSecond ? attempt(reader, one) : one();
    if (!found) {
      reader.at = shapes.length > 0 ? before - 1 : before;
      return shapes.length > 0 ? done() : mismatch();
    }
    shapes.push(found);
    if (allowsGenerator && shapes.length === 1 && startsFor(reader) && found.kind !== 'starred' && !hasKeyword && !hasKeywordUnpacking) {
      if (reader.isSecond) attempt(reader, forClauses);
      else forClauses(reader);
      return done();
    }
    if (!accept(reader, ',')) return done();
    if (next(reader, ')')) return done();
  }

  function one(): Shape {
    const begin = reader.at;
    const first = peek(reader);
    if (first.text === '*') {
      if (hasKeywordUnpacking) return mismatch();
      const value = starredExpression(reader);
      explainAssigned(reader, 'iterable', first.start);
      return value;
    }
    if (reader.explains && (hasKeyword || hasKeywordUnpacking || first.text !== '**')) explainKeyword(reader, hasKeyword || hasKeywordUnpacking);
    if (accept(reader, '**')) {
      hasKeywordUnpacking = true;
      const value = expression(reader);
      explainAssigned(reader, 'keyword', first.start);
      return { ...value, start: first.start };
    }
    if (first.kind === 'name') {
      reader.at++;
      if (accept(reader, '=')) {
        hasKeyword = true;
        return { ...expression(reader), start: first.start };
      }
      reader.at--;
    }
    if (hasKeyword || hasKeywordUnpacking) return mismatch();
    const named = assignmentExpression(reader);
    if (named) return named;
    const value = expression(reader);
    if (next(reader, ':=')) return mismatch();
    if (next(reader, '=')) {
      if (reader.explains) {
        reader.at = begin;
        explainKeyword(reader, true);
      }
      return mismatch();
    }
    return value;
  }
}

/** `f(*a=1)` */
function explainAssigned(reader: Reader, what: string, start: number): void {
  if (!reader.explains || reader.target < 12 || !next(reader, '=')) return;
  const { at } = reader;
  reader.at++;
  if (attempt(reader, expression)) raise(`cannot assign to ${what} argument unpacking`, start);
  reader.at = at;
}

function explainKeyword(reader: Reader, isKeywordExpected: boolean): void {
  const start = reader.at;
  const first = peek(reader);
  if (/^(?:True|False|None)$/.test(first.text)) {
    reader.at++;
    if (next(reader, '=')) raise(`cannot assign to ${first.text}`, first.start);
    reader.at = start;
  }
  const isName = first.kind === 'name' && sees(reader, (inner) => {
    inner.at++;
    if (!next(inner, '=')) mismatch();
  });
  if (isName) {
    reader.at += 2;
    if (attempt(reader, expression) && startsFor(reader) && attempt(reader, forClauses)) {
      raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", first.start);
    }
  } else if (isKeywordExpected) {
    const value = attempt(reader, expression);
    if (value && next(reader, '=')) raise('expression cannot contain assignment, perhaps you meant "=="?', value.start);
  }
  reader.at = start;
}

const mustBeParenthesized = 'Generator expression must be parenthesized';

function explainArguments(reader: Reader): void {
  const start = reader.at;
  const before = (): Arguments | undefined => {
    reader.at = start;
    return attempt(reader, (inner) => plainArguments(inner, false));
  };
  const first = before();
  const comma = peek(reader);
  if (first && (first.hasKeyword || first.hasKeywordUnpacking) && accept(reader, ',') && next(reader, '*')) {
    const message = 'iterable argument unpacking follows keyword argument unpacking';
    if (reader.target < 13) raise(message, peek(reader).start);
    if (attempt(reader, starredExpression)) raise(message, comma.start);
  }

  reader.at = start;
  const value = attempt(reader, expression);
  if (value && startsFor(reader) && attempt(reader, forClauses) && next(reader, ',')) {
    reader.at++;
    attempt(reader, (inner) => plainArguments(inner, false));
    raise(mustBeParenthesized, value.start);
  }
  reader.at = start;
  explainKeyword(reader, false);
  if (reader.target >= 12) explainMissingValue(reader, start);

  const args = before();
  const last = args?.shapes.at(-1);
  if (args && last && startsFor(reader) && attempt(reader, forClauses) && args.shapes.length > 1) raise(mustBeParenthesized, last.start);
  const list = before();
  if (list && accept(reader, ',')) {
    const after = reader.at;
    const item = attempt(reader, expression);
    if (item && startsFor(reader) && attempt(reader, forClauses)) raise(mustBeParenthesized, item.start);
    reader.at = after;
    if (attempt(reader, (inner) => plainArguments(inner, false))) {
      raiseAtLast(reader, `positional argument follows keyword argument${list.hasKeywordUnpacking ? ' unpacking' : ''}`);
    }
  }
}

/** `f(a=)` */
function explainMissingValue(reader: Reader, start: number): void {
  reader.at = start;
  const list = attempt(reader, (inner) => plainArguments(inner, false));
  for (const from of list && accept(reader, ',') ? [reader.at, start] : [start]) {
    reader.at = from;
    const name = peek(reader);
    if (name.kind !== 'name') continue;
    reader.at++;
    if (accept(reader, '=') && (next(reader, ',') || next(reader, ')'))) raise('expected argument value expression', name.start);
  }
  reader.at = start;
}
