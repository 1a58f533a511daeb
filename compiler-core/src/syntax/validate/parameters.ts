/** Parameters of functions and lambdas, type parameters, and what CPython says where they are not right. */
import { expression, starExpression } from './expressions.js';
import { accept, attempt, expect, expectKind, mismatch, next, nextIsKind, notePlace, peek, raise, raiseAtLast, type Reader } from './reader.js';
import type { Shape } from './shapes.js';

interface Kind {
  readonly closer: ')' | ':';
  readonly allowsAnnotations: boolean;
  readonly parenthesized: string;
}

const ofFunction: Kind = { closer: ')', allowsAnnotations: true, parenthesized: 'Function parameters cannot be parenthesized' };
const ofLambda: Kind = { closer: ':', allowsAnnotations: false, parenthesized: 'Lambda expression parameters cannot be parenthesized' };

export function functionParameters(reader: Reader): void {
  if (reader.explains) explainParameters(reader, ofFunction);
  parameters(reader, ofFunction);
}

export function lambda(reader: Reader): Shape {
  const { start } = expect(reader, 'lambda');
  if (reader.explains) explainParameters(reader, ofLambda);
  parameters(reader, ofLambda);
  expect(reader, ':');
  return { kind: 'lambda', start, end: expression(reader).end };
}

function parameters(reader: Reader, kind: Kind): void {
  let hasDefault = false;
  let hasSlash = false;
  let hasStar = false;
  let needsName = false;
  let count = 0;
  while (!next(reader, kind.closer)) {
    if (count > 0 && !needsComma(reader, kind)) break;
    count++;
    if (next(reader, '/')) {
      if (hasSlash || hasStar || count === 1) mismatch();
      reader.at++;
      hasSlash = true;
    } else if (next(reader, '*')) {
      if (hasStar) mismatch();
      reader.at++;
      hasStar = true;
      needsName = next(reader, ',');
      if (!needsName) parameter(reader, kind, true);
    } else if (accept(reader, '**')) {
      if (needsName) mismatch();
      parameter(reader, kind, false);
      accept(reader, ',');
      break;
    } else {
      parameter(reader, kind, false);
      needsName = false;
      if (accept(reader, '=')) {
        expression(reader);
        hasDefault = true;
      } else if (hasDefault && !hasStar) mismatch();
    }
  }
  if (needsName) mismatch();
  if (!next(reader, kind.closer)) mismatch();
}

/** Takes the comma before another parameter; false if the list ends with or without one. */
function needsComma(reader: Reader, kind: Kind): boolean {
  expect(reader, ',');
  return !next(reader, kind.closer);
}

function parameter(reader: Reader, kind: Kind, isStarred: boolean): void {
  expectKind(reader, 'name');
  if (!kind.allowsAnnotations || !accept(reader, ':')) return;
  if (isStarred && next(reader, '*')) starExpression(reader);
  else notePlace(reader, 'annotation', expression);
}

/** Reads the list loosely, in order, and stops where a rule of its order is broken. */
function explainParameters(reader: Reader, kind: Kind): void {
  const start = reader.at;
  attempt(reader, (inner) => explainList(inner, kind));
  reader.at = start;
}

function explainList(reader: Reader, kind: Kind): void {
  let hasDefault = false;
  let hasSlash = false;
  let hasStar = false;
  let count = 0;
  const ends = (): boolean => next(reader, kind.closer);
  while (!ends()) {
    const first = peek(reader);
    switch (first.text) {
      case '/':
        reader.at++;
        if (count === 0) {
          if (next(reader, ',')) raise('at least one argument must precede /', first.start);
          mismatch();
        }
        if (hasSlash) raise('/ may appear only once', first.start);
        if (hasStar) raise('/ must be ahead of *', first.start);
        if (next(reader, '*')) raise('expected comma between / and *', peek(reader).start);
        hasSlash = true;
        break;
      case '*':
        reader.at++;
        if (hasStar) {
          const isParameter = next(reader, ',') || (nextIsKind(reader, 'name') && attempt(reader, (inner) => { parameter(inner, kind, true); return next(inner, ',') || ends(); }));
          if (isParameter) raise('* argument may appear only once', first.start);
          mismatch();
        }
        hasStar = true;
        explainStar(reader, kind, first.start);
        break;
      case '**':
        reader.at++;
        parameter(reader, kind, false);
        if (next(reader, '=')) raise('var-keyword argument cannot have default value', peek(reader).start);
        expect(reader, ',');
        if (nextIsKind(reader, 'name') || next(reader, '*') || next(reader, '**') || next(reader, '/')) {
          raise('arguments cannot follow var-keyword argument', peek(reader).start);
        }
        return mismatch();
      case '(': {
        if (hasDefault || hasStar || hasSlash) mismatch();
        reader.at++;
        parameter(reader, kind, false);
        while (accept(reader, ',')) if (!next(reader, ')')) parameter(reader, kind, false);
        expect(reader, ')');
        return raise(kind.parenthesized, first.start);
      }
      default: {
        parameter(reader, kind, false);
        const equals = peek(reader);
        if (accept(reader, '=')) {
          if (next(reader, ')') || next(reader, ',')) raise('expected default value expression', equals.start);
          expression(reader);
          hasDefault = true;
        } else if (hasDefault && !hasStar && (next(reader, ',') || ends())) {
          const message = reader.target >= 12 ? 'parameter without a default follows parameter with a default' : 'non-default argument follows default argument';
          raise(message, first.start);
        }
      }
    }
    count++;
    if (!accept(reader, ',')) {
      if (first.text !== '/' || !next(reader, '*')) mismatch();
    }
  }
}

function explainStar(reader: Reader, kind: Kind, star: number): void {
  const message = 'named arguments must follow bare *';
  const fail = (): never => (kind === ofLambda ? raiseAtLast(reader, message) : raise(message, star));
  if (next(reader, kind.closer)) fail();
  if (next(reader, ',')) {
    reader.at++;
    if (next(reader, kind.closer) || next(reader, '**')) fail();
    reader.at--;
    return;
  }
  parameter(reader, kind, true);
  if (next(reader, '=')) raise('var-positional argument cannot have default value', peek(reader).start);
}

/** `[T, *Ts, **P]`, from 3.12 on. */
export function typeParameters(reader: Reader): void {
  if (reader.target >= 12 && next(reader, '[')) attempt(reader, typeParameterList);
}

function typeParameterList(reader: Reader): true {
  reader.at++;
  if (reader.explains && reader.target >= 13 && next(reader, ']')) raise('Type parameter list cannot be empty', peek(reader).start);
  let count = 0;
  do {
    if (count > 0 && next(reader, ']')) break;
    count++;
    const star = peek(reader).text;
    if (star === '*' || star === '**') reader.at++;
    expectKind(reader, 'name');
    if (next(reader, ':')) {
      const colon = peek(reader).start;
      if (star !== '*' && star !== '**') {
        reader.at++;
        expression(reader);
      } else if (reader.explains || reader.target === 12) {
        reader.at++;
        const bound = expression(reader);
        const what = bound.kind === 'tuple' ? 'constraints' : 'bound';
        raise(`cannot use ${what} with ${star === '*' ? 'TypeVarTuple' : 'ParamSpec'}`, colon);
      } else mismatch();
    }
    if (reader.target >= 13 && accept(reader, '=')) {
      notePlace(reader, 'default', star === '*' ? starExpression : expression);
    }
  } while (accept(reader, ','));
  expect(reader, ']');
  return true;
}
