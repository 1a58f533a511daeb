/** Expressions with operators, and what CPython says where one is not right. */
import { supports } from '../../targets/features.js';
import type { boolop, cmpop, expr, operator, unaryop } from '../ast/nodes.generated.js';
import {
  makeAwait, makeBinOp, makeBoolOp, makeCompare, makeIfExp, makeName, makeNamedExpr, makeStarred, makeTuple, makeUnaryOp, makeYield, makeYieldFrom,
} from '../ast/make.generated.js';
import { atom as atomOnly, primary } from './atoms.js';
import { describe } from './describe.js';
import { identifierOf } from './names.js';
import { lambda } from './parameters.js';
import { simpleStatement } from './simple-statements.js';
import { accept, attempt, expect, markOf, mismatch, next, nextIsKind, peek, previous, raise, raiseAtLast, type Reader, remember, sees, startOf, withoutExplaining } from './reader.js';
import type { Token } from '../tokens/tokens.js';

interface BinaryOperator {
  readonly op: operator;
  readonly precedence: number;
}

const binaryOperators: ReadonlyMap<string, BinaryOperator> = new Map([
  ['|', { op: 'BitOr', precedence: 1 }],
  ['^', { op: 'BitXor', precedence: 2 }],
  ['&', { op: 'BitAnd', precedence: 3 }],
  ['<<', { op: 'LShift', precedence: 4 }],
  ['>>', { op: 'RShift', precedence: 4 }],
  ['+', { op: 'Add', precedence: 5 }],
  ['-', { op: 'Sub', precedence: 5 }],
  ['*', { op: 'Mult', precedence: 6 }],
  ['/', { op: 'Div', precedence: 6 }],
  ['//', { op: 'FloorDiv', precedence: 6 }],
  ['%', { op: 'Mod', precedence: 6 }],
  ['@', { op: 'MatMult', precedence: 6 }],
]);
const additive = 5;
/** By their first token. */
const comparisons: ReadonlyMap<string, cmpop> = new Map([
  ['==', 'Eq'], ['!=', 'NotEq'], ['<', 'Lt'], ['<=', 'LtE'], ['>', 'Gt'], ['>=', 'GtE'], ['in', 'In'], ['not', 'NotIn'], ['is', 'Is'],
]);
const signs: ReadonlyMap<string, unaryop> = new Map([['-', 'USub'], ['+', 'UAdd'], ['~', 'Invert']]);
const softKeywords = ['_', 'case', 'match'];

export function expression(reader: Reader): expr {
  if (!reader.explains) return plainExpression(reader);
  return remember(reader, 'expression', (inner) => {
    explainExpression(inner);
    return plainExpression(inner);
  });
}

function plainExpression(reader: Reader): expr {
  const first = peek(reader);
  if (first.text === 'lambda') return lambda(reader);
  const body = disjunction(reader);
  if (!next(reader, 'if')) return body;
  if (reader.isSecond) return attempt(reader, (inner) => conditional(inner, first, body)) ?? body;
  return conditional(reader, first, body);
}

/** `a if b else c` and nothing less. */
export function wholeConditional(reader: Reader): expr {
  const first = peek(reader);
  return conditional(reader, first, disjunction(reader));
}

function conditional(reader: Reader, first: Token, body: expr): expr {
  expect(reader, 'if');
  const test = disjunction(reader);
  expect(reader, 'else');
  const orelse = expression(reader);
  return makeIfExp(first, previous(reader), test, body, orelse);
}

/** Where CPython compares no more letters than the name has, `m` counts as `match`. */
function isSoftKeyword(reader: Reader, word: string): boolean {
  const begins = (keyword: string): boolean => (supports(reader.target, 'comparesWholeSoftKeywords') ? keyword === word : keyword.startsWith(word));
  return softKeywords.some(begins) || (begins('type') && supports(reader.target, 'typeParameters')) || (begins('lazy') && supports(reader.target, 'lazyImports'));
}

