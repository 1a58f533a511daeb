/** The AST of every syntax fixture, with positions, equals that of each interpreter at hand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dumpAst } from '../../src/syntax/ast/dump.js';
import { withEscapedSurrogates } from '../../src/syntax/ast/python-string.js';
import { nodeShapes } from '../../src/syntax/ast/nodes.generated.js';
import { parseText } from '../../src/syntax/parse/parse-module.js';
import { newestTarget, targetMinors, type TargetMinor } from '../../src/targets/target-version.js';
import { findPython, targetFor } from '../harness/interpreters.js';
import { askOracle } from '../harness/oracle.js';

const folder = fileURLToPath(new URL('../../../test-fixtures/syntax/', import.meta.url));
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.py'));

function fixturesFor(minor: TargetMinor): string[] {
  return fixtures.filter((name) => {
    const since = /^#: python >= 3\.(\d+)/.exec(readFileSync(join(folder, name), 'latin1'))?.[1];
    return since === undefined || Number(since) <= minor;
  });
}

describe.each(targetMinors)('Python 3.%i', (minor) => {
  const python = findPython(minor);
  if (python === undefined) {
    it.skip(`nothing to compare with: no python3.${minor} on the path, among pyenv's or in a root of npm run test:roots`);
    return;
  }
  const names = fixturesFor(minor);
  const expected = askOracle(python, 'ast', names.map((name) => join(folder, name)));

  it.each(names.map((name, index) => [name, index] as const))('%s', (name, index) => {
    const { module, errors } = parseText(readFileSync(join(folder, name)), targetFor(minor));
    expect(errors).toEqual([]);
    expect(JSON.parse(withEscapedSurrogates(JSON.stringify(dumpAst(module, targetFor(minor)))))).toEqual(expected[index]);
  });
});

it('covers every kind of node', () => {
  const texts = fixturesFor(15).map((name) => JSON.stringify(dumpAst(parseText(readFileSync(join(folder, name)), newestTarget).module, newestTarget)));
  const seen = new Set(texts.flatMap((text) => [...text.matchAll(/"_type":"(\w+)"/g)].map((match) => match[1])));
  expect(Object.keys(nodeShapes).filter((type) => !seen.has(type))).toEqual([]);
});

it('reports what is not Python', () => {
  const { module, errors } = parseText('x = 1\nprint "old"\ny = 2\n', newestTarget);
  expect(module.body).toEqual([]);
  expect(errors).toEqual([{ type: 'SyntaxError', message: "Missing parentheses in call to 'print'. Did you mean print(...)?", lineno: 2, offset: 1 }]);
});
