/**
 * Runs the `taipan` command line as a child process for the server's commands: without a shell, so that any file name
 * works, and in a process group of its own, so that a cancel ends the C++ compiler below it too.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

export interface CommandLineResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly cancelled: boolean;
}

/** What a client can ask to stop: the shape of the protocol's cancellation token that is needed here. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => unknown;
}

const outputLimit = 8 * 1024 * 1024;
const secondsBeforeKill = 2;
const hasProcessGroups = process.platform !== 'win32';

/** Children alive; ended with the server, since a detached group would outlive it. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});

/** `TAIPAN_COMMAND_LINE`, else the script that this process runs: the server is a command of the command line. */
export function findCommandLine(): string | undefined {
  const named = process.env['TAIPAN_COMMAND_LINE'];
  return named !== undefined && named !== '' ? named : process.argv[1];
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (hasProcessGroups) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // The group has ended already.
  }
}

/** Keeps the beginning of a stream; the rest is read, so that the child never blocks, and dropped. */
function collect(stream: NodeJS.ReadableStream | null): () => string {
  const pieces: string[] = [];
  let size = 0;
  stream?.setEncoding('utf8');
  stream?.on('data', (piece: string) => {
    if (size >= outputLimit) return;
    size += piece.length;
    pieces.push(piece);
  });
  return () => pieces.join('');
}

export function runCommandLine(
  script: string,
  values: readonly string[],
  folder: string,
  cancellation: Cancellation,
  onStep: (step: string) => void,
): Promise<CommandLineResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...values], {
      cwd: folder,
      detached: hasProcessGroups,
      shell: false,
      // The channel is for steps, so that they are apart from what the program prints.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      windowsHide: true,
      // Inside VS Code the executable is Electron, which is Node only when told so.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    running.add(child);
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);

    child.on('message', (message) => {
      if (typeof message === 'object' && message !== null && 'step' in message) onStep(String(message.step));
    });

    let cancelled = false;
    let killTimer: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      if (cancelled || !running.has(child)) return;
      cancelled = true;
      signalGroup(child, 'SIGTERM');
      killTimer = setTimeout(() => signalGroup(child, 'SIGKILL'), secondsBeforeKill * 1000);
    };
    if (cancellation.isCancellationRequested) cancel();
    else cancellation.onCancellationRequested(cancel);

    child.on('error', (failure) => {
      running.delete(child);
      reject(failure);
    });
    child.on('close', (code) => {
      running.delete(child);
      clearTimeout(killTimer);
      // A grandchild that ignored the first signal holds no pipe of ours, yet must not stay.
      if (cancelled) signalGroup(child, 'SIGKILL');
      resolve({ exitCode: code ?? 255, stdout: stdout(), stderr: stderr(), cancelled });
    });
  });
}
