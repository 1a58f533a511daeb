/** `taipan verify`: runs a program interpreted and compiled, on the same input, and says whether they do the same. */
import { constants } from 'node:os';
import { type Finished, runProcess } from '../toolchain/run-process.js';
import { untilSignal } from './cancellation.js';
import { colors } from './colors.js';
import { firstDifference } from './difference.js';
import { exitCodes } from './exit-codes.js';
import { hintEnvironment, keptProgram, programEnvironment, type RunOptions } from './run.js';
import { startBuild } from './start-build.js';

interface TimedRun extends Finished {
  readonly seconds: number;
}

/** Both runs get the same: it is read once, and not at all from a person who would have to type it twice. */
async function readInput(): Promise<Uint8Array> {
  if (process.stdin.isTTY) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

async function run(command: string, args: readonly string[], input: Uint8Array, environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<TimedRun> {
  const started = performance.now();
  // The order of sets of strings is drawn anew in each run, unless this says otherwise.
  const finished = await runProcess(command, args, { input, signal, environment: { PYTHONHASHSEED: '0', ...environment } });
  return { ...finished, seconds: (performance.now() - started) / 1000 };
}

function exitOf({ code, signal }: Finished): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

/** Addresses of objects differ between any two runs of the interpreter itself. */
function withoutAddresses(text: Buffer): string {
  return text.toString('latin1').replace(/\b0x[0-9a-f]{6,16}\b/g, '0x...');
}

/** What differs, in words; empty where nothing does. */
function compare(interpreted: TimedRun, compiled: TimedRun): readonly string[] {
  const [left, right] = [exitOf(interpreted), exitOf(compiled)];
  const exit = left === right ? [] : [`exit code: interpreted ${left}, compiled ${right}`];
  const streams = (['stdout', 'stderr'] as const).flatMap((name) => {
    if (interpreted[name].equals(compiled[name]) || withoutAddresses(interpreted[name]) === withoutAddresses(compiled[name])) return [];
    return [`${name === 'stdout' ? 'standard output' : 'standard error'}: ${firstDifference(interpreted[name].toString(), compiled[name].toString())}`];
  });
  return [...exit, ...streams];
}

export function verify(entry: string, args: readonly string[], options: RunOptions): Promise<number> {
  return untilSignal(async (signal) => {
    const report = await startBuild(entry, { ...options, mode: 'exe', output: keptProgram(entry, options), isQuiet: false, signal });
    const input = await readInput();
    // The interpreter itself: what `python3` names may be a script that looks for it first.
    const interpreted = await run(report.python.executable, [...(options.module === true ? ['-m'] : []), entry, ...args], input, hintEnvironment(options), signal);
    const native = await run(report.output, args, input, programEnvironment(entry, options), signal);
    // `taipan run` gives the warnings of the compiler as the interpreter does; the program itself does not.
    const compiled = { ...native, stderr: Buffer.concat([Buffer.from(report.warnings.map(({ text }) => text).join('')), native.stderr]) };
    const found = compare(interpreted, compiled);
    for (const difference of found) console.log(`${colors.red('different')} ${difference}`);
    if (found.length === 0) console.log(`${colors.green('equal')} standard output, standard error and exit code (${exitOf(interpreted)})`);
    const ratio = interpreted.seconds / compiled.seconds;
    console.log(`interpreted ${interpreted.seconds.toFixed(2)} s, compiled ${compiled.seconds.toFixed(2)} s: ${ratio >= 1 ? `${ratio.toFixed(1)} times as fast` : `${(1 / ratio).toFixed(1)} times as slow`}`);
    return found.length === 0 ? exitCodes.ok : exitCodes.problems;
  });
}
