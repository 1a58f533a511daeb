#!/usr/bin/env node
/**
 * `npm run test:roots`: makes a root of Debian unstable with CPython 3.13, 3.14 and 3.15 once, in `~/.cache/taipan-roots`
 * (about two minutes and 1.5 GB; as root, with debootstrap), and holds the front end against its interpreters.
 *
 *     --make           only makes the root
 *     --python 3.15    only this version (may be repeated)
 *     --whole          whole libraries and packages, where the default takes 300 files of each library
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { findObstacle, hasRoot, makeRoot, rootFolder } from './root.mjs';

const environmentProblem = 2;
const { values: options } = readArguments(import.meta.url, {
  options: {
    make: { type: 'boolean', default: false },
    python: { type: 'string', multiple: true, default: ['3.13', '3.14', '3.15'] },
    whole: { type: 'boolean', default: false },
  },
});

function fail(message) {
  console.error(`taipan: ${message}`);
  process.exit(environmentProblem);
}

if (!hasRoot()) {
  const obstacle = findObstacle();
  if (obstacle !== null) fail(obstacle);
  console.log(`Making ${rootFolder} ...`);
  const failure = makeRoot();
  if (failure !== null) fail(failure);
}
if (options.make) process.exit(0);
const exactness = fileURLToPath(new URL('../exactness/run.mjs', import.meta.url));
const extent = options.whole ? ['--packages'] : ['--sample', '300'];
const { status } = spawnSync(process.execPath, [exactness, '--roots', ...options.python.flatMap((version) => ['--python', version]), ...extent], { stdio: 'inherit' });
process.exit(status ?? 1);
