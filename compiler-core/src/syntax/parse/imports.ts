/** The forms of an import, and what CPython says where one is not right. */
import { supports } from '../../targets/features.js';
import { makeAlias, makeImport, makeImportFrom } from '../ast/make.generated.js';
import type { alias, stmt } from '../ast/nodes.generated.js';
import { describe } from './describe.js';
import { expression } from './expressions.js';
import { dottedName, identifier } from './names.js';
import { accept, attempt, expect, markOf, markOnward, mismatch, next, nextIsKind, peek, previous, raise, raiseAtLast, type Reader, sees } from './reader.js';
import type { Token } from '../tokens/tokens.js';

/** `lazy` before either form (PEP 810); it is a name like others where no import follows. */
export function lazyImport(reader: Reader): stmt {
  const lazy = expect(reader, 'lazy');
  const word = peek(reader);
  if (word.text === 'import') return importStatement(reader, lazy, true);
  return word.text === 'from' ? importFrom(reader, lazy, lazy) : mismatch();
}

export function importStatement(reader: Reader, first: Token, isLazy = false): stmt {
  reader.at++;
  if (reader.explains && !isLazy) explainImport(reader, first);
  const names: alias[] = [];
  do names.push(aliasOf(reader, dottedName));
  while (accept(reader, ','));
  return makeImport(first, previous(reader), names, isLazy ? 1 : 0);
}

function aliasOf(reader: Reader, nameRule: (reader: Reader) => string): alias {
  const first = peek(reader);
  const name = nameRule(reader);
  if (reader.explains && next(reader, 'as')) explainImportTarget(reader);
  const asname = accept(reader, 'as') ? identifier(reader) : null;
  return makeAlias(first, previous(reader), name, asname);
}

function explainImportTarget(reader: Reader): void {
  if (!supports(reader.target, 'explainsImportTargets')) return;
  const start = reader.at++;
  const isName = sees(reader, (inner) => {
    identifier(inner);
    if (!next(inner, ',') && !next(inner, ')') && !next(inner, ';') && !nextIsKind(inner, 'newline')) mismatch();
  });
  const target = isName ? undefined : attempt(reader, expression);
  if (target) raise(`cannot use ${describe(target)} as import target`, markOf(reader, target));
  reader.at = start;
}

function explainImport(reader: Reader, word: Token): void {
  const start = reader.at;
  if (supports(reader.target, 'explainsSwappedImport')) {
    const list = attempt(reader, (inner) => {
      do dottedName(inner);
      while (accept(inner, ','));
      return true;
    });
    if (list && accept(reader, 'from') && attempt(reader, dottedName)) {
      raise("Did you mean to use 'from ... import ...' instead?", markOnward(reader, word));
    }
    reader.at = start;
  }
  if (supports(reader.target, 'explainsMissingImportNames') && nextIsKind(reader, 'newline')) raise("Expected one or more names after 'import'", markOnward(reader, peek(reader)));
}

export function importFrom(reader: Reader, first: Token, lazy?: Token): stmt {
  reader.at++;
  let level = 0;
  for (; next(reader, '.') || next(reader, '...'); reader.at++) level += peek(reader).text.length;
  const module = level === 0 || !next(reader, 'import') ? dottedName(reader) : null;
  const word = peek(reader);
  if (reader.explains && !lazy && word.text === 'lazy' && supports(reader.target, 'lazyImports')) {
    reader.at++;
    if (next(reader, 'import')) raise("use 'lazy from ... ' instead of 'from ... lazy import'", markOf(reader, word));
    mismatch();
  }
  expect(reader, 'import');
  const names = importedNames(reader);
  if (lazy && level === 0 && module === '__future__') raise('lazy from __future__ import is not allowed', markOf(reader, lazy));
  return makeImportFrom(first, previous(reader), module, names, level, lazy ? 1 : 0);
}

function importedNames(reader: Reader): alias[] {
  const star = peek(reader);
  if (accept(reader, '*')) return [makeAlias(star, star, '*', null)];
  const isGroup = accept(reader, '(');
  if (reader.explains && !isGroup && supports(reader.target, 'explainsMissingImportNames') && nextIsKind(reader, 'newline')) {
    raise("Expected one or more names after 'import'", markOnward(reader, peek(reader)));
  }
  const names: alias[] = [];
  for (;;) {
    names.push(aliasOf(reader, identifier));
    if (!accept(reader, ',')) break;
    if (isGroup && next(reader, ')')) break;
    if (!isGroup && nextIsKind(reader, 'newline')) {
      if (reader.explains) raiseAtLast(reader, 'trailing comma not allowed without surrounding parentheses');
      mismatch();
    }
  }
  if (isGroup) expect(reader, ')');
  return names;
}
