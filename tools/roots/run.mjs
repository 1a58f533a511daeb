#!/usr/bin/env node
/**
 * `npm run test:roots`: makes a root of Debian unstable with CPython 3.13, 3.14 and 3.15 once, in `~/.cache/taipan-roots`
 * (about two minutes and 1.5 GB; as root, with debootstrap), holds the front end against its interpreters, and compiles
 * conformance programs there, with its g++ and its Node.
 *
 *     --make           only makes the root
 *     --python 3.15    only this version (may be repeated)
 *     --only programs  only the conformance programs; `--only frontend` only the front end
 *     --whole          whole libraries and packages, and every conformance program, where the default takes 300 files of each
 *                      library and every eighth program
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { ensureBuilt, ensurePackages } from '../setup.mjs';
import { findObstacle, hasRoot, makeRoot, rootFolder, runInRoot } from './root.mjs';

const environmentProblem = 2;
const { values: options } = readArguments(import.meta.url, {
  options: {
    make: { type: 'boolean', default: false },
    python: { type: 'string', multiple: true, default: ['3.13', '3.14', '3.15'] },
    only: { type: 'string' },
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

/** The exit code of the front end's suite. */
function holdFrontEnd() {
  const exactness = fileURLToPath(new URL('../exactness/run.mjs', import.meta.url));
  const extent = options.whole ? ['--packages'] : ['--sample', '300'];
  return spawnSync(process.execPath, [exactness, '--roots', ...options.python.flatMap((version) => ['--python', version]), ...extent], { stdio: 'inherit' }).status ?? 1;
}

/** The same of programs compiled in the root, whose npm may be broken: the test runner is started by its own name. */
function compilePrograms() {
  ensurePackages();
  ensureBuilt();
  const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
  const commands = options.python.map((version) => `python${version}`).join('|');
  const suite = ['node_modules/.bin/vitest', 'run', 'server/test/conformance/conformance.test.ts', '-t', `compiled for .?(${commands})`];
  return runInRoot(project, suite, { TAIPAN_CONFORMANCE: options.whole ? 'all' : 'slice' });
}

const parts = { frontend: holdFrontEnd, programs: compilePrograms };
if (options.only !== undefined && !(options.only in parts)) fail(`--only takes ${Object.keys(parts).join(' or ')}, not '${options.only}'`);
const statuses = Object.entries(parts).map(([name, part]) => (options.only === undefined || options.only === name ? part() : 0));
process.exit(Math.max(...statuses));
