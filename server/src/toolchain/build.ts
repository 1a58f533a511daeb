/** A Python program to a native executable: the stages of the compiler, the target interpreter and ninja in a row. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CodeDescription, type CompiledModule, compileModuleOfProgram, emitMainFile, type LoweredModule, lowerModuleOfProgram } from '@taipan/compiler-core';
import { readSource } from '../workspace/read-source.js';
import { askInterpreter } from './ask-interpreter.js';
import { BuildError } from './build-error.js';
import { cacheFolder, contentHash, writeAtomically } from './cache.js';
import { importedModules, type ModuleFile } from './find-modules.js';
import { type Interpreter, inspectInterpreter } from './interpreter.js';
import { ninjaFile } from './ninja.js';
import { runNinja } from './run-ninja.js';
import { compileFlags, ensureRuntimeLibrary } from './runtime-library.js';

export interface BuildRequest {
  readonly entry: string;
  readonly python: string;
  readonly output: string;
  readonly jobs: number | undefined;
  /** Told of each step before it starts. */
  readonly onStep: (step: string) => void;
}

export interface BuildReport {
  readonly output: string;
  readonly modules: readonly (Pick<CompiledModule, 'native' | 'kept'> & { readonly name: string; readonly file: string })[];
}

type Parsed = { readonly ast: unknown } | { readonly error: string };

function lowerProgram(entry: string, interpreter: Interpreter): readonly LoweredModule[] {
  const waiting: ModuleFile[] = [{ name: '__main__', file: readSource(entry).file, isPackage: false }];
  const done = new Map<string, LoweredModule>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (done.has(next.name)) continue;
    const parsed = JSON.parse(askInterpreter(interpreter, 'parse.py', [{ source: next.file, file: next.file }])) as Parsed;
    if ('error' in parsed) throw new BuildError(parsed.error, 1);
    const lowered = lowerModuleOfProgram({ ...next, content: readFileSync(next.file) }, parsed.ast, interpreter.minor);
    done.set(next.name, lowered);
    waiting.push(...importedModules(readSource(entry).file, next, lowered.imports));
  }
  return [...done.values()];
}

function prepare(interpreter: Interpreter, folder: string, modules: readonly LoweredModule[]): readonly { readonly code: Uint8Array; readonly descriptions: readonly CodeDescription[] }[] {
  const blobs = modules.map((_, index) => join(folder, `module${index}.marshal`));
  const request = modules.map(({ source, compiled }, index) => ({ name: source.name, file: source.file, source: source.file, output: blobs[index], compiled }));
  const answers = JSON.parse(askInterpreter(interpreter, 'prepare.py', request)) as readonly { readonly codes: readonly CodeDescription[] }[];
  return answers.map((answer, index) => ({ code: readFileSync(blobs[index] ?? ''), descriptions: answer.codes }));
}

function writeIfChanged(path: string, content: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  writeAtomically(path, content);
}

export async function buildProgram(request: BuildRequest): Promise<BuildReport> {
  const interpreter = inspectInterpreter(request.python);
  const entry = readSource(request.entry).file;
  request.onStep('compiling Python');
  const lowered = lowerProgram(entry, interpreter);
  const folder = cacheFolder('programs', contentHash(entry, interpreter.executable, interpreter.version));
  const prepared = prepare(interpreter, folder, lowered);
  const symbols = lowered.map((_, index) => `taipan_module_${index}`);
  const compiled = lowered.map((module, index) => {
    const { code, descriptions } = prepared[index] ?? { code: new Uint8Array(), descriptions: [] };
    const result = compileModuleOfProgram(module, symbols[index] ?? '', code, descriptions);
    if (result === null) throw new BuildError(`${module.source.file}: the interpreter's code objects do not match the compiler's functions; please report this`, 2);
    writeIfChanged(join(folder, `module${index}.cpp`), result.cpp);
    return { name: module.source.name, file: module.source.file, native: result.native, kept: result.kept };
  });
  writeIfChanged(join(folder, 'main.cpp'), emitMainFile(symbols, interpreter.executable));
  request.onStep('building the runtime library');
  const library = await ensureRuntimeLibrary(interpreter, 'g++', request.jobs);
  request.onStep('compiling C++');
  const compiles = ['main', ...lowered.map((_, index) => `module${index}`)].map((name) => ({ source: join(folder, `${name}.cpp`), object: join(folder, `${name}.o`) }));
  const program = join(folder, 'program');
  const flags = [`-L${interpreter.libraryFolder}`, `-Wl,-rpath,${interpreter.libraryFolder}`, `-l${interpreter.libraryName}`, '-rdynamic', '-ldl', '-lm', '-lutil', '-lpthread'];
  writeIfChanged(join(folder, 'build.ninja'), ninjaFile({ compiler: 'g++', compileFlags: compileFlags(interpreter), compiles, link: { output: program, inputs: [library], flags } }));
  await runNinja(folder, request.jobs);
  install(program, request.output);
  return { output: request.output, modules: compiled };
}

/** Copies the program to where the user wants it, whole or not at all. */
function install(program: string, output: string): void {
  const temporary = `${output}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(output), { recursive: true });
    copyFileSync(program, temporary);
    renameSync(temporary, output);
  } catch (error) {
    throw new BuildError(`${output} cannot be written: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
}
