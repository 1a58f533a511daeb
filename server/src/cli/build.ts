/** `taipan build` and `taipan run`: a Python program to a native executable, and the start of it. */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createSpinner } from 'nanospinner';
import { BuildError } from '../toolchain/build-error.js';
import { type BuildReport, buildProgram } from '../toolchain/build.js';
import { cacheFolder, contentHash } from '../toolchain/cache.js';
import { UnreadableFile } from '../workspace/read-source.js';
import { exitCodes } from './exit-codes.js';

export interface BuildOptions {
  readonly python: string;
  readonly output?: string;
  readonly jobs?: number;
}

function entryFile(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true && existsSync(join(path, '__main__.py')) ? join(path, '__main__.py') : path;
}

/** Builds with progress on standard error; the report, or the exit code of what went wrong. */
async function buildWithProgress(entry: string, output: string, options: BuildOptions, isQuiet: boolean): Promise<BuildReport | number> {
  const spinner = !isQuiet && process.stderr.isTTY ? createSpinner('', { stream: process.stderr }).start() : undefined;
  try {
    return await buildProgram({ entry: entryFile(entry), python: options.python, output, jobs: options.jobs, onStep: (text) => {
      spinner?.update({ text });
      // To the editor's server, which starts us with a channel.
      process.send?.({ step: text });
    } });
  } catch (error) {
    if (error instanceof BuildError) {
      // CPython's own text of a syntax error stands alone, as the interpreter prints it.
      console.error(error.exitCode === exitCodes.problems ? error.message : `taipan: ${error.message}`);
      return error.exitCode;
    }
    if (!(error instanceof UnreadableFile)) throw error;
    console.error(`taipan: ${error.message}`);
    return exitCodes.environment;
  } finally {
    spinner?.stop();
  }
}

export async function build(entry: string, options: BuildOptions): Promise<number> {
  const output = resolve(options.output ?? basename(entry).replace(/\.py$/, ''));
  const report = await buildWithProgress(entry, output, options, false);
  if (typeof report === 'number') return report;
  for (const module of report.modules) {
    for (const kept of module.kept) console.log(`${module.file}:${kept.line}: note: ${kept.function} keeps its bytecode: it uses ${kept.construct} [not-compiled]`);
  }
  const native = report.modules.reduce((sum, module) => sum + module.native, 0);
  const all = report.modules.reduce((sum, module) => sum + module.native + module.kept.length, 0);
  console.log(`${report.output}: ${native} of ${all} functions native`);
  return exitCodes.ok;
}

/** Ends as the program ends: its exit code, or 128 and the signal's number. */
export async function runProgram(entry: string, args: readonly string[], options: BuildOptions): Promise<number> {
  const output = join(cacheFolder('run', contentHash(resolve(entry), options.python)), 'program');
  const report = await buildWithProgress(entry, output, options, true);
  if (typeof report === 'number') return report;
  return new Promise((done) => {
    const child = spawn(report.output, [...args], { stdio: 'inherit' });
    // The terminal sends Ctrl-C to the program too: it decides.
    const ignore = (): void => undefined;
    process.on('SIGINT', ignore);
    child.on('close', (code, signal) => {
      process.off('SIGINT', ignore);
      done(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
