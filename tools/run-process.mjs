/** Programs that slow suites start: ended with all that they have started, when they take too long and when the suite is stopped. */
import { spawn } from 'node:child_process';

/** Leaders of the process groups that run. */
const running = new Set();

function endGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const leader of running) endGroup(leader);
    process.kill(process.pid, signal);
  });
}

/**
 * Runs a program to its end: `{ exit, stdout, stderr, text, seconds }`. `exit` is a code, the name of a signal, or `timeout`
 * after `limit` milliseconds; `text` is both outputs as they came.
 */
export function runProcess(command, args, { limit, ...options }) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    if (child.pid !== undefined) running.add(child.pid);
    const [stdout, stderr, both] = [[], [], []];
    child.stdout.on('data', (data) => both.push(data) && stdout.push(data));
    child.stderr.on('data', (data) => both.push(data) && stderr.push(data));
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      endGroup(child.pid);
    }, limit);
    child.on('error', (error) => both.push(Buffer.from(`${command}: ${error.message}\n`)));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child.pid);
      const [out, err, text] = [stdout, stderr, both].map((parts) => Buffer.concat(parts).toString());
      resolve({ exit: isLate ? 'timeout' : (signal ?? code), stdout: out, stderr: err, text, seconds: (Date.now() - started) / 1000 });
    });
  });
}

/** Calls `action` for each item, at most `jobs` at once. */
export async function forEachOf(items, jobs, action) {
  const queue = [...items];
  await Promise.all(Array.from({ length: jobs }, async () => {
    while (queue.length > 0) await action(queue.shift());
  }));
}
