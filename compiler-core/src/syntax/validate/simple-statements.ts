/** Statements of one line, and what CPython says where one is not right. */
import { primary } from './atoms.js';
import { starTargets } from './comprehensions.js';
import {
  assignedValue, expression, starExpressions, startsExpression, starNamedExpression, yieldExpression,
} from './expressions.js';
import { typeParameters } from './parameters.js';
import {
  accept, attempt, expect, expectKind, mismatch, next, nextIsKind, notePlace, peek, previous, raise, raiseAtLast, type Reader,
} from './reader.js';
import { findInvalidTarget, isSingleTarget, isTarget, type Shape } from './shapes.js';

const augmented: ReadonlySet<string> = new Set(['+=', '-=', '*=', '@=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=', '**=', '//=']);

export function simpleStatements(reader: Reader): void {
  do {
    if (nextIsKind(reader, 'newline')) break;
    simpleStatement(reader);
  } while (accept(reader, ';'));
  expectKind(reader, 'newline');
}

function simpleStatement(reader: Reader): void {
  const token = peek(reader);
  if (token.kind === 'keyword') {
    const rule = byKeyword[token.text];
    if (rule) return rule(reader);
  }
  if (token.text === 'type' && reader.target >= 12 && attempt(reader, typeAlias)) return;
  if (reader.explains) explainedExpressionStatement(reader);
  else expressionStatement(reader);
}

function typeAlias(reader: Reader): true {
  expect(reader, 'type');
  expectKind(reader, 'name');
  typeParameters(reader);
  expect(reader, '=');
  notePlace(reader, 'annotation', expression);
  return true;
}

/** An expression or one of the assignments that begin with one. */
function expressionStatement(reader: Reader): void {
  const isYield = next(reader, 'yield');
  const first = isYield ? yieldExpression(reader) : starExpressions(reader);
  const operator = peek(reader).text;
  if (operator === '=') {
    let target = first;
    let isOwnYield = isYield;
    while (accept(reader, '=')) {
      if (isOwnYield || !isTarget(target, 'assign')) mismatch();
      isOwnYield = next(reader, 'yield');
      target = assignedValue(reader);
    }
  } else if (operator === ':') {
    if (isYield || !isSingleTarget(first)) mismatch();
    reader.at++;
    notePlace(reader, 'annotation', expression);
    if (accept(reader, '=')) assignedValue(reader);
  } else if (augmented.has(operator)) {
    if (isYield || !isSingleTarget(first)) mismatch();
    reader.at++;
    assignedValue(reader);
  }
}

/** In the order of CPython's alternatives, each with its own messages inside. */
function explainedExpressionStatement(reader: Reader): void {
  if (attempt(reader, assignment)) return;
  explainAssignment(reader);
  if (next(reader, 'yield')) yieldExpression(reader);
  else starExpressions(reader);
}

function assignment(reader: Reader): true {
  return attempt(reader, annotated) ?? attempt(reader, chain) ?? augmentedAssignment(reader);
}

function annotated(reader: Reader): true {
  const target = nextIsKind(reader, 'name') || next(reader, '(') ? primary(reader) : mismatch();
  if (!isSingleTarget(target)) mismatch();
  expect(reader, ':');
  expression(reader);
  attempt(reader, (inner) => {
    expect(inner, '=');
    assignedValue(inner);
  });
  return true;
}

function chain(reader: Reader): true {
  starTargets(reader);
  expect(reader, '=');
  while (attempt(reader, (inner) => { starTargets(inner); expect(inner, '='); return true; }));
  assignedValue(reader);
  if (next(reader, '=')) mismatch();
  return true;
}

function augmentedAssignment(reader: Reader): true {
  const target = primary(reader);
  if (!isSingleTarget(target) || !augmented.has(peek(reader).text)) mismatch();
  reader.at++;
  assignedValue(reader);
  return true;
}

