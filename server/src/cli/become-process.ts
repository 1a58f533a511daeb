/** As far as one process can become another: the same terminal, the same signals, the same end. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { exitCodes } from './exit-codes.js';

/** Ends as the other process ends: with its exit code, or by the signal that ended it. */
export function becomeProcess(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(command, [...args], { stdio: 'inherit', env: environment });
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
