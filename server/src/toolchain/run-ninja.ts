/** Runs ninja on a folder's plan; what goes wrong in it becomes one clear line. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from './build-error.js';
import type { CompileEdge } from './ninja.js';
import { runProcess } from './run-process.js';

export interface NinjaOutcome {
  /** Files that were compiled, and those that were as they had to be. */
  readonly compiled: number;
  readonly reused: number;
}

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Of all that a compiler and ninja say, the part that tells the user what to do. */
function describe(said: string, code: number | null): string {
  if (/No space left on device/.test(said)) return 'the C++ build failed: no space left on the disk';
  if (/Disk quota exceeded/.test(said)) return 'the C++ build failed: the disk quota is used up';
  if (/\bKilled\b|signal 9|cannot allocate memory|out of memory/i.test(said)) return 'the C++ build failed: the compiler was killed, often because memory is short; try --jobs 1';
  const errors = said.split('\n').filter((line) => /\berror\b/i.test(line) && !/^FAILED|^ninja:/.test(line)).slice(0, 3);
  return `the C++ build failed; this is a bug of Taipan's, please report it: ${errors.length === 0 ? said.trim().split('\n').slice(-3).join('\n') || `exit code ${code}` : errors.join('\n')}`;
}

export async function runNinja(folder: string, jobs: number | undefined, compiles: readonly CompileEdge[], signal: AbortSignal): Promise<NinjaOutcome> {
  const args = ['-C', folder, '--quiet', ...(jobs === undefined ? [] : ['-j', String(jobs)])];
  const before = compiles.map(({ object }) => changedAt(object));
  // The C locale, so that messages are the ones that `describe` knows.
  const result = await runProcess('ninja', args, { signal, environment: { ...process.env, LC_ALL: 'C', NINJA_STATUS: '' } }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new BuildError('ninja is not installed (on Debian or Ubuntu: apt-get install ninja-build); `taipan doctor` lists all that is missing', 2);
    }
    throw error;
  });
  if (result.code !== 0) throw new BuildError(describe(`${result.stdout}${result.stderr}`, result.code), 2);
  const compiled = compiles.filter(({ object }, index) => changedAt(object) !== before[index]).length;
  return { compiled, reused: compiles.length - compiled };
}

/** `NAME.cpp` to `NAME.o` in a folder. */
export function compileEdge(folder: string, name: string): CompileEdge {
  return { source: join(folder, `${name}.cpp`), object: join(folder, `${name}.o`) };
}
