/** Statements with blocks, and what CPython says where one is not right. */
import { supports } from '../../targets/features.js';
import {
  makeAsyncFor, makeAsyncFunctionDef, makeAsyncWith, makeClassDef, makeExceptHandler, makeFor, makeFunctionDef, makeIf, makeMatch, makeTry, makeTryStar, makeTuple,
  makeWhile, makeWith,
} from '../ast/make.generated.js';
import type { ExceptHandler, expr, keyword, match_case, stmt, withitem } from '../ast/nodes.generated.js';
import { callArguments } from './arguments.js';
import { explainForTargets, starTarget, starTargets } from './comprehensions.js';
import { describe, findInvalidTarget } from './describe.js';
import { expression, namedExpression, starExpressions, startsExpression, starNamedExpression } from './expressions.js';
import { identifier } from './names.js';
import { functionParameters } from './parameters.js';
import { patterns } from './patterns.js';
import { accept, attempt, expect, expectKind, force, markOf, markOnward, mismatch, next, nextIsKind, peek, previous, raise, raiseAtLast, type Reader, readLongest, readPlainly, sees } from './reader.js';
import { simpleStatements } from './simple-statements.js';
import type { Token } from '../tokens/tokens.js';
import { typeParameters } from './type-parameters.js';

/** One statement with a block, or those of one line. */
export function statements(reader: Reader): readonly stmt[] {
  const first = peek(reader);
  if (first.kind === 'keyword' || first.text === '@') {
    const rule = byWord.get(first.text);
    if (rule) return [noteStatement(reader, rule(reader, first))];
  } else if (first.text === 'match') {
    const found = attempt(reader, matchStatement);
    if (found) return [noteStatement(reader, found)];
  } else if (first.text === 'case' && reader.explains && supports(reader.target, 'explainsCaseAlone')) explainCaseAlone(reader);
  return simpleStatements(reader);
}

/** What follows may be wrong: the statement is one without it, and that CPython has read. */
function noteBlock(reader: Reader, lineno: number): void {
  if (lineno > reader.lastBlock) reader.lastBlock = lineno;
}

function noteStatement(reader: Reader, found: stmt): stmt {
  if (!/FunctionDef$/.test(found._type)) noteBlock(reader, found.lineno);
  return found;
}

/** The last token of a statement that ends with a block, be it a semicolon (`_PyPegen_get_last_nonnwhitespace_token`). */
function endOfBlock(reader: Reader): Token {
  for (let at = reader.at - 1; ; at--) {
    const token = reader.tokens[at];
    if (token === undefined) return mismatch();
    if (token.kind !== 'newline' && token.kind !== 'indent' && token.kind !== 'dedent') return token;
  }
}

/** After a colon. `what` is the statement it belongs to, if messages name it, `word` where that begins. */
function block(reader: Reader, what: string | null, word: Token): readonly stmt[] {
  if (!nextIsKind(reader, 'newline')) return simpleStatements(reader);
  reader.at++;
  if (!nextIsKind(reader, 'indent')) {
    if (!reader.explains) mismatch();
    raiseAtLast(reader, what === null ? 'expected an indented block' : `expected an indented block after ${what} on line ${word.lineno}`, 'IndentationError');
  }
  reader.at++;
  const body: stmt[] = [];
  do for (const found of innerStatements(reader)) body.push(found);
  while (!nextIsKind(reader, 'dedent'));
  reader.at++;
  return body;
}

/** On the second reading only a statement that is wrong itself is searched for special messages. */
function innerStatements(reader: Reader): readonly stmt[] {
  const found = reader.isSecond ? attempt(reader, (inner) => readPlainly(inner, statements)) : undefined;
  return found ?? statements(reader);
}

/** A colon whose absence at the end of a line has its own message. */
function colon(reader: Reader): void {
  if (reader.explains && nextIsKind(reader, 'newline')) raiseAtLast(reader, "expected ':'");
  expect(reader, ':');
}

function elseBlock(reader: Reader): readonly stmt[] {
  const word = peek(reader);
  if (!accept(reader, 'else')) return [];
  force(reader, ':');
  const body = block(reader, "'else' statement", word);
  if (reader.explains && next(reader, 'elif') && supports(reader.target, 'explainsElifAfterElse')) raiseAtLast(reader, "'elif' block follows an 'else' block");
  return body;
}

