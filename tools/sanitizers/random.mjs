/** Reference counts over the random programs of `npm run test:random`, repeated as the conformance programs are. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outputs } from './programs.mjs';
import { compareRuns } from './references.mjs';

const own = (name) => fileURLToPath(new URL(`../random/${name}`, import.meta.url));

/** Some have a second module beside them. */
export function subjects({ seed, count }, interpreter) {
  const folder = join(outputs, 'random');
  mkdirSync(folder, { recursive: true });
  const made = spawnSync(interpreter.executable, [own('generate.py'), folder, seed, count], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const files = readdirSync(folder);
  return Array.from({ length: Number(count) }, (_, index) => `p${Number(seed) + index}`).map((name) => {
    const entry = join(folder, `${name}.py`);
    // Each run may take as many steps as the first.
    writeFileSync(entry, `import support; support.begin(${JSON.stringify(name)})\n${readFileSync(entry, 'utf8')}`);
    return { name, entry, since: 11, beside: [own('support.py'), ...files.filter((file) => file.startsWith(`${name}_`)).map((file) => join(folder, file))] };
  });
}

export function check(interpreter, { name, entry, beside }) {
  return compareRuns(interpreter, name, entry, [], { beside });
}
