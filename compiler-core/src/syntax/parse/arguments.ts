/** The arguments of a call or of a class, and what CPython says of their order. */
import { supports } from '../../targets/features.js';
import { makeGeneratorExp, makeKeyword } from '../ast/make.generated.js';
import type { comprehension, expr, keyword } from '../ast/nodes.generated.js';
import { forClauses, startsFor } from './comprehensions.js';
import { assignmentExpression, expression, starredExpression } from './expressions.js';
import { identifierOf } from './names.js';
import { accept, attempt, markOf, mismatch, next, peek, previous, raise, raiseAtLast, type Reader, remember, sees } from './reader.js';
import type { Token } from '../tokens/tokens.js';

export interface Arguments {
  readonly args: expr[];
  readonly keywords: keyword[];
}

const isUnpacking = ({ arg }: keyword): boolean => arg === null;

/** Between the brackets of a call or, without a generator, of a class. */
export function callArguments(reader: Reader, allowsGenerator = true): Arguments {
  if (next(reader, ')')) return { args: [], keywords: [] };
  if (!reader.explains) return plainArguments(reader, allowsGenerator);
  return remember(reader, 'arguments', (inner) => {
    const start = inner.at;
    const found = attempt(inner, () => {
      const read = plainArguments(inner, allowsGenerator);
      return next(inner, ')') ? read : mismatch();
    });
    if (found) return found;
    explainArguments(inner);
    inner.at = start;
    return mismatch();
  });
}

/** Positional ones first, then `name=`, then `**`; `*` goes before `**`. */
function plainArguments(reader: Reader, allowsGenerator: boolean): Arguments {
  const found: Arguments = { args: [], keywords: [] };
  const { args, keywords } = found;
  const opener = previous(reader);
  for (;;) {
    const before = reader.at;
    const isFound = reader.isSecond ? attempt(reader, (inner) => argument(inner, found)) : argument(reader, found);
    const count = args.length + keywords.length;
    if (!isFound) {
      if (count === 0) mismatch();
      reader.at = before - 1;
      return found;
    }
    const [only] = args;
    const isElement = only !== undefined && (only._type !== 'Starred' || supports(reader.target, 'unpackingComprehensions'));
    if (allowsGenerator && count === 1 && isElement && startsFor(reader)) {
      const generators = reader.isSecond ? attempt(reader, forClauses) : forClauses(reader);
      // The brackets of the call are those of the generator.
      if (generators) args[0] = makeGeneratorExp(opener, peek(reader), only, generators);
      return found;
    }
    if (!accept(reader, ',') || next(reader, ')')) return found;
  }
}

function argument(reader: Reader, { args, keywords }: Arguments): true {
  const begin = reader.at;
  const first = peek(reader);
  const hasKeyword = keywords.length > 0;
  if (first.text === '*') {
    if (keywords.some(isUnpacking)) return mismatch();
    args.push(starredExpression(reader));
    explainAssigned(reader, 'iterable', first);
    return true;
  }
  if (reader.explains && (hasKeyword || first.text !== '**')) explainKeyword(reader, hasKeyword);
  if (accept(reader, '**')) {
    const value = expression(reader);
    keywords.push(makeKeyword(first, previous(reader), null, value));
    explainAssigned(reader, 'keyword', first);
    return true;
  }
  if (first.kind === 'name') {
    reader.at++;
    if (accept(reader, '=')) {
      const value = expression(reader);
      keywords.push(makeKeyword(first, previous(reader), identifierOf(first), value));
      return true;
    }
    reader.at--;
  }
  if (hasKeyword) return mismatch();
  const value = assignmentExpression(reader) ?? expression(reader);
  if (next(reader, ':=')) return mismatch();
  if (next(reader, '=')) {
    if (reader.explains) {
      reader.at = begin;
      explainKeyword(reader, true);
    }
    return mismatch();
  }
  args.push(value);
  return true;
}

/** `f(*a=1)` */
function explainAssigned(reader: Reader, what: string, star: Token): void {
  if (!reader.explains || !supports(reader.target, 'explainsArgumentValues') || !next(reader, '=')) return;
  const { at } = reader;
  reader.at++;
  const value = attempt(reader, expression);
  if (value) raise(`cannot assign to ${what} argument unpacking`, markOf(reader, star, value));
  reader.at = at;
}

