/**
 * What the last build of a program was made from, kept beside its C++: where nothing of it has changed, the next build
 * has no Python to compile. Whatever does not fit counts as changed.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentHash, writeAtomically } from './cache.js';
import { importedModules, type ModuleFile, type ProgramFiles } from './find-modules.js';
import type { ReadModule } from './lower-program.js';
import { runtimeFolder } from './runtime-library.js';

function filesIn(root: string, suffix: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith(suffix)).map((entry) => join(entry.parentPath, entry.name));
}

/** The compiler's own files: what the interpreter runs of it, and this one alone where it is bundled into one, else those of both packages. */
function compilerFiles(): readonly string[] {
  const scripts = filesIn(join(runtimeFolder, 'python'), '.py');
  const own = fileURLToPath(import.meta.url);
  if (!/kept-state\.[jt]s$/.test(own)) return [own, ...scripts].sort();
  const roots = [dirname(dirname(own)), dirname(dirname(fileURLToPath(import.meta.resolve('@taipan/compiler-core'))))];
  return [...roots.flatMap((root) => filesIn(root, '.js')), ...scripts].sort();
}

/** Changes with the compiler, as far as the times and sizes of its files tell. */
export function compilerStamp(): string {
  return contentHash(...compilerFiles().map((file) => {
    const { mtimeMs, size } = statSync(file);
    return `${file} ${mtimeMs} ${size}`;
  }));
}

interface KeptState<Content> {
  readonly stamp: string;
  readonly read: readonly ReadModule[];
  readonly content: Content;
}

const stateFile = 'state.json';

function isUnchanged(module: ReadModule): boolean {
  try {
    return contentHash(readFileSync(module.place)) === module.hash;
  } catch {
    return false;
  }
}

/** The same names mean the same files: one may have come into the place of another, or into an empty one. */
function findsTheSame(files: ProgramFiles, read: readonly ReadModule[]): boolean {
  const places = (modules: readonly ModuleFile[]): string => [...new Set(modules.map(({ name, file }) => `${name} ${file}`))].sort().join('\n');
  const [first] = read;
  if (first === undefined) return false;
  return places([first, ...read.flatMap((module) => importedModules(files, module, module.imports)).filter(({ name }) => name !== first.name)]) === places(read);
}

/** What was kept of a build from the same; undefined if anything changed. `stamp` names all that are not sources. */
export function readState<Content>(folder: string, stamp: string, files: ProgramFiles): Content | undefined {
  try {
    const state = JSON.parse(readFileSync(join(folder, stateFile), 'utf8')) as KeptState<Content>;
    return state.stamp === stamp && state.read.every(isUnchanged) && findsTheSame(files, state.read) ? state.content : undefined;
  } catch {
    return undefined;
  }
}

export function forgetState(folder: string): void {
  rmSync(join(folder, stateFile), { force: true });
}

export function writeState<Content>(folder: string, stamp: string, read: readonly ReadModule[], content: Content): void {
  const state: KeptState<Content> = { stamp, read, content };
  writeAtomically(join(folder, stateFile), JSON.stringify(state));
}
