/** Statements of one line, and what CPython says where one is not right. */
import { supports } from '../../targets/features.js';
import {
  makeAnnAssign, makeAssert, makeAssign, makeAugAssign, makeBreak, makeContinue, makeDelete, makeExpr, makeGlobal, makeName, makeNonlocal, makePass, makeRaise,
  makeReturn, makeTypeAlias,
} from '../ast/make.generated.js';
import type { expr, operator, stmt } from '../ast/nodes.generated.js';
import { primary } from './atoms.js';
import { starTargets } from './comprehensions.js';
import {
  assignedValue, expression, starExpressions, startsExpression, starNamedExpression, yieldExpression,
} from './expressions.js';
import { describe, findInvalidTarget, isSingleTarget, isTarget, withContext } from './describe.js';
import { importFrom, importStatement, lazyImport } from './imports.js';
import { identifier, identifierOf } from './names.js';
import { accept, attempt, expect, expectKind, markOf, mismatch, next, nextIsKind, peek, previous, raise, type Reader, sees } from './reader.js';
import type { Token } from '../tokens/tokens.js';
import { typeParameters } from './type-parameters.js';

const augmented: ReadonlyMap<string, operator> = new Map([
  ['+=', 'Add'], ['-=', 'Sub'], ['*=', 'Mult'], ['@=', 'MatMult'], ['/=', 'Div'], ['%=', 'Mod'], ['&=', 'BitAnd'], ['|=', 'BitOr'], ['^=', 'BitXor'],
  ['<<=', 'LShift'], ['>>=', 'RShift'], ['**=', 'Pow'], ['//=', 'FloorDiv'],
]);

/** The statements of one line. */
export function simpleStatements(reader: Reader): stmt[] {
  const found: stmt[] = [];
  do {
    if (nextIsKind(reader, 'newline')) break;
    found.push(simpleStatement(reader));
  } while (accept(reader, ';'));
  expectKind(reader, 'newline');
  return found;
}

export function simpleStatement(reader: Reader): stmt {
  const first = peek(reader);
  if (first.kind === 'keyword') {
    const rule = byKeyword.get(first.text);
    if (rule) return rule(reader, first);
  }
  // CPython looks for an assignment first, and reads as far as that goes.
  if (reader.explains && first.text === 'type') sees(reader, expression);
  const lazy = first.text === 'lazy' && supports(reader.target, 'lazyImports') ? attempt(reader, lazyImport) : undefined;
  if (lazy) return lazy;
  const alias = first.text === 'type' && supports(reader.target, 'typeParameters') ? attempt(reader, typeAlias) : undefined;
  if (alias) return alias;
  return reader.explains ? explainedExpressionStatement(reader, first) : expressionStatement(reader, first);
}

function typeAlias(reader: Reader): stmt {
  const first = expect(reader, 'type');
  const word = expectKind(reader, 'name');
  const name = makeName(word, word, identifierOf(word), 'Store');
  const parameters = typeParameters(reader);
  expect(reader, '=');
  const value = expression(reader);
  return makeTypeAlias(first, previous(reader), name, parameters, value);
}

/** An expression or one of the assignments that begin with one. */
function expressionStatement(reader: Reader, first: Token): stmt {
  const isYield = first.text === 'yield';
  const left = assignedValue(reader);
  const operator = peek(reader).text;
  if (operator === '=') {
    const targets: expr[] = [];
    let value = left;
    let isOwnYield = isYield;
    while (accept(reader, '=')) {
      if (isOwnYield || !isTarget(value, 'assign')) mismatch();
      targets.push(withContext(value, 'Store'));
      isOwnYield = next(reader, 'yield');
      value = assignedValue(reader);
    }
    return makeAssign(first, previous(reader), targets, value);
  }
  if (operator === ':') return isYield ? mismatch() : annotated(reader, first, left);
  const op = augmented.get(operator);
  if (op === undefined) return makeExpr(first, previous(reader), left);
  return isYield ? mismatch() : augmentedAssignment(reader, first, left, op);
}

