/** What stands in brackets of its own: groups, tuples, lists, sets, dicts and comprehensions. */
import { supports } from '../../targets/features.js';
import {
  makeDict, makeDictComp, makeGeneratorExp, makeList, makeListComp, makeSet, makeSetComp, makeTuple,
} from '../ast/make.generated.js';
import type { comprehension, expr } from '../ast/nodes.generated.js';
import { forClauses, startsFor } from './comprehensions.js';
import { assignmentExpression, bitwiseOr, expression, item, starNamedExpression, starredExpression, wholeConditional, yieldExpression } from './expressions.js';
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
  if (!supports(reader.target, 'unpackingComprehensions')) return parenthesesBefore315(reader);
  if (!reader.isSecond) return plainParentheses(reader);
  return attempt(reader, generator) ?? afterComprehension(reader, (inner) => explained(inner, plainParentheses, explainGroup));
}

/** What else the brackets may be if they hold no comprehension. */
function afterComprehension(reader: Reader, rule: (reader: Reader) => expr): expr {
  if (reader.explains) explainComprehension(reader);
  return rule(reader);
}

function generator(reader: Reader): expr {
  const opener = expect(reader, '(');
  const element = next(reader, '*') ? starredExpression(reader) : (assignmentExpression(reader) ?? expression(reader));
  if (next(reader, ':=')) mismatch();
  const generators = forClauses(reader);
  return makeGeneratorExp(opener, expect(reader, ')'), element, generators);
}

