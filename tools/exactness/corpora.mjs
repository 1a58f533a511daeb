/** Texts beyond the interpreter's own library, kept in `~/.cache/taipan-exactness`: packages, generated programs, damage. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'taipan-exactness');
const packages = ['black', 'sympy', 'sphinx', 'mypy', 'pip', 'setuptools', 'networkx', 'pydantic', 'pygments', 'rich', 'pysource-codegen'];

function run(command, args) {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}:\n${stderr}`);
}

/** The Python of an environment with the packages, made the first time. */
function environment(python, minor) {
  const folder = join(cache, `packages-3.${minor}`);
  const own = join(folder, 'bin', 'python');
  if (existsSync(join(folder, 'complete'))) return { folder, own };
  mkdirSync(cache, { recursive: true });
  run(python, ['-m', 'venv', folder]);
  run(own, ['-m', 'pip', 'install', '-q', ...packages]);
  writeFileSync(join(folder, 'complete'), '');
  return { folder, own };
}

function pythonFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return entry.name === '__pycache__' ? [] : pythonFiles(join(folder, entry.name));
      return entry.name.endsWith('.py') ? [join(folder, entry.name)] : [];
    });
}

/** Every file of the packages and of what they need. */
export function packageFiles(python, minor) {
  return pythonFiles(join(environment(python, minor).folder, 'lib', `python3.${minor}`, 'site-packages'));
}

/** Programs by `pysource-codegen`, which uses all of the grammar; those made before are taken again. */
export function generatedFiles(python, minor, count) {
  const folder = join(cache, `generated-3.${minor}`);
  mkdirSync(folder, { recursive: true });
  const script = fileURLToPath(new URL('./generate.py', import.meta.url));
  run(environment(python, minor).own, [script, folder, String(count)]);
  return pythonFiles(folder).slice(0, count);
}

/** Files of the library with bytes flipped, cut out, doubled or put in from another file. */
export function damagedFiles(files, count, random) {
  const folder = mkdtempSync(join(tmpdir(), 'taipan-damaged-'));
  const damaged = [];
  for (let index = 0; index < count; index++) {
    const take = () => readFileSync(files[random(files.length)]).subarray(0, 40_000);
    let bytes = take();
    for (let times = 1 + random(3); times > 0; times--) {
      const from = random(bytes.length);
      const length = random(random(4) === 0 ? 2000 : 12);
      const [before, after] = [bytes.subarray(0, from), bytes.subarray(from)];
      switch (random(5)) {
        case 0: bytes = Buffer.concat([before, Buffer.from([random(256)]), after.subarray(1)]); break;
        case 1: bytes = Buffer.concat([before, after.subarray(length)]); break;
        case 2: bytes = Buffer.concat([before, after.subarray(0, length), after]); break;
        case 3: { const other = take(); const at = random(other.length); bytes = Buffer.concat([before, other.subarray(at, at + length), after]); break; }
        default: bytes = before;
      }
    }
    const path = join(folder, `${String(index).padStart(6, '0')}.py`);
    writeFileSync(path, bytes);
    damaged.push(path);
  }
  return { folder, damaged };
}

const pieces = [
  [0xff], [0xc3], [0xc3, 0xa9], [0xe6, 0x96], [0xe6, 0x96, 0x87], [0xf0, 0x9f, 0x98, 0x80], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0x80], [0xc2, 0xa0], [0xc3, 0x97], [0xef, 0xbb, 0xbf],
  ...['\\', '\f', '"', "'", '"""', '{', '}', '(', ']', '\n', '\r', ' ', '\t', 'f"', "rf'", '1', '=', ' x ', '\\\n', '#', '$', '\0', ':', '!', ',', '\\N{', '\\x'].map((text) => [...Buffer.from(text)]),
];
const heads = [
  '#coding:utf-8\n', '# -*- coding: latin-1 -*-\n', '\ufeff', '\ufeff#coding: utf8\n', '#coding: cp1252\n', '#coding: ascii\n', '#coding: utf8\n', '#coding: koi8-r\n', '\n#coding: utf-8\n',
  'x = """\n', '\ufeff#coding: utf-8\n', '#coding: euc-jp\n',
];