function annotated(reader: Reader, first: Token, target: expr): stmt {
  if (!isSingleTarget(target)) mismatch();
  expect(reader, ':');
  const annotation = expression(reader);
  const value = accept(reader, '=') ? assignedValue(reader) : null;
  const isPlain = target._type === 'Name' && first.kind === 'name';
  return makeAnnAssign(first, previous(reader), withContext(target, 'Store'), annotation, value, isPlain ? 1 : 0);
}

function augmentedAssignment(reader: Reader, first: Token, target: expr, op: operator): stmt {
  if (!isSingleTarget(target)) mismatch();
  reader.at++;
  const value = assignedValue(reader);
  return makeAugAssign(first, previous(reader), withContext(target, 'Store'), op, value);
}

/** In the order of CPython's alternatives, each with its own messages inside. */
function explainedExpressionStatement(reader: Reader, first: Token): stmt {
  const found = attempt(reader, (inner) => explainedAnnotation(inner, first))
    ?? attempt(reader, (inner) => chain(inner, first))
    ?? attempt(reader, (inner) => explainedAugmentation(inner, first));
  if (found) return found;
  explainAssignment(reader);
  const value = assignedValue(reader);
  return makeExpr(first, previous(reader), value);
}

function explainedAnnotation(reader: Reader, first: Token): stmt {
  if (first.kind !== 'name' && first.text !== '(') mismatch();
  const target = primary(reader);
  if (!isSingleTarget(target)) mismatch();
  expect(reader, ':');
  const annotation = expression(reader);
  const value = attempt(reader, (inner) => {
    expect(inner, '=');
    return assignedValue(inner);
  });
  return makeAnnAssign(first, previous(reader), target, annotation, value ?? null, 0);
}

function chain(reader: Reader, first: Token): stmt {
  const targets = [starTargets(reader)];
  expect(reader, '=');
  for (let more = attempt(reader, targetOfChain); more; more = attempt(reader, targetOfChain)) targets.push(more);
  const value = assignedValue(reader);
  return next(reader, '=') ? mismatch() : makeAssign(first, previous(reader), targets, value);
}

function targetOfChain(reader: Reader): expr {
  const targets = starTargets(reader);
  expect(reader, '=');
  return targets;
}

function explainedAugmentation(reader: Reader, first: Token): stmt {
  const target = primary(reader);
  const op = augmented.get(peek(reader).text) ?? mismatch();
  return augmentedAssignment(reader, first, target, op);
}

function explainAssignment(reader: Reader): void {
  const start = reader.at;
  const annotates = (): boolean => accept(reader, ':') && attempt(reader, expression) !== undefined;
  if (next(reader, '(') || next(reader, '[')) {
    const target = attempt(reader, primary);
    const isDisplay = target?._type === 'List' || target?._type === 'Tuple';
    if (target && isDisplay && annotates()) raise(`only single target (not ${describe(target)}) can be annotated`, markOf(reader, target));
    reader.at = start;
  }
  const first = attempt(reader, starNamedExpression);
  if (first && accept(reader, ',')) {
    // Whole lists, one after the other, with commas between them or without.
    while (startsExpression(reader) && attempt(reader, starNamedExpression)) accept(reader, ',');
    if (annotates()) raise('only single target (not tuple) can be annotated', markOf(reader, first));
  }
  reader.at = start;
  const value = attempt(reader, expression);
  if (value && annotates()) raise('illegal target for annotation', markOf(reader, value));
  reader.at = start;

  while (attempt(reader, targetOfChain));
  const afterTargets = reader.at;
  const target = attempt(reader, starExpressions);
  if (target && next(reader, '=')) {
    const invalid = findInvalidTarget(target, 'assign');
    if (invalid) raise(`cannot assign to ${describe(invalid)}`, markOf(reader, invalid));
  }
  reader.at = afterTargets;
  if (next(reader, 'yield')) {
    const yielded = attempt(reader, yieldExpression);
    if (yielded && next(reader, '=')) raise('assignment to yield expression not possible', markOf(reader, yielded));
  }
  reader.at = start;
  const left = attempt(reader, starExpressions);
  if (left && augmented.has(peek(reader).text)) {
    reader.at++;
    if (attempt(reader, assignedValue)) raise(`'${describe(left)}' is an illegal expression for augmented assignment`, markOf(reader, left));
  }
  reader.at = start;
}

