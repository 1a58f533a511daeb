/** Atoms and what may follow them: names, literals, displays, comprehensions, calls, subscripts. */
import { callArguments } from './arguments.js';
import { forClauses, startsFor } from './comprehensions.js';
import {
  assignmentExpression, bitwiseOr, expression, namedExpression, startsExpression, starNamedExpression, starredExpression, yieldExpression,
} from './expressions.js';
import { accept, attempt, expect, expectKind, mismatch, next, peek, previous, raise, type Reader, remember, sees, withoutExplaining } from './reader.js';
import type { Shape } from './shapes.js';
import { strings } from './string-tokens.js';

export function primary(reader: Reader): Shape {
  return remember(reader, 'primary', plainPrimary);
}

function plainPrimary(reader: Reader): Shape {
  let value = atom(reader);
  for (;;) {
    const { text } = peek(reader);
    if (text !== '.' && text !== '(' && text !== '[') return value;
    const before = reader.at;
    const grown = reader.isSecond ? attempt(reader, (inner) => trailer(inner, value)) : trailer(reader, value);
    if (!grown) {
      reader.at = before;
      return value;
    }
    value = grown;
  }
}

function trailer(reader: Reader, value: Shape): Shape {
  const opener = peek(reader).text;
  if (opener === '.') {
    reader.at++;
    return { kind: 'attribute', start: value.start, end: expectKind(reader, 'name').end };
  }
  if (opener === '(') {
    if (reader.explains) explainGenerator(reader);
    reader.at++;
    callArguments(reader);
    return { kind: 'function call', start: value.start, end: expect(reader, ')').end };
  }
  reader.at++;
  slices(reader);
  return { kind: 'subscript', start: value.start, end: expect(reader, ']').end };
}

/** CPython tries the brackets of a call as a generator expression first. */
function explainGenerator(reader: Reader): void {
  const start = reader.at;
  attempt(reader, (inner) => {
    expect(inner, '(');
    if (!assignmentExpression(inner)) expression(inner);
    if (next(inner, ':=')) mismatch();
    forClauses(inner);
    expect(inner, ')');
  });
  reader.at = start;
  explainComprehension(reader);
}

function slices(reader: Reader): void {
  slice(reader);
  while (accept(reader, ',')) {
    if (next(reader, ']')) return;
    slice(reader);
  }
}

function slice(reader: Reader): void {
  if (next(reader, '*')) {
    starredExpression(reader);
    return;
  }
  if (!next(reader, ':')) {
    if (reader.explains) {
      // A slice comes first: its parts are plain expressions.
      const start = reader.at;
      const first = attempt(reader, expression);
      if (!first || !next(reader, ':')) {
        reader.at = start;
        namedExpression(reader);
        return;
      }
    } else namedExpression(reader);
    if (!next(reader, ':')) return;
  }
  expect(reader, ':');
  if (startsExpression(reader)) expression(reader);
  if (accept(reader, ':') && startsExpression(reader)) expression(reader);
}

export function atom(reader: Reader): Shape {
  const token = peek(reader);
  switch (token.kind) {
    case 'name':
      reader.at++;
      return { kind: 'name', start: token.start, end: token.end };
    case 'number':
      reader.at++;
      return { kind: 'literal', start: token.start, end: token.end };
    case 'string':
    case 'format-start':
      return remember(reader, 'strings', strings);
    case 'keyword':
      if (token.text !== 'None' && token.text !== 'True' && token.text !== 'False') return mismatch();
      reader.at++;
      return { kind: token.text, start: token.start, end: token.end };
    case 'operator':
      switch (token.text) {
        case '(':
          return remember(reader, 'brackets', parentheses);
        case '[':
          return remember(reader, 'brackets', brackets);
        case '{':
          return remember(reader, 'brackets', braces);
        case '...':
          reader.at++;
          return { kind: 'ellipsis', start: token.start, end: token.end };
        default:
          return mismatch();
      }
    default:
      return mismatch();
  }
}

