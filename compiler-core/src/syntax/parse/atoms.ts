/** Atoms and what may follow them: names, literals, attributes, calls, subscripts. */
import type { ConstantValue } from '../ast/constant.js';
import { makeAttribute, makeCall, makeConstant, makeName, makeSlice, makeSubscript, makeTuple } from '../ast/make.generated.js';
import type { expr } from '../ast/nodes.generated.js';
import { callArguments } from './arguments.js';
import { forClauses } from './comprehensions.js';
import { braces, brackets, explainComprehension, parentheses } from './displays.js';
import { assignmentExpression, expression, namedExpression, startsExpression, starredExpression } from './expressions.js';
import { identifier, identifierOf } from './names.js';
import { parseNumber } from './number-value.js';
import { accept, attempt, expect, mismatch, next, peek, previous, Raised, type Reader, remember } from './reader.js';
import { strings } from './strings.js';
import type { Token } from '../tokens/tokens.js';

export function primary(reader: Reader): expr {
  return remember(reader, 'primary', plainPrimary);
}

function plainPrimary(reader: Reader): expr {
  const first = peek(reader);
  let value = atom(reader);
  for (;;) {
    const { text } = peek(reader);
    if (reader.explains && (text === '(' || text === '[' || text === '{')) explainGenerator(reader);
    if (text !== '.' && text !== '(' && text !== '[') return value;
    const before = reader.at;
    const grown = reader.isSecond ? attempt(reader, (inner) => trailer(inner, first, value)) : trailer(reader, first, value);
    if (!grown) {
      reader.at = before;
      return value;
    }
    value = grown;
  }
}

function trailer(reader: Reader, first: Token, value: expr): expr {
  const opener = peek(reader).text;
  if (opener === '.') {
    reader.at++;
    const attribute = identifier(reader);
    return makeAttribute(first, previous(reader), value, attribute, 'Load');
  }
  if (opener === '(') {
    reader.at++;
    const { args, keywords } = callArguments(reader);
    return makeCall(first, expect(reader, ')'), value, args, keywords);
  }
  reader.at++;
  const index = slices(reader);
  return makeSubscript(first, expect(reader, ']'), value, index, 'Load');
}

/** CPython tries brackets after an expression, of whatever kind, as those of a generator expression first. */
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

/** What stands in the brackets of a subscript: a tuple as soon as there is a comma or a star. */
function slices(reader: Reader): expr {
  const begin = peek(reader);
  const first = slice(reader);
  if (!next(reader, ',') && first._type !== 'Starred') return first;
  const elts = [first];
  while (accept(reader, ',')) {
    if (next(reader, ']')) break;
    elts.push(slice(reader));
  }
  return makeTuple(begin, previous(reader), elts, 'Load');
}

function slice(reader: Reader): expr {
  const first = peek(reader);
  if (first.text === '*') return starredExpression(reader);
  let lower: expr | null = null;
  if (first.text !== ':') {
    if (reader.explains) {
      // A slice comes first: its parts are plain expressions.
      const start = reader.at;
      lower = attempt(reader, expression) ?? null;
      if (!lower || !next(reader, ':')) {
        reader.at = start;
        return namedExpression(reader);
      }
    } else lower = namedExpression(reader);
    if (!next(reader, ':')) return lower;
  }
  expect(reader, ':');
  const upper = startsExpression(reader) ? expression(reader) : null;
  const step = accept(reader, ':') && startsExpression(reader) ? expression(reader) : null;
  return makeSlice(first, previous(reader), lower, upper, step);
}

/** The values of keywords that are constants. */
export const singletons: ReadonlyMap<string, ConstantValue> = new Map([
  ['None', { type: 'none' }],
  ['True', { type: 'bool', value: true }],
  ['False', { type: 'bool', value: false }],
]);

export function atom(reader: Reader): expr {
  const token = peek(reader);
  switch (token.kind) {
    case 'name':
      reader.at++;
      return makeName(token, token, identifierOf(token), 'Load');
    case 'number':
      reader.at++;
      return makeConstant(token, token, numberOf(reader, token), null);
    case 'string':
    case 'format-start':
    case 'template-start':
      return remember(reader, 'strings', strings);
    case 'keyword': {
      const value = singletons.get(token.text);
      if (value === undefined) return mismatch();
      reader.at++;
      return makeConstant(token, token, value, null);
    }
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
          return makeConstant(token, token, { type: 'ellipsis' }, null);
        default:
          return mismatch();
      }
    default:
      return mismatch();
  }
}

/** `sys.int_info.default_max_str_digits`. */
const maximumDigits = 4300;

function numberOf(reader: Reader, token: Token): ConstantValue {
  const written = reader.text.slice(token.start, token.end);
  if (written.length > maximumDigits && /^[0-9_]*[1-9][0-9_]*$/.test(written)) {
    const digits = written.replaceAll('_', '').length;
    if (digits > maximumDigits) refuseDigits(token, digits);
  }
  return parseNumber(written);
}

function refuseDigits(token: Token, digits: number): never {
  const message = `Exceeds the limit (${maximumDigits} digits) for integer string conversion: value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit`
    + ' - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.';
  throw new Raised({ type: 'SyntaxError', message, offset: token.start, column: 0 });
}
