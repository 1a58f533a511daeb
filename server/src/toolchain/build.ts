/**
 * A Python program to a native executable, or a module to an extension module: the stages of the compiler, the target
 * interpreter and ninja in a row.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CodeDescription, compileModuleOfProgram, type Divergence, emitExtensionFile, emitMainFile, type FunctionReport, type LoweredModule } from '@taipan/compiler-core';
import { askInterpreter } from './ask-interpreter.js';
import { BuildError } from './build-error.js';
import { cacheFolder, contentHash, writeAtomically } from './cache.js';
import { findCompiler } from './compiler.js';
import { type BuildMode, type Entry, moduleEntry, outputOf, programEntry } from './entry.js';
import { withFolderLock } from './folder-lock.js';
import { install } from './install.js';
import { type Interpreter, inspectInterpreter } from './interpreter.js';
import { type LeftOut, lowerProgram, type SyntaxWarning } from './lower-program.js';
import { ninjaFile } from './ninja.js';
import { compileEdge, type NinjaOutcome, runNinja } from './run-ninja.js';
import { compileFlags, ensureRuntimeLibrary } from './runtime-library.js';

export interface BuildRequest {
  /** As the user named it. */
  readonly entry: string;
  readonly mode: BuildMode;
  readonly python: string;
  readonly output: string | undefined;
  readonly jobs: number | undefined;
  /** Told of each step before it starts. */
  readonly onStep: (step: string) => void;
  /** Ends the build, its compilers included. */
  readonly signal: AbortSignal;
}

export interface ModuleReport {
  readonly name: string;
  readonly file: string;
  readonly cppBytes: number;
  /** C++ files. */
  readonly units: number;
  readonly functions: readonly FunctionReport[];
  /** Where the editor's front end reads the text otherwise than the interpreter, whose tree was compiled. */
  readonly divergence: Divergence | null;
}

export interface BuildReport {
  readonly output: string;
  readonly mode: BuildMode;
  readonly python: { readonly executable: string; readonly version: string };
  readonly modules: readonly ModuleReport[];
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly SyntaxWarning[];
  readonly phases: readonly { readonly name: string; readonly milliseconds: number }[];
  readonly cache: { readonly runtimeLibrary: 'hit' | 'built'; readonly filesReused: number; readonly filesCompiled: number };
}

function writeIfChanged(path: string, content: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  writeAtomically(path, content);
}

/** The modules' C++ files, written to the folder. */
async function writeModules(folder: string, modules: readonly LoweredModule[], interpreter: Interpreter, signal: AbortSignal): Promise<readonly ModuleReport[]> {
  const blobs = modules.map((_, index) => join(folder, `module${index}.marshal`));
  const request = modules.map(({ source, compiled }, index) => ({ name: source.name, file: source.file, source: source.file, output: blobs[index], compiled }));
  const answers = JSON.parse(await askInterpreter(interpreter, 'prepare.py', request, signal)) as readonly { readonly codes: readonly CodeDescription[] }[];
  return modules.map((module, index) => {
    const { name, file } = module.source;
    const result = compileModuleOfProgram(module, symbolOf(index), readFileSync(blobs[index] ?? ''), answers[index]?.codes ?? []);
    if (result === null) throw new BuildError(`${file}: the interpreter's code objects do not match the compiler's functions; please report this`, 2);
    writeIfChanged(join(folder, `module${index}.cpp`), result.cpp);
    return { name, file, cppBytes: Buffer.byteLength(result.cpp), units: 1, functions: result.functions, divergence: module.divergence };
  });
}

const symbolOf = (index: number): string => `taipan_module_${index}`;

/** What holds the modules together, and how the linker is called for it. */
function startOf(entry: Entry, mode: BuildMode, interpreter: Interpreter, count: number): { readonly cpp: string; readonly flags: readonly string[] } {
  const libraries = ['-ldl', '-lm', '-lutil', '-lpthread'];
  if (mode === 'module') {
    // The interpreter that imports it brings libpython.
    return { cpp: emitExtensionFile(symbolOf(0), entry.name.split('.').at(-1) ?? entry.name), flags: ['-shared', '-Wl,-Bsymbolic', ...libraries] };
  }
  if (!interpreter.isShared) throw new BuildError(`Python ${interpreter.version} has no shared library, which programs need; build it with --enable-shared, or name another with --python`, 2);
  return {
    cpp: emitMainFile(Array.from({ length: count }, (_, index) => symbolOf(index)), interpreter.executable, entry.isFolder),
    flags: [`-L${interpreter.libraryFolder}`, `-Wl,-rpath,${interpreter.libraryFolder}`, `-l${interpreter.libraryName}`, '-rdynamic', ...libraries],
  };
}

export async function buildProgram(request: BuildRequest): Promise<BuildReport> {
  const { mode, jobs, signal } = request;
  const phases: { name: string; milliseconds: number }[] = [];
  async function step<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
    request.onStep(name);
    const started = performance.now();
    const result = await action();
    phases.push({ name, milliseconds: Math.round((performance.now() - started) * 10) / 10 });
    return result;
  }

  const entry = mode === 'exe' ? programEntry(request.entry) : moduleEntry(request.entry);
  const interpreter = await step('asking the interpreter', async () => inspectInterpreter(request.python));
  const output = outputOf(request.entry, mode, interpreter.extensionSuffix, request.output);
  const compiler = findCompiler();
  const { modules, leftOut, warnings } = await step('compiling Python', () => lowerProgram(entry, mode === 'exe', interpreter, signal));
  const start = startOf(entry, mode, interpreter, modules.length);
  const library = await step('building the runtime library', () => ensureRuntimeLibrary(interpreter, compiler, jobs, signal));
  const folder = cacheFolder('programs', contentHash(entry.file, String(entry.isFolder), mode, interpreter.executable, interpreter.version));

  const [reports, outcome] = await withFolderLock(folder, signal, async (): Promise<readonly [readonly ModuleReport[], NinjaOutcome]> => {
    const written = await step('writing C++', () => writeModules(folder, modules, interpreter, signal));
    const compiled = await step('compiling C++', async () => {
      writeIfChanged(join(folder, 'main.cpp'), start.cpp);
      const compiles = ['main', ...modules.map((_, index) => `module${index}`)].map((name) => compileEdge(folder, name));
      const program = join(folder, 'program');
      const link = { output: program, inputs: [library.archive], flags: start.flags };
      writeIfChanged(join(folder, 'build.ninja'), ninjaFile({ compiler, compileFlags: compileFlags(interpreter), compiles, link }));
      return runNinja(folder, jobs, compiles, signal);
    });
    // Under the lock, as the next build of the same program writes the same file.
    install(join(folder, 'program'), output);
    return [written, compiled];
  });
  return {
    output, mode, python: { executable: interpreter.executable, version: interpreter.version }, modules: reports, leftOut, warnings, phases,
    cache: { runtimeLibrary: library.isCached ? 'hit' : 'built', filesReused: outcome.reused, filesCompiled: outcome.compiled },
  };
}
