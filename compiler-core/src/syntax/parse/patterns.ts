/** Patterns of `case`, and what CPython says where they are not right. */
import { supports } from '../../targets/features.js';
import {
  makeAttribute, makeBinOp, makeMatchAs, makeMatchClass, makeMatchMapping, makeMatchOr, makeMatchSequence, makeMatchSingleton, makeMatchStar, makeMatchValue,
  makeName, makeUnaryOp,
} from '../ast/make.generated.js';
import type { expr, pattern as Pattern } from '../ast/nodes.generated.js';
import { atom, singletons } from './atoms.js';
import { expression } from './expressions.js';
import { describe } from './describe.js';
import { identifier, identifierOf } from './names.js';
import { accept, attempt, expect, expectKind, markOf, mismatch, next, nextIsKind, peek, previous, raise, type Reader, sees } from './reader.js';
import { strings } from './strings.js';
import type { Token } from '../tokens/tokens.js';

const isImaginary = (node: expr): boolean => node._type === 'Constant' && node.value.type === 'complex';

/** One pattern, or several with commas. */
export function patterns(reader: Reader): Pattern {
  const begin = peek(reader);
  const first = starPattern(reader);
  if (!next(reader, ',')) return first._type === 'MatchStar' ? mismatch() : first;
  const found = [first];
  while (accept(reader, ',')) {
    if (next(reader, ':') || next(reader, 'if')) break;
    found.push(starPattern(reader));
  }
  return makeMatchSequence(begin, previous(reader), found);
}

function starPattern(reader: Reader): Pattern {
  const first = peek(reader);
  if (!accept(reader, '*')) return pattern(reader);
  const name = captureName(reader);
  return makeMatchStar(first, previous(reader), name);
}

/** Null for `_`, which captures nothing. */
function captureName(reader: Reader): string | null {
  const name = identifier(reader);
  if (next(reader, '.') || next(reader, '(') || next(reader, '=')) mismatch();
  return name === '_' ? null : name;
}

function pattern(reader: Reader): Pattern {
  const first = peek(reader);
  const alternatives = [closedPattern(reader)];
  while (accept(reader, '|')) alternatives.push(closedPattern(reader));
  const [only] = alternatives;
  const inner = only && alternatives.length === 1 ? only : makeMatchOr(first, previous(reader), alternatives);
  if (!accept(reader, 'as')) return inner;
  if (reader.explains) explainTarget(reader);
  if (next(reader, '_')) mismatch();
  const name = captureName(reader);
  return makeMatchAs(first, previous(reader), inner, name);
}

function isCapture(reader: Reader): boolean {
  return sees(reader, captureName);
}

function explainTarget(reader: Reader): void {
  const first = peek(reader);
  if (first.text === '_') raise("cannot use '_' as a target", markOf(reader, first));
  const names = supports(reader.target, 'explainsPatternTargets');
  const start = reader.at;
  if (first.kind === 'name' && (!names || isCapture(reader))) return;
  const target = attempt(reader, expression);
  if (target) raise(names ? `cannot use ${describe(target)} as pattern target` : 'invalid pattern target', markOf(reader, target));
  reader.at = start;
}

function closedPattern(reader: Reader): Pattern {
  const first = peek(reader);
  switch (first.kind) {
    case 'number':
    case 'string':
    case 'format-start':
    case 'template-start':
      return valuePattern(reader);
    case 'name':
      return namePattern(reader);
    case 'keyword': {
      const value = singletons.get(first.text) ?? mismatch();
      reader.at++;
      return makeMatchSingleton(first, first, value);
    }
    default:
  }
  switch (first.text) {
    case '-':
    case '+':
      return valuePattern(reader);
    case '(':
      return groupPattern(reader);
    case '[': {
      reader.at++;
      const found = patternsUntil(reader, ']');
      return makeMatchSequence(first, expect(reader, ']'), found);
    }
    case '{':
      return mappingPattern(reader);
    default:
      return mismatch();
  }
}

function patternsUntil(reader: Reader, closer: string): Pattern[] {
  const found: Pattern[] = [];
  while (!next(reader, closer)) {
    found.push(starPattern(reader));
    if (!accept(reader, ',')) break;
  }
  return found;
}

function valuePattern(reader: Reader): Pattern {
  const first = peek(reader);
  const value = literal(reader);
  return makeMatchValue(first, previous(reader), value);
}

function startsString(reader: Reader): boolean {
  const { kind } = peek(reader);
  return kind === 'string' || kind === 'format-start' || kind === 'template-start';
}

