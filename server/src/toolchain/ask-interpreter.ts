/** Runs one of the runtime's Python scripts in the target interpreter: JSON in, JSON out. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { BuildError } from './build-error.js';
import type { Interpreter } from './interpreter.js';
import { runtimeFolder } from './runtime-library.js';

const largestAnswer = 1 << 30;

/** The text that the script prints. */
export function askInterpreter(interpreter: Interpreter, script: 'parse.py' | 'prepare.py', request: unknown): string {
  // -I: neither the user's folder nor variables may change what the script imports.
  const result = spawnSync(interpreter.executable, ['-I', '-B', join(runtimeFolder, 'python', script)], { input: JSON.stringify(request), encoding: 'utf8', maxBuffer: largestAnswer });
  if (result.status !== 0) throw new BuildError(`${interpreter.executable} could not prepare the program:\n${result.stderr.trim()}`, 2);
  return result.stdout;
}
