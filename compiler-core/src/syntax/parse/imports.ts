/** The forms of an import, and what CPython says where one is not right. */
import { supports } from '../../targets/features.js';
import { makeAlias, makeImport, makeImportFrom } from '../ast/make.generated.js';
import type { alias, stmt } from '../ast/nodes.generated.js';
import { dottedName, identifier } from './names.js';
import { accept, attempt, expect, markOnward, mismatch, next, nextIsKind, peek, previous, raise, raiseAtLast, type Reader } from './reader.js';
import type { Token } from '../tokens/tokens.js';

export function importStatement(reader: Reader, first: Token): stmt {
  reader.at++;
  if (reader.explains) explainImport(reader, first);
  const names: alias[] = [];
  do names.push(aliasOf(reader, dottedName));
  while (accept(reader, ','));
  return makeImport(first, previous(reader), names);
}

function aliasOf(reader: Reader, nameRule: (reader: Reader) => string): alias {
  const first = peek(reader);
  const name = nameRule(reader);
  const asname = accept(reader, 'as') ? identifier(reader) : null;
  return makeAlias(first, previous(reader), name, asname);
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

export function importFrom(reader: Reader, first: Token): stmt {
  reader.at++;
  let level = 0;
  for (; next(reader, '.') || next(reader, '...'); reader.at++) level += peek(reader).text.length;
  const module = level === 0 || !next(reader, 'import') ? dottedName(reader) : null;
  expect(reader, 'import');
  const names = importedNames(reader);
  return makeImportFrom(first, previous(reader), module, names, level);
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
