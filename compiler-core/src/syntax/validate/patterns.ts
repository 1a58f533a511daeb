/** Patterns of `case`, and what CPython says where they are not right. */
import { expression } from './expressions.js';
import { accept, attempt, expect, expectKind, mismatch, next, nextIsKind, peek, raise, type Reader } from './reader.js';
import { strings } from './string-tokens.js';

const isImaginary = (reader: Reader, start: number, end: number): boolean => /[jJ]$/.test(reader.text.slice(start, end));

/** One pattern, or several with commas. */
export function patterns(reader: Reader): void {
  const isStarred = next(reader, '*');
  starPattern(reader);
  if (isStarred && !next(reader, ',')) mismatch();
  while (accept(reader, ',')) {
    if (next(reader, ':') || next(reader, 'if')) return;
    starPattern(reader);
  }
}

function starPattern(reader: Reader): void {
  if (!accept(reader, '*')) {
    pattern(reader);
    return;
  }
  captureName(reader);
}

function captureName(reader: Reader): void {
  expectKind(reader, 'name');
  if (next(reader, '.') || next(reader, '(') || next(reader, '=')) mismatch();
}

function pattern(reader: Reader): void {
  closedPattern(reader);
  while (accept(reader, '|')) closedPattern(reader);
  if (!accept(reader, 'as')) return;
  const name = peek(reader);
  if (reader.explains) explainTarget(reader);
  if (name.text === '_') mismatch();
  captureName(reader);
}

function explainTarget(reader: Reader): void {
  const first = peek(reader);
  if (first.text === '_') raise("cannot use '_' as a target", first.start);
  if (first.kind === 'name') return;
  const start = reader.at;
  const target = attempt(reader, expression);
  if (target) raise('invalid pattern target', target.start);
  reader.at = start;
}

function closedPattern(reader: Reader): void {
  const token = peek(reader);
  switch (token.kind) {
    case 'number':
      return numberPattern(reader);
    case 'string':
    case 'format-start':
      strings(reader);
      return;
    case 'name':
      return namePattern(reader);
    case 'keyword':
      if (token.text !== 'None' && token.text !== 'True' && token.text !== 'False') mismatch();
      reader.at++;
      return;
    default:
  }
  switch (token.text) {
    case '-':
      return numberPattern(reader);
    case '(':
      return groupPattern(reader);
    case '[':
      reader.at++;
      while (!next(reader, ']')) {
        starPattern(reader);
        if (!accept(reader, ',')) break;
      }
      expect(reader, ']');
      return;
    case '{':
      return mappingPattern(reader);
    default:
      mismatch();
  }
}

function numberPattern(reader: Reader): void {
  accept(reader, '-');
  const real = expectKind(reader, 'number');
  if (!next(reader, '+') && !next(reader, '-')) return;
  reader.at++;
  const imaginary = expectKind(reader, 'number');
  if (isImaginary(reader, real.start, real.end)) raise('real number required in complex literal', real.start);
  if (!isImaginary(reader, imaginary.start, imaginary.end)) raise('imaginary number required in complex literal', imaginary.start);
}

function groupPattern(reader: Reader): void {
  expect(reader, '(');
  if (accept(reader, ')')) return;
  const isStarred = next(reader, '*');
  starPattern(reader);
  if (isStarred && !next(reader, ',')) mismatch();
  while (accept(reader, ',')) {
    if (next(reader, ')')) break;
    starPattern(reader);
  }
  expect(reader, ')');
}

function dottedName(reader: Reader): void {
  expectKind(reader, 'name');
  while (accept(reader, '.')) expectKind(reader, 'name');
}

function namePattern(reader: Reader): void {
  dottedName(reader);
  if (next(reader, '=')) mismatch();
  if (!accept(reader, '(')) return;
  let hasKeyword = false;
  while (!next(reader, ')')) {
    const isKeyword = attempt(reader, (inner) => {
      expectKind(inner, 'name');
      expect(inner, '=');
      return true;
    });
    const first = peek(reader);
    pattern(reader);
    if (isKeyword) hasKeyword = true;
    else if (hasKeyword) {
      if (!reader.explains) mismatch();
      while (accept(reader, ',')) if (!attempt(reader, (inner) => { pattern(inner); return true; })) break;
      raise('positional patterns follow keyword patterns', first.start);
    }
    if (!accept(reader, ',')) break;
  }
  expect(reader, ')');
}

function mappingPattern(reader: Reader): void {
  expect(reader, '{');
  while (!next(reader, '}')) {
    if (accept(reader, '**')) {
      if (next(reader, '_')) mismatch();
      captureName(reader);
      accept(reader, ',');
      break;
    }
    if (nextIsKind(reader, 'name')) {
      dottedName(reader);
      if (reader.tokens[reader.at - 2]?.text !== '.') mismatch();
    } else if (nextIsKind(reader, 'string') || nextIsKind(reader, 'format-start')) strings(reader);
    else if (nextIsKind(reader, 'keyword')) {
      if (!/^(?:None|True|False)$/.test(peek(reader).text)) mismatch();
      reader.at++;
    } else numberPattern(reader);
    expect(reader, ':');
    pattern(reader);
    if (!accept(reader, ',')) break;
  }
  expect(reader, '}');
}
