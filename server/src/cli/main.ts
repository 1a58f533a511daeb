/** The command line: runs the command that the arguments name, and sets the exit code. */
import { CommanderError } from 'commander';
import { createCommands } from './commands.js';
import { needsDeeperStack, runWithDeeperStack } from './deeper-stack.js';
import { exitCodes } from './exit-codes.js';
import { reportFailure, watchOutput } from './failures.js';

/** Wrong calls are exit code 2, as `exitCodes` says; so are the bugs of our own that nothing else catches. */
export async function main(argv: readonly string[]): Promise<void> {
  watchOutput();
  process.on('uncaughtException', (error) => { process.exit(reportFailure(error)); });
  const program = createCommands((exitCode) => { process.exitCode = exitCode; });
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.environment;
    else process.exitCode = needsDeeperStack(error) ? await runWithDeeperStack(argv) : reportFailure(error);
  }
}