function explainAssignment(reader: Reader): void {
  const start = reader.at;
  const annotates = (): boolean => accept(reader, ':') && attempt(reader, expression) !== undefined;
  if (next(reader, '(') || next(reader, '[')) {
    const target = attempt(reader, primary);
    const isDisplay = target?.kind === 'list' || target?.kind === 'tuple';
    if (target && isDisplay && annotates()) raise(`only single target (not ${target.kind}) can be annotated`, target.start);
    reader.at = start;
  }
  const first = attempt(reader, starNamedExpression);
  if (first && accept(reader, ',')) {
    while (startsExpression(reader) && attempt(reader, starNamedExpression)) if (!accept(reader, ',')) break;
    if (annotates()) raise('only single target (not tuple) can be annotated', first.start);
  }
  reader.at = start;
  const value = attempt(reader, expression);
  if (value && annotates()) raise('illegal target for annotation', value.start);
  reader.at = start;

  while (attempt(reader, (inner) => { starTargets(inner); expect(inner, '='); return true; }));
  const afterTargets = reader.at;
  const target = attempt(reader, starExpressions);
  if (target && next(reader, '=')) {
    const invalid = findInvalidTarget(target, 'assign');
    if (invalid) raise(`cannot assign to ${invalid.kind}`, invalid.start);
  }
  reader.at = afterTargets;
  if (next(reader, 'yield')) {
    const yielded = attempt(reader, yieldExpression);
    if (yielded && next(reader, '=')) raise('assignment to yield expression not possible', yielded.start);
  }
  reader.at = start;
  const left = attempt(reader, starExpressions);
  if (left && augmented.has(peek(reader).text)) {
    reader.at++;
    if (attempt(reader, assignedValue)) raise(`'${left.kind}' is an illegal expression for augmented assignment`, left.start);
  }
  reader.at = start;
}

function names(reader: Reader): void {
  reader.at++;
  do expectKind(reader, 'name');
  while (accept(reader, ','));
}

function skipWord(reader: Reader): void {
  reader.at++;
}

const byKeyword: Readonly<Record<string, (reader: Reader) => void>> = {
  pass: skipWord,
  break: skipWord,
  continue: skipWord,
  global: names,
  nonlocal: names,
  return: (reader) => {
    reader.at++;
    if (!nextIsKind(reader, 'newline') && !next(reader, ';')) starExpressions(reader);
  },
  raise: (reader) => {
    reader.at++;
    if (nextIsKind(reader, 'newline') || next(reader, ';')) return;
    expression(reader);
    if (accept(reader, 'from')) expression(reader);
  },
  assert: (reader) => {
    reader.at++;
    expression(reader);
    if (accept(reader, ',')) expression(reader);
  },
  del: (reader) => {
    const start = ++reader.at;
    const targets = attempt(reader, deleteTargets);
    if (targets) return;
    reader.at = start;
    const value = starExpressions(reader);
    if (reader.explains) {
      const invalid = findInvalidTarget(value, 'delete');
      if (invalid) raise(`cannot delete ${invalid.kind}`, invalid.start);
    }
    mismatch();
  },
  import: (reader) => {
    const { start } = peek(reader);
    reader.at++;
    if (reader.explains) explainImport(reader, start);
    do {
      dottedName(reader);
      if (accept(reader, 'as')) expectKind(reader, 'name');
    } while (accept(reader, ','));
  },
  from: importFrom,
};

function deleteTargets(reader: Reader): true {
  do {
    if (nextIsKind(reader, 'newline') || next(reader, ';')) break;
    const target: Shape = primary(reader);
    if (!isTarget(target, 'delete')) mismatch();
  } while (accept(reader, ','));
  if (!nextIsKind(reader, 'newline') && !next(reader, ';')) mismatch();
  return previous(reader).text === 'del' ? mismatch() : true;
}

function dottedName(reader: Reader): void {
  expectKind(reader, 'name');
  while (accept(reader, '.')) expectKind(reader, 'name');
}

function explainImport(reader: Reader, word: number): void {
  const start = reader.at;
  if (reader.target >= 12) {
    const list = attempt(reader, (inner) => {
      do dottedName(inner);
      while (accept(inner, ','));
      return true;
    });
    if (list && accept(reader, 'from') && attempt(reader, (inner) => { dottedName(inner); return true; })) {
      raise("Did you mean to use 'from ... import ...' instead?", word);
    }
    reader.at = start;
  }
  if (reader.target >= 13 && nextIsKind(reader, 'newline')) raise("Expected one or more names after 'import'", peek(reader).start);
}

function importFrom(reader: Reader): void {
  reader.at++;
  let dots = 0;
  while (accept(reader, '.') || accept(reader, '...')) dots++;
  if (dots === 0 || !next(reader, 'import')) dottedName(reader);
  expect(reader, 'import');
  if (accept(reader, '*')) return;
  const isGroup = accept(reader, '(');
  if (reader.explains && !isGroup && reader.target >= 13 && nextIsKind(reader, 'newline')) {
    raise("Expected one or more names after 'import'", peek(reader).start);
  }
  for (;;) {
    expectKind(reader, 'name');
    if (accept(reader, 'as')) expectKind(reader, 'name');
    if (!accept(reader, ',')) break;
    if (isGroup && next(reader, ')')) break;
    if (!isGroup && nextIsKind(reader, 'newline')) {
      if (reader.explains) raiseAtLast(reader, 'trailing comma not allowed without surrounding parentheses');
      mismatch();
    }
  }
  if (isGroup) expect(reader, ')');
}
