/** `taipan annotate` puts types into files and leaves all else alone. */
import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, run, runTaipan } from './command-line.js';

const program = 'def area(width,height = 2):  # größe\r\n\tscale = 1\r\n\tscale = width * 0.5\r\n\treturn scale * height\r\nprint(area(3))';
const annotated = 'def area(width: int,height: int = 2) -> float:  # größe\r\n\tscale: float | int = 1\r\n\tscale = width * 0.5\r\n\treturn scale * height\r\nprint(area(3))';

test('a file gets its types, keeps the rest of its bytes, its links and its permissions, and is done then', async () => {
  const folder = folderWith({ 'real/tool.py': `\ufeff${program}` });
  chmodSync(join(folder, 'real/tool.py'), 0o751);
  symlinkSync('real/tool.py', join(folder, 'link.py'));
  expect(await runTaipan(['annotate', '--check', 'link.py'], { folder })).toEqual({ code: 1, stdout: 'link.py: 4 annotations to write\n', stderr: '' });
  expect(readFileSync(join(folder, 'link.py'), 'utf8')).toBe(`\ufeff${program}`);
  expect(await runTaipan(['annotate', 'link.py'], { folder })).toEqual({ code: 0, stdout: 'link.py: 4 annotations\n', stderr: '' });
  expect(readFileSync(join(folder, 'real/tool.py'), 'utf8')).toBe(`\ufeff${annotated}`);
  expect(statSync(join(folder, 'real/tool.py')).mode & 0o777).toBe(0o751);
  expect(await runTaipan(['annotate', '--check', 'link.py'], { folder })).toEqual({ code: 0, stdout: 'link.py: 0 annotations to write\n', stderr: '' });
});

test('--diff is what patch takes', async () => {
  const lines = Array.from({ length: 30 }, (_, at) => `x${at} = ${at}`).join('\n');
  const text = `def first(a):\n    return a * 2\n${lines}\ndef second(b):\n    return b / 2\nprint(first(1), second(2))`;
  const folder = folderWith({ 'tool.py': text });
  const { stdout, code } = await runTaipan(['annotate', '--diff', 'tool.py'], { folder });
  expect(code).toBe(0);
  expect(readFileSync(join(folder, 'tool.py'), 'utf8')).toBe(text);
  expect(stdout.match(/^@@/gm)).toHaveLength(2);
  expect(await run('patch', ['-p0'], { folder, input: stdout })).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'tool.py'), 'utf8')).toBe(text.replace('(a):', '(a: int) -> int:').replace('(b):', '(b: int) -> float:'));
});

test('what is wrong is one line, and the file stays', async () => {
  const latin = Buffer.from('# coding: latin-1\ndef f(a):\n    return "\xe9" * a\nf(1)\n', 'latin1');
  const folder = folderWith({ 'broken.py': 'def f(:\n', 'latin.py': latin, 'fine.py': 'def f(a):\n    return a\nf(1)\n' });
  expect(await runTaipan(['annotate', 'broken.py', 'fine.py'], { folder })).toEqual({ code: 1, stdout: 'fine.py: 2 annotations\n', stderr: 'broken.py:1:7: error: invalid syntax [syntax-error]\n' });
  expect(await runTaipan(['annotate', 'latin.py'], { folder })).toEqual({ code: 2, stdout: '', stderr: 'taipan: latin.py: only files in UTF-8 can be annotated\n' });
  expect(readFileSync(join(folder, 'latin.py'))).toEqual(latin);
  expect(await runTaipan(['annotate', 'missing.py'], { folder })).toEqual({ code: 2, stdout: '', stderr: 'taipan: missing.py: there is no such file\n' });
  expect((await runTaipan(['annotate', '--diff', '--check', 'fine.py'], { folder })).code).toBe(2);
  expect((await runTaipan(['annotate'], { folder })).code).toBe(2);
});
