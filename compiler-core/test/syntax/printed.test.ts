/**
 * What `python FILE` prints of a file that it does not run, warnings and carets included, and where its error begins and
 * ends: asked of every interpreter at hand.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { judgeFile, nameFile, printJudgement } from '../../src/pipeline/shown-error.js';
import { printTarget } from '../../src/targets/target-version.js';
import { everyInterpreter } from '../harness/interpreters.js';
import { misspelt } from './misspelt-texts.js';
import { warned } from './warned-texts.js';
import { meaning, typing } from './wrong-texts.js';

const judge = fileURLToPath(new URL('../../../tools/exactness/printed.py', import.meta.url));

/** Texts whose places and lines differ from those of a text in memory, or that are marked over several lines. */
const marked = [
  // The end of the file is the place.
  'if x:', 'if x:\n', 'def f():\n    # nothing\n\n', 'x = (1,\n', 'x = [', '@a\n', 'class A:\n    def f(self):\n', 'try:\n    pass\n', 'x = 1 + \\\n', '\\\n', 'x = """a\nb', 'for x in y', 'x = 1 +', 'x = "é" +',
  // Columns in bytes or characters, blanks before them, and lines that go on.
  'x = "é"; y = = 1\n', '\tx = 1\n\ty = = 1\n', 'if 1:\n\t\u00a0x\n', 'é = 1 2\n', 'f("é", a b)\n', '{"é": 1 "b": 2}\n', 'x = (1 +\n     y z)\n', '{1: 2\n 3: 4}\n', 'f(a=1,\n  b c)\n', 'print "a",\\\n  b\n', 'f(x for x in y,\n  1)\n',
  'from __future__ import division\n"text"\nfrom __future__ import nothing\n', '"text"\n"more"\nfrom __future__ import nothing\n', 'x = 1; from __future__ import division\n', 'from __future__ import (\n  braces)\n', '# coding: latin-1\nx = "é" y\n',
  'if x:\n        a\n    b\n', 'if x:\n\ta\n        b\n', 'if x:\n    a\n     b\n', '  x = 1\n', 'case 1: pass\n', 'import\n', 'import a from b\n', 'from a import (b,\n', 'type A[] = int\n', 'def f[*A: int](): pass\n', 'class A[]: pass\n',
  'try: pass\nexcept: pass\nexcept A: pass\n', 'try: pass\nexcept A, B: pass\n', 'try: pass\nexcept A: pass\nexcept* B: pass\n', 'try: pass\nexcept* A: pass\nexcept B: pass\n', '{1: *a}\n', '{**a for a in b}\n', 'f(**a, *b)\n', 'f(*a=1)\n', 'f(a=)\n', 'lambda (a, b): 1\n', 'def f(a, (b, c)): pass\n',
  'def f(**a, b: int): pass\n', 'match x:\n    case A(b=1, c, d): pass\n', 'match x:\n    case a as a: pass\n', 'match x:\n    case 1 as b.c: pass\n', '__debug__: int\n', 'a.__debug__: int\n', 'x = 0_7\n', 'x = 007\n', '1_000_\n', '0b12\n', '1__0\n', "f'{a b}'\n", "f'{a:{b c}}'\n", "f'{'\n", "f'{a!x}'\n", "f'''{\na b}'''\n", "x = f'{1 +\\n}'\n",
  'def f():\n    async with a as b: pass\n', 'def f(): yield from x\nyield from x\n', '[x := 1 for x in y]\n', 'def f(a): global a\n', 'class A:\n    nonlocal x\n', '(yield)\n', '[(yield) for x in y]\n', 'x = {a, *b for c in d}\n', '[a, b for c in d]\n', '(a, b for c in d)\n',
  // What micro versions differ in.
  'b"é" # more\n', 'f(**a, *)\n', 'f(x, *:)\n', 'x = 2é\n', "f'{a! r}'\n", 'from __future__ import division, magic\n', 'x = """\n\\d"""\n)\n',
  // Warnings before the error.
  'f(x)"""\n\\d""" y\n', '(a "\\d")\n', 'f("\\d" "\\w" y)\n',
  'x = "\\d"\ny = = 1\n', 'x = """a\n  \\d"""\nbreak\n', "x = b'\\N\\d'\nif\n", 'x = "\\477"\n)\n', 'x = 1if y else 2\nz = 0x1for\n', "f'\\{a}\\d{b}\\w'\n1 +\n", '"\\d" "\\w" = 1\n', '(\n"\\d"\n', '"\\d"\n  x\n"\\w"\n', 'x = = 1\ny = 2if z else 3\nu = "\\d"\n', 'x = 1\n"\\é" "\\d"\nreturn\n',
];

