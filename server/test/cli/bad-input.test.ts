/** Whatever is wrong with a program or a machine: one clear line, the right exit code, nothing of ours in between. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findInterpreters } from '../../../compiler-core/test/harness/interpreters.js';
import { folderWith, type Outcome, run, runTaipan, taipan } from './command-line.js';

const interpreters = findInterpreters();
const python = interpreters[0]?.command ?? 'python3';
/** Where a command really is, behind pyenv's shims. */
const realPython = spawnSync(python, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).stdout.trim();

function expectOneLine({ code, stdout, stderr }: Outcome, message: RegExp): void {
  expect(stderr).toMatch(/^taipan: .+\n$/);
  expect(stderr).toMatch(message);
  expect([code, stdout]).toEqual([2, '']);
}

describe.each(interpreters)('files that Python $minor refuses', ({ command }) => {
  test.each<[string, string | Uint8Array]>([
    ['a syntax error', 'def f(:\n    pass\n'],
    ['an error of the symbol table', 'def f(x):\n    global x\n'],
    ['an unclosed bracket', 'x = (1\n'],
    ['bytes that are not UTF-8', Buffer.from('x = 1\ny = "caf\xe9"\n', 'latin1')],
    ['bytes that are not UTF-8 in a comment', Buffer.from('# caf\xe9\n', 'latin1')],
    ['a break outside a loop', 'x = 1\nbreak\n'],
    ['a clear error before bytes that are not UTF-8', Buffer.from('x = 1 +\nprint 1\n# caf\xe9\n', 'latin1')],
    ['an error before bytes that are not UTF-8', Buffer.from('x = = 1\n# caf\xe9\n', 'latin1')],
    ['a NUL byte', 'x = 1\ny = 2\0\n'],
    ['an unknown encoding', '# -*- coding: nonsense -*-\nx = 1\n'],
    ['a cookie against the byte order mark', '\ufeff# -*- coding: latin-1 -*-\n'],
    ['warnings of the parser before the error', 'x = "\\d"\ny = 1if x else 2\nif x:\n'],
    ['warnings of the compiler before the error', 'x is 3\nassert (x, "always")\nbreak\n'],
    ['bytes that are not in the encoding that it states', Buffer.from('# coding: ascii\nx = "\xc3\xa9"\n', 'latin1')],
    ['an error at the end of the file', 'def f():\n'],
    ['what a lone case is', 'case 1: pass\n'],
    ['a comma that is missing between lines', 'x = {1: 2\n     3: 4}\n'],
    ['an except that must be last', 'try: pass\nexcept: pass\nexcept A: pass\n'],
  ])('%s: its own words, exit code 1', async (_, content) => {
    const folder = folderWith({ 'program.py': content });
    const interpreted = await run(command, ['program.py'], { folder });
    const compiled = await runTaipan(['build', '--python', command, 'program.py'], { folder });
    expect(compiled).toEqual({ ...interpreted, code: 1 });
    expect(readdirSync(folder)).toEqual(['program.py']);
  });
});

describe('files that are not there, or not files', () => {
  test.each([
    ['missing.py', /missing\.py: there is no such file/],
    ['folder', /folder: it is a folder without __main__\.py/],
    ['program.py/more.py', /program\.py\/more\.py: a part of its path is not a folder/],
  ])('%s', async (entry, message) => {
    const folder = folderWith({ 'program.py': 'x = 1\n', 'folder/other.py': '' });
    for (const command of ['build', 'run', 'verify']) expectOneLine(await runTaipan([command, entry], { folder }), message);
  });

  test('other commands name the file too', async () => {
    const folder = folderWith({ 'folder/nothing': '' });
    for (const args of [['hints', 'missing.py'], ['dump', 'ast', 'missing.py'], ['dump', 'cst', 'folder']]) expectOneLine(await runTaipan(args, { folder }), /^taipan: (missing\.py|folder): /);
    expect(await runTaipan(['check', 'missing.py'], { folder })).toMatchObject({ code: 2, stderr: 'taipan: missing.py: there is no such file\n' });
  });
});

