/** Expressions with operators, and what CPython says where one is not right. */
import { atom as atomOnly, primary } from './atoms.js';
import { lambda } from './parameters.js';
import { accept, attempt, expect, mismatch, next, nextIsKind, notePlace, peek, previous, raise, raiseAtLast, type Reader, remember, sees, withoutExplaining } from './reader.js';
import type { Shape, ShapeKind } from './shapes.js';

const precedences: Readonly<Record<string, number>> = {
  '|': 1, '^': 2, '&': 3, '<<': 4, '>>': 4, '+': 5, '-': 5, '*': 6, '/': 6, '//': 6, '%': 6, '@': 6,
};
const additive = 5;
const comparisonOperators: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'not', 'is']);
const softKeywords = ['_', 'case', 'match'];

const join = (kind: ShapeKind, left: Shape, right: Shape): Shape => ({ kind, start: left.start, end: right.end });

export function expression(reader: Reader): Shape {
  if (!reader.explains) return plainExpression(reader);
  return remember(reader, 'expression', (inner) => {
    explainExpression(inner);
    return plainExpression(inner);
  });
}

function plainExpression(reader: Reader): Shape {
  if (next(reader, 'lambda')) return lambda(reader);
  const value = disjunction(reader);
  if (!next(reader, 'if')) return value;
  if (reader.isSecond) {
    const whole = attempt(reader, (inner) => conditional(inner, value));
    return whole ?? value;
  }
  return conditional(reader, value);
}

function conditional(reader: Reader, value: Shape): Shape {
  expect(reader, 'if');
  disjunction(reader);
  expect(reader, 'else');
  return join('conditional expression', value, expression(reader));
}

/** CPython compares no more letters than the name has, so `m` counts as `match`. */
function isSoftKeyword(reader: Reader, word: string): boolean {
  return softKeywords.some((keyword) => keyword.startsWith(word)) || ('type'.startsWith(word) && reader.target >= 12);
}

const isLegacy = (reader: Reader, shape: Shape): boolean =>
  shape.kind === 'name' && /^(?:print|exec)$/.test(reader.text.slice(shape.start, shape.end));

function explainExpression(reader: Reader): void {
  const start = reader.at;
  const first = peek(reader);
  const isNameString = first.kind === 'name' && sees(reader, (inner) => {
    inner.at++;
    if (!nextIsKind(inner, 'string')) mismatch();
  });
  const value = attempt(reader, disjunction);
  if (value) {
    const after = reader.at;
    if (!isNameString && !(first.kind === 'name' && isSoftKeyword(reader, first.text))) {
      const other = attempt(reader, (inner) => withoutExplaining(inner, plainExpression));
      if (other && !isLegacy(reader, value) && previous(reader).level > 0) {
        raise('invalid syntax. Perhaps you forgot a comma?', value.start);
      }
    }
    reader.at = after;
    if (accept(reader, 'if')) {
      const condition = attempt(reader, disjunction);
      if (condition && !next(reader, 'else') && !next(reader, ':')) raise("expected 'else' after 'if' expression", value.start);
    }
  }
  reader.at = start;
  if (reader.target >= 12 && next(reader, 'lambda')) explainFormattedLambda(reader);
  reader.at = start;
  if (first.kind === 'name') {
    reader.at++;
    // CPython reads what follows any name before it looks at the name.
    const isStatement = !next(reader, '(') && startsExpression(reader) && attempt(reader, starExpressions);
    if (isStatement && isLegacy(reader, { kind: 'name', start: first.start, end: first.end })) {
      raise(`Missing parentheses in call to '${first.text}'. Did you mean ${first.text}(...)?`, first.start);
    }
  }
  reader.at = start;
}

/** In a formatted string the colon of a lambda begins the specification. */
function explainFormattedLambda(reader: Reader): void {
  const { at: start, furthest } = reader;
  const word = peek(reader);
  while (!next(reader, ':') && !nextIsKind(reader, 'newline') && !nextIsKind(reader, 'end')) reader.at++;
  if (accept(reader, ':') && nextIsKind(reader, 'format-middle')) {
    raise('f-string: lambda expressions are not allowed without parentheses', word.start);
  }
  reader.at = start;
  reader.furthest = furthest;
}

