/** Reads a Python file for a command; a file that cannot be read is one clear line. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { encodingForInterpreter, type ModuleSource, targetMinors } from '@taipan/compiler-core';

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

/** The end record stands before a comment of 65,535 bytes at most (PKWARE's APPNOTE, 4.3.16); zipapp puts a line before the archive. */
function holdsArchive(content: Buffer): boolean {
  return content.subarray(-(22 + 0xffff)).includes('PK\x05\x06', 0, 'latin1') && content.includes(0);
}

/** Whether it is a zip archive; false for what cannot be read. */
export function isArchive(path: string): boolean {
  try {
    return holdsArchive(readFileSync(path));
  } catch {
    return false;
  }
}

/** What Python runs that is no text; undefined for source. */
function whyNoSource(content: Buffer): string | undefined {
  // A version's number, what a transfer as text would change, and flags (PEP 552).
  if (content.length >= 16 && content.toString('latin1', 2, 4) === '\r\n' && content.readUInt32LE(4) <= 3) return 'it is compiled Python (.pyc); name its source';
  return holdsArchive(content) ? 'it is a zip archive; unpack it, and name the folder' : undefined;
}

/** What Python's importers make of a file; nothing is printed for what they refuse. */
const decode = `
import sys
from importlib.util import decode_source
try:
    text = decode_source(sys.stdin.buffer.read()).encode()
except (UnicodeError, SyntaxError):
    sys.exit(3)
sys.stdout.buffer.write(text)
`;

/** By the first interpreter that is there; as it is if that refuses it. Throws where there is none. */
function decodedByInterpreter(path: string, content: Uint8Array, encoding: string): string | Uint8Array {
  for (const python of ['python3', ...targetMinors.map((minor) => `python3.${minor}`)]) {
    const { status, stdout } = spawnSync(python, ['-I', '-S', '-c', decode], { input: content, maxBuffer: Number.POSITIVE_INFINITY, timeout: 10_000 });
    if (status === 0) return stdout.toString();
    if (status === 3) return content;
  }
  throw new UnreadableFile(`${path}: only a Python interpreter can read its encoding, '${encoding}', and there is none on the path`);
}

export function readSource(path: string): ModuleSource {
  try {
    if (statSync(path).isDirectory()) throw new UnreadableFile(`${path}: it is a folder; name a Python file`);
    const content = readFileSync(path);
    const reason = whyNoSource(content);
    if (reason !== undefined) throw new UnreadableFile(`${path}: ${reason}`);
    const encoding = encodingForInterpreter(content);
    return { name: '__main__', file: resolve(path), isPackage: false, content: encoding === undefined ? content : decodedByInterpreter(path, content, encoding) };
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile(`${path}: ${reasonOf(error)}`);
  }
}
