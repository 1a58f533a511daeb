#!/usr/bin/env node
/**
 * `npm run test:annotate`: what `taipan annotate` writes into programs, before type checkers: mypy (with
 * --check-untyped-defs, as it looks into a function only once it is annotated), pyright and ty complain of the annotated
 * files of nothing that they did not complain of before. The programs are this repository's and modules of the standard
 * library; files stay where they are, copies are annotated.
 *
 *     --keep FOLDER   leave the copies there, in `before` and `after`
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { readArguments } from './arguments.mjs';
import { ensureCheckers } from './hints-package/type-checkers.mjs';
import { runProcess } from './run-process.mjs';
import { ensureBuilt, ensurePackages, findPython, root } from './setup.mjs';

const limit = 600_000;

const library = 'bisect calendar cmd colorsys csv difflib dis fnmatch fractions gettext glob graphlib heapq ipaddress locale mimetypes netrc optparse pickle pickletools plistlib pprint random sched shlex stat statistics string tabnanny textwrap timeit tokenize trace turtle uuid zipfile _pydecimal json/decoder json/encoder'.split(' ');

/** Complaints that annotations bring to light rightly: by tool and file, a text of the message. */
const known = [
  ['conformance_traceback_lines.py', 'foo', 'the program asks an int for an attribute, to see the traceback'],
  ['conformance_recursion_limits.py', '"append" of "list"', 'a list gets ints and strings; mypy takes it for the first'],
];

const { values: options } = readArguments(import.meta.url, { options: { keep: { type: 'string' } } });
ensurePackages();
ensureBuilt();
const python = findPython();
if (python === null) {
  console.error('test:annotate: a Python from 3.11 to 3.13 is needed on the path');
  process.exit(2);
}
const version = spawnSync(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { encoding: 'utf8' }).stdout.trim();
const standard = spawnSync(python, ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], { encoding: 'utf8' }).stdout.trim();
const environment = ensureCheckers(python);
const tool = (name) => join(environment, 'bin', name);

const folder = options.keep === undefined ? mkdtempSync(join(tmpdir(), 'taipan-annotate-')) : resolve(options.keep);
const sides = ['before', 'after'].map((side) => join(folder, side));

function copyAll() {
  for (const side of sides) mkdirSync(side, { recursive: true });
  const own = ['test-fixtures/conformance', 'test-fixtures/programs', 'compiler-core/test/facts/programs'].flatMap((name) => readdirSync(join(root, name)).filter((file) => /^[a-z_]+\.py$/.test(file)).map((file) => [`${basename(name)}_${file}`, join(root, name, file)]));
  const others = library.map((name) => [`library_${name.replace('/', '_')}.py`, join(standard, `${name}.py`)]).filter(([, file]) => existsSync(file));
  for (const [name, file] of [...own, ...others]) for (const side of sides) copyFileSync(file, join(side, name));
  return [...own, ...others].map(([name]) => name).sort();
}

/** Each checker's complaints of the files of a folder: `[file, line, message]`. */
const tools = {
  async mypy(side, files) {
    const { text } = await runProcess(tool('mypy'), ['--check-untyped-defs', '--ignore-missing-imports', '--cache-dir=/dev/null', '--no-error-summary', '--hide-error-context', '--no-pretty', '--python-version', version, ...files], { limit, cwd: side });
    return [...text.matchAll(/^(.+?):(\d+): error: (.*)$/gm)].map(([, file, line, message]) => [file, line, message]);
  },
  async pyright(side) {
    writeFileSync(join(side, 'pyrightconfig.json'), JSON.stringify({ typeCheckingMode: 'basic', reportMissingImports: false, reportMissingModuleSource: false, pythonVersion: version }));
    const { stdout } = await runProcess(tool('pyright'), ['--outputjson', '--project', side], { limit, cwd: side });
    return JSON.parse(stdout).generalDiagnostics.filter(({ severity }) => severity === 'error').map(({ file, range, message }) => [basename(file), String(range.start.line + 1), message.split('\n')[0].replaceAll(`${basename(side)}.`, '')]);
  },
  async ty(side, files) {
    const { text } = await runProcess(tool('ty'), ['check', '--output-format', 'concise', '--python-version', version, ...files], { limit, cwd: side });
    return [...text.matchAll(/^(.+?):(\d+):\d+: error(.*)$/gm)].map(([, file, line, message]) => [file, line, message]);
  },
};

let failures = 0;
try {
  const files = copyAll();
  const { exit, stdout, text } = await runProcess(process.execPath, [join(root, 'server/bin/taipan.js'), 'annotate', '--python', python, ...files], { limit, cwd: sides[1] });
  const written = [...stdout.matchAll(/: (\d+) annotations?$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
  console.log(`${written} annotations in ${files.length} files`);
  if (exit !== 0 || written < 300) {
    failures += 1;
    console.log(text);
  }
  for (const [name, complaintsOf] of Object.entries(tools)) {
    const [before, after] = [await complaintsOf(sides[0], files), await complaintsOf(sides[1], files)];
    const old = before.map((each) => each.join(' '));
    const fresh = after.filter((each) => {
      const at = old.indexOf(each.join(' '));
      if (at >= 0) old.splice(at, 1);
      return at < 0;
    });
    const isKnown = ([file, , message]) => known.some(([in_, part]) => in_ === file && message.includes(part));
    const unknown = fresh.filter((each) => !isKnown(each));
    console.log(`${name}: ${before.length} complaints before, ${after.length} after, ${fresh.length} new, ${unknown.length} of them unknown`);
    for (const each of unknown) console.log(`  ${each.join(': ')}`);
    failures += unknown.length + (before.length === 0 ? 1 : 0);
  }
} finally {
  if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);
