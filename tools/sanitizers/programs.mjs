/** Builds programs with flags of its own, runs them and tells what is wrong. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const timeLimit = 300_000;

/** The text of the failure, or undefined. `flags` are for the C++ compiler and the linker. */
export async function build(interpreter, entry, output, flags) {
  const { buildProgram } = await import('../../server/dist/toolchain/build.js');
  mkdirSync(dirname(output), { recursive: true });
  try {
    await buildProgram({ entry, mode: 'exe', python: interpreter.executable, output, jobs: undefined, onStep: () => undefined, signal: new AbortController().signal, checks: flags, optimization: '0' });
    return undefined;
  } catch (error) {
    return error.message;
  }
}

/** Runs a command in a folder of its own; one that takes too long is ended with all it has started. */
export function run(command, args, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'taipan-sanitizers-'));
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => { output[name] += text; });
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), timeLimit);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      rmSync(folder, { recursive: true, force: true });
      resolve({ exit: signal ?? code, ...output });
    });
  });
}

/** A folder for what is built, removed at the end of the process. */
export const outputs = mkdtempSync(join(tmpdir(), 'taipan-sanitizers-'));
process.on('exit', () => rmSync(outputs, { recursive: true, force: true }));

/** What a program's runs, interpreted and compiled, must not differ in. */
export async function compare(interpreter, { name, entry }, flags, environment) {
  const output = join(outputs, `${name.replaceAll('/', '-')}-${interpreter.version}.out`);
  const failure = await build(interpreter, entry, output, flags);
  if (failure !== undefined) return { finding: true, summary: 'not built', said: failure };
  const interpreted = await run(interpreter.executable, [entry], { PYTHONMALLOC: environment.PYTHONMALLOC });
  const compiled = await run(output, [], environment);
  rmSync(output);
  const report = /^.*(ERROR: AddressSanitizer|runtime error:|Assertion .* failed|Fatal Python error)/m.exec(compiled.stderr);
  if (report !== null) return { finding: true, summary: report[1], said: compiled.stderr.slice(report.index) };
  if (interpreted.exit !== compiled.exit) return { finding: true, summary: `exit ${interpreted.exit}, compiled ${compiled.exit}`, said: compiled.stderr };
  if (interpreted.stdout !== compiled.stdout) return { finding: true, summary: 'other output', said: firstDifference(interpreted.stdout, compiled.stdout) };
  return { finding: false };
}

function firstDifference(expected, actual) {
  const [lines, others] = [expected.split('\n'), actual.split('\n')];
  const at = lines.findIndex((line, index) => line !== others[index]);
  return `line ${at + 1}\ninterpreted: ${lines[at]}\ncompiled:    ${others[at]}`;
}