const isLegacy = (node: expr): boolean => node._type === 'Name' && /^(?:print|exec)$/.test(node.id);

/** A star before a part of a conditional expression. */
function explainPartialUnpacking(reader: Reader): void {
  const start = reader.at;
  attempt(reader, (inner) => {
    disjunction(inner);
    expect(inner, 'if');
    disjunction(inner);
    expect(inner, 'else');
    const star = peek(inner);
    if (star.text === '*') raise('cannot unpack only part of a conditional expression', markOf(reader, star));
    if (star.text === '**') raise('cannot use dict unpacking on only part of a conditional expression', markOf(reader, star));
  });
  reader.at = start;
}

/** `"say "hey" now"`: what stands between two literals was perhaps to be in one. */
function explainQuotes(reader: Reader): void {
  if (!nextIsKind(reader, 'string')) return;
  const start = reader.at++;
  let first: expr | undefined;
  let last: expr | undefined;
  while (!nextIsKind(reader, 'string')) {
    const part = attempt(reader, (inner) => withoutExplaining(inner, plainExpression));
    if (!part) break;
    first ??= part;
    last = part;
  }
  if (first && nextIsKind(reader, 'string')) raise('invalid syntax. Is this intended to be part of the string?', markOf(reader, first, last));
  reader.at = start;
}

/** Statements where a conditional expression needs a value. */
function explainStatementAsValue(reader: Reader): void {
  const start = reader.at;
  const word = peek(reader);
  const isStatement = /^(?:pass|break|continue)$/.test(word.text);
  if (isStatement) reader.at++;
  const found = attempt(reader, (inner) => {
    if (!isStatement) disjunction(inner);
    expect(inner, 'if');
    disjunction(inner);
    expect(inner, 'else');
    return true;
  });
  if (found && !isStatement && !sees(reader, expression)) raise("expected expression after 'else', but statement is given", markOf(reader, peek(reader)));
  if (found && isStatement && sees(reader, simpleStatement)) raise("expected expression before 'if', but statement is given", markOf(reader, word));
  reader.at = start;
}

function explainExpression(reader: Reader): void {
  if (supports(reader.target, 'explainsPartialUnpacking')) explainPartialUnpacking(reader);
  const start = reader.at;
  const first = peek(reader);
  if (supports(reader.target, 'explainsQuotesInStrings')) explainQuotes(reader);
  const isNameString = first.kind === 'name' && sees(reader, (inner) => {
    inner.at++;
    if (!nextIsKind(inner, 'string')) mismatch();
  });
  const value = attempt(reader, disjunction);
  if (value) {
    const after = reader.at;
    if (!isNameString && !(first.kind === 'name' && isSoftKeyword(reader, first.text))) {
      const other = attempt(reader, (inner) => withoutExplaining(inner, plainExpression));
      if (other && !isLegacy(value) && previous(reader).level > 0) {
        const isOverLines = value.lineno !== value.end_lineno && supports(reader.target, 'marksLastLineBeforeComma');
        const mark = isOverLines ? markOf(reader, { ...value, lineno: value.end_lineno }) : markOf(reader, value, other);
        raise('invalid syntax. Perhaps you forgot a comma?', mark);
      }
    }
    reader.at = after;
    if (accept(reader, 'if')) {
      const condition = attempt(reader, disjunction);
      if (condition && !next(reader, 'else') && !next(reader, ':')) raise("expected 'else' after 'if' expression", markOf(reader, value, condition));
    }
  }
  reader.at = start;
  if (supports(reader.target, 'explainsStatementsAsValues')) explainStatementAsValue(reader);
  if (supports(reader.target, 'formalizedFormatStrings') && next(reader, 'lambda')) explainFormattedLambda(reader);
  reader.at = start;
  if (first.kind === 'name') {
    reader.at++;
    // CPython reads what follows any name before it looks at the name.
    const operand = !next(reader, '(') && startsExpression(reader) ? attempt(reader, starExpressions) : undefined;
    if (operand && /^(?:print|exec)$/.test(first.text)) {
      raise(`Missing parentheses in call to '${first.text}'. Did you mean ${first.text}(...)?`, markOf(reader, first, operand));
    }
  }
  reader.at = start;
}