export function disjunction(reader: Reader): Shape {
  return remember(reader, 'disjunction', (inner) => {
    let left = conjunction(inner);
    for (;;) {
      const right = operand(inner, 'or', conjunction);
      if (!right) return left;
      left = join('expression', left, right);
    }
  });
}

function conjunction(reader: Reader): Shape {
  let left = inversion(reader);
  for (;;) {
    const right = operand(reader, 'and', inversion);
    if (!right) return left;
    left = join('expression', left, right);
  }
}

/** An operator and what follows it. On the second reading an operator without an operand is left to the rules after. */
function operand(reader: Reader, operator: string, rule: (reader: Reader) => Shape): Shape | undefined {
  if (!next(reader, operator)) return undefined;
  const before = reader.at;
  reader.at++;
  if (!reader.isSecond) return rule(reader);
  const found = attempt(reader, rule);
  if (!found) reader.at = before;
  return found;
}

function inversion(reader: Reader): Shape {
  const word = peek(reader);
  if (word.text === 'not') {
    reader.at++;
    return { kind: 'expression', start: word.start, end: inversion(reader).end };
  }
  return comparison(reader);
}

function comparison(reader: Reader): Shape {
  const left = bitwiseOr(reader);
  let whole: Shape | undefined;
  for (;;) {
    const operator = peek(reader).text;
    if (!comparisonOperators.has(operator)) return whole ?? left;
    const before = reader.at;
    reader.at++;
    if (operator === 'not' && !accept(reader, 'in')) {
      reader.at = before;
      return whole ?? left;
    }
    if (operator === 'is') accept(reader, 'not');
    const right = reader.isSecond ? attempt(reader, bitwiseOr) : bitwiseOr(reader);
    if (!right) {
      reader.at = before;
      return whole ?? left;
    }
    whole = whole ? join('comparison', left, right) : { ...join('comparison', left, right), parts: operator === 'in' ? [left] : [] };
    if (operator === 'in' && whole.parts === undefined) whole = { ...whole, parts: [left] };
  }
}

export function bitwiseOr(reader: Reader): Shape {
  return remember(reader, 'operators', (inner) => binary(inner, 1));
}

function binary(reader: Reader, minimum: number): Shape {
  let left = factor(reader);
  for (;;) {
    const precedence = precedences[peek(reader).text];
    if (precedence === undefined || precedence < minimum) return left;
    const before = reader.at;
    reader.at++;
    if (!reader.isSecond) {
      left = join('expression', left, binary(reader, precedence + 1));
      continue;
    }
    if (precedence >= additive) explainNot(reader);
    const right = attempt(reader, (inner) => binary(inner, precedence + 1));
    if (!right) {
      reader.at = before;
      return left;
    }
    left = join('expression', left, right);
  }
}

function explainNot(reader: Reader): void {
  if (!reader.explains || reader.target < 13 || !next(reader, 'not')) return;
  const { at } = reader;
  const { start } = peek(reader);
  if (attempt(reader, inversion)) raise("'not' after an operator must be parenthesized", start);
  reader.at = at;
}

function factor(reader: Reader): Shape {
  const sign = peek(reader);
  if (sign.text === '-' || sign.text === '+' || sign.text === '~') {
    reader.at++;
    explainNot(reader);
    return { kind: 'expression', start: sign.start, end: factor(reader).end };
  }
  let base: Shape;
  if (sign.text === 'await') {
    reader.at++;
    base = { kind: 'await expression', start: sign.start, end: primary(reader).end };
  } else base = primary(reader);
  const exponent = operand(reader, '**', factor);
  return exponent ? join('expression', base, exponent) : base;
}

/** `*x` or an expression. */
export function starExpression(reader: Reader): Shape {
  return next(reader, '*') ? starred(reader, bitwiseOr) : expression(reader);
}

function starred(reader: Reader, operand: (reader: Reader) => Shape): Shape {
  const star = expect(reader, '*');
  const inner = notePlace(reader, 'star', operand);
  return { kind: 'starred', start: star.start, end: inner.end, parts: [inner] };
}

/** In calls and subscripts a star takes any expression. */
export function starredExpression(reader: Reader): Shape {
  const start = reader.at;
  const found = reader.explains ? attempt(reader, (inner) => starred(inner, expression)) : starred(reader, expression);
  if (found) return found;
  if (reader.target >= 13 && reader.tokens[start]?.text === '*') raiseAtLast(reader, 'Invalid star expression');
  return mismatch();
}

