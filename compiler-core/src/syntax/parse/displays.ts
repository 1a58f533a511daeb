/** What stands in brackets of its own: groups, tuples, lists, sets, dicts and comprehensions. */
import {
  makeDict, makeDictComp, makeGeneratorExp, makeList, makeListComp, makeSet, makeSetComp, makeTuple,
} from '../ast/make.generated.js';
import type { expr } from '../ast/nodes.generated.js';
import { forClauses, startsFor } from './comprehensions.js';
import { bitwiseOr, expression, starNamedExpression, starredExpression, yieldExpression } from './expressions.js';
import { accept, attempt, expect, markOf, markOnward, mismatch, next, peek, previous, raise, Raised, type Reader, sees, startOf, withoutExplaining } from './reader.js';
import type { Token } from '../tokens/tokens.js';

function explained(reader: Reader, rule: (reader: Reader) => expr, explain: (reader: Reader) => void): expr {
  if (!reader.explains) return rule(reader);
  const found = attempt(reader, rule);
  if (found) return found;
  const start = reader.at;
  explain(reader);
  reader.at = start;
  return mismatch();
}

export function parentheses(reader: Reader): expr {
  return explained(reader, plainParentheses, (inner) => {
    explainGroup(inner);
    explainComprehension(inner);
  });
}

function plainParentheses(reader: Reader): expr {
  const opener = expect(reader, '(');
  if (accept(reader, ')')) return makeTuple(opener, previous(reader), [], 'Load');
  if (next(reader, 'yield')) {
    const value = yieldExpression(reader);
    expect(reader, ')');
    return value;
  }
  const first = starNamedExpression(reader);
  if (startsFor(reader)) {
    if (first._type === 'Starred') mismatch();
    const generators = forClauses(reader);
    return makeGeneratorExp(opener, expect(reader, ')'), first, generators);
  }
  if (next(reader, ',')) {
    const elts = moreItems(reader, first, ')');
    return makeTuple(opener, expect(reader, ')'), elts, 'Load');
  }
  expect(reader, ')');
  return first._type === 'Starred' ? mismatch() : first;
}

/** The items after the first, with commas before each. */
function moreItems(reader: Reader, first: expr, closer: string): expr[] {
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
  if (value && next(reader, ')')) raise('cannot use starred expression here', markOf(reader, value));
  reader.at = start + 1;
  const stars = peek(reader);
  if (accept(reader, '**') && attempt(reader, expression) && next(reader, ')')) raise('cannot use double starred expression here', markOf(reader, stars));
  reader.at = start;
}

export function explainComprehension(reader: Reader): void {
  const start = reader.at;
  const opener = peek(reader).text;
  reader.at++;
  if (next(reader, '*')) {
    const value = attempt(reader, starredExpression);
    if (value && attempt(reader, forClauses)) raise('iterable unpacking cannot be used in comprehension', markOf(reader, value));
  }
  reader.at = start + 1;
  const first = opener === '(' ? undefined : attempt(reader, starNamedExpression);
  if (first && accept(reader, ',')) {
    const comma = reader.at;
    const items = attempt(reader, (inner) => moreItems(inner, starNamedExpression(inner), ''));
    if (items && attempt(reader, forClauses)) raise('did you forget parentheses around the comprehension target?', markOf(reader, first, items.at(-1)));
    reader.at = comma;
    if (attempt(reader, forClauses)) raise('did you forget parentheses around the comprehension target?', markOf(reader, first, reader.tokens[comma - 1]));
  }
  reader.at = start;
}

export function brackets(reader: Reader): expr {
  return explained(reader, plainBrackets, explainComprehension);
}

function plainBrackets(reader: Reader): expr {
  const opener = expect(reader, '[');
  if (accept(reader, ']')) return makeList(opener, previous(reader), [], 'Load');
  const first = starNamedExpression(reader);
  if (startsFor(reader)) {
    if (first._type === 'Starred') mismatch();
    const generators = forClauses(reader);
    return makeListComp(opener, expect(reader, ']'), first, generators);
  }
  const elts = moreItems(reader, first, ']');
  return makeList(opener, expect(reader, ']'), elts, 'Load');
}

export function braces(reader: Reader): expr {
  if (!reader.isSecond) return plainBraces(reader);
  const start = reader.at;
  const dict = attempt(reader, dictionary);
  if (dict) return dict;
  // One of the rules that also speak where the others do not.
  explainDictionary(reader);
  reader.at = start;
  const found = attempt(reader, plainBraces);
  if (found) return found;
  if (!reader.explains) return mismatch();
  reader.at = start + 1;
  const stars = peek(reader);
  if (accept(reader, '**') && attempt(reader, bitwiseOr) && attempt(reader, forClauses) && next(reader, '}')) {
    raise('dict unpacking cannot be used in dict comprehension', markOf(reader, stars));
  }
  reader.at = start;
  explainComprehension(reader);
  reader.at = start;
  return mismatch();
}

