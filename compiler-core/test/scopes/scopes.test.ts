import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildScopes } from '../../src/scopes/build-scopes.js';
import { dumpScopes } from '../../src/scopes/dump-scopes.js';
import { mangle } from '../../src/scopes/name-mangling.js';
import { ScopeError, type ScopeTree } from '../../src/scopes/scope.js';
import { loadAst } from '../../src/syntax/ast/load.js';
import type { Module } from '../../src/syntax/ast/nodes.generated.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const fixtures = join(here, '../../../test-fixtures/scopes');

interface Answer {
  readonly file: string;
  readonly ast?: unknown;
  readonly scopes?: unknown;
  readonly error?: unknown;
}

/** An interpreter of this version: from PATH, or from pyenv, whose shims fail for a version that is not chosen. */
function findPython(minor: number): string | null {
  const pyenv = join(homedir(), '.pyenv/versions');
  const installed = existsSync(pyenv) ? readdirSync(pyenv).filter((name) => name.startsWith(`3.${minor}.`)) : [];
  const candidates = [`python3.${minor}`, 'python3', ...installed.map((name) => join(pyenv, name, 'bin/python3'))];
  for (const candidate of candidates) {
    try {
      const script = 'import sys; print(sys.version_info[1])';
      const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] } as const;
      if (execFileSync(candidate, ['-c', script], options).trim() === String(minor)) return candidate;
    } catch {
      continue;
    }
  }
  return null;
}

function ask(python: string, files: readonly string[]): Answer[] {
  const output = execFileSync(python, [join(here, 'oracle.py'), ...files], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return output.split('\n').filter(Boolean).map((line): Answer => JSON.parse(line));
}

/** Our answer in the oracle's form. */
function judge(module: Module, minor: number): { scopes: unknown } | { error: unknown } {
  try {
    return { scopes: dumpScopes(buildScopes(module, minor), minor) };
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

describe.each([11, 12, 13])('the scopes of Python 3.%i', (minor) => {
  const python = findPython(minor);
  const files = readdirSync(fixtures).filter((name) => name.endsWith('.py')).map((name) => join(fixtures, name));

  it.skipIf(python === null)(`equal those of symtable${python === null ? ` (no python3.${minor} found)` : ''}`, () => {
    const answers = ask(python ?? '', files).filter((answer) => answer.ast !== undefined);
    expect(answers.length).toBeGreaterThanOrEqual(4);
    for (const { file, ast, scopes, error } of answers) {
      const expected = error === undefined ? { scopes } : { error };
      expect(sorted(judge(loadAst(ast), minor)), file).toEqual(sorted(expected));
    }
  });
});

const anyPython = [13, 12, 11].map((minor) => ({ minor, path: findPython(minor) })).find(({ path }) => path !== null);

describe.skipIf(anyPython === undefined)('for the lowering', () => {
  const { minor, path } = anyPython ?? { minor: 13, path: '' };
  const trees = new Map<string, { module: Module; tree: ScopeTree }>();
  const load = (name: string): { module: Module; tree: ScopeTree } => {
    const known = trees.get(name);
    if (known !== undefined) return known;
    const module = loadAst(ask(path ?? '', [join(fixtures, name)])[0]?.ast);
    const made = { module, tree: buildScopes(module, minor) };
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
