/**
 * Runs a process (the target interpreter, ninja, a program to compare) to its end: without a shell, in a session of its own, so
 * that a cancel ends the compilers below it too and nothing stays when the build is over.
 */
import { spawn } from 'node:child_process';
import { Cancelled } from './build-error.js';
import { endSession } from './process-table.js';

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export interface ProcessOptions {
  readonly input?: string | Uint8Array;
  readonly environment?: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

const millisecondsBeforeKill = 2000;

/** Rejects with `Cancelled` once the whole group has ended, or with the system's error where it cannot start. */
export function runProcess(command: string, args: readonly string[], options: ProcessOptions): Promise<Finished> {
  return new Promise((resolve, reject) => {
    if (options.signal.aborted) {
      reject(new Cancelled());
      return;
    }
    const child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'pipe'], detached: true, ...(options.environment === undefined ? {} : { env: options.environment }) });
    const pieces = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on('data', (piece: Buffer) => { pieces.stdout.push(piece); });
    child.stderr.on('data', (piece: Buffer) => { pieces.stderr.push(piece); });
    const send = (signal: NodeJS.Signals): void => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, signal);
      } catch {
        // The group has ended already.
      }
    };
    // Who does not listen is made to end.
    let killTimer: NodeJS.Timeout | undefined;
    const onAbort = (): void => {
      send('SIGTERM');
      killTimer = setTimeout(() => { send('SIGKILL'); }, millisecondsBeforeKill);
    };
    options.signal.addEventListener('abort', onAbort, { once: true });
    const forget = (): void => {
      clearTimeout(killTimer);
      options.signal.removeEventListener('abort', onAbort);
    };
    child.on('error', (error) => {
      forget();
      reject(error);
    });
    child.on('close', (code, signal) => {
      forget();
      if (options.signal.aborted) void (child.pid === undefined ? Promise.resolve() : endSession(child.pid)).then(() => { reject(new Cancelled()); });
      else resolve({ code, signal, stdout: Buffer.concat(pieces.stdout), stderr: Buffer.concat(pieces.stderr) });
    });
    // A child that ends before it has read everything says why by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}