/** Parts of files of the library with pieces put in that mostly are no UTF-8, some with a mark, a cookie or other newlines. */
export function damagedBytes(files, count, random) {
  const folder = mkdtempSync(join(tmpdir(), 'taipan-bytes-'));
  const damaged = [];
  const latin1 = (bytes, change) => Buffer.from(change(bytes.toString('latin1')), 'latin1');
  for (let index = 0; index < count; index++) {
    let bytes = readFileSync(files[random(files.length)]);
    const start = bytes.lastIndexOf(10, random(Math.max(1, bytes.length - 3000))) + 1;
    bytes = bytes.subarray(random(3) > 0 ? 0 : start).subarray(0, 500 + random(6000));
    for (let times = 1 + random(4); times > 0; times--) {
      const at = random(bytes.length);
      const put = Array.from({ length: 1 + random(2) }, () => Buffer.from(pieces[random(random(2) > 0 ? 12 : pieces.length)]));
      bytes = Buffer.concat([bytes.subarray(0, at), ...put, bytes.subarray(at + random(3))]);
    }
    if (random(4) === 0) bytes = Buffer.concat([Buffer.from(heads[random(heads.length)]), bytes]);
    if (random(10) === 0) bytes = latin1(bytes, (text) => text.replace(/\n/g, '\r\n'));
    if (random(10) === 0) bytes = latin1(bytes, (text) => text.replace(/'[^'\n]*'/g, (literal) => (random(3) > 0 ? literal : `f${literal}`)));
    const path = join(folder, `${String(index).padStart(6, '0')}.py`);
    writeFileSync(path, bytes);
    damaged.push(path);
  }
  return { folder, damaged };
}

/** Texts that a parser may run away on; what CPython says of some depends on its stack. */
export function hardTexts() {
  const deep = 10_000;
  const bracket = (open, close) => `x = ${open.repeat(deep)}1${close.repeat(deep)}\n`;
  return new Map([
    ['nested ( )', bracket('(', ')')], ['nested [ ]', bracket('[', ']')], ['nested { }', bracket('{', '}')], ['nested { : }', bracket('{1:', '}')],
    ['( never closed', '('.repeat(deep)], ['( [ { mixed', '([{'.repeat(deep)], ['nested calls', bracket('f(', ')')], ['nested subscripts', `x${'[x'.repeat(deep)}${']'.repeat(deep)}\n`],
    ['nested lambdas', `x = ${'lambda: '.repeat(deep)}1\n`], ['nested not', `x = ${'not '.repeat(deep)}1\n`], ['nested minus', `x = ${'-'.repeat(deep)}1\n`], ['nested await', `async def f():\n x = ${'await '.repeat(deep)}1\n`],
    ['long sum', `x = ${'1 + '.repeat(deep)}1\n`], ['long power', `x = ${'1 ** '.repeat(deep)}1\n`], ['long comparison', `x = ${'1 < '.repeat(deep)}1\n`], ['long conditional', `x = ${'1 if a else '.repeat(deep)}1\n`],
    ['long attribute', `x = a${'.b'.repeat(deep)}\n`], ['long calls', `x = a${'()'.repeat(deep)}\n`], ['long targets', `${'x = '.repeat(deep)}1\n`], ['long comprehension', `x = [1 ${'for a in b '.repeat(deep)}]\n`],
    ['nested ifs', `${Array.from({ length: 2000 }, (_item, index) => `${' '.repeat(index)}if x:\n`).join('')}${' '.repeat(2000)}pass\n`], ['long elif', `if x: pass\n${'elif x: pass\n'.repeat(deep)}`],
    ['decorators', `${'@a\n'.repeat(deep)}def f(): pass\n`], ['nested f-strings', `x = ${'f"{'.repeat(deep)}1${'}"'.repeat(deep)}\n`], ['fields', `x = f"${'{a}'.repeat(deep)}"\n`], ['nested format', `x = f"${'{a:'.repeat(deep)}${'}'.repeat(deep)}"\n`],
    ['unclosed f-string fields', `x = f"${'{'.repeat(deep)}\n`], ['adjacent strings', `x = ${'"a" '.repeat(deep)}\n`], ['quotes', '"'.repeat(deep + 1)], ['backslashes', '\\'.repeat(deep)], ['continued lines', `x = 1 ${'\\\n'.repeat(deep)}\n`],
    ['nested patterns', `match x:\n case ${'['.repeat(deep)}a${']'.repeat(deep)}: pass\n`], ['long or-pattern', `match x:\n case ${'1 | '.repeat(deep)}1: pass\n`], ['nested types', `type X = ${'list['.repeat(deep)}int${']'.repeat(deep)}\n`],
    ['a line of 10 MB', `x = "${'a'.repeat(10_000_000)}"\n`], ['a line of 100,000 names', `x = [${'abcdefgh,'.repeat(100_000)}]\n`], ['10 MB comment', `# ${'é'.repeat(5_000_000)}\n`], ['10 MB of blanks', `${' '.repeat(10_000_000)}x\n`], ['10 MB of newlines', '\n'.repeat(10_000_000)],
    ['a million digits', `x = ${'7'.repeat(1_000_000)}\n`], ['a million hexadecimal digits', `x = 0x${'f'.repeat(1_000_000)}\n`], ['a million digits in a fraction', `x = 1.${'7'.repeat(1_000_000)}\n`], ['a name of a million letters', `${'n'.repeat(1_000_000)} = 1\n`],
    ['lone surrogates', `x = "\ud800"\ny\udc00 = 1\n`], ['only surrogates', '\udfff'.repeat(deep)], ['NUL', 'x = 1\0\n'], ['only NUL', '\0'.repeat(deep)], ['form feeds', `${'\f'.repeat(deep)}x = 1\n`], ['deep dedents', `${Array.from({ length: 99 }, (_item, index) => `${' '.repeat(index)}if x:\n`).join('')}${' '.repeat(99)}x\n`.repeat(50)],
    ['semicolons', ';'.repeat(deep)], ['colons', ':'.repeat(deep)], ['commas', ','.repeat(deep)], ['stars', '*'.repeat(deep)], ['at signs', '@'.repeat(deep)], ['arrows', '->'.repeat(deep)], ['keywords', 'if else '.repeat(deep)], ['many mistakes', 'x = = 1\n'.repeat(deep)],
  ]);
}