function explainKeyword(reader: Reader, isKeywordExpected: boolean): void {
  const start = reader.at;
  const first = peek(reader);
  if (/^(?:True|False|None)$/.test(first.text)) {
    reader.at++;
    if (next(reader, '=')) raise(`cannot assign to ${first.text}`, markOf(reader, first, peek(reader)));
    reader.at = start;
  }
  const isName = first.kind === 'name' && sees(reader, (inner) => {
    inner.at++;
    if (!next(inner, '=')) mismatch();
  });
  if (isName) {
    const equals = reader.tokens[start + 1] ?? first;
    reader.at += 2;
    if (attempt(reader, expression) && startsFor(reader) && attempt(reader, forClauses)) {
      raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", markOf(reader, first, equals));
    }
  } else if (isKeywordExpected) {
    const value = attempt(reader, expression);
    if (value && next(reader, '=')) raise('expression cannot contain assignment, perhaps you meant "=="?', markOf(reader, value, peek(reader)));
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
  if (first && next(reader, ',') && !supports(reader.target, 'placesUnpackingAtStar')) explainStarAfter(reader, start);
  if (first && first.keywords.length > 0 && accept(reader, ',') && next(reader, '*')) {
    const message = 'iterable argument unpacking follows keyword argument unpacking';
    if (!supports(reader.target, 'starAfterUnpackingPlacedAtComma')) raise(message, markOf(reader, peek(reader)));
    const star = attempt(reader, starredExpression);
    if (star) raise(message, markOf(reader, comma, star));
  }

  reader.at = start;
  const value = attempt(reader, expression);
  const clauses = value && startsFor(reader) ? attempt(reader, forClauses) : undefined;
  if (value && clauses && next(reader, ',')) {
    reader.at++;
    attempt(reader, (inner) => plainArguments(inner, false));
    raise(mustBeParenthesized, markOf(reader, value, lastOfComprehension(clauses) ?? value));
  }
  reader.at = start;
  explainKeyword(reader, false);
  if (supports(reader.target, 'explainsArgumentValues')) explainMissingValue(reader, start);

  const all = before();
  const last = all && lastOf(all);
  const loops = all && last && startsFor(reader) ? attempt(reader, forClauses) : undefined;
  if (last && loops && all.args.length + all.keywords.length > 1) {
    raise(mustBeParenthesized, markOf(reader, last, lastOfComprehension(loops) ?? last));
  }
  const list = before();
  if (list && accept(reader, ',')) {
    const after = reader.at;
    const item = attempt(reader, expression);
    const around = item && startsFor(reader) ? attempt(reader, forClauses) : undefined;
    if (item && around) raise(mustBeParenthesized, markOf(reader, item, around.at(-1)?.target ?? item));
    reader.at = after;
    if (attempt(reader, (inner) => plainArguments(inner, false))) {
      raiseAtLast(reader, `positional argument follows keyword argument${list.keywords.some(isUnpacking) ? ' unpacking' : ''}`);
    }
  }
}

function explainStarAfter(reader: Reader, start: number): void {
  const [first, last] = [reader.tokens[start], previous(reader)];
  reader.at++;
  if (first && next(reader, '*')) raise('iterable argument unpacking follows keyword argument unpacking', markOf(reader, first, last));
  reader.at--;
}

/** `_PyPegen_get_last_comprehension_item` */
function lastOfComprehension(clauses: readonly comprehension[]): expr | undefined {
  const last = clauses.at(-1);
  return last?.ifs.at(-1) ?? last?.iter;
}

function lastOf({ args, keywords }: Arguments): expr | keyword | undefined {
  const [value, named] = [args.at(-1), keywords.at(-1)];
  if (!value || !named) return value ?? named;
  const isAfter = value.lineno > named.lineno || (value.lineno === named.lineno && value.col_offset > named.col_offset);
  return isAfter ? value : named;
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
    if (accept(reader, '=') && (next(reader, ',') || next(reader, ')'))) raise('expected argument value expression', markOf(reader, name, previous(reader)));
  }
  reader.at = start;
}