test('what holds no source: archives and bytecode', async () => {
  const folder = folderWith({ 'app/__main__.py': 'print(1)\n', 'empty/__main__.pyc': '', 'empty/other.py': '' });
  await run(realPython, ['-c', 'import shutil; shutil.make_archive("empty", "zip", "empty")'], { folder });
  await run(realPython, ['-m', 'zipapp', 'app', '-p', '/usr/bin/env python3', '-o', 'app.pyz'], { folder });
  await run(realPython, ['-c', 'import py_compile; py_compile.compile("app/__main__.py", "main.pyc")'], { folder });
  for (const command of ['hints', 'annotate']) expectOneLine(await runTaipan([command, 'app.pyz'], { folder }), /^taipan: app\.pyz: it is a zip archive; unpack it, and name the folder$/m);
  for (const command of ['build', 'run']) expectOneLine(await runTaipan([command, 'empty.zip'], { folder }), /^taipan: empty\.zip: it is a zip archive without __main__\.py$/m);
  expectOneLine(await runTaipan(['hints', 'main.pyc'], { folder }), /^taipan: main\.pyc: it is compiled Python \(\.pyc\); name its source$/m);
});

describe('machines that lack something', () => {
  /** A folder to be the whole PATH. */
  function pathWith(...commands: readonly string[]): string {
    const folder = folderWith();
    for (const command of commands) {
      const found = spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).stdout.trim();
      symlinkSync(found, join(folder, command));
    }
    return folder;
  }
  const program = { 'program.py': 'print(1)\n' };

  test('the interpreter', async () => {
    expectOneLine(await runTaipan(['build', '--python', 'no-such-python', 'program.py'], { folder: folderWith(program) }), /'no-such-python' is not a Python interpreter that runs here; name one with --python/);
    expectOneLine(await runTaipan(['build', '--python', '/bin/true', 'program.py'], { folder: folderWith(program) }), /'\/bin\/true' does not answer as a Python interpreter/);
  });

  test('a C++ compiler', async () => {
    expectOneLine(await runTaipan(['build', '--python', realPython, 'program.py'], { folder: folderWith(program), environment: { PATH: pathWith('ninja', 'sh') } }), /no C\+\+ compiler is installed \(on Debian or Ubuntu: apt-get install g\+\+\)/);
  });

  test('ninja', async () => {
    const environment = { PATH: pathWith('g++', 'sh'), TAIPAN_CACHE_DIR: folderWith() };
    expectOneLine(await runTaipan(['build', '--python', realPython, 'program.py'], { folder: folderWith(program), environment }), /ninja is not installed \(on Debian or Ubuntu: apt-get install ninja-build\)/);
  });

  /** The real interpreter, but for one thing that it says of itself. */
  function otherwise(folder: string, said: string, instead: string): string {
    const wrapper = join(folder, 'python');
    writeFileSync(wrapper, `#!/bin/sh\n"${realPython}" "$@" | sed 's/${said}/${instead}/'\n`);
    chmodSync(wrapper, 0o755);
    return wrapper;
  }

  test('an interpreter with the global lock', async () => {
    const folder = folderWith(program);
    const python = otherwise(folder, '"isFreeThreaded": false', '"isFreeThreaded": true');
    expectOneLine(await runTaipan(['build', '--python', python, 'program.py'], { folder }), /is a free-threaded Python 3\.\d+\.\d+, for which programs cannot be compiled; name one with the global interpreter lock with --python/);
  });

  test("Python's headers", async () => {
    const folder = folderWith(program);
    expectOneLine(await runTaipan(['build', '--python', otherwise(folder, '"hasHeaders": true', '"hasHeaders": false'), 'program.py'], { folder }), /the headers of Python 3\.\d+\.\d+ are missing \(on Debian or Ubuntu: apt-get install python3-dev\)/);
  });
});