/** Lines that cannot be read, as characters for bytes. */
const bytes = [
  '# coding: latin-1\nx = "\xe9"; improt os\n', '# coding: latin-1\nx = "\xe9"\nif x:\n    y\nimprot os\n', '  x\n# caf\xe9\n', 'x = 1\ny = 2\0\n', '\0', 'x = = 1\n\0\n', '\0\xe9\n', '# \xe9 coding: latin-1\nx = 1\n', '# coding: latin-1\nx = "\xe9" y\n', 'x = 1\r\ny = = 1\r\n', 'if x:\r', 'x = """\r\ny\r\n',
];

/** The same where 3.14.10 and 3.15.2 say something else than this front end yet (docs/status.md). */
const bytesReadAnew = [
  '\xef\xbb\xbfimprot os\n', '\xef\xbb\xbfif x: y\nimprot os\n', 'x = 1\n# caf\xe9\n', '# caf\xe9', 'x = = 1\n# caf\xe9\n', 'x = 1 +\n    print 1\n# caf\xe9\n', 'x = (1\n# caf\xe9\n', 'x = """\n\xe9\n', 'x = "\xe9', 'break\n# \xe9\n', '# coding: utf-8\n# \xe9\nx = 1\n', '# coding: utf-8\nx\xe9 = 1\n', '# coding: utf-8\nx = "\xe9"\n', '# \xe9\0\n', '# coding: ascii\nx = "\xe9"\n', '# \xe9\n# coding: latin-1\nx = 1\n', '# coding: ascii\n# \xe9\n', '# coding: nonsense\nx = 1\n', '\xef\xbb\xbfx = = 1\n', '\xef\xbb\xbf# coding: latin-1\n', '\xef\xbb\xbf  x\n',
];
/** The search for misspelt keywords compiles the text anew, and then prints these warnings again, which is left out. */
const warnedAgain = new Map([
  ['3.14', ['f("\\d" "\\w" y)\n', 'x = "\\d"\ny = = 1\n', "f'\\{a}\\d{b}\\w'\n1 +\n"]],
  ['3.15', ['f("\\d" "\\w" y)\n', 'x = "\\d"\ny = = 1\n', "f'\\{a}\\d{b}\\w'\n1 +\n", "x = b'\\N\\d'\nif\n", 'x = 1if y else 2\nz = 0x1for\n']],
]);

interface Printed { readonly text: string; readonly type: string | null; readonly message: string; readonly lineno: number | null; readonly offset: number | null; readonly end_lineno: number | null; readonly end_offset: number | null }

const folder = mkdtempSync(join(tmpdir(), 'taipan-printed-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const contents = [...[...typing, ...meaning, ...marked, ...warned, ...misspelt].map((text) => Buffer.from(text)), ...[...bytes, ...bytesReadAnew].map((text) => Buffer.from(text, 'latin1'))];
const files = contents.map((content, index) => {
  const file = join(folder, `${index}.py`);
  writeFileSync(file, content);
  return file;
});

describe.each(everyInterpreter().map((interpreter) => [`Python ${printTarget(interpreter.target)}`, interpreter] as const))('%s', (_version, { command, target }) => {
  const asked = spawnSync(command, ['-I', judge], { input: files.map((file) => `${file}\n`).join(''), encoding: 'utf8', maxBuffer: 1 << 26 });
  const expected = asked.stdout.trim().split('\n').map((line) => JSON.parse(line) as Printed);

  const known = new Set(target.minor < 14 ? [] : [...bytesReadAnew, ...(warnedAgain.get(`3.${target.minor}`) ?? [])]);
  for (const [index, file] of files.entries()) {
    const [content, theirs] = [contents[index] ?? Buffer.alloc(0), expected[index]];
    const text = content.toString('latin1');
    (known.has(text) ? it.fails : it)(JSON.stringify(text), () => { compare(file, content, theirs); });
  }

  function compare(file: string, content: Uint8Array, theirs: Printed | undefined): void {
    const judgement = judgeFile(content, target);
    const text = printJudgement(judgement, file, target);
    if (judgement.error === null) return expect({ text, type: null }).toEqual(theirs);
    const { type, message, lineno, offset, endLineno, endOffset } = judgement.error;
    expect({ text, type, message: nameFile(message, file), lineno, offset, end_lineno: endLineno, end_offset: endOffset }).toEqual(theirs);
  }

  it('says the same when it is asked in full', () => {
    const sample = files.filter((_file, index) => index % 23 === 0 && expected[index]?.type !== null);
    expect(sample.map((file) => spawnSync(command, ['-I', file], { encoding: 'utf8' }).stderr)).toEqual(sample.map((file) => expected[files.indexOf(file)]?.text ?? ''));
  });
});
