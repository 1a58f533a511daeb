/** Reads a Python file for a command; a file that cannot be read is one clear line. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ModuleSource } from '@taipan/compiler-core';

export class UnreadableFile extends Error {}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read (permission denied)',
  ENOTDIR: 'a part of its path is not a folder',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

export function readSource(path: string): ModuleSource {
  try {
    if (statSync(path).isDirectory()) throw new UnreadableFile(`${path}: it is a folder; name a Python file`);
    return { name: '__main__', file: resolve(path), isPackage: false, content: readFileSync(path) };
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile(`${path}: ${reasonOf(error)}`);
  }
}