function explained(reader: Reader, rule: (reader: Reader) => Shape, explain: (reader: Reader) => void): Shape {
  if (!reader.explains) return rule(reader);
  const found = attempt(reader, rule);
  if (found) return found;
  const start = reader.at;
  explain(reader);
  reader.at = start;
  return mismatch();
}

function parentheses(reader: Reader): Shape {
  return explained(reader, plainParentheses, (inner) => {
    explainGroup(inner);
    explainComprehension(inner);
  });
}

function plainParentheses(reader: Reader): Shape {
  const { start } = expect(reader, '(');
  if (accept(reader, ')')) return { kind: 'tuple', start, end: previous(reader).end, parts: [] };
  if (next(reader, 'yield')) {
    const value = yieldExpression(reader);
    expect(reader, ')');
    return value;
  }
  const first = starNamedExpression(reader);
  if (startsFor(reader)) {
    if (first.kind === 'starred') mismatch();
    forClauses(reader);
    return { kind: 'generator expression', start, end: expect(reader, ')').end };
  }
  if (next(reader, ',')) {
    const parts = moreItems(reader, first, ')');
    return { kind: 'tuple', start, end: expect(reader, ')').end, parts };
  }
  expect(reader, ')');
  return first.kind === 'starred' ? mismatch() : first;
}

/** The items after the first, with commas before each. */
function moreItems(reader: Reader, first: Shape, closer: string): Shape[] {
  const parts = [first];
  while (accept(reader, ',')) {
    if (next(reader, closer)) break;
    parts.push(starNamedExpression(reader));
  }
  return parts;
}

function explainGroup(reader: Reader): void {
  const start = reader.at;
  expect(reader, '(');
  const value = next(reader, '*') ? attempt(reader, starredExpression) : undefined;
  if (value && next(reader, ')')) raise('cannot use starred expression here', value.start);
  reader.at = start + 1;
  const stars = peek(reader);
  if (accept(reader, '**') && attempt(reader, expression) && next(reader, ')')) raise('cannot use double starred expression here', stars.start);
  reader.at = start;
}

function explainComprehension(reader: Reader): void {
  const start = reader.at;
  const opener = peek(reader).text;
  reader.at++;
  if (next(reader, '*')) {
    const value = attempt(reader, starredExpression);
    if (value && attempt(reader, forClauses)) raise('iterable unpacking cannot be used in comprehension', value.start);
  }
  reader.at = start + 1;
  const first = opener === '(' ? undefined : attempt(reader, starNamedExpression);
  if (first && accept(reader, ',')) {
    const comma = reader.at;
    const items = attempt(reader, (inner) => moreItems(inner, starNamedExpression(inner), ''));
    if (items && attempt(reader, forClauses)) raise('did you forget parentheses around the comprehension target?', first.start);
    reader.at = comma;
    if (attempt(reader, forClauses)) raise('did you forget parentheses around the comprehension target?', first.start);
  }
  reader.at = start;
}

function brackets(reader: Reader): Shape {
  return explained(reader, plainBrackets, explainComprehension);
}

function plainBrackets(reader: Reader): Shape {
  const { start } = expect(reader, '[');
  if (accept(reader, ']')) return { kind: 'list', start, end: previous(reader).end, parts: [] };
  const first = starNamedExpression(reader);
  if (startsFor(reader)) {
    if (first.kind === 'starred') mismatch();
    forClauses(reader);
    return { kind: 'list comprehension', start, end: expect(reader, ']').end };
  }
  const parts = moreItems(reader, first, ']');
  return { kind: 'list', start, end: expect(reader, ']').end, parts };
}

function braces(reader: Reader): Shape {
  if (!reader.explains) return plainBraces(reader);
  const start = reader.at;
  const dict = attempt(reader, dictionary);
  if (dict) return dict;
  explainDictionary(reader);
  reader.at = start;
  const found = attempt(reader, plainBraces);
  if (found) return found;
  reader.at = start + 1;
  const stars = peek(reader);
  if (accept(reader, '**') && attempt(reader, bitwiseOr) && attempt(reader, forClauses) && next(reader, '}')) {
    raise('dict unpacking cannot be used in dict comprehension', stars.start);
  }
  reader.at = start;
  explainComprehension(reader);
  reader.at = start;
  return mismatch();
}

