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

/** What Python runs that holds no source to compile; undefined for source. */
function archiveKind(content: Buffer): string | undefined {
  // A version's number, what a transfer as text would change, and flags (PEP 552).
  if (content.length >= 16 && content.toString('latin1', 2, 4) === '\r\n' && content.readUInt32LE(4) <= 3) return 'it is compiled Python (.pyc); name its source';
  // The end record stands before a comment of 65,535 bytes at most (PKWARE's APPNOTE, 4.3.16); zipapp puts a line before the archive.
  const hasEndRecord = content.subarray(-(22 + 0xffff)).includes('PK\x05\x06', 0, 'latin1');
  return hasEndRecord && content.includes(0) ? 'it is a zip archive; unpack it, and name the folder' : undefined;
}

export function readSource(path: string): ModuleSource {
  try {
    if (statSync(path).isDirectory()) throw new UnreadableFile(`${path}: it is a folder; name a Python file`);
    const content = readFileSync(path);
    const archive = archiveKind(content);
    if (archive !== undefined) throw new UnreadableFile(`${path}: ${archive}`);
    return { name: '__main__', file: resolve(path), isPackage: false, content };
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile(`${path}: ${reasonOf(error)}`);
  }
}
