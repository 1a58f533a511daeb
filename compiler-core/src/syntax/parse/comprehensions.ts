/** The `for`s of comprehensions, and targets of loops. */
import { supports } from '../../targets/features.js';
import { bitwiseOr, disjunction, starExpressions } from './expressions.js';
import type { comprehension, expr } from '../ast/nodes.generated.js';
import { makeStarred, makeTuple } from '../ast/make.generated.js';
import { primary } from './atoms.js';
import { describe, findInvalidTarget, isTarget, withContext } from './describe.js';
import { accept, attempt, expect, markOf, mismatch, next, peek, previous, raise, raiseAtLast, type Reader } from './reader.js';

/** A target of `for`, `with` or `=`: nothing with operators, so that `in` ends it. */
export function starTarget(reader: Reader): expr {
  const first = peek(reader);
  if (accept(reader, '*')) {
    if (next(reader, '*')) mismatch();
    const operand = starTarget(reader);
    return makeStarred(first, previous(reader), operand, 'Store');
  }
  const target = primary(reader);
  return isTarget(target, 'assign') ? withContext(target, 'Store') : mismatch();
}

export function starTargets(reader: Reader): expr {
  const begin = peek(reader);
  const first = starTarget(reader);
  if (!next(reader, ',')) return first;
  const elts = [first];
  while (accept(reader, ',')) {
    const part = attempt(reader, starTarget);
    if (!part) break;
    elts.push(part);
  }
  return makeTuple(begin, previous(reader), elts, 'Store');
}

/** After `for`: says which part of the targets cannot be one. */
export function explainForTargets(reader: Reader): void {
  const start = reader.at;
  const value = attempt(reader, starExpressions);
  const invalid = value && findInvalidTarget(value, 'for');
  if (invalid) raise(`cannot assign to ${describe(invalid)}`, markOf(reader, invalid));
  reader.at = start;
}

export function startsFor(reader: Reader): boolean {
  return next(reader, 'for') || next(reader, 'async');
}

function forClause(reader: Reader): comprehension {
  const start = reader.at;
  const isAsync = next(reader, 'async');
  const target = reader.isSecond ? attempt(reader, targetsOfClause) : targetsOfClause(reader);
  if (!target) {
    accept(reader, 'async');
    if (accept(reader, 'for')) explainTargetsOfClause(reader);
    reader.at = start;
    return mismatch();
  }
  const iter = disjunction(reader);
  const ifs: expr[] = [];
  while (accept(reader, 'if')) ifs.push(disjunction(reader));
  return { _type: 'comprehension', target, iter, ifs, is_async: isAsync ? 1 : 0 };
}

function targetsOfClause(reader: Reader): expr {
  accept(reader, 'async');
  expect(reader, 'for');
  const target = starTargets(reader);
  expect(reader, 'in');
  return target;
}

function explainTargetsOfClause(reader: Reader): void {
  const start = reader.at;
  if (supports(reader.target, 'explainsMissingIn') && attempt(reader, bitwiseOr)) {
    while (next(reader, ',')) {
      const comma = reader.at;
      reader.at++;
      if (attempt(reader, bitwiseOr)) continue;
      reader.at = comma;
      break;
    }
    accept(reader, ',');
    if (!next(reader, 'in')) raiseAtLast(reader, "'in' expected after for-loop variables");
    reader.at = start;
  }
  // Only the rule above also speaks where the others do not.
  if (reader.explains) explainForTargets(reader);
}

/** One `for` clause or more. */
export function forClauses(reader: Reader): comprehension[] {
  const clauses = [forClause(reader)];
  while (startsFor(reader)) clauses.push(forClause(reader));
  return clauses;
}