/** A number with its sign, a complex number or strings. */
function literal(reader: Reader): expr {
  if (startsString(reader)) return strings(reader);
  const first = peek(reader);
  const sign = accept(reader, '-') ? 'USub' : supports(reader.target, 'positivePatterns') && accept(reader, '+') ? 'UAdd' : undefined;
  const real = number(reader);
  const left = sign ? makeUnaryOp(first, previous(reader), sign, real) : real;
  const operator = peek(reader).text;
  if (operator !== '+' && operator !== '-') return left;
  reader.at++;
  const imaginary = number(reader);
  if (isImaginary(real)) raise('real number required in complex literal', markOf(reader, real));
  if (!isImaginary(imaginary)) raise('imaginary number required in complex literal', markOf(reader, imaginary));
  return makeBinOp(first, previous(reader), left, operator === '+' ? 'Add' : 'Sub', imaginary);
}

function number(reader: Reader): expr {
  return nextIsKind(reader, 'number') ? atom(reader) : mismatch();
}

/** Without a comma one pattern in brackets is that pattern. */
function groupPattern(reader: Reader): Pattern {
  const opener = expect(reader, '(');
  const found = patternsUntil(reader, ')');
  const hasComma = previous(reader).text === ',';
  const closer = expect(reader, ')');
  const [only] = found;
  if (only && found.length === 1 && !hasComma) return only._type === 'MatchStar' ? mismatch() : only;
  return makeMatchSequence(opener, closer, found);
}

/** `a.b` and the like. */
function dottedValue(reader: Reader): expr {
  const first = expectKind(reader, 'name');
  let value: expr = makeName(first, first, identifierOf(first), 'Load');
  while (accept(reader, '.')) {
    const attribute = identifier(reader);
    value = makeAttribute(first, previous(reader), value, attribute, 'Load');
  }
  return value;
}

function namePattern(reader: Reader): Pattern {
  const first = peek(reader);
  const value = dottedValue(reader);
  if (next(reader, '=')) mismatch();
  if (next(reader, '(')) return classPattern(reader, value);
  if (value._type !== 'Name') return makeMatchValue(first, previous(reader), value);
  return makeMatchAs(first, previous(reader), null, value.id === '_' ? null : value.id);
}

function classPattern(reader: Reader, cls: expr): Pattern {
  expect(reader, '(');
  const positional: Pattern[] = [];
  const names: string[] = [];
  const named: Pattern[] = [];
  while (!next(reader, ')')) {
    const name = attempt(reader, keywordOfPattern);
    const inner = pattern(reader);
    if (name !== undefined) {
      names.push(name);
      named.push(inner);
    } else if (named.length > 0) {
      if (!reader.explains) mismatch();
      let last = inner;
      while (accept(reader, ',')) {
        const following = attempt(reader, pattern);
        if (following === undefined) break;
        last = following;
      }
      raise('positional patterns follow keyword patterns', markOf(reader, inner, last));
    } else positional.push(inner);
    if (!accept(reader, ',')) break;
  }
  return makeMatchClass(cls, expect(reader, ')'), cls, positional, names, named);
}

function keywordOfPattern(reader: Reader): string {
  const name = identifier(reader);
  expect(reader, '=');
  return name;
}

function mappingPattern(reader: Reader): Pattern {
  const opener = expect(reader, '{');
  const keys: expr[] = [];
  const values: Pattern[] = [];
  let rest: string | null = null;
  while (!next(reader, '}')) {
    if (accept(reader, '**')) {
      if (next(reader, '_')) mismatch();
      const target = peek(reader);
      rest = captureName(reader);
      if (accept(reader, ',') && reader.explains) explainDoubleStarOrder(reader, target);
      break;
    }
    keys.push(mappingKey(reader));
    expect(reader, ':');
    values.push(pattern(reader));
    if (!accept(reader, ',')) break;
  }
  return makeMatchMapping(opener, expect(reader, '}'), keys, values, rest);
}

/** The rest of a mapping with items after it. */
function explainDoubleStarOrder(reader: Reader, rest: Token): void {
  if (next(reader, '}') || !supports(reader.target, 'explainsDoubleStarOrder')) return;
  const { at } = reader;
  const found = attempt(reader, (inner) => {
    do {
      if (next(inner, '}')) break;
      mappingKey(inner);
      expect(inner, ':');
      pattern(inner);
    } while (accept(inner, ','));
    return next(inner, '}');
  });
  if (found) raise('double star pattern must be the last (right-most) subpattern in the mapping pattern', markOf(reader, rest));
  reader.at = at;
}

function mappingKey(reader: Reader): expr {
  const first = peek(reader);
  if (first.kind === 'name') {
    const value = dottedValue(reader);
    return value._type === 'Name' ? mismatch() : value;
  }
  if (first.kind !== 'keyword') return literal(reader);
  return singletons.has(first.text) ? atom(reader) : mismatch();
}
