/**
 * A Python program to a native executable, or a module to an extension module: the stages of the compiler, the target
 * interpreter and ninja in a row.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileModuleOfProgram, type Divergence, emitExtensionFile, emitMainFile, type FunctionReport, type LoweredModule } from '@taipan/compiler-core';
import { isArchive } from '../workspace/read-source.js';
import { askInterpreter, inBase64 } from './ask-interpreter.js';
import { BuildError } from './build-error.js';
import { cacheFolder, contentHash, writeAtomically } from './cache.js';
import { findCompiler } from './compiler.js';
import { archiveProgram, type BuildMode, type Entry, moduleEntry, moduleProgram, outputOf, programEntry } from './entry.js';
import { withFolderLock } from './folder-lock.js';
import { install } from './install.js';
import { type Interpreter, inspectInterpreter } from './interpreter.js';
import { type LeftOut, lowerProgram, type SyntaxWarning } from './lower-program.js';
import { compilerStamp, forgetState, readState, writeState } from './kept-state.js';
import { type CompileEdge, ninjaFile } from './ninja.js';
import { compileEdge, type NinjaOutcome, runNinja } from './run-ninja.js';
import { emittedFlags, ensureRuntimeLibrary, type OptimizationLevel } from './runtime-library.js';

export interface BuildRequest {
  /** As the user named it. */
  readonly entry: string;
  /** It is the name of a module, as after `python -m`. */
  readonly isModuleName: boolean;
  readonly mode: BuildMode;
  readonly python: string;
  readonly output: string | undefined;
  readonly jobs: number | undefined;
  /** Of emitted code; 2 by default. */
  readonly optimization?: OptimizationLevel;
  /** Told of each step before it starts. */
  readonly onStep: (step: string) => void;
  /** Ends the build, its compilers included. */
  readonly signal: AbortSignal;
  /** Flags of the C++ compiler and linker that make it, or the program, look for faults of ours; by default, warnings are off. */
  readonly checks?: readonly string[];
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

/** What became of the Python sources. */
interface Translation {
  readonly modules: readonly ModuleReport[];
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly SyntaxWarning[];
}

export interface BuildReport extends Translation {
  readonly output: string;
  readonly mode: BuildMode;
  readonly python: { readonly executable: string; readonly version: string };
  readonly phases: readonly { readonly name: string; readonly milliseconds: number }[];
  readonly cache: { readonly runtimeLibrary: 'hit' | 'built'; readonly python: 'hit' | 'compiled'; readonly filesReused: number; readonly filesCompiled: number };
}

function writeIfChanged(path: string, content: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  writeAtomically(path, content);
}

/** The modules' C++ files, written to the folder. */
async function writeModules(folder: string, modules: readonly LoweredModule[], interpreter: Interpreter, signal: AbortSignal): Promise<readonly ModuleReport[]> {
  const blobs = modules.map((_, index) => join(folder, `module${index}.marshal`));
  const request = modules.map(({ source, compiled }, index) => ({ file: source.file, content: inBase64(source.content), isText: typeof source.content === 'string', output: blobs[index], compiled }));
  await askInterpreter(interpreter, 'prepare.py', request, signal);
  return modules.map((module, index) => {
    const { name, file } = module.source;
    const result = compileModuleOfProgram(module, symbolOf(index), readFileSync(blobs[index] ?? ''));
    writeIfChanged(join(folder, `module${index}.cpp`), result.cpp);
    return { name, file, cppBytes: Buffer.byteLength(result.cpp), units: 1, functions: result.functions, divergence: module.divergence };
  });
}

const symbolOf = (index: number): string => `taipan_module_${index}`;

/** Programs are linked with the interpreter's library; modules find it where they are imported. */
function checkLibrary(mode: BuildMode, interpreter: Interpreter): void {
  if (mode === 'module' || interpreter.isShared) return;
  throw new BuildError(`Python ${interpreter.version} has no shared library, which programs need; build it with --enable-shared, or name another with --python`, 2);
}

function edgesOf(folder: string, count: number): readonly CompileEdge[] {
  return ['main', ...Array.from({ length: count }, (_, index) => `module${index}`)].map((name) => compileEdge(folder, name));
}

