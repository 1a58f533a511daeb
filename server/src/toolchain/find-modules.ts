/** The modules of the user's program: the entry, and what it imports that lies beside it. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LoweredModule } from '@taipan/compiler-core';

export interface ModuleFile {
  readonly name: string;
  /** As the program sees it. */
  readonly file: string;
  /** Where its text is read: elsewhere for what an archive holds. */
  readonly place: string;
  readonly isPackage: boolean;
  /** What its relative imports start from, where it runs under another name. */
  readonly importName?: string;
}

/** The files that a program is made of. */
export interface ProgramFiles {
  /** Absolute imports of its modules are looked for here; `sys.path[0]`, but for a module's program. */
  readonly folder: string;
  /** Where the folder's files lie: elsewhere for an archive. */
  readonly place: string;
  /** Only this package or module belongs to it; null for all that the folder holds. */
  readonly topLevel: string | null;
}

function packagesOf(parts: readonly string[]): readonly string[] {
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

function fileOf({ folder, place }: ProgramFiles, name: string): ModuleFile | undefined {
  const base = join(...name.split('.'));
  const found = (path: string, isPackage: boolean): ModuleFile => ({ name, file: join(folder, path), place: join(place, path), isPackage });
  const initializer = join(base, '__init__.py');
  if (existsSync(join(place, initializer))) return found(initializer, true);
  const file = join(place, `${base}.py`);
  return existsSync(file) && statSync(file).isFile() ? found(`${base}.py`, false) : undefined;
}

/** The absolute name of an import made in a module (`importlib._bootstrap._resolve_name`). */
function absoluteName(importer: ModuleFile, name: string, level: number): string {
  if (level === 0) return name;
  const parts = (importer.importName ?? importer.name).split('.');
  const base = parts.slice(0, parts.length - level + (importer.isPackage ? 1 : 0));
  return [...base, ...(name === '' ? [] : [name])].join('.');
}

/** The program's modules that a module imports, their packages included, and the packages that it lies in itself. */
export function importedModules(files: ProgramFiles, importer: ModuleFile, imports: LoweredModule['imports']): readonly ModuleFile[] {
  const { topLevel } = files;
  const own = packagesOf((importer.importName ?? importer.name).split('.').slice(0, -1));
  const named = imports.flatMap(({ name, level, names }) => {
    const base = absoluteName(importer, name, level);
    const parts = base.split('.').filter((part) => part !== '');
    return [...packagesOf(parts), ...names.map((item) => [...parts, item].join('.'))];
  });
  const ofProgram = [...own, ...named].filter((name) => topLevel === null || name === topLevel || name.startsWith(`${topLevel}.`));
  return ofProgram.flatMap((name) => fileOf(files, name) ?? []);
}
