/**
 * Each header of the runtime compiles alone, with the headers of every CPython. The quick suite takes
 * those that name versions and the newest interpreter, `npm run test:conformance` all.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFrontEndInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { findCompiler } from '../../src/toolchain/compiler.js';
import { runtimeFolder } from '../../src/toolchain/runtime-library.js';

const isWhole = process.env['TAIPAN_CONFORMANCE'] === 'all';

function includeFolder(command: string): string | null {
  const { stdout } = spawnSync(command, ['-I', '-c', 'import sysconfig; print(sysconfig.get_path("include"))'], { encoding: 'utf8' });
  const folder = stdout.trim();
  return existsSync(join(folder, 'internal', 'pycore_frame.h')) ? folder : null;
}

const withHeaders = findFrontEndInterpreters().flatMap(({ command, target }) => {
  const folder = includeFolder(command);
  return folder === null ? [] : [{ version: `3.${target.minor}.${target.micro}`, folder }];
});

const include = join(runtimeFolder, 'include');
const headers = readdirSync(join(include, 'rt'), { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.hpp'))
  .map((entry) => relative(include, join(entry.parentPath, entry.name)))
  .filter((header) => isWhole || header.startsWith('rt/compat/'))
  .sort();

/** What g++ says of a file that includes this header and nothing else. */
function compileAlone(header: string, folder: string): Promise<string> {
  // Debian's headers of an interpreter in a root of its own include further ones from there, after the machine's own.
  const flags = ['-std=c++17', '-fsyntax-only', '-Wall', '-Wextra', '-Werror', `-I${include}`, '-isystem', folder, '-isystem', join(folder, 'internal'), '-idirafter', dirname(folder), '-include', header];
  const compiler = spawn(findCompiler(), [...flags, '-x', 'c++', '/dev/null'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  compiler.stderr.setEncoding('utf8').on('data', (text: string) => { said += text; });
  return new Promise((resolve, reject) => {
    compiler.on('error', reject);
    compiler.on('close', () => { resolve(said); });
  });
}

describe.each(isWhole ? withHeaders : withHeaders.slice(-1))('with the headers of $version', { timeout: 120_000 }, ({ folder }) => {
  it.each(headers)('%s compiles alone', async (header) => {
    expect(await compileAlone(header, folder)).toBe('');
  });
});

it('there are headers of an interpreter', () => {
  expect(withHeaders.length).toBeGreaterThan(0);
  expect(headers.length).toBeGreaterThan(5);
});
