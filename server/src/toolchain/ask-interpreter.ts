/** Runs one of the runtime's Python scripts in the target interpreter, with JSON for its input. */
import { join } from 'node:path';
import { BuildError } from './build-error.js';
import type { Interpreter } from './interpreter.js';
import { runProcess } from './run-process.js';
import { runtimeFolder } from './runtime-library.js';

/** As the scripts take the content of a file. */
export const inBase64 = (content: string | Uint8Array): string => Buffer.from(content).toString('base64');

/** The text that the script prints. */
export async function askInterpreter(interpreter: Interpreter, script: 'locate.py' | 'parse.py' | 'prepare.py' | 'unpack.py', request: unknown, signal: AbortSignal): Promise<string> {
  // -I: neither the user's folder nor variables may change what the script imports.
  const result = await runProcess(interpreter.executable, ['-I', '-B', join(runtimeFolder, 'python', script)], { input: JSON.stringify(request), signal });
  if (result.code !== 0) throw new BuildError(`${interpreter.executable} could not prepare the program: ${lastLine(result.stderr.toString()) ?? result.signal ?? 'it says nothing'}`, 2);
  return result.stdout.toString();
}

function lastLine(text: string): string | undefined {
  const line = text.trimEnd().split('\n').at(-1);
  return line === '' ? undefined : line;
}
