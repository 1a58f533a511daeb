/** What a command says when it fails, and its exit code: one clear line, and a stack only for those who look for bugs. */
import { isTooDeep } from '@taipan/compiler-core';
import { BuildError, Cancelled } from '../toolchain/build-error.js';
import { describeSystemError } from '../toolchain/system-errors.js';
import { UnreadableFile } from '../workspace/read-source.js';
import { exitCodes } from './exit-codes.js';

/** Says it on standard error; the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof BuildError) {
    // CPython's own text of a syntax error stands alone, as the interpreter prints it.
    console.error(error.exitCode === exitCodes.problems ? error.message : `taipan: ${error.message}`);
    return error.exitCode;
  }
  if (isTooDeep(error)) {
    console.error(`RecursionError: ${(error as Error).message}`);
    return exitCodes.problems;
  }
  if (error instanceof Cancelled) {
    console.error('taipan: cancelled');
    return exitCodes.environment;
  }
  const system = error instanceof UnreadableFile ? error.message : describeSystemError(error);
  if (system !== undefined) {
    console.error(`taipan: ${system}`);
    return exitCodes.environment;
  }
  const message = error instanceof Error ? error.message : String(error);
  console.error(`taipan: internal error: ${message.split('\n', 1)[0] ?? ''}; please report it (TAIPAN_DEBUG=1 shows where it happened)`);
  if (process.env['TAIPAN_DEBUG'] === '1' && error instanceof Error) console.error(error.stack);
  return exitCodes.environment;
}

/**
 * A reader that went away (`| head -1`) ends the command without a word, as it ends other tools: Node is deaf to SIGPIPE, so the exit
 * code is the one that shells give for it. A full disk behind `>` ends it with one line.
 */
export function watchOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.closedPipe);
    process.stderr.write(`taipan: standard output cannot be written: ${describeSystemError(error) ?? error.message}\n`, () => { process.exit(exitCodes.environment); });
  });
  // Nobody is left to be told.
  process.stderr.on('error', (error: NodeJS.ErrnoException) => { process.exit(error.code === 'EPIPE' ? exitCodes.closedPipe : exitCodes.environment); });
}
