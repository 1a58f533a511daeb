/** Imports point one way: every import of the compiler core is allowed by `layers.ts`. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { layers } from './layers.js';

const source = fileURLToPath(new URL('../../src', import.meta.url));

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sourceFiles(path) : entry.name.endsWith('.ts') ? [path] : [];
  });
}

const files = sourceFiles(source).map((path) => ({ path: relative(source, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));

test('there are files to look at', () => {
  expect(files.length).toBeGreaterThan(10);
});

test('every file stands in a folder of the table', () => {
  expect(files.map((file) => dirname(file.path)).filter((folder) => !(folder in layers))).toEqual([]);
});

test('every import of our own code is allowed', () => {
  const offenders = files.flatMap(({ path, text }) => {
    const folder = dirname(path);
    const allowed = [folder, ...(layers[folder] ?? [])];
    return [...text.matchAll(/from '(\.[^']+)'/g)]
      .map((match) => dirname(posix.join(folder, match[1] ?? '')))
      .filter((target) => !allowed.includes(target))
      .map((target) => `${path} imports ${target}`);
  });
  expect(offenders).toEqual([]);
});

test('only syntax/cst names tree-sitter', () => {
  const importers = files.filter(({ text }) => /(from|require\()\s*['"](web-)?tree-sitter/.test(text)).map((file) => dirname(file.path));
  expect([...new Set(importers)]).toEqual(['syntax/cst']);
});
