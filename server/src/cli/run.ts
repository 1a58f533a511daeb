/** `taipan run`: builds what changed and becomes the program, as far as one process can become another. */
import { join, resolve } from 'node:path';
import { cacheFolder, contentHash } from '../toolchain/cache.js';
import type { OptimizationLevel } from '../toolchain/runtime-library.js';
import { becomeProcess } from './become-process.js';
import { untilSignal } from './cancellation.js';
import { exitCodes } from './exit-codes.js';
import { startBuild } from './start-build.js';

export interface RunOptions {
  readonly python: string;
  readonly jobs?: number;
  readonly optimize: OptimizationLevel;
  /** The entry is a module's name. */
  readonly module?: boolean;
  /** The package `taipan` checks the program's hints. */
  readonly checked?: boolean;
}

/** What a program finds in its environment, interpreted or compiled. */
export function hintEnvironment({ checked = false }: RunOptions): NodeJS.ProcessEnv {
  return { ...process.env, ...(checked ? { TAIPAN_CHECK: '1' } : {}) };
}

/** The entry as it was named is `sys.argv[0]`; the program takes the variable out of its environment. */
export function programEnvironment(entry: string, options: RunOptions): NodeJS.ProcessEnv {
  return { ...hintEnvironment(options), TAIPAN_PROGRAM_NAME: entry };
}

/** Where the program of an entry is kept between runs. */
export function keptProgram(entry: string, { python, optimize, module: isModule = false }: RunOptions): string {
  const start = isModule ? ['-m', entry, process.cwd()] : [resolve(entry)];
  return join(cacheFolder('run', contentHash(...start, python, optimize)), 'program');
}

export async function runProgram(entry: string, args: readonly string[], options: RunOptions): Promise<number> {
  let program = '';
  const built = await untilSignal(async (signal) => {
    const report = await startBuild(entry, { ...options, mode: 'exe', output: keptProgram(entry, options), isQuiet: true, signal });
    program = report.output;
    for (const { text } of report.warnings) process.stderr.write(text);
    return exitCodes.ok;
  });
  return built === exitCodes.ok ? becomeProcess(program, args, programEnvironment(entry, options)) : built;
}
