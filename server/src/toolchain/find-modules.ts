/** The modules of the user's program: the entry, and what it imports that lies beside it. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LoweredModule } from '@taipan/compiler-core';

export interface ModuleFile {
  readonly name: string;
  readonly file: string;
  readonly isPackage: boolean;
}

function fileOf(root: string, name: string): ModuleFile | undefined {
  const base = join(root, ...name.split('.'));
  const initializer = join(base, '__init__.py');
  if (existsSync(initializer)) return { name, file: initializer, isPackage: true };
  const file = `${base}.py`;
  return existsSync(file) && statSync(file).isFile() ? { name, file, isPackage: false } : undefined;
}

/** The absolute name of an import made in a module (`importlib._bootstrap._resolve_name`). */
function absoluteName(importer: ModuleFile, name: string, level: number): string {
  if (level === 0) return name;
  const parts = importer.name.split('.');
  const base = parts.slice(0, parts.length - level + (importer.isPackage ? 1 : 0));
  return [...base, ...(name === '' ? [] : [name])].join('.');
}

/** The program's modules that a module imports, their packages included. */
export function importedModules(entry: string, importer: ModuleFile, imports: LoweredModule['imports']): readonly ModuleFile[] {
  const root = dirname(entry);
  return imports.flatMap(({ name, level, names }) => {
    const base = absoluteName(importer, name, level);
    const parts = base.split('.').filter((part) => part !== '');
    const packages = parts.map((_, index) => parts.slice(0, index + 1).join('.'));
    return [...packages, ...names.map((item) => [...parts, item].join('.'))].flatMap((candidate) => fileOf(root, candidate) ?? []);
  });
}
