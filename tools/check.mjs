#!/usr/bin/env node
/** `npm run check`: types, lint, layers, dead code and freshness of generated files, in under two minutes. */
import { run } from './setup.mjs';

const checks = [
  ['types', 'npx', ['tsc', '-b']],
  ['lint', 'npx', ['biome', 'lint', '--error-on-warnings', 'compiler-core/src', 'server/src', 'extension/src', 'tools']],
  ['layers', 'npx', ['vitest', 'run', '--silent=true', 'compiler-core/test/tidy']],
  ['dead code', 'npx', ['knip', '--no-progress']],
  ['generated files', 'node', ['compiler-core/tools/generate-ast.mjs', '--check']],
];

const failed = checks.filter(([name, command, args]) => {
  console.log(`check: ${name}`);
  return run(command, args) !== 0;
});
if (failed.length > 0) {
  console.error(`failed: ${failed.map(([name]) => name).join(', ')}`);
  process.exit(1);
}
