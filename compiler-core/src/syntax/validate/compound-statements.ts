/** Statements with blocks, and what CPython says where one is not right. */
import { callArguments } from './arguments.js';
import { explainForTargets, starTarget, starTargets } from './comprehensions.js';
import { expression, namedExpression, starExpressions, startsExpression, starNamedExpression } from './expressions.js';
import { functionParameters, typeParameters } from './parameters.js';
import { patterns } from './patterns.js';
import {
  accept, attempt, expect, expectKind, force, mismatch, next, nextIsKind, notePlace, peek, raise, raiseAtLast, type Reader, readPlainly,
} from './reader.js';
import { findInvalidTarget } from './shapes.js';
import { simpleStatements } from './simple-statements.js';

export function statement(reader: Reader): void {
  const token = peek(reader);
  if (token.kind === 'keyword' || token.text === '@') {
    const rule = byWord[token.text];
    if (rule) return rule(reader);
  } else if (token.text === 'match' && attempt(reader, matchStatement)) return;
  simpleStatements(reader);
}

const lineOf = (reader: Reader, offset: number): number => reader.text.slice(0, offset).split('\n').length;

/** After a colon. `what` is the statement it belongs to, `start` where that begins. */
function block(reader: Reader, what: string, start: number): void {
  if (!nextIsKind(reader, 'newline')) return simpleStatements(reader);
  reader.at++;
  if (!nextIsKind(reader, 'indent')) {
    if (!reader.explains) mismatch();
    raiseAtLast(reader, `expected an indented block after ${what} on line ${lineOf(reader, start)}`, 'IndentationError');
  }
  reader.at++;
  do innerStatement(reader);
  while (!nextIsKind(reader, 'dedent'));
  reader.at++;
}

/** On the second reading only a statement that is wrong itself is searched for special messages. */
function innerStatement(reader: Reader): void {
  const isFine = reader.isSecond && attempt(reader, (inner) => readPlainly(inner, statement));
  if (!isFine) statement(reader);
}

/** A colon whose absence at the end of a line has its own message. */
function colon(reader: Reader): void {
  if (reader.explains && nextIsKind(reader, 'newline')) raiseAtLast(reader, "expected ':'");
  expect(reader, ':');
}

function elseBlock(reader: Reader): void {
  const { start } = peek(reader);
  if (!accept(reader, 'else')) return;
  force(reader, ':');
  block(reader, "'else' statement", start);
}

function ifStatement(reader: Reader): void {
  for (;;) {
    const { start, text } = peek(reader);
    reader.at++;
    namedExpression(reader);
    colon(reader);
    block(reader, `'${text}' statement`, start);
    if (!next(reader, 'elif')) return elseBlock(reader);
  }
}

function whileStatement(reader: Reader): void {
  const { start } = peek(reader);
  reader.at++;
  namedExpression(reader);
  colon(reader);
  block(reader, "'while' statement", start);
  elseBlock(reader);
}

function forStatement(reader: Reader): void {
  const { start } = peek(reader);
  const afterWord = ++reader.at;
  const targets = attempt(reader, (inner) => {
    starTargets(inner);
    expect(inner, 'in');
    return true;
  });
  if (!targets) {
    reader.at = afterWord;
    if (reader.explains) explainForTargets(reader);
    mismatch();
  }
  starExpressions(reader);
  colon(reader);
  block(reader, "'for' statement", start);
  elseBlock(reader);
}

function withItem(reader: Reader): void {
  expression(reader);
  const { at } = reader;
  if (!accept(reader, 'as')) return;
  const endsItem = (): boolean => next(reader, ',') || next(reader, ')') || next(reader, ':');
  if (attempt(reader, starTarget)) {
    if (endsItem() || !reader.explains || nextIsKind(reader, 'newline')) return;
  }
  if (!reader.explains) mismatch();
  reader.at = at + 1;
  const value = attempt(reader, expression);
  if (value && endsItem()) {
    const invalid = findInvalidTarget(value, 'assign');
    if (invalid) raise(`cannot assign to ${invalid.kind}`, invalid.start);
  }
  mismatch();
}

function withStatement(reader: Reader): void {
  const { start } = peek(reader);
  reader.at++;
  const isGroup = next(reader, '(') && attempt(reader, (inner) => {
    inner.at++;
    do {
      if (next(inner, ')')) break;
      withItem(inner);
    } while (accept(inner, ','));
    expect(inner, ')');
    if (!next(inner, ':') && !(inner.explains && nextIsKind(inner, 'newline'))) mismatch();
    return true;
  });
  if (!isGroup) {
    do withItem(reader);
    while (accept(reader, ','));
  }
  colon(reader);
  block(reader, "'with' statement", start);
}