function parenthesesBefore315(reader: Reader): expr {
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
  if (next(reader, '*') && !reader.isSecond && supports(reader.target, 'unpackingComprehensions')) {
    // The star of a generator expression takes more than that of a tuple.
    reader.at--;
    const found = attempt(reader, generator);
    if (found) return found;
    reader.at++;
  }
  const first = item(reader);
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
    parts.push(item(reader));
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
  const unpacks = supports(reader.target, 'unpackingComprehensions');
  const stars = peek(reader);
  const unpacked = unpacks && opener !== '{' && accept(reader, '**') ? attempt(reader, expression) : undefined;
  if (unpacked && attempt(reader, forClauses)) {
    raise(`cannot use dict unpacking in ${opener === '[' ? 'list comprehension' : 'generator expression'}`, markOf(reader, stars, unpacked));
  }
  reader.at = start + 1;
  if (!unpacks && next(reader, '*')) {
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
  if (!supports(reader.target, 'unpackingComprehensions') || !reader.isSecond) return explained(reader, plainBrackets, explainComprehension);
  return attempt(reader, listComprehension) ?? afterComprehension(reader, plainBrackets);
}

function listComprehension(reader: Reader): expr {
  const opener = expect(reader, '[');
  const element = starNamedExpression(reader);
  const generators = forClauses(reader);
  return makeListComp(opener, expect(reader, ']'), element, generators);
}

function plainBrackets(reader: Reader): expr {
  const opener = expect(reader, '[');
  if (accept(reader, ']')) return makeList(opener, previous(reader), [], 'Load');
  const first = item(reader);
  if (startsFor(reader)) {
    if (first._type === 'Starred' && !supports(reader.target, 'unpackingComprehensions')) mismatch();
    const generators = forClauses(reader);
    return makeListComp(opener, expect(reader, ']'), first, generators);
  }
  const elts = moreItems(reader, first, ']');
  return makeList(opener, expect(reader, ']'), elts, 'Load');
}

export function braces(reader: Reader): expr {
  if (!reader.isSecond) return plainBraces(reader);
  if (supports(reader.target, 'unpackingComprehensions')) return explainedBraces(reader);
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

/** From 3.15 on: comprehensions first, each reading with its own messages. */
function explainedBraces(reader: Reader): expr {
  const comprehension = attempt(reader, dictComprehension) ?? attempt(reader, setComprehension);
  if (comprehension) return comprehension;
  if (reader.explains) explainComprehension(reader);
  const dict = attempt(reader, dictionary);
  if (dict) return dict;
  const start = reader.at;
  // One of the rules that also speak where the others do not.
  attempt(reader, explainPairs);
  reader.at = start;
  const opener = expect(reader, '{');
  const first = item(reader);
  const elts = moreItems(reader, first, '}');
  return makeSet(opener, expect(reader, '}'), elts);
}

function dictComprehension(reader: Reader): expr {
  const opener = expect(reader, '{');
  let key: expr;
  let value: expr | null = null;
  if (accept(reader, '**')) key = expression(reader);
  else {
    key = expression(reader);
    expect(reader, ':');
    value = expression(reader);
  }
  const generators = forClauses(reader);
  return makeDictComp(opener, expect(reader, '}'), key, value, generators);
}

function setComprehension(reader: Reader): expr {
  const opener = expect(reader, '{');
  const element = starNamedExpression(reader);
  const generators = forClauses(reader);
  return makeSetComp(opener, expect(reader, '}'), element, generators);
}

/** `invalid_double_starred_kvpairs` of CPython's grammar. */
function explainPairs(reader: Reader): void {
  expect(reader, '{');
  const start = reader.at;
  explainUnpackedPair(reader);
  reader.at = start;
  let afterComma = -1;
  while (attempt(reader, (inner) => keyValue(inner, { keys: [], values: [] })) && accept(reader, ',')) afterComma = reader.at;
  if (afterComma >= 0 && reader.explains) {
    reader.at = afterComma;
    explainPair(reader);
    reader.at = afterComma;
    explainUnpackedPair(reader);
  }
  reader.at = start;
  explainMissingValue(reader);
}

function explainMissingValue(reader: Reader): void {
  if (!attempt(reader, expression)) return;
  const colon = peek(reader);
  if (accept(reader, ':') && (next(reader, '}') || next(reader, ','))) raise("expression expected after dictionary key and ':'", markOf(reader, colon));
}

/** After the first pairs. */
function explainPair(reader: Reader): void {
  const start = reader.at;
  const key = attempt(reader, expression);
  if (!key) return;
  if (!next(reader, ':')) raiseAfterKey(reader, key);
  explainStarredValue(reader, true);
  reader.at = start;
  explainMissingValue(reader);
}

/** At the colon after a key. */
function explainStarredValue(reader: Reader, isOnward: boolean): void {
  if (!accept(reader, ':')) return;
  const stars = peek(reader);
  if (!accept(reader, '*') && !accept(reader, '**')) return;
  const value = attempt(reader, bitwiseOr);
  if (!value) return;
  raise(`cannot use ${stars.text === '*' ? 'a starred expression' : 'dict unpacking'} in a dictionary value`, isOnward ? markOnward(reader, stars) : markOf(reader, stars, value));
}

function explainUnpackedPair(reader: Reader): void {
  const start = reader.at;
  const stars = peek(reader);
  const conditional = accept(reader, '**') ? attempt(reader, wholeConditional) : undefined;
  if (conditional) raise('invalid double starred expression. Did you forget to wrap the conditional expression in parentheses?', markOf(reader, stars, conditional));
  reader.at = start + 1;
  const key = stars.text === '*' || stars.text === '**' ? attempt(reader, bitwiseOr) : undefined;
  if (key && accept(reader, ':') && attempt(reader, expression)) {
    raise(`cannot use ${stars.text === '*' ? 'a starred expression' : 'dict unpacking'} in a dictionary key`, markOf(reader, stars, key));
  }
  reader.at = start;
  if (attempt(reader, expression)) explainStarredValue(reader, false);
  reader.at = start;
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
  if (!reader.explains || next(reader, '**') || supports(reader.target, 'unpackingComprehensions')) return;
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
  const stars = reader.at;
  if (next(reader, '**')) {
    const unpacked = supports(reader.target, 'unpackingComprehensions') && attempt(reader, unpackedDictionary);
    if (unpacked) return makeDictComp(opener, previous(reader), unpacked.key, null, unpacked.generators);
    reader.at = stars;
    keyValue(reader, pairs);
  } else {
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

function unpackedDictionary(reader: Reader): { readonly key: expr; readonly generators: comprehension[] } {
  expect(reader, '**');
  const key = expression(reader);
  const generators = startsFor(reader) ? forClauses(reader) : mismatch();
  expect(reader, '}');
  return { key, generators };
}

function setOf(reader: Reader, opener: Token, first: expr): expr {
  if (startsFor(reader)) {
    if (first._type === 'Starred' && !supports(reader.target, 'unpackingComprehensions')) mismatch();
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