function keyValue(reader: Reader): void {
  if (accept(reader, '**')) {
    bitwiseOr(reader);
    return;
  }
  expression(reader);
  expect(reader, ':');
  expression(reader);
}

function dictionary(reader: Reader): Shape {
  const { start } = expect(reader, '{');
  for (let count = 0; !next(reader, '}'); count++) {
    if (count > 0) explainMissingColon(reader);
    keyValue(reader);
    if (!accept(reader, ',')) break;
  }
  return { kind: 'dict literal', start, end: expect(reader, '}').end };
}

/** After the first pair a missing colon goes before a missing comma. */
function explainMissingColon(reader: Reader): void {
  if (!reader.explains || next(reader, '**')) return;
  const { at: start, memory } = reader;
  // What is found without explaining must not keep explanations from the key.
  reader.memory = new Map();
  const key = attempt(reader, (inner) => withoutExplaining(inner, expression));
  reader.memory = memory;
  const after = peek(reader);
  if (key && after.text !== ':' && (after.kind !== 'operator' || after.text === '}' || after.text === ',')) {
    raise("':' expected after dictionary key", key.end - 1);
  }
  reader.at = start;
}

function plainBraces(reader: Reader): Shape {
  const { start } = expect(reader, '{');
  if (accept(reader, '}')) return { kind: 'dict literal', start, end: previous(reader).end };
  let isComprehension = false;
  if (next(reader, '**')) keyValue(reader);
  else {
    const begin = reader.at;
    const first = starNamedExpression(reader);
    if (!next(reader, ':')) {
      if (startsFor(reader)) {
        if (first.kind === 'starred') mismatch();
        forClauses(reader);
        return { kind: 'set comprehension', start, end: expect(reader, '}').end };
      }
      moreItems(reader, first, '}');
      return { kind: 'set display', start, end: expect(reader, '}').end };
    }
    // In parentheses of its own it begins after the brace.
    const isBare = first.start === reader.tokens[begin]?.start;
    if (first.kind === 'starred' || (first.kind === 'named expression' && isBare)) mismatch();
    expect(reader, ':');
    expression(reader);
    if (startsFor(reader)) {
      forClauses(reader);
      isComprehension = true;
    }
  }
  while (!isComprehension && accept(reader, ',')) {
    if (next(reader, '}')) break;
    keyValue(reader);
  }
  return { kind: isComprehension ? 'dict comprehension' : 'dict literal', start, end: expect(reader, '}').end };
}

function explainDictionary(reader: Reader): void {
  const start = reader.at;
  const afterColon = (first: Shape): void => {
    const colon = peek(reader);
    if (!accept(reader, ':')) return;
    const star = peek(reader);
    const isStar = star.text === '*' || (star.text === '**' && reader.target >= 14);
    if (isStar && sees(reader, (inner) => { inner.at++; bitwiseOr(inner); })) {
      raise('cannot use a starred expression in a dictionary value', star.start);
    }
    if (next(reader, '}') || next(reader, ',')) raise("expression expected after dictionary key and ':'", colon.start);
    reader.at = first.start;
  };
  expect(reader, '{');
  let count = 0;
  while (attempt(reader, (inner) => { keyValue(inner); return true; })) {
    count++;
    if (!accept(reader, ',')) {
      count = 0;
      break;
    }
  }
  if (count > 0) {
    const key = attempt(reader, expression);
    if (key) {
      if (!next(reader, ':')) raise("':' expected after dictionary key", key.end - 1);
      afterColon(key);
    }
  }
  reader.at = start + 1;
  const key = attempt(reader, expression);
  if (key) afterColon(key);
  reader.at = start;
}