/** From `if` or `elif` on; what follows an `elif` is a statement of its own in the `else`. */
function ifStatement(reader: Reader, first: Token): stmt {
  const arms: { readonly word: Token; readonly test: expr; readonly body: readonly stmt[] }[] = [];
  for (let word = first; arms.length === 0 || word.text === 'elif'; word = peek(reader)) {
    reader.at++;
    const test = namedExpression(reader);
    colon(reader);
    arms.push({ word, test, body: block(reader, `'${word.text}' statement`, word) });
    noteBlock(reader, first.lineno);
  }
  const ending = elseBlock(reader);
  const end = endOfBlock(reader);
  return arms.reduceRight((orelse, { word, test, body }) => [makeIf(word, end, test, body, orelse)], ending)[0] ?? mismatch();
}

function whileStatement(reader: Reader, first: Token): stmt {
  reader.at++;
  const test = namedExpression(reader);
  colon(reader);
  const body = block(reader, "'while' statement", first);
  noteBlock(reader, first.lineno);
  const orelse = elseBlock(reader);
  return makeWhile(first, endOfBlock(reader), test, body, orelse);
}

/** `first` is where it begins, be it at an `async`. */
function forStatement(reader: Reader, first: Token): stmt {
  const word = peek(reader);
  const afterWord = ++reader.at;
  const target = attempt(reader, (inner) => {
    const targets = starTargets(inner);
    expect(inner, 'in');
    return targets;
  });
  if (!target) {
    reader.at = afterWord;
    if (reader.explains) explainForTargets(reader);
    return mismatch();
  }
  const iterable = starExpressions(reader);
  colon(reader);
  const body = block(reader, "'for' statement", word);
  noteBlock(reader, first.lineno);
  const orelse = elseBlock(reader);
  const make = first.text === 'async' ? makeAsyncFor : makeFor;
  return make(first, endOfBlock(reader), target, iterable, body, orelse);
}

function withItem(reader: Reader): withitem {
  const context_expr = expression(reader);
  const { at } = reader;
  if (!accept(reader, 'as')) return { _type: 'withitem', context_expr, optional_vars: null };
  const endsItem = (): boolean => next(reader, ',') || next(reader, ')') || next(reader, ':');
  const optional_vars = attempt(reader, starTarget);
  if (optional_vars && (endsItem() || !reader.explains || nextIsKind(reader, 'newline'))) return { _type: 'withitem', context_expr, optional_vars };
  if (!reader.explains) return mismatch();
  reader.at = at + 1;
  const value = attempt(reader, expression);
  if (value && endsItem()) {
    const invalid = findInvalidTarget(value, 'assign');
    if (invalid) raise(`cannot assign to ${describe(invalid)}`, markOf(reader, invalid));
  }
  return mismatch();
}

function withStatement(reader: Reader, first: Token): stmt {
  const word = peek(reader);
  reader.at++;
  const items = (next(reader, '(') ? attempt(reader, withGroup) : undefined) ?? withItems(reader);
  explainTrailingComma(reader);
  colon(reader);
  const body = block(reader, "'with' statement", word);
  const make = first.text === 'async' ? makeAsyncWith : makeWith;
  return make(first, endOfBlock(reader), items, body);
}

function withItems(reader: Reader): withitem[] {
  const items = [withItem(reader)];
  while (accept(reader, ',')) {
    if (next(reader, ':')) {
      reader.at--;
      break;
    }
    items.push(withItem(reader));
  }
  return items;
}

function explainTrailingComma(reader: Reader): void {
  const comma = peek(reader);
  if (!reader.explains || comma.text !== ',' || !supports(reader.target, 'explainsTrailingCommaOfWith')) return;
  reader.at++;
  if (next(reader, ':')) raise("the last 'with' item has a trailing comma", markOf(reader, comma));
  reader.at--;
}

/** Items in brackets that are no tuple's. */
function withGroup(reader: Reader): withitem[] {
  reader.at++;
  const items: withitem[] = [];
  do {
    if (next(reader, ')')) break;
    items.push(withItem(reader));
  } while (accept(reader, ','));
  expect(reader, ')');
  if (items.length === 0) mismatch();
  return next(reader, ':') || (reader.explains && nextIsKind(reader, 'newline')) ? items : mismatch();
}

