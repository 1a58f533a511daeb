/** What a build starts from: the file or module that was named, its place among packages, and where its output goes by default. */
import { existsSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { readSource } from '../workspace/read-source.js';
import { unpackArchive } from './archive.js';
import { askInterpreter } from './ask-interpreter.js';
import { BuildError } from './build-error.js';
import type { ProgramFiles } from './find-modules.js';
import type { Interpreter } from './interpreter.js';

export type BuildMode = 'exe' | 'module';
export const buildModes: readonly BuildMode[] = ['exe', 'module'];

/** How the interpreter would be asked to run it: `python file`, `python folder` (or archive), `python -m module`. */
export type Start = { readonly kind: 'file' } | { readonly kind: 'folder' } | { readonly kind: 'module'; readonly name: string };

export interface Entry {
  /** Absolute, as the program sees it. */
  readonly file: string;
  /** Where its text is read. */
  readonly place: string;
  /** `__main__` for a program; else the dotted name under which it is imported. */
  readonly name: string;
  readonly isPackage: boolean;
  readonly start: Start;
  /** Where the modules that it imports are looked for. */
  readonly files: ProgramFiles;
}

/** What is there; undefined also where a part of the path is no folder. */
function look(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return look(path)?.isDirectory() === true;
}

function fileIn(folder: string, name: string): string {
  const file = join(folder, name);
  if (!existsSync(file)) throw new BuildError(`${folder}: it is a folder without ${name}`, 2);
  return file;
}

export function programEntry(path: string): Entry {
  const kind = isFolder(path) ? 'folder' : 'file';
  const { file } = readSource(kind === 'folder' ? fileIn(path, '__main__.py') : path);
  // The folder of a file is the one that it lies in, not that of a link to it; a folder is the one that is named.
  const folder = dirname(kind === 'folder' ? file : realpathSync(file));
  return { file, place: file, name: '__main__', isPackage: false, start: { kind }, files: { folder, place: folder, topLevel: null } };
}

/** What `python archive` runs: the archive is the folder, also in the names of files. */
export async function archiveProgram(path: string, interpreter: Interpreter, signal: AbortSignal): Promise<Entry> {
  const folder = resolve(path);
  const place = await unpackArchive(folder, path, interpreter, signal);
  const name = '__main__.py';
  return { file: join(folder, name), place: join(place, name), name: '__main__', isPackage: false, start: { kind: 'folder' }, files: { folder, place, topLevel: null } };
}

type Located = { readonly name: string; readonly file: string } | { readonly error: string };

/** The program that `python -m name` runs in this folder. Of what is installed elsewhere, only its own package belongs to it. */
export async function moduleProgram(name: string, interpreter: Interpreter, signal: AbortSignal): Promise<Entry> {
  const here = process.cwd();
  const found = JSON.parse(await askInterpreter(interpreter, 'locate.py', { module: name, folder: here }, signal)) as Located;
  if ('error' in found) throw new BuildError(`${interpreter.executable}: ${found.error}`, 1);
  const { file } = readSource(found.file);
  const parts = found.name.split('.');
  const folder = resolve(file, ...parts.map(() => '..'));
  return { file, place: file, name: '__main__', isPackage: false, start: { kind: 'module', name: found.name }, files: { folder, place: folder, topLevel: folder === here ? null : (parts[0] ?? null) } };
}

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A file is imported by its own name below those of the packages that it lies in; a folder by its `__init__.py`. */
export function moduleEntry(path: string): Entry {
  const { file } = readSource(isFolder(path) ? fileIn(path, '__init__.py') : path);
  const isPackage = basename(file) === '__init__.py';
  const names = isPackage ? [] : [basename(file).replace(/\.py$/, '')];
  let folder = dirname(file);
  for (; existsSync(join(folder, '__init__.py')) && dirname(folder) !== folder; folder = dirname(folder)) names.unshift(basename(folder));
  const wrong = names.find((name) => !identifier.test(name));
  if (wrong !== undefined) throw new BuildError(`${path}: '${wrong}' is no name for an extension module; ASCII letters, digits and underscores make one`, 2);
  return { file, place: file, name: names.join('.'), isPackage, start: { kind: 'file' }, files: { folder: dirname(file), place: dirname(file), topLevel: null } };
}

/** The name of a program that is started by a module's: the package's, where it is its `__main__`. */
function nameOfModule(name: string): string {
  return name.split('.').filter((part) => part !== '__main__').at(-1) ?? name;
}

/** In the current folder: a program by its name, a module where the interpreter finds it when started here. */
function defaultOutput(path: string, mode: BuildMode, start: Start, suffix: string): string {
  if (start.kind === 'module') return resolve(nameOfModule(start.name));
  if (mode === 'exe') return resolve(basename(resolve(path)).replace(/\.py[zw]?$|\.zip$/, '') + (/\.(?:py[zw]?|zip)$/.test(path) || isFolder(path) ? '' : '.exe'));
  const { name, isPackage } = moduleEntry(path);
  return resolve(join(...name.split('.'), ...(isPackage ? ['__init__'] : [])) + suffix);
}

/** Where the output goes; wrong places are said before anything is compiled. */
export function outputOf(path: string, mode: BuildMode, { start, file }: Entry, suffix: string, wanted: string | undefined): string {
  const usual = defaultOutput(path, mode, start, suffix);
  const output = wanted === undefined ? usual : resolve(wanted);
  if (isFolder(output) || wanted?.endsWith(sep) === true) {
    if (mode === 'module') return join(output, basename(usual));
    throw new BuildError(`${output}: it is a folder, so the program cannot be written there; name a file with -o`, 2);
  }
  const [stem] = basename(usual).split('.');
  if (mode === 'module' && basename(output).split('.')[0] !== stem) {
    throw new BuildError(`${output}: Python imports '${stem}' only from a file of that name; name ${basename(usual)} or a folder with -o`, 2);
  }
  // Devices and pipes would be replaced by a file.
  const there = look(output);
  if (there !== undefined && !there.isFile()) throw new BuildError(`${output}: it is no ordinary file; name another with -o`, 2);
  if (output === resolve(path) || output === file) throw new BuildError(`${output}: it is the source; name another file with -o`, 2);
  return output;
}
