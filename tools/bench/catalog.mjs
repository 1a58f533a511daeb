/** The programs that `npm run bench` measures: `{ name, kind, entry }`, kind `application` or `fixture`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { programs as measured } from '../programs/catalog.mjs';
import { root } from '../setup.mjs';

const folder = join(root, 'benchmarks', 'applications');

/** Each application takes one argument, the size of its work; without it, it works for about a second under CPython 3.11. */
const applications = readdirSync(folder).filter((name) => name.endsWith('.py')).sort()
  .map((file) => ({ name: file.slice(0, -'.py'.length), kind: 'application', entry: join(folder, file) }));

/** Those of `test-fixtures/programs`, which need no package. */
const fixtures = measured.filter(({ isOwn }) => isOwn).map(({ name, entry }) => ({ name, kind: 'fixture', entry: entry() }));

export const programs = [...fixtures, ...applications];
