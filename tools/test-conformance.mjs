#!/usr/bin/env node
/** `npm run test:conformance`: the conformance programs compiled for every CPython of this machine. */
import { ensureBuilt, ensurePackages, ensureToolchain, runTool } from './setup.mjs';

ensurePackages();
ensureToolchain();
ensureBuilt();
process.exit(runTool('vitest', ['run', 'server/test/conformance', ...process.argv.slice(2)], { env: { ...process.env, TAIPAN_CONFORMANCE: 'all' } }));
