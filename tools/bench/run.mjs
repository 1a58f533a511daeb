/** One run of a program, with the processor time of its whole process. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const timer = fileURLToPath(new URL('processor_time.py', import.meta.url));

/**
 * Runs a command, given by path, to its end: exit code, both outputs as bytes, and seconds of processor time, start-up
 * included. `python` is the interpreter that watches the clock; it takes no part in the time.
 */
export function run(python, [command, ...args]) {
  return new Promise((done, fail) => {
    const child = spawn(python, ['-I', '-S', timer, command, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    const parts = [[], [], []];
    for (const [index, stream] of child.stdio.slice(1).entries()) stream.on('data', (chunk) => parts[index].push(chunk));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      const [stdout, stderr, told] = parts.map((chunks) => Buffer.concat(chunks));
      done({ exit: code ?? signal, stdout, stderr, seconds: Number(told.toString()) });
    });
  });
}