/** Of which kind the string around is, whose text comes next. */
function enclosingFormat(reader: Reader): 'f-string' | 't-string' {
  let depth = 0;
  for (let at = reader.at - 1; at >= 0; at--) {
    const kind = reader.tokens[at]?.kind;
    if (kind === 'format-end') depth++;
    else if (kind === 'template-start' || kind === 'format-start') {
      if (depth === 0) return kind === 'template-start' ? 't-string' : 'f-string';
      depth--;
    }
  }
  return 'f-string';
}

/** In a formatted string the colon of a lambda begins the specification. */
function explainFormattedLambda(reader: Reader): void {
  const { at: start, furthest } = reader;
  const word = peek(reader);
  while (!next(reader, ':') && !nextIsKind(reader, 'newline') && !nextIsKind(reader, 'end')) reader.at++;
  if (accept(reader, ':') && nextIsKind(reader, 'format-middle')) {
    raise(`${enclosingFormat(reader)}: lambda expressions are not allowed without parentheses`, markOf(reader, word, previous(reader)));
  }
  reader.at = start;
  reader.furthest = furthest;
}

export function disjunction(reader: Reader): expr {
  return remember(reader, 'disjunction', (inner) => junction(inner, 'or', 'Or', conjunction));
}

function conjunction(reader: Reader): expr {
  return junction(reader, 'and', 'And', inversion);
}

function junction(reader: Reader, word: 'or' | 'and', op: boolop, operandRule: (reader: Reader) => expr): expr {
  const first = peek(reader);
  const left = operandRule(reader);
  let right = operand(reader, word, operandRule);
  if (!right) return left;
  const values = [left];
  while (right) {
    values.push(right);
    right = operand(reader, word, operandRule);
  }
  return makeBoolOp(first, previous(reader), op, values);
}

/** An operator and what follows it. On the second reading an operator without an operand is left to the rules after. */
function operand(reader: Reader, operator: string, rule: (reader: Reader) => expr): expr | undefined {
  if (!next(reader, operator)) return undefined;
  const before = reader.at;
  reader.at++;
  if (!reader.isSecond) return rule(reader);
  const found = attempt(reader, rule);
  if (!found) reader.at = before;
  return found;
}

function inversion(reader: Reader): expr {
  const word = peek(reader);
  if (word.text === 'not') {
    reader.at++;
    const operand = inversion(reader);
    return makeUnaryOp(word, previous(reader), 'Not', operand);
  }
  return comparison(reader);
}

function comparison(reader: Reader): expr {
  const first = peek(reader);
  const left = bitwiseOr(reader);
  if (!comparisons.has(peek(reader).text)) return left;
  const ops: cmpop[] = [];
  const comparators: expr[] = [];
  for (;;) {
    const before = reader.at;
    const op = comparisonOperator(reader);
    const right = op && (reader.isSecond ? attempt(reader, bitwiseOr) : bitwiseOr(reader));
    if (!op || !right) {
      reader.at = before;
      break;
    }
    ops.push(op);
    comparators.push(right);
  }
  return ops.length === 0 ? left : makeCompare(first, previous(reader), left, ops, comparators);
}

function comparisonOperator(reader: Reader): cmpop | undefined {
  const op = comparisons.get(peek(reader).text);
  if (op === undefined) return undefined;
  reader.at++;
  if (op === 'NotIn') return accept(reader, 'in') ? op : undefined;
  return op === 'Is' && accept(reader, 'not') ? 'IsNot' : op;
}

export function bitwiseOr(reader: Reader): expr {
  return remember(reader, 'operators', (inner) => binary(inner, 1));
}

