#!/usr/bin/env node
/** `npm test`: the whole quick suite, from a fresh clone. Arguments go to vitest. */
import { ensureBuilt, ensurePackages, ensureToolchain, run } from './setup.mjs';

ensurePackages();
ensureToolchain();
ensureBuilt();
process.exit(run('npx', ['vitest', 'run', ...process.argv.slice(2)]));