function tryStatement(reader: Reader): void {
  const { start } = peek(reader);
  reader.at++;
  force(reader, ':');
  block(reader, "'try' statement", start);
  if (!next(reader, 'except') && !next(reader, 'finally')) {
    if (reader.explains) raiseAtLast(reader, "expected 'except' or 'finally' block");
    mismatch();
  }
  let isStar: boolean | undefined;
  let handlers = 0;
  while (next(reader, 'except')) {
    const isStarHere = exceptBlock(reader, isStar);
    isStar ??= isStarHere;
    handlers++;
  }
  if (handlers > 0) elseBlock(reader);
  const last = peek(reader);
  if (accept(reader, 'finally')) {
    force(reader, ':');
    block(reader, "'finally' statement", last.start);
  }
}

function exceptBlock(reader: Reader, isOtherStar: boolean | undefined): boolean {
  const word = expect(reader, 'except');
  const star = accept(reader, '*');
  const what = star ? "'except*' statement" : "'except' statement";
  const isMixed = isOtherStar !== undefined && isOtherStar !== star;
  const raiseMixed = (): never => raise("cannot have both 'except' and 'except*' on the same 'try'", word.start);
  if (isMixed && !reader.explains) mismatch();
  if (star && (next(reader, ':') || nextIsKind(reader, 'newline'))) {
    if (reader.explains) raiseAtLast(reader, 'expected one or more exception types');
    mismatch();
  }
  if (!next(reader, ':') && !nextIsKind(reader, 'newline')) {
    const type = expression(reader);
    if (next(reader, ',') && reader.explains) explainSeveralTypes(reader, type.start);
    if (accept(reader, 'as')) expectKind(reader, 'name');
  }
  if (isMixed && next(reader, ':')) raiseMixed();
  colon(reader);
  block(reader, what, word.start);
  return star;
}

function explainSeveralTypes(reader: Reader, start: number): void {
  const { at } = reader;
  const found = attempt(reader, (inner) => {
    expect(inner, ',');
    do {
      if (!startsExpression(inner)) break;
      expression(inner);
    } while (accept(inner, ','));
    if (accept(inner, 'as')) expectKind(inner, 'name');
    expect(inner, ':');
    return true;
  });
  if (found) raise('multiple exception types must be parenthesized', start);
  reader.at = at;
}

function functionDefinition(reader: Reader, start: number): void {
  expect(reader, 'def');
  expectKind(reader, 'name');
  typeParameters(reader);
  // From 3.13 on only the second reading insists on them.
  const require = reader.target < 13 || reader.explains ? force : expect;
  require(reader, '(');
  functionParameters(reader);
  expect(reader, ')');
  attempt(reader, (inner) => {
    expect(inner, '->');
    notePlace(inner, 'annotation', expression);
  });
  require(reader, ':');
  block(reader, 'function definition', start);
}

function classDefinition(reader: Reader): void {
  const { start } = expect(reader, 'class');
  expectKind(reader, 'name');
  typeParameters(reader);
  if (accept(reader, '(')) {
    callArguments(reader, false);
    expect(reader, ')');
  }
  colon(reader);
  block(reader, 'class definition', start);
}

function asyncStatement(reader: Reader): void {
  reader.at++;
  const { text, start } = peek(reader);
  if (text === 'def') return functionDefinition(reader, start);
  if (text === 'for') return forStatement(reader);
  if (text === 'with') return withStatement(reader);
  mismatch();
}

function decorated(reader: Reader): void {
  while (accept(reader, '@')) {
    namedExpression(reader);
    expectKind(reader, 'newline');
  }
  const { text, start } = peek(reader);
  if (text === 'def') return functionDefinition(reader, start);
  if (text === 'class') return classDefinition(reader);
  expect(reader, 'async');
  if (!next(reader, 'def')) mismatch();
  functionDefinition(reader, peek(reader).start);
}

function subject(reader: Reader): void {
  const first = starNamedExpression(reader);
  if (first.kind === 'starred' && !next(reader, ',')) mismatch();
  while (accept(reader, ',')) {
    if (!startsExpression(reader)) break;
    starNamedExpression(reader);
  }
}

function matchStatement(reader: Reader): true {
  const { start } = expect(reader, 'match');
  subject(reader);
  colon(reader);
  expectKind(reader, 'newline');
  if (!nextIsKind(reader, 'indent')) {
    if (reader.explains) {
      raiseAtLast(reader, `expected an indented block after 'match' statement on line ${lineOf(reader, start)}`, 'IndentationError');
    }
    mismatch();
  }
  reader.at++;
  do {
    const word = expect(reader, 'case');
    patterns(reader);
    if (accept(reader, 'if')) namedExpression(reader);
    colon(reader);
    block(reader, "'case' statement", word.start);
  } while (!nextIsKind(reader, 'dedent'));
  reader.at++;
  return true;
}

const byWord: Readonly<Record<string, (reader: Reader) => void>> = {
  if: ifStatement,
  while: whileStatement,
  for: forStatement,
  with: withStatement,
  try: tryStatement,
  def: (reader) => functionDefinition(reader, peek(reader).start),
  class: classDefinition,
  async: asyncStatement,
  '@': decorated,
};
