/**
 * The C++ runtime library, built once for each interpreter version, set of headers and state of its sources, and kept
 * in the cache.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, contentHash, writeAtomically } from './cache.js';
import { withFolderLock } from './folder-lock.js';
import type { Interpreter } from './interpreter.js';
import { ninjaFile } from './ninja.js';
import { runNinja } from './run-ninja.js';

/** The nearest `runtime` above this file: from the sources, the build and the bundle of the extension alike. */
function findRuntimeFolder(start: string): string {
  const candidate = join(start, 'runtime');
  if (existsSync(join(candidate, 'include')) || dirname(start) === start) return candidate;
  return findRuntimeFolder(dirname(start));
}

export const runtimeFolder = findRuntimeFolder(dirname(fileURLToPath(import.meta.url)));

/** The flags with which the library and emitted code are compiled, which must agree. `checks` come after them. */
function compileFlags(interpreter: Interpreter, compiler: string, checks: readonly string[]): readonly string[] {
  return [
    '-std=c++17', '-O2', '-fPIC', '-fno-exceptions', '-fno-asynchronous-unwind-tables', '-fvisibility=hidden', '-fwrapv',
    // The small functions of the interpreter's headers look at what they are given again: at each item of a list that it is one.
    ...(checks.some((flag) => flag.startsWith('-fsanitize')) ? [] : ['-DNDEBUG']),
    // Recursions over numbers are unrolled further than g++ does by itself: their calls are all that they cost.
    '--param', 'max-inline-insns-recursive-auto=1000',
    // The interpreter's own headers are not ours to warn about. A debug interpreter's may be links to the others beside its own
    // configuration: g++ would go where they lead.
    ...(/clang/.test(compiler) ? [] : ['-fno-canonical-system-headers']),
    `-I${join(runtimeFolder, 'include')}`, '-isystem', interpreter.includeFolder, '-isystem', join(interpreter.includeFolder, 'internal'),
  ];
}

/** How hard the C++ compiler tries. */
export const optimizationLevels = ['0', '1', '2', '3'] as const;
export type OptimizationLevel = (typeof optimizationLevels)[number];

/**
 * The flags of emitted code alone: what an object may point to is of no use there, and takes a third of the time of a long body.
 * The library, which is built once for all programs, keeps its own level.
 */
export function emittedFlags(interpreter: Interpreter, compiler: string, level: OptimizationLevel, checks: readonly string[]): readonly string[] {
  return [...compileFlags(interpreter, compiler, checks), `-O${level}`, '-fno-tree-pta', ...checks];
}

function sourceFiles(folder: string, ending: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

export interface RuntimeLibrary {
  readonly archive: string;
  readonly isCached: boolean;
}

/** Built if it is not there. */
export async function ensureRuntimeLibrary(interpreter: Interpreter, compiler: string, checks: readonly string[], jobs: number | undefined, signal: AbortSignal): Promise<RuntimeLibrary> {
  const sources = sourceFiles(join(runtimeFolder, 'src'), '.cpp');
  const headers = [...sourceFiles(join(runtimeFolder, 'include'), '.hpp'), ...sourceFiles(join(runtimeFolder, 'src'), '.hpp')];
  const flags = [...compileFlags(interpreter, compiler, checks), ...checks];
  const key = contentHash(interpreter.version, compiler, ...flags, ...[...headers, ...sources].flatMap((file) => [file, readFileSync(file)]));
  const folder = cacheFolder('runtime', key);
  const archive = join(folder, 'libtaipan.a');
  // Ninja makes the archive under another name, so that this one is there whole or not at all.
  if (existsSync(archive)) return { archive, isCached: true };
  return withFolderLock(folder, signal, async () => {
    if (existsSync(archive)) return { archive, isCached: true };
    const compiles = sources.map((source, index) => ({ source, object: join(folder, `${index}.o`) }));
    // Copies of one runtime know each other by this name.
    const compileFlags = [...flags, `-DTAIPAN_RUNTIME="${key}"`];
    writeAtomically(join(folder, 'build.ninja'), ninjaFile({ compiler, compileFlags, compiles, link: { archive } }));
    await runNinja(folder, jobs, compiles, signal);
    return { archive, isCached: false };
  });
}
