/** `taipan run`: builds what changed and becomes the program, as far as one process can become another. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { cacheFolder, contentHash } from '../toolchain/cache.js';
import { untilSignal } from './cancellation.js';
import { exitCodes } from './exit-codes.js';
import { startBuild } from './start-build.js';

export interface RunOptions {
  readonly python: string;
  readonly jobs?: number;
}

/** The entry as it was named is `sys.argv[0]`; the program takes the variable out of its environment. */
export function programEnvironment(entry: string): NodeJS.ProcessEnv {
  return { ...process.env, TAIPAN_PROGRAM_NAME: entry };
}

/** Where the program of an entry is kept between runs. */
export function keptProgram(entry: string, python: string): string {
  return join(cacheFolder('run', contentHash(resolve(entry), python)), 'program');
}

/** Ends as the program ends: with its exit code, or by the signal that ended it. */
function becomeProgram(program: string, entry: string, args: readonly string[]): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(program, [...args], { stdio: 'inherit', env: programEnvironment(entry) });
    // The terminal sends Ctrl-C to the program too: it decides. Other signals were meant for the program.
    const ignore = (): void => undefined;
    const forward = (signal: NodeJS.Signals): void => { child.kill(signal); };
    process.on('SIGINT', ignore);
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, forward);
    child.on('error', fail);
    child.on('close', (code, signal) => {
      process.off('SIGINT', ignore);
      for (const name of ['SIGTERM', 'SIGHUP'] as const) process.off(name, forward);
      // Shells and supervisors look at how a process died, not only at its exit code.
      if (signal !== null) process.kill(process.pid, signal);
      done(code ?? 128 + (signal === null ? exitCodes.environment : constants.signals[signal]));
    });
  });
}

export async function runProgram(entry: string, args: readonly string[], options: RunOptions): Promise<number> {
  let program = '';
  const built = await untilSignal(async (signal) => {
    const report = await startBuild(entry, { ...options, mode: 'exe', output: keptProgram(entry, options.python), isQuiet: true, signal });
    program = report.output;
    for (const { text } of report.warnings) process.stderr.write(text);
    return exitCodes.ok;
  });
  return built === exitCodes.ok ? becomeProgram(program, entry, args) : built;
}
