/** The scopes of every fixture equal those of each interpreter's `symtable`, and answer what the lowering asks. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildScopes } from '../../src/scopes/build-scopes.js';
import { dumpScopes } from '../../src/scopes/dump-scopes.js';
import { mangle } from '../../src/scopes/name-mangling.js';
import { ScopeError, type ScopeTree } from '../../src/scopes/scope.js';
import { loadAst } from '../../src/syntax/ast/load.js';
import type { Module } from '../../src/syntax/ast/nodes.generated.js';
import { parseText } from '../../src/syntax/parse/parse-module.js';
import { newestTarget, targetMinors, type TargetVersion } from '../../src/targets/target-version.js';
import { findFrontEndInterpreters, targetFor } from '../harness/interpreters.js';
import { askOracle } from '../harness/oracle.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const fixtures = join(here, '../../../test-fixtures/scopes');

interface Answer {
  readonly file: string;
  readonly ast?: unknown;
  readonly scopes?: unknown;
  readonly error?: unknown;
}

/** Our answer in the oracle's form. */
function judge(module: Module, target: TargetVersion): { scopes: unknown } | { error: unknown } {
  try {
    return { scopes: dumpScopes(buildScopes(module, target), target) };
  } catch (error) {
    if (!(error instanceof ScopeError)) throw error;
    const { message, lineno, offset, endLineno, endOffset } = error;
    return { error: { message, lineno, offset, endLineno, endOffset } };
  }
}

const sorted = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, item: unknown) =>
    Array.isArray(item) && item.every((word) => typeof word === 'string') ? item.toSorted() : item,
  );

const interpreters = findFrontEndInterpreters();

describe.each(targetMinors)('the scopes of Python 3.%i', (minor) => {
  const python = interpreters.find((interpreter) => interpreter.minor === minor)?.command;
  const files = readdirSync(fixtures).filter((name) => name.endsWith('.py')).map((name) => join(fixtures, name));

  it.skipIf(python === undefined)(`equal those of symtable${python === undefined ? ` (no python3.${minor} on the path or among pyenv's)` : ''}`, () => {
    const answers = (askOracle(python ?? '', 'answers', files) as readonly Answer[]).filter((answer) => answer.ast !== undefined);
    expect(answers.length).toBeGreaterThanOrEqual(4);
    for (const { file, ast, scopes, error } of answers) {
      const expected = error === undefined ? { scopes } : { error };
      expect(sorted(judge(loadAst(ast), targetFor(minor))), file).toEqual(sorted(expected));
    }
  });
});

const newest = interpreters.at(-1);

// Without any interpreter on the path or among pyenv's nobody gives the AST.
describe.runIf(newest !== undefined)('for the lowering', () => {
  const { target, command } = newest ?? { target: newestTarget, command: '' };
  const trees = new Map<string, { module: Module; tree: ScopeTree }>();
  const load = (name: string): { module: Module; tree: ScopeTree } => {
    const known = trees.get(name);
    if (known !== undefined) return known;
    const module = loadAst(askOracle(command, 'ast', [join(fixtures, name)])[0]);
    const made = { module, tree: buildScopes(module, target) };
    trees.set(name, made);
    return made;
  };

  it('finds the scope that a node opens', () => {
    const { module, tree } = load('names.py');
    expect(tree.scopeOf(module)).toBe(tree.module);
    const outer = module.body.find((node) => node._type === 'FunctionDef' && node.name === 'outer');
    if (outer?._type !== 'FunctionDef') throw new Error('the fixture has no function outer');
    const scope = tree.scopeOf(outer);
    expect(scope.parameters).toEqual(['first', 'second', 'key', 'rest', 'others']);
    expect(scope.symbols.get('captured')?.resolution).toBe('cell');
    expect(scope.symbols.get('a')?.resolution).toBe('local');
    const inner = scope.children.find((child) => child.name === 'inner');
    expect(inner?.symbols.get('captured')?.resolution).toBe('free');
    expect(inner?.symbols.get('counter')?.resolution).toBe('global-explicit');
  });

  it('says which classes make the class cell', () => {
    const { tree } = load('classes.py');
    const needs = (name: string): boolean | undefined =>
      tree.module.children.find((child) => child.name === name)?.needsClassCell;
    expect(needs('Base')).toBe(true);
    expect(needs('__Hidden')).toBe(false);
  });

  it('lets a class in a class take the cell of the one around it', () => {
    const { module } = parseText('class A:\n    class B:\n        x = __class__\n', target);
    const [outer] = buildScopes(module, target).module.children;
    expect(outer?.needsClassCell).toBe(true);
    expect(outer?.children[0]?.needsClassCell).toBe(false);
    expect(outer?.children[0]?.symbols.get('__class__')?.resolution).toBe('free');
  });
});

describe('mangle', () => {
  it('changes private names inside a class only', () => {
    expect(mangle('_C', '__x')).toBe('_C__x');
    expect(mangle('C', '__x__')).toBe('__x__');
    expect(mangle('C', '_x')).toBe('_x');
    expect(mangle('__', '__x')).toBe('__x');
    expect(mangle('C', '__a.b')).toBe('__a.b');
    expect(mangle(null, '__x')).toBe('__x');
  });
});