/** By precedence climbing; all these operators take their left side first. */
function binary(reader: Reader, minimum: number): expr {
  const first = peek(reader);
  let left = factor(reader);
  for (;;) {
    const operator = binaryOperators.get(peek(reader).text);
    if (operator === undefined || operator.precedence < minimum) return left;
    const { op, precedence } = operator;
    const before = reader.at;
    reader.at++;
    let right: expr | undefined;
    if (reader.isSecond) {
      if (precedence >= additive) explainNot(reader);
      right = attempt(reader, (inner) => binary(inner, precedence + 1));
      if (!right) {
        reader.at = before;
        return left;
      }
    } else right = binary(reader, precedence + 1);
    left = makeBinOp(first, previous(reader), left, op, right);
  }
}

function explainNot(reader: Reader): void {
  if (!reader.explains || !supports(reader.target, 'explainsNotAfterOperator') || !next(reader, 'not')) return;
  const { at } = reader;
  const word = peek(reader);
  const value = attempt(reader, inversion);
  if (value) raise("'not' after an operator must be parenthesized", markOf(reader, word, value));
  reader.at = at;
}

function factor(reader: Reader): expr {
  const first = peek(reader);
  const sign = first.kind === 'operator' ? signs.get(first.text) : undefined;
  if (sign) {
    reader.at++;
    explainNot(reader);
    const operand = factor(reader);
    return makeUnaryOp(first, previous(reader), sign, operand);
  }
  let base: expr;
  if (first.text === 'await') {
    reader.at++;
    const value = primary(reader);
    base = makeAwait(first, previous(reader), value);
  } else base = primary(reader);
  const exponent = operand(reader, '**', factor);
  return exponent ? makeBinOp(first, previous(reader), base, 'Pow', exponent) : base;
}

/** `*x` or an expression. */
export function starExpression(reader: Reader): expr {
  return next(reader, '*') ? starred(reader, bitwiseOr) : expression(reader);
}

function starred(reader: Reader, operand: (reader: Reader) => expr): expr {
  const star = expect(reader, '*');
  const value = operand(reader);
  return makeStarred(star, previous(reader), value, 'Load');
}

/** In calls and subscripts a star takes any expression. */
export function starredExpression(reader: Reader): expr {
  if (!reader.isSecond) return starred(reader, expression);
  if (reader.explains && supports(reader.target, 'explainsPartialUnpacking')) explainStarredConditional(reader);
  const isStar = next(reader, '*');
  const found = attempt(reader, (inner) => starred(inner, expression));
  if (found) return found;
  // No rule of those that explain: it also speaks where these do not.
  const speaks = supports(reader.target, 'explainsInvalidStar') && (reader.explains || !supports(reader.target, 'explainsStatementsAsValues'));
  return speaks && isStar ? raiseAtLast(reader, 'Invalid star expression') : mismatch();
}

function explainStarredConditional(reader: Reader): void {
  const start = reader.at;
  const star = peek(reader);
  const value = accept(reader, '*') ? attempt(reader, wholeConditional) : undefined;
  if (value) raise('invalid starred expression. Did you forget to wrap the conditional expression in parentheses?', markOf(reader, star, value));
  reader.at = start;
}

/** An item of a list, tuple or set. */
export function item(reader: Reader): expr {
  if (reader.explains && supports(reader.target, 'explainsPartialUnpacking')) explainItem(reader);
  return starNamedExpression(reader);
}

function explainItem(reader: Reader): void {
  const start = reader.at;
  const stars = peek(reader);
  if (accept(reader, '**') && attempt(reader, bitwiseOr)) raise('cannot use dict unpacking here', markOf(reader, stars));
  reader.at = start;
  explainStarredConditional(reader);
  const assigned = accept(reader, '*') && attempt(reader, expression) && accept(reader, '=') ? attempt(reader, expression) : undefined;
  if (assigned) raise('cannot assign to iterable argument unpacking', markOf(reader, stars, assigned));
  reader.at = start;
}

