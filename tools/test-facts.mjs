#!/usr/bin/env node
/**
 * `npm run test:facts`: after each of many random edits, of the fixtures' programs and classes, the facts and hints of the
 * editor are those of a fresh start; and random systems of contributors, exchanged, added and taken away in any order, come to
 * what a fresh start finds. `npm test` has a slice of it.
 *
 *     --edits 1000   how many edits of each file
 *     --seed 1       the first of them
 */
import { run } from './setup.mjs';
import { readArguments } from './arguments.mjs';

const { values: options } = readArguments(import.meta.url, { options: { edits: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } } });
for (const [name, value] of Object.entries({ edits: options.edits, seed: options.seed })) {
  if (/^[1-9]\d*$/.test(value)) continue;
  console.error(`test-facts.mjs: --${name} takes a number from 1`);
  process.exit(2);
}
process.env['TAIPAN_EDITS'] = options.edits;
process.env['TAIPAN_SEED'] = options.seed;
process.exit(run('npx', ['vitest', 'run', '--testTimeout', String(7_200_000), 'compiler-core/test/facts/edited-facts.test.ts', 'compiler-core/test/facts/fixpoint.test.ts']));
