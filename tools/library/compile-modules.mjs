/** Compiled modules beside their sources, for the suites that put them to the stock interpreter. */
import { basename, dirname, join } from 'node:path';
import { forEachOf, runProcess } from '../run-process.mjs';
import { root } from '../setup.mjs';

const taipan = join(root, 'server', 'bin', 'taipan.js');

/** Of one build, in milliseconds: the longest modules on a busy machine. */
const timeLimit = 900_000;

/** An extension module beside each source, which the import system prefers, at most `jobs` at once; gives a line for each that cannot be built. */
export async function compileModules(files, python, { optimize, jobs }) {
  const failed = [];
  await forEachOf(files, jobs, async (file) => {
    const args = [taipan, 'build', '--mode', 'module', '--python', python, '--optimize', optimize, '--jobs', '1', file, '-o', `${dirname(file)}/`];
    const built = await runProcess(process.execPath, args, { limit: timeLimit });
    if (built.exit !== 0) failed.push(`${basename(file)}: ${built.exit}: ${built.text.trim().split('\n').at(-1)}`);
  });
  return failed;
}
