/** Builds and runs the tests of the runtime library (`runtime/test`), one binary for each interpreter and set of flags. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../runtime/test', import.meta.url));
const scripts = fileURLToPath(new URL('../runtime/python', import.meta.url));

/** `{ code, output }` of the tests of the runtime library as built for `python` with the flags `checks`, in the folder `target`. */
export async function runRuntimeTests(python, checks, target, environment = {}) {
  const { inspectInterpreter } = await import('../server/dist/toolchain/interpreter.js');
  const { findCompiler } = await import('../server/dist/toolchain/compiler.js');
  const { emittedFlags, ensureRuntimeLibrary } = await import('../server/dist/toolchain/runtime-library.js');
  const { ninjaFile } = await import('../server/dist/toolchain/ninja.js');
  const { compileEdge, runNinja } = await import('../server/dist/toolchain/run-ninja.js');
  const interpreter = inspectInterpreter(python);
  const compiler = findCompiler();
  const { signal } = new AbortController();
  mkdirSync(target, { recursive: true });
  const { archive } = await ensureRuntimeLibrary(interpreter, compiler, checks, undefined, signal);
  const names = readdirSync(folder).filter((file) => file.endsWith('.cpp')).map((file) => file.slice(0, -4)).sort();
  const compiles = names.map((name) => ({ ...compileEdge(target, name), source: join(folder, `${name}.cpp`) }));
  const flags = [`-L${interpreter.libraryFolder}`, `-Wl,-rpath,${interpreter.libraryFolder}`, `-l${interpreter.libraryName}`, '-rdynamic', '-ldl', '-lm', '-lutil', '-lpthread', ...checks];
  const output = join(target, 'tests');
  writeFileSync(join(target, 'build.ninja'), ninjaFile({ compiler, compileFlags: emittedFlags(interpreter, compiler, '1', checks), compiles, link: { output, inputs: [archive], flags } }));
  await runNinja(target, undefined, compiles, signal);
  const result = spawnSync(output, [interpreter.executable, scripts], { encoding: 'utf8', timeout: 300_000, killSignal: 'SIGKILL', env: { ...process.env, ...environment } });
  return { code: result.signal ?? result.status, output: `${result.stdout}${result.stderr}` };
}
