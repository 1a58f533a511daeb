/** The arguments of a call or of a class, and what CPython says of their order. */
import { supports } from '../../targets/features.js';
import { makeGeneratorExp, makeKeyword } from '../ast/make.generated.js';
import type { expr, keyword } from '../ast/nodes.generated.js';
import { forClauses, startsFor } from './comprehensions.js';
import { assignmentExpression, expression, starredExpression } from './expressions.js';
import { identifierOf } from './names.js';
import { accept, attempt, mismatch, next, peek, previous, raise, raiseAtLast, type Reader, remember, sees, startOf } from './reader.js';

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
    if (allowsGenerator && count === 1 && only && only._type !== 'Starred' && startsFor(reader)) {
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
    explainAssigned(reader, 'iterable', first.start);
    return true;
  }
  if (reader.explains && (hasKeyword || first.text !== '**')) explainKeyword(reader, hasKeyword);
  if (accept(reader, '**')) {
    const value = expression(reader);
    keywords.push(makeKeyword(first, previous(reader), null, value));
    explainAssigned(reader, 'keyword', first.start);
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
function explainAssigned(reader: Reader, what: string, start: number): void {
  if (!reader.explains || !supports(reader.target, 'explainsArgumentValues') || !next(reader, '=')) return;
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
    if (value && next(reader, '=')) raise('expression cannot contain assignment, perhaps you meant "=="?', startOf(reader, value));
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
  if (first && first.keywords.length > 0 && accept(reader, ',') && next(reader, '*')) {
    const message = 'iterable argument unpacking follows keyword argument unpacking';
    if (!supports(reader.target, 'starAfterUnpackingPlacedAtComma')) raise(message, peek(reader).start);
    if (attempt(reader, starredExpression)) raise(message, comma.start);
  }

  reader.at = start;
  const value = attempt(reader, expression);
  if (value && startsFor(reader) && attempt(reader, forClauses) && next(reader, ',')) {
    reader.at++;
    attempt(reader, (inner) => plainArguments(inner, false));
    raise(mustBeParenthesized, startOf(reader, value));
  }
  reader.at = start;
  explainKeyword(reader, false);
  if (supports(reader.target, 'explainsArgumentValues')) explainMissingValue(reader, start);

  const all = before();
  const last = all && lastOf(all);
  if (all && last && startsFor(reader) && attempt(reader, forClauses) && all.args.length + all.keywords.length > 1) {
    raise(mustBeParenthesized, startOf(reader, last));
  }
  const list = before();
  if (list && accept(reader, ',')) {
    const after = reader.at;
    const item = attempt(reader, expression);
    if (item && startsFor(reader) && attempt(reader, forClauses)) raise(mustBeParenthesized, startOf(reader, item));
    reader.at = after;
    if (attempt(reader, (inner) => plainArguments(inner, false))) {
      raiseAtLast(reader, `positional argument follows keyword argument${list.keywords.some(isUnpacking) ? ' unpacking' : ''}`);
    }
  }
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
    if (accept(reader, '=') && (next(reader, ',') || next(reader, ')'))) raise('expected argument value expression', name.start);
  }
  reader.at = start;
}
