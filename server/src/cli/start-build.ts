/** Builds with progress on standard error, for the commands that need something built. */
import { createSpinner } from 'nanospinner';
import { type BuildReport, buildProgram } from '../toolchain/build.js';
import type { BuildMode } from '../toolchain/entry.js';
import type { OptimizationLevel } from '../toolchain/runtime-library.js';

export interface BuildSettings {
  readonly python: string;
  readonly mode: BuildMode;
  readonly output: string | undefined;
  /** The entry is a module's name. */
  readonly module?: boolean;
  readonly jobs?: number;
  readonly optimize: OptimizationLevel;
  readonly isQuiet: boolean;
  readonly signal: AbortSignal;
}

export async function startBuild(entry: string, settings: BuildSettings): Promise<BuildReport> {
  const { python, mode, output, jobs, optimize: optimization, module: isModuleName = false, isQuiet, signal } = settings;
  const spinner = !isQuiet && process.stderr.isTTY ? createSpinner('', { stream: process.stderr }).start() : undefined;
  try {
    return await buildProgram({ entry, isModuleName, python, mode, output, jobs, optimization, signal, onStep: (text) => {
      spinner?.update({ text });
      // To the editor's server, which starts us with a channel.
      process.send?.({ step: text });
    } });
  } finally {
    // Clears its line; what follows says how it went.
    spinner?.stop();
  }
}