/** One item, or a tuple without parentheses. */
function sequence(reader: Reader, item: (reader: Reader) => Shape): Shape {
  const first = item(reader);
  if (!next(reader, ',')) return first;
  const parts = [first];
  let end = first.end;
  while (next(reader, ',')) {
    end = peek(reader).end;
    reader.at++;
    if (!startsExpression(reader)) break;
    const part = reader.isSecond ? attempt(reader, item) : item(reader);
    if (!part) break;
    parts.push(part);
    end = part.end;
  }
  return { kind: 'tuple', start: first.start, end, parts };
}

const notExpressionStart: ReadonlySet<string> = new Set([
  ')', ']', '}', '=', ':', ';', ',', '.', '!', '->', ':=', 'in', 'is', 'and', 'or', 'if', 'else', 'for', 'as', 'from', 'import', 'async',
]);

/** Cheaply rules out what cannot begin an expression or a starred one. */
export function startsExpression(reader: Reader): boolean {
  const token = peek(reader);
  if (token.kind === 'operator' || token.kind === 'keyword') {
    return !notExpressionStart.has(token.text) && !(token.text.endsWith('=') && token.kind === 'operator');
  }
  return token.kind === 'name' || token.kind === 'number' || token.kind === 'string' || token.kind === 'format-start';
}

export function starExpressions(reader: Reader): Shape {
  return sequence(reader, starExpression);
}

/** What a condition of `if`, an item of a list or a group may be: an expression or `name := value`. */
export function namedExpression(reader: Reader): Shape {
  const named = assignmentExpression(reader);
  if (named) return named;
  if (reader.explains) explainNamedExpression(reader);
  const value = expression(reader);
  if (next(reader, ':=')) mismatch();
  return value;
}

export function assignmentExpression(reader: Reader): Shape | undefined {
  const name = peek(reader);
  if (name.kind !== 'name') return undefined;
  reader.at++;
  if (!accept(reader, ':=')) {
    reader.at--;
    return undefined;
  }
  return { kind: 'named expression', start: name.start, end: expression(reader).end };
}

function explainNamedExpression(reader: Reader): void {
  const start = reader.at;
  const value = attempt(reader, expression);
  if (value && accept(reader, ':=') && attempt(reader, expression)) {
    raise(`cannot use assignment expressions with ${value.kind}`, value.start);
  }
  reader.at = start;
  const first = peek(reader);
  const isAlone = (): boolean => !next(reader, '=') && !next(reader, ':=');
  if (first.kind === 'name') {
    reader.at++;
    if (accept(reader, '=') && attempt(reader, bitwiseOr) && isAlone()) {
      raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", first.start);
    }
    reader.at = start;
  }
  if (/^(?:True|False|None)$/.test(first.text)) return;
  const target = attempt(reader, bitwiseOr);
  const atom = first.text === '(' || first.text === '[' ? attemptAtom(reader, start) : undefined;
  if (target && !atom && accept(reader, '=') && attempt(reader, bitwiseOr) && isAlone()) {
    raise(`cannot assign to ${target.kind} here. Maybe you meant '==' instead of '='?`, target.start);
  }
  reader.at = start;
}

/** CPython keeps this message from whatever begins with a list, tuple or generator expression. */
function attemptAtom(reader: Reader, start: number): boolean {
  const { at } = reader;
  reader.at = start;
  const opener = peek(reader).text;
  const shape = attempt(reader, atomOnly);
  reader.at = at;
  if (!shape) return false;
  return opener === '[' ? shape.kind === 'list' : shape.kind === 'tuple' || shape.kind === 'generator expression' ? shape.start === reader.tokens[start]?.start : false;
}


export function starNamedExpression(reader: Reader): Shape {
  return next(reader, '*') ? starred(reader, bitwiseOr) : namedExpression(reader);
}

export function yieldExpression(reader: Reader): Shape {
  const word = expect(reader, 'yield');
  let end = word.end;
  if (accept(reader, 'from')) end = expression(reader).end;
  else if (startsExpression(reader)) {
    const value = reader.isSecond ? attempt(reader, starExpressions) : starExpressions(reader);
    end = value?.end ?? end;
  }
  return { kind: 'yield expression', start: word.start, end };
}

export function assignedValue(reader: Reader): Shape {
  return next(reader, 'yield') ? yieldExpression(reader) : starExpressions(reader);
}