/** The pairs of a dict; what is unpacked has no key. */
interface Pairs {
  readonly keys: (expr | null)[];
  readonly values: expr[];
}

function keyValue(reader: Reader, { keys, values }: Pairs): true {
  if (accept(reader, '**')) {
    values.push(bitwiseOr(reader));
    keys.push(null);
    return true;
  }
  const key = expression(reader);
  expect(reader, ':');
  values.push(expression(reader));
  keys.push(key);
  return true;
}

function dictionary(reader: Reader): expr {
  const opener = expect(reader, '{');
  const pairs: Pairs = { keys: [], values: [] };
  for (let count = 0; !next(reader, '}'); count++) {
    if (count > 0) explainMissingColon(reader);
    keyValue(reader, pairs);
    if (!accept(reader, ',')) break;
  }
  return makeDict(opener, expect(reader, '}'), pairs.keys, pairs.values);
}

/** At the line where the key begins and, as far as that goes, the column where it ends, be that on another line. */
function raiseAfterKey(reader: Reader, key: expr): never {
  const from = startOf(reader, key) - 1;
  const line = `${/.*/.exec(reader.text.slice(reader.text.lastIndexOf('\n', from) + 1))?.[0] ?? ''}\n`;
  const { firstLine = 1, firstColumn = 0 } = reader.source;
  const columnInBytes = key.end_col_offset - (key.end_lineno === firstLine ? firstColumn : 0);
  const column = [...Buffer.from(line).subarray(0, columnInBytes).toString()].length;
  throw new Raised({ type: 'SyntaxError', message: "':' expected after dictionary key", offset: from + 1, column, columnInBytes });
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
    raiseAfterKey(reader, key);
  }
  reader.at = start;
}

function plainBraces(reader: Reader): expr {
  const opener = expect(reader, '{');
  if (accept(reader, '}')) return makeDict(opener, previous(reader), [], []);
  const pairs: Pairs = { keys: [], values: [] };
  if (next(reader, '**')) keyValue(reader, pairs);
  else {
    const begin = peek(reader);
    const first = starNamedExpression(reader);
    if (!next(reader, ':')) return setOf(reader, opener, first);
    // In parentheses of its own it begins after the brace.
    const isBare = first.lineno === begin.lineno && first.col_offset === begin.col_offset;
    if (first._type === 'Starred' || (first._type === 'NamedExpr' && isBare)) mismatch();
    expect(reader, ':');
    const value = expression(reader);
    if (startsFor(reader)) {
      const generators = forClauses(reader);
      return makeDictComp(opener, expect(reader, '}'), first, value, generators);
    }
    pairs.keys.push(first);
    pairs.values.push(value);
  }
  while (accept(reader, ',')) {
    if (next(reader, '}')) break;
    keyValue(reader, pairs);
  }
  return makeDict(opener, expect(reader, '}'), pairs.keys, pairs.values);
}

function setOf(reader: Reader, opener: Token, first: expr): expr {
  if (startsFor(reader)) {
    if (first._type === 'Starred') mismatch();
    const generators = forClauses(reader);
    return makeSetComp(opener, expect(reader, '}'), first, generators);
  }
  const elts = moreItems(reader, first, '}');
  return makeSet(opener, expect(reader, '}'), elts);
}

function explainDictionary(reader: Reader): void {
  const start = reader.at;
  const afterColon = (): void => {
    const colon = peek(reader);
    if (!accept(reader, ':')) return;
    const star = peek(reader);
    if (star.text === '*' && sees(reader, (inner) => { inner.at++; bitwiseOr(inner); })) {
      raise('cannot use a starred expression in a dictionary value', markOnward(reader, star));
    }
    if (next(reader, '}') || next(reader, ',')) raise("expression expected after dictionary key and ':'", markOf(reader, colon));
  };
  expect(reader, '{');
  let count = 0;
  while (attempt(reader, (inner) => keyValue(inner, { keys: [], values: [] }))) {
    count++;
    if (!accept(reader, ',')) {
      count = 0;
      break;
    }
  }
  if (count > 0) {
    const key = attempt(reader, expression);
    if (key) {
      if (!next(reader, ':')) raiseAfterKey(reader, key);
      afterColon();
    }
  }
  reader.at = start + 1;
  const key = attempt(reader, expression);
  if (key) afterColon();
  reader.at = start;
}