function tryStatement(reader: Reader, first: Token): stmt {
  reader.at++;
  force(reader, ':');
  const body = block(reader, "'try' statement", first);
  if (!next(reader, 'except') && !next(reader, 'finally')) {
    if (reader.explains) raiseAtLast(reader, "expected 'except' or 'finally' block");
    mismatch();
  }
  let isStar: boolean | undefined;
  const handlers: ExceptHandler[] = [];
  while (next(reader, 'except')) {
    const isStarHere = reader.tokens[reader.at + 1]?.text === '*';
    handlers.push(exceptBlock(reader, isStar));
    noteBlock(reader, first.lineno);
    isStar ??= isStarHere;
  }
  const orelse = handlers.length > 0 ? elseBlock(reader) : [];
  const last = peek(reader);
  let finalbody: readonly stmt[] = [];
  if (accept(reader, 'finally')) {
    force(reader, ':');
    finalbody = block(reader, "'finally' statement", last);
  }
  const make = isStar ? makeTryStar : makeTry;
  return make(first, endOfBlock(reader), body, handlers, orelse, finalbody);
}

/** `isOtherStar` is of the handlers before, if there are any. */
function exceptBlock(reader: Reader, isOtherStar: boolean | undefined): ExceptHandler {
  const word = expect(reader, 'except');
  const star = accept(reader, '*');
  const kind = previous(reader);
  const what = star ? "'except*' statement" : "'except' statement";
  const isMixed = isOtherStar !== undefined && isOtherStar !== star;
  const raiseMixed = (): never => raise("cannot have both 'except' and 'except*' on the same 'try'", markOf(reader, word, kind));
  if (isMixed && !reader.explains) mismatch();
  if (isMixed && star && next(reader, ':') && supports(reader.target, 'refusesMixedHandlersFirst')) return mismatch();
  if (star && (next(reader, ':') || nextIsKind(reader, 'newline'))) {
    if (reader.explains) raiseAtLast(reader, 'expected one or more exception types');
    mismatch();
  }
  let type: expr | null = null;
  let name: string | null = null;
  let hasSeveral = false;
  if (!next(reader, ':') && !nextIsKind(reader, 'newline')) {
    type = expression(reader);
    if (next(reader, ',') && reader.explains) explainSeveralTypes(reader, type);
    hasSeveral = next(reader, ',') && supports(reader.target, 'exceptWithoutBrackets');
    if (hasSeveral) type = moreTypes(reader, type);
    else if (next(reader, 'as')) {
      if (reader.explains) explainExceptTarget(reader, star);
      reader.at++;
      name = identifier(reader);
    }
  }
  if (isMixed && !hasSeveral && next(reader, ':')) raiseMixed();
  if (hasSeveral) expect(reader, ':');
  else colon(reader);
  const body = block(reader, hasSeveral ? null : what, word);
  return makeExceptHandler(word, endOfBlock(reader), type, name, body);
}

/** Types without brackets around them (PEP 758): no star, no name. */
function moreTypes(reader: Reader, first: expr): expr {
  const elts = [first];
  while (accept(reader, ',')) {
    const type = startsExpression(reader) ? attempt(reader, expression) : undefined;
    if (!type) break;
    elts.push(type);
  }
  return makeTuple(first, previous(reader), elts, 'Load');
}

function explainExceptTarget(reader: Reader, isStar: boolean): void {
  if (!supports(reader.target, 'explainsExceptTargets')) return;
  const start = reader.at++;
  const isName = sees(reader, (inner) => {
    identifier(inner);
    if (!next(inner, ':') && !nextIsKind(inner, 'newline')) mismatch();
  });
  const target = isName ? undefined : attempt(reader, expression);
  const word = peek(reader);
  const found = target && accept(reader, ':') && attempt(reader, (inner) => block(inner, null, word));
  if (found) raise(`cannot use except${isStar ? '*' : ''} statement with ${describe(target)}`, markOf(reader, target));
  reader.at = start;
}

function explainSeveralTypes(reader: Reader, first: expr): void {
  const { at } = reader;
  const mayStandAlone = !supports(reader.target, 'exceptWithoutBrackets');
  const found = attempt(reader, (inner) => {
    expect(inner, ',');
    expression(inner);
    while (accept(inner, ',') && startsExpression(inner)) expression(inner);
    const hasName = accept(inner, 'as');
    if (hasName) expectKind(inner, 'name');
    expect(inner, ':');
    return hasName || mayStandAlone;
  });
  if (found) raise(`multiple exception types must be parenthesized${mayStandAlone ? '' : " when using 'as'"}`, markOnward(reader, first));
  reader.at = at;
}

interface Head {
  /** Where the statement begins, be it at an `async`. */
  readonly first: Token;
  readonly decorators: readonly expr[];
}