/** One item, or a tuple without parentheses. */
function sequence(reader: Reader, rule: (reader: Reader) => expr): expr {
  const begin = peek(reader);
  const first = rule(reader);
  if (!next(reader, ',')) return first;
  const elts = [first];
  while (accept(reader, ',')) {
    if (!startsExpression(reader)) break;
    const part = reader.isSecond ? attempt(reader, rule) : rule(reader);
    if (!part) break;
    elts.push(part);
  }
  return makeTuple(begin, previous(reader), elts, 'Load');
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
  return token.kind === 'name' || token.kind === 'number' || token.kind === 'string' || token.kind === 'format-start' || token.kind === 'template-start';
}

export function starExpressions(reader: Reader): expr {
  return sequence(reader, starExpression);
}

/** What a condition of `if`, an item of a list or a group may be: an expression or `name := value`. */
export function namedExpression(reader: Reader): expr {
  const named = assignmentExpression(reader);
  if (named) return named;
  if (reader.explains) explainNamedExpression(reader);
  const value = expression(reader);
  if (next(reader, ':=')) mismatch();
  return value;
}

export function assignmentExpression(reader: Reader): expr | undefined {
  const name = peek(reader);
  if (name.kind !== 'name') return undefined;
  reader.at++;
  if (!accept(reader, ':=')) {
    reader.at--;
    return undefined;
  }
  const target = makeName(name, name, identifierOf(name), 'Store');
  const value = expression(reader);
  return makeNamedExpr(name, previous(reader), target, value);
}

function explainNamedExpression(reader: Reader): void {
  const start = reader.at;
  const value = attempt(reader, expression);
  if (value && accept(reader, ':=') && attempt(reader, expression)) {
    raise(`cannot use assignment expressions with ${describe(value)}`, markOf(reader, value));
  }
  reader.at = start;
  const first = peek(reader);
  const isAlone = (): boolean => !next(reader, '=') && !next(reader, ':=');
  if (first.kind === 'name') {
    reader.at++;
    const value = accept(reader, '=') ? attempt(reader, bitwiseOr) : undefined;
    if (value && isAlone()) {
      raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", markOf(reader, first, value));
    }
    reader.at = start;
  }
  if (/^(?:True|False|None)$/.test(first.text)) return;
  const target = attempt(reader, bitwiseOr);
  const atom = first.text === '(' || first.text === '[' ? attemptAtom(reader, start) : undefined;
  if (target && !atom && accept(reader, '=') && attempt(reader, bitwiseOr) && isAlone()) {
    raise(`cannot assign to ${describe(target)} here. Maybe you meant '==' instead of '='?`, markOf(reader, target));
  }
  reader.at = start;
}

/** CPython keeps this message from whatever begins with a list, tuple or generator expression. */
function attemptAtom(reader: Reader, start: number): boolean {
  const { at } = reader;
  reader.at = start;
  const opener = peek(reader).text;
  const found = attempt(reader, atomOnly);
  reader.at = at;
  if (!found) return false;
  if (opener === '[') return found._type === 'List';
  return (found._type === 'Tuple' || found._type === 'GeneratorExp') && startOf(reader, found) === reader.tokens[start]?.start;
}

export function starNamedExpression(reader: Reader): expr {
  return next(reader, '*') ? starred(reader, bitwiseOr) : namedExpression(reader);
}

export function yieldExpression(reader: Reader): expr {
  const word = expect(reader, 'yield');
  if (accept(reader, 'from')) {
    const iterable = expression(reader);
    return makeYieldFrom(word, previous(reader), iterable);
  }
  let value: expr | undefined;
  if (startsExpression(reader)) value = reader.isSecond ? attempt(reader, starExpressions) : starExpressions(reader);
  return makeYield(word, previous(reader), value ?? null);
}

export function assignedValue(reader: Reader): expr {
  return next(reader, 'yield') ? yieldExpression(reader) : starExpressions(reader);
}
