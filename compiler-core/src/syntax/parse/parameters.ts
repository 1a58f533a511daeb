/** Parameters of functions and lambdas, and what CPython says where they are not right. */
import { supports } from '../../targets/features.js';
import { makeArg, makeLambda } from '../ast/make.generated.js';
import type { arg, arguments as Arguments, expr } from '../ast/nodes.generated.js';
import { expression, starExpression } from './expressions.js';
import { identifier } from './names.js';
import { accept, attempt, expect, markOf, mismatch, next, nextIsKind, peek, previous, raise, raiseAtLast, type Reader } from './reader.js';
import type { Token } from '../tokens/tokens.js';

interface Kind {
  readonly closer: ')' | ':';
  readonly allowsAnnotations: boolean;
  readonly parenthesized: string;
}

const ofFunction: Kind = { closer: ')', allowsAnnotations: true, parenthesized: 'Function parameters cannot be parenthesized' };
const ofLambda: Kind = { closer: ':', allowsAnnotations: false, parenthesized: 'Lambda expression parameters cannot be parenthesized' };

export function functionParameters(reader: Reader): Arguments {
  if (reader.explains) explainParameters(reader, ofFunction);
  return parameters(reader, ofFunction);
}

export function lambda(reader: Reader): expr {
  const first = expect(reader, 'lambda');
  if (reader.explains) explainParameters(reader, ofLambda);
  const args = parameters(reader, ofLambda);
  expect(reader, ':');
  const body = expression(reader);
  return makeLambda(first, previous(reader), args, body);
}

function parameters(reader: Reader, kind: Kind): Arguments {
  let posonlyargs: arg[] = [];
  let args: arg[] = [];
  const kwonlyargs: arg[] = [];
  const kw_defaults: (expr | null)[] = [];
  const defaults: expr[] = [];
  let vararg: arg | null = null;
  let kwarg: arg | null = null;
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
      [posonlyargs, args] = [args, []];
    } else if (next(reader, '*')) {
      if (hasStar) mismatch();
      reader.at++;
      hasStar = true;
      needsName = next(reader, ',');
      if (!needsName) vararg = parameter(reader, kind, true);
    } else if (accept(reader, '**')) {
      if (needsName) mismatch();
      kwarg = parameter(reader, kind, false);
      accept(reader, ',');
      break;
    } else {
      const named = parameter(reader, kind, false);
      needsName = false;
      const value = accept(reader, '=') ? expression(reader) : null;
      if (hasStar) {
        kwonlyargs.push(named);
        kw_defaults.push(value);
      } else {
        args.push(named);
        if (value) defaults.push(value);
        else if (defaults.length > 0) mismatch();
      }
    }
  }
  if (needsName) mismatch();
  if (!next(reader, kind.closer)) mismatch();
  return { _type: 'arguments', posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults };
}

/** Takes the comma before another parameter; false if the list ends with or without one. */
function needsComma(reader: Reader, kind: Kind): boolean {
  expect(reader, ',');
  return !next(reader, kind.closer);
}

function parameter(reader: Reader, kind: Kind, isStarred: boolean): arg {
  const first = peek(reader);
  const name = identifier(reader);
  let annotation: expr | null = null;
  if (kind.allowsAnnotations && accept(reader, ':')) {
    annotation = isStarred ? starExpression(reader) : expression(reader);
  }
  return makeArg(first, previous(reader), name, annotation);
}

/** Reads the list loosely, in order, and stops where a rule of its order is broken. */
function explainParameters(reader: Reader, kind: Kind): void {
  const start = reader.at;
  attempt(reader, (inner) => explainList(inner, kind));
  reader.at = start;
}

const calledParameter = (reader: Reader): string => (supports(reader.target, 'saysParameters') ? 'parameter' : 'argument');

function explainList(reader: Reader, kind: Kind): void {
  const called = calledParameter(reader);
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
          if (next(reader, ',')) raise(`at least one ${called} must precede /`, markOf(reader, first));
          mismatch();
        }
        if (hasSlash) raise('/ may appear only once', markOf(reader, first));
        if (hasStar) raise('/ must be ahead of *', markOf(reader, first));
        if (next(reader, '*')) raise('expected comma between / and *', markOf(reader, peek(reader)));
        hasSlash = true;
        break;
      case '*':
        reader.at++;
        if (hasStar) {
          const isParameter = next(reader, ',') || (nextIsKind(reader, 'name') && attempt(reader, (inner) => { parameter(inner, kind, true); return next(inner, ',') || ends(); }));
          if (isParameter) raise(supports(reader.target, 'saysParameters') ? '* may appear only once' : '* argument may appear only once', markOf(reader, first));
          mismatch();
        }
        hasStar = true;
        explainStar(reader, kind, first);
        break;
      case '**':
        reader.at++;
        parameter(reader, kind, false);
        if (next(reader, '=')) raise(`var-keyword ${called} cannot have default value`, markOf(reader, peek(reader)));
        expect(reader, ',');
        if (nextIsKind(reader, 'name') || next(reader, '*') || next(reader, '**') || next(reader, '/')) {
          const after = peek(reader);
          if (after.kind === 'name') parameter(reader, kind, false);
          raise(`${called}s cannot follow var-keyword ${called}`, markOf(reader, after, after.kind === 'name' ? previous(reader) : after));
        }
        return mismatch();
      case '(': {
        if (hasDefault || hasStar || hasSlash) mismatch();
        reader.at++;
        parameter(reader, kind, false);
        while (accept(reader, ',')) if (!next(reader, ')')) parameter(reader, kind, false);
        expect(reader, ')');
        return raise(kind.parenthesized, markOf(reader, first, previous(reader)));
      }
      default: {
        parameter(reader, kind, false);
        const last = previous(reader);
        const equals = peek(reader);
        if (accept(reader, '=')) {
          if (next(reader, ')') || next(reader, ',')) raise('expected default value expression', markOf(reader, equals));
          expression(reader);
          hasDefault = true;
        } else if (hasDefault && !hasStar && (next(reader, ',') || ends())) {
          const message = supports(reader.target, 'saysParameterWithoutDefault') ? 'parameter without a default follows parameter with a default' : 'non-default argument follows default argument';
          raise(message, markOf(reader, first, last));
        }
      }
    }
    count++;
    if (!accept(reader, ',')) {
      if (first.text !== '/' || !next(reader, '*')) mismatch();
    }
  }
}

function explainStar(reader: Reader, kind: Kind, star: Token): void {
  const called = calledParameter(reader);
  const message = `named ${called}s must follow bare *`;
  const fail = (): never => (kind === ofLambda ? raiseAtLast(reader, message) : raise(message, markOf(reader, star)));
  if (next(reader, kind.closer)) fail();
  if (next(reader, ',')) {
    reader.at++;
    if (next(reader, kind.closer) || next(reader, '**')) fail();
    reader.at--;
    return;
  }
  parameter(reader, kind, true);
  if (next(reader, '=')) raise(`var-positional ${called} cannot have default value`, markOf(reader, peek(reader)));
}