describe('places that cannot be written', () => {
  const files = { 'program.py': 'print(1)\n', 'file': '', 'folder/file': '' };

  test.each([
    ['folder', /folder: it is a folder/],
    ['file/program', /file\/program cannot be written: a part of its path is not a folder/],
    ['/dev/full', /\/dev\/full: it is no ordinary file/],
    ['program.py', /program\.py: it is the source/],
  ])('%s', async (output, message) => {
    const folder = folderWith(files);
    expectOneLine(await runTaipan(['build', 'program.py', '-o', output], { folder }), message);
    expect(readdirSync(folder).sort()).toEqual(Object.keys(files).map((name) => name.split('/')[0]).sort());
  });

  test('the report', async () => {
    expect(await runTaipan(['build', 'program.py', '--report', 'file/report.json'], { folder: folderWith(files) })).toMatchObject({ code: 2, stderr: 'taipan: file/report.json cannot be written: a part of its path is not a folder\n' });
    expectOneLine(await runTaipan(['build', 'program.py', '--report', 'report.txt'], { folder: folderWith(files) }), /report\.txt: a report is written as \.html or \.json/);
  });

  test('the cache', async () => {
    expectOneLine(await runTaipan(['build', 'program.py'], { folder: folderWith(files), environment: { TAIPAN_CACHE_DIR: '/dev/null/cache' } }), /\/dev\/null\/cache.*: a part of its path is not a folder/);
    expectOneLine(await runTaipan(['build', 'program.py'], { folder: folderWith(files), environment: { TAIPAN_CACHE_DIR: '/proc/cache' } }), /\/proc\/cache.*: /);
  });

  test('standard output', async () => {
    const { code, stderr } = await run('bash', ['-c', `"${process.execPath}" "${taipan}" dump ast program.py > /dev/full`], { folder: folderWith(files) });
    expect([code, stderr]).toEqual([2, 'taipan: standard output cannot be written: no space left on the disk\n']);
  });
});

describe('a full disk', () => {
  /** A disk of a few pages; undefined where this user may not make one. */
  function smallDisk(kilobytes: number): { readonly folder: string; readonly unmount: () => void } | undefined {
    const folder = folderWith();
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk]).status !== 0) return undefined;
    return { folder: disk, unmount: () => { spawnSync('umount', [disk]); } };
  }

  test('under the output: no half of it is left', async (context) => {
    const disk = smallDisk(16);
    // Only root may mount one; where that is not allowed, no disk can be filled without filling the machine's.
    if (disk === undefined) return context.skip('this user may not mount a small disk');
    try {
      expectOneLine(await runTaipan(['build', 'program.py', '-o', join(disk.folder, 'program')], { folder: folderWith({ 'program.py': 'print(1)\n' }) }), /program cannot be written: no space left on the disk/);
      expect(readdirSync(disk.folder)).toEqual([]);
    } finally {
      disk.unmount();
    }
  });

  test('under the cache', async (context) => {
    const disk = smallDisk(64);
    // Only root may mount one; where that is not allowed, no disk can be filled without filling the machine's.
    if (disk === undefined) return context.skip('this user may not mount a small disk');
    try {
      const folder = folderWith({ 'program.py': 'print(1)\n' });
      expectOneLine(await runTaipan(['build', 'program.py'], { folder, environment: { TAIPAN_CACHE_DIR: disk.folder } }), /no space left on the disk/);
      expect(existsSync(join(folder, 'program'))).toBe(false);
    } finally {
      disk.unmount();
    }
  });
});

test('a bug of our own is one line, with its place only for those who ask', async () => {
  const folder = folderWith({ 'bug.mjs': 'const { reportFailure } = await import(process.argv[2]); process.exitCode = reportFailure(new TypeError("x is not a function\\nand more"));' });
  const script = join(taipan, '../../dist/cli/failures.js');
  expectOneLine(await run(process.execPath, ['bug.mjs', script], { folder }), /internal error: x is not a function; please report it \(TAIPAN_DEBUG=1 shows where it happened\)/);
  expect((await run(process.execPath, ['bug.mjs', script], { folder, environment: { TAIPAN_DEBUG: '1' } })).stderr).toContain('    at ');
});
