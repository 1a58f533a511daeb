/**
 * The programs that the runner builds and compares. `entry` is a path in the repository, or of a program of
 * pyperformance; `sameArguments` is the run that must be equal, `timedArguments` the one whose milliseconds count.
 */
import { join } from 'node:path';
import { root } from '../setup.mjs';

/**
 * `--debug-single-value` measures in a process that pyperf starts with `sys.executable`, so a compiled program hands
 * the work to the interpreter: that run is compared only. `--worker` measures in the process itself.
 */
function benchmark(name, loops = 1) {
  return {
    name,
    entry: (benchmarks) => join(benchmarks, `bm_${name}`, 'run_benchmark.py'),
    sameArguments: ['-p', '1', '--debug-single-value'],
    timedArguments: ['--worker', '-q', '-w', '1', '-n', '3', '-l', String(loops)],
  };
}

function own(name, path) {
  return { name, isOwn: true, entry: () => join(root, 'test-fixtures', 'programs', path), sameArguments: null, timedArguments: [] };
}

export const programs = [
  own('fib', 'fib.py'),
  own('calls', 'calls.py'),
  own('mandelbrot', 'mandelbrot.py'),
  own('overflow', 'overflow.py'),
  own('rebinding', 'rebinding'),
  own('dhrystone', 'dhrystone'),
  own('island', 'island'),
  benchmark('nbody'),
  benchmark('fannkuch'),
  benchmark('richards', 2),
  benchmark('deltablue', 20),
  benchmark('spectral_norm'),
  benchmark('raytrace'),
  benchmark('chaos'),
  benchmark('hexiom', 10),
  benchmark('go'),
  benchmark('float'),
  benchmark('nqueens'),
  benchmark('scimark'),
];

const timing = /([\w.]+): (?:Mean \+- std dev: )?([\d.]+) (ns|us|ms|sec)(?: \+- [\d.]+ (?:ns|us|ms|sec))?/g;
const seconds = { ns: 1e-9, us: 1e-6, ms: 1e-3, sec: 1 };

/** The text without its timings, which no two runs share. */
export function withoutTimings(text) {
  return text.replace(timing, '$1: TIME');
}

/** The seconds that a program says it took, all its parts together; undefined where it says none. */
export function reportedSeconds(text) {
  const found = [...text.matchAll(timing)];
  return found.length === 0 ? undefined : found.reduce((sum, [, , value, unit]) => sum + Number(value) * seconds[unit], 0);
}
