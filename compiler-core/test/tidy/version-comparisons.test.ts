/** What versions differ in has names, in `targets/features.ts`: nothing else compares the numbers of a version. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** A number beside `minor` or `micro` and an operator that compares, either way round. */
const comparison = /\b(?:minor|micro)\s*(?:[<>]=?|[=!]==?)\s*\d|\d\s*(?:[<>]=?|[=!]==?)\s*(?:\w+\.)*(?:minor|micro)\b/;

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? sources(path) : entry.name.endsWith('.ts') ? [path] : [];
  });
}

test('a version comparison is seen', () => {
  for (const text of ['target.minor >= 13', 'minor===12', '12 < context.module.minor', 'target.micro<=1']) expect(text).toMatch(comparison);
  expect("supports(target, 'typeParameters')").not.toMatch(comparison);
});

test('no file outside targets compares version numbers', () => {
  const files = ['compiler-core/src', 'server/src', 'extension/src'].flatMap(sources).filter((path) => !path.startsWith('compiler-core/src/targets/'));
  expect(files.length).toBeGreaterThan(100);
  const offenders = files.flatMap((path) => readFileSync(join(root, path), 'utf8').split('\n').flatMap((line, index) => (comparison.test(line) ? [`${relative('.', path).split(sep).join('/')}:${index + 1}`] : [])));
  expect(offenders).toEqual([]);
});
