/** The `for`s of comprehensions, and targets of loops. */
import { bitwiseOr, disjunction, starExpressions } from './expressions.js';
import { accept, attempt, expect, mismatch, next, notePlace, previous, raise, raiseAtLast, type Reader } from './reader.js';
import { findInvalidTarget, isTarget, type Shape } from './shapes.js';
import { primary } from './atoms.js';

/** A target of `for`, `with` or `=`: nothing with operators, so that `in` ends it. */
export function starTarget(reader: Reader): Shape {
  if (next(reader, '*')) {
    const star = expect(reader, '*');
    if (next(reader, '*')) mismatch();
    const operand = notePlace(reader, 'star', starTarget);
    return { kind: 'starred', start: star.start, end: operand.end, parts: [operand] };
  }
  const target = primary(reader);
  return isTarget(target, 'assign') ? target : mismatch();
}

export function starTargets(reader: Reader): Shape {
  const first = starTarget(reader);
  if (!next(reader, ',')) return first;
  const parts = [first];
  while (accept(reader, ',')) {
    const part = attempt(reader, starTarget);
    if (!part) break;
    parts.push(part);
  }
  return { kind: 'tuple', start: first.start, end: previous(reader).end, parts };
}

/** After `for`: says which part of the targets cannot be one. */
export function explainForTargets(reader: Reader): void {
  const start = reader.at;
  const value = attempt(reader, starExpressions);
  const invalid = value && findInvalidTarget(value, 'for');
  if (invalid) raise(`cannot assign to ${invalid.kind}`, invalid.start);
  reader.at = start;
}

export function startsFor(reader: Reader): boolean {
  return next(reader, 'for') || next(reader, 'async');
}

function forClause(reader: Reader): Shape {
  const start = reader.at;
  const found = attempt(reader, (inner) => {
    accept(inner, 'async');
    expect(inner, 'for');
    const targets = starTargets(inner);
    expect(inner, 'in');
    return targets;
  });
  if (!found) {
    if (reader.explains) {
      accept(reader, 'async');
      if (accept(reader, 'for')) explainTargetsOfClause(reader);
    }
    reader.at = start;
    return mismatch();
  }
  let last = disjunction(reader);
  while (accept(reader, 'if')) last = disjunction(reader);
  return last;
}

function explainTargetsOfClause(reader: Reader): void {
  const start = reader.at;
  if (reader.target >= 13 && attempt(reader, bitwiseOr)) {
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
  explainForTargets(reader);
}

/** One `for` clause or more; gives the last expression. */
export function forClauses(reader: Reader): Shape {
  let last = forClause(reader);
  while (startsFor(reader)) last = forClause(reader);
  return last;
}