function names(reader: Reader): string[] {
  reader.at++;
  const found = [identifier(reader)];
  while (accept(reader, ',')) found.push(identifier(reader));
  return found;
}

const endsStatement = (reader: Reader): boolean => nextIsKind(reader, 'newline') || next(reader, ';');

function word(make: (first: Token, last: Token) => stmt): (reader: Reader, first: Token) => stmt {
  return (reader, first) => {
    reader.at++;
    return make(first, first);
  };
}

function returnStatement(reader: Reader, first: Token): stmt {
  reader.at++;
  const value = endsStatement(reader) ? null : starExpressions(reader);
  return makeReturn(first, previous(reader), value);
}

function raiseStatement(reader: Reader, first: Token): stmt {
  reader.at++;
  if (endsStatement(reader)) return makeRaise(first, first, null, null);
  const explains = reader.explains && supports(reader.target, 'explainsRaiseFrom');
  if (explains && next(reader, 'from')) raise("did you forget an expression between 'raise' and 'from'?", markOf(reader, first, peek(reader)));
  const exception = expression(reader);
  const word = peek(reader);
  const cause = accept(reader, 'from') ? (explains ? attempt(reader, expression) : expression(reader)) : null;
  if (cause === undefined) raise("did you forget an expression after 'from'?", markOf(reader, word));
  return makeRaise(first, previous(reader), exception, cause);
}

function assertStatement(reader: Reader, first: Token): stmt {
  reader.at++;
  if (reader.explains && supports(reader.target, 'explainsAssertedAssignments')) explainAssert(reader);
  const test = expression(reader);
  const message = accept(reader, ',') ? expression(reader) : null;
  return makeAssert(first, previous(reader), test, message);
}

/** Of the test first, then of the message. */
function explainAssert(reader: Reader): void {
  const start = reader.at;
  for (const operator of ['=', ':=']) {
    for (const isMessage of [false, true]) {
      reader.at = start;
      if (isMessage && (!attempt(reader, expression) || !accept(reader, ','))) continue;
      const value = attempt(reader, expression);
      const assigned = value && accept(reader, operator) ? attempt(reader, expression) : undefined;
      if (!value || !assigned) continue;
      const message = operator === '=' ? `cannot assign to ${describe(value)} here. Maybe you meant '==' instead of '='?` : 'cannot use named expression without parentheses here';
      raise(message, markOf(reader, value, assigned));
    }
  }
  reader.at = start;
}

function deleteStatement(reader: Reader, first: Token): stmt {
  const start = ++reader.at;
  const targets = attempt(reader, deleteTargets);
  if (targets) return makeDelete(first, previous(reader), targets);
  if (!reader.explains) mismatch();
  reader.at = start;
  const invalid = findInvalidTarget(starExpressions(reader), 'delete');
  return invalid ? raise(`cannot delete ${describe(invalid)}`, markOf(reader, invalid)) : mismatch();
}

function deleteTargets(reader: Reader): expr[] {
  const targets: expr[] = [];
  do {
    if (endsStatement(reader)) break;
    const target = primary(reader);
    if (!isTarget(target, 'delete')) mismatch();
    targets.push(withContext(target, 'Del'));
  } while (accept(reader, ','));
  return endsStatement(reader) && targets.length > 0 ? targets : mismatch();
}

const byKeyword: ReadonlyMap<string, (reader: Reader, first: Token) => stmt> = new Map([
  ['pass', word(makePass)],
  ['break', word(makeBreak)],
  ['continue', word(makeContinue)],
  ['global', (reader, first) => { const found = names(reader); return makeGlobal(first, previous(reader), found); }],
  ['nonlocal', (reader, first) => { const found = names(reader); return makeNonlocal(first, previous(reader), found); }],
  ['return', returnStatement],
  ['raise', raiseStatement],
  ['assert', assertStatement],
  ['del', deleteStatement],
  ['import', (reader, first) => importStatement(reader, first)],
  ['from', (reader, first) => importFrom(reader, first)],
]);