/** What holds the modules together, and how the linker is called for it. */
function startOf(entry: Entry, mode: BuildMode, interpreter: Interpreter, count: number, checks: readonly string[]): { readonly cpp: string; readonly flags: readonly string[] } {
  const libraries = ['-ldl', '-lm', '-lutil', '-lpthread', ...checks];
  if (mode === 'module') {
    // The interpreter that imports it brings libpython.
    return { cpp: emitExtensionFile(symbolOf(0), entry.name.split('.').at(-1) ?? entry.name), flags: ['-shared', '-Wl,-Bsymbolic', ...libraries] };
  }
  return {
    cpp: emitMainFile(Array.from({ length: count }, (_, index) => symbolOf(index)), interpreter.executable, entry.files.folder, entry.start),
    flags: [`-L${interpreter.libraryFolder}`, `-Wl,-rpath,${interpreter.libraryFolder}`, `-l${interpreter.libraryName}`, '-rdynamic', ...libraries],
  };
}

async function findEntry({ entry, isModuleName, mode, python, signal }: BuildRequest): Promise<readonly [Interpreter, Entry]> {
  if (isModuleName) {
    const interpreter = inspectInterpreter(python);
    return [interpreter, await moduleProgram(entry, interpreter, signal)];
  }
  if (mode === 'exe' && isArchive(entry)) {
    const interpreter = inspectInterpreter(python);
    return [interpreter, await archiveProgram(entry, interpreter, signal)];
  }
  // A wrong path is told before a wrong interpreter.
  const found = mode === 'exe' ? programEntry(entry) : moduleEntry(entry);
  return [inspectInterpreter(python), found];
}

export async function buildProgram(request: BuildRequest): Promise<BuildReport> {
  const { mode, jobs, signal, optimization = '2', checks = ['-w'] } = request;
  const phases: { name: string; milliseconds: number }[] = [];
  async function step<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
    request.onStep(name);
    const started = performance.now();
    const result = await action();
    phases.push({ name, milliseconds: Math.round((performance.now() - started) * 10) / 10 });
    return result;
  }

  const [interpreter, entry] = await step('asking the interpreter', async () => findEntry(request));
  const output = outputOf(request.entry, mode, entry, interpreter.extensionSuffix, request.output);
  const compiler = findCompiler();
  checkLibrary(mode, interpreter);
  const library = await step('building the runtime library', () => ensureRuntimeLibrary(interpreter, compiler, checks, jobs, signal));
  const folder = cacheFolder('programs', contentHash(entry.file, JSON.stringify([entry.start, entry.files]), mode, interpreter.executable, interpreter.version, optimization, ...checks));
  const stamp = contentHash(compilerStamp(), JSON.stringify(interpreter), compiler, library.archive);

  async function translate(): Promise<Translation> {
    const { modules, leftOut, read, warnings } = await step('compiling Python', () => lowerProgram(entry, mode === 'exe', interpreter, signal));
    const reports = await step('writing C++', () => writeModules(folder, modules, interpreter, signal));
    const start = startOf(entry, mode, interpreter, modules.length, checks);
    writeIfChanged(join(folder, 'main.cpp'), start.cpp);
    const link = { output: join(folder, 'program'), inputs: [library.archive], flags: start.flags };
    writeIfChanged(join(folder, 'build.ninja'), ninjaFile({ compiler, compileFlags: emittedFlags(interpreter, compiler, optimization, checks), compiles: edgesOf(folder, modules.length), link }));
    const translation = { modules: reports, leftOut, warnings };
    writeState(folder, stamp, read, translation);
    return translation;
  }

  const [translation, outcome, isKept] = await withFolderLock(folder, signal, async (): Promise<readonly [Translation, NinjaOutcome, boolean]> => {
    const kept = readState<Translation>(folder, stamp, entry.files);
    // Removed before its files change, written after: a build that is stopped in between keeps nothing.
    if (kept === undefined) forgetState(folder);
    const translated = kept ?? (await translate());
    const compiled = await step('compiling C++', () => runNinja(folder, jobs, edgesOf(folder, translated.modules.length), signal));
    // Under the lock, as the next build of the same program writes the same file.
    install(join(folder, 'program'), output);
    return [translated, compiled, kept !== undefined];
  });
  return {
    output, mode, python: { executable: interpreter.executable, version: interpreter.version }, ...translation, phases,
    cache: { runtimeLibrary: library.isCached ? 'hit' : 'built', python: isKept ? 'hit' : 'compiled', filesReused: outcome.reused, filesCompiled: outcome.compiled },
  };
}
