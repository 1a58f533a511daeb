#!/usr/bin/env node
/** `npm test`: the whole quick suite, from a fresh clone. Arguments go to vitest. */
import { findInterpreters } from './programs/interpreters.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain, runTool } from './setup.mjs';

/** The quick suite compiles programs for the oldest version that is there. */
function tellWhatIsLeft() {
  const [oldest, ...others] = findInterpreters();
  const listed = (versions) => new Intl.ListFormat('en').format(versions);
  const missing = ['3.11', '3.12', '3.13', '3.14', '3.15'].filter((minor) => minor !== oldest?.minor && others.every((other) => other.minor !== minor));
  if (others.length > 0) console.log(`Programs were compiled for CPython ${oldest?.version} alone; npm run test:conformance takes ${listed(others.map(({ version }) => version))} too.`);
  if (missing.length > 0) console.log(`Not tested, as this machine has none: CPython ${listed(missing)}. npm run test:roots makes the newest, on Debian.`);
}

ensurePackages();
ensureToolchain();
ensureBuilt();
const status = runTool('vitest', ['run', ...process.argv.slice(2)]);
tellWhatIsLeft();
process.exit(status);