function functionDefinition(reader: Reader, { first, decorators }: Head): stmt {
  const word = expect(reader, 'def');
  const name = identifier(reader);
  const parameters = typeParameters(reader);
  // From 3.13 on only the second reading insists on them.
  const require = supports(reader.target, 'insistsInDefinitions') || reader.explains ? force : expect;
  require(reader, '(');
  const args = functionParameters(reader);
  expect(reader, ')');
  const returns = next(reader, '->') ? returnAnnotation(reader, require === force) : undefined;
  require(reader, ':');
  const body = block(reader, 'function definition', word);
  const make = first.text === 'async' ? makeAsyncFunctionDef : makeFunctionDef;
  return make(first, endOfBlock(reader), name, args, body, decorators, returns ?? null, parameters);
}

function returnAnnotation(reader: Reader, forcesColon: boolean): expr | undefined {
  const rule = (inner: Reader): expr => {
    inner.at++;
    return expression(inner);
  };
  // A colon that has to follow is missed where the longest annotation ends, even on the first reading.
  return attempt(reader, rule) ?? (forcesColon ? attempt(reader, (inner) => readLongest(inner, rule)) : undefined);
}

function classDefinition(reader: Reader, { first, decorators }: Head): stmt {
  reader.at++;
  const name = identifier(reader);
  const parameters = typeParameters(reader);
  let args: expr[] = [];
  let keywords: keyword[] = [];
  if (accept(reader, '(')) {
    ({ args, keywords } = callArguments(reader, false));
    expect(reader, ')');
  }
  colon(reader);
  const body = block(reader, 'class definition', first);
  return makeClassDef(first, endOfBlock(reader), name, args, keywords, body, decorators, parameters);
}

function asyncStatement(reader: Reader, first: Token): stmt {
  reader.at++;
  switch (peek(reader).text) {
    case 'def':
      return functionDefinition(reader, { first, decorators: [] });
    case 'for':
      return forStatement(reader, first);
    case 'with':
      return withStatement(reader, first);
    default:
      return mismatch();
  }
}

function decorated(reader: Reader): stmt {
  const decorators: expr[] = [];
  while (accept(reader, '@')) {
    decorators.push(namedExpression(reader));
    expectKind(reader, 'newline');
  }
  const first = peek(reader);
  if (first.text === 'class') return classDefinition(reader, { first, decorators });
  if (accept(reader, 'async') && !next(reader, 'def')) mismatch();
  return functionDefinition(reader, { first, decorators });
}

/** What `match` looks at: a tuple as soon as there is a comma. */
function subject(reader: Reader): expr {
  const begin = peek(reader);
  const first = starNamedExpression(reader);
  if (!next(reader, ',')) return first._type === 'Starred' ? mismatch() : first;
  const elts = [first];
  while (accept(reader, ',')) {
    if (!startsExpression(reader)) break;
    elts.push(starNamedExpression(reader));
  }
  return makeTuple(begin, previous(reader), elts, 'Load');
}

function matchStatement(reader: Reader): stmt {
  const first = expect(reader, 'match');
  const value = subject(reader);
  colon(reader);
  expectKind(reader, 'newline');
  if (!nextIsKind(reader, 'indent')) {
    if (reader.explains) {
      raiseAtLast(reader, `expected an indented block after 'match' statement on line ${first.lineno}`, 'IndentationError');
    }
    mismatch();
  }
  reader.at++;
  const cases: match_case[] = [];
  do {
    const word = expect(reader, 'case');
    const pattern = patterns(reader);
    const guard = accept(reader, 'if') ? namedExpression(reader) : null;
    colon(reader);
    cases.push({ _type: 'match_case', pattern, guard, body: block(reader, "'case' statement", word) });
  } while (!nextIsKind(reader, 'dedent'));
  reader.at++;
  return makeMatch(first, endOfBlock(reader), value, cases);
}

function explainCaseAlone(reader: Reader): void {
  const start = reader.at;
  const word = peek(reader);
  const found = attempt(reader, (inner) => {
    expect(inner, 'case');
    patterns(inner);
    if (accept(inner, 'if')) namedExpression(inner);
    const colonOfCase = expect(inner, ':');
    block(inner, null, word);
    return colonOfCase;
  });
  if (found) raise('case statement must be inside match statement', markOf(reader, word, found));
  reader.at = start;
}

const byWord: ReadonlyMap<string, (reader: Reader, first: Token) => stmt> = new Map([
  ['if', ifStatement],
  ['while', whileStatement],
  ['for', forStatement],
  ['with', withStatement],
  ['try', tryStatement],
  ['def', (reader, first) => functionDefinition(reader, { first, decorators: [] })],
  ['class', (reader, first) => classDefinition(reader, { first, decorators: [] })],
  ['async', asyncStatement],
  ['@', decorated],
]);
