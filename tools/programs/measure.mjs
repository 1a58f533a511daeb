/**
 * Runs a program several ways in turn and compares what came out: for the demo, the program runner and the benchmarks.
 * Plain Node without packages, as the demo needs it first of all.
 */
import { spawn } from 'node:child_process';

/** One run to its end: exit code (or signal), both outputs as bytes, and the seconds it took. */
export function timedRun(command, args, options = {}) {
  return new Promise((done, fail) => {
    const start = process.hrtime.bigint();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const output = [];
    const errors = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => errors.push(chunk));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      done({ exit: code ?? signal, stdout: Buffer.concat(output), stderr: Buffer.concat(errors), seconds });
    });
  });
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs each way `rounds` times, interleaved, so that a busy moment of the machine meets all ways alike. For each way:
 * its first result and the median of its seconds.
 */
export async function interleave(ways, rounds, onRun = () => undefined) {
  const runs = ways.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { command, args, options }] of ways.entries()) {
      onRun(index, round);
      runs[index].push(await timedRun(command, args, options));
    }
  }
  return runs.map((results) => ({ result: results[0], seconds: median(results.map((one) => one.seconds)) }));
}

/** The first line where two texts differ, as a small diff; null where they are equal. */
export function firstDifference(expected, actual) {
  if (expected === actual) return null;
  const left = expected.split('\n');
  const right = actual.split('\n');
  let line = 0;
  while (line < left.length && line < right.length && left[line] === right[line]) line++;
  const show = (sign, lines) => lines.slice(line, line + 3).map((text) => `${sign} ${text}`);
  return [`first difference at line ${line + 1}:`, ...show('-', left), ...show('+', right)].join('\n');
}

/** How two runs differ, in words for a person; null where exit code and both outputs are equal. */
export function runDifference(expected, actual, normalize = (text) => text) {
  if (expected.exit !== actual.exit) return `exit code ${actual.exit} instead of ${expected.exit}\n${actual.stderr.toString().slice(-600)}`;
  const output = firstDifference(normalize(expected.stdout.toString()), normalize(actual.stdout.toString()));
  if (output !== null) return `standard output, ${output}`;
  const errors = firstDifference(normalize(expected.stderr.toString()), normalize(actual.stderr.toString()));
  return errors === null ? null : `standard error, ${errors}`;
}
