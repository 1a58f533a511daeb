#!/usr/bin/env node
/**
 * `npm run emission:digest -- [--python PYTHON] [--keep FOLDER] PATH...`: the C++ of Python files as a build emits it,
 * without a C++ compiler: one line a file with a hash of its C++ and its report, and the length of the C++; at the end the
 * length of all of it.
 *
 * A change that must not change what is emitted gives the same lines before and after it: `diff` says so. `--keep` writes
 * the C++ itself into a folder, one file a module, to see where it differs. TAIPAN_CORE names another compiler-core/dist.
 * Folders are searched for `.py`; files that the interpreter refuses have a line that says so.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from './arguments.mjs';

const { values: options, positionals: paths } = readArguments(import.meta.url, {
  allowPositionals: true,
  options: { python: { type: 'string', default: 'python3' }, keep: { type: 'string' } },
});
const stop = (message) => {
  console.error(`emission-digest.mjs: ${message}`);
  process.exit(2);
};
if (paths.length === 0) stop('no file or folder is named (--help says how)');
const base = process.env['TAIPAN_CORE'] ? `file://${process.env['TAIPAN_CORE']}/` : new URL('../compiler-core/dist/', import.meta.url).href;
const { compileModuleOfProgram, lowerModuleOfProgram, parseTarget, readAlone } = await import(new URL('api/index.js', base).href);

function filesIn(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return stop(`${path} is not there`);
  if (!found.isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.name.endsWith('.py'))
    .map((entry) => join(path, entry.name)).sort().flatMap(filesIn);
}

/** How many files the interpreter is asked about at once: their trees are held until they are compiled. */
const batchSize = 20;

function ask(files) {
  const script = fileURLToPath(new URL('../runtime/python/parse.py', import.meta.url));
  const input = JSON.stringify(files.map((file) => ({ source: file, file })));
  const { status, stdout, stderr, error } = spawnSync(options.python, ['-I', '-B', script], { input, encoding: 'utf8', maxBuffer: 2 ** 31 - 1 });
  if (status !== 0) stop(`${options.python} does not answer: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

const version = spawnSync(options.python, ['-V'], { encoding: 'utf8' }).stdout?.trim().split(' ')[1];
const target = version === undefined ? null : parseTarget(version);
if (target === null || target === undefined) stop(`${options.python} is no interpreter that programs are compiled for`);
if (options.keep !== undefined) mkdirSync(options.keep, { recursive: true });

function emit(file, { ast, codes }) {
  const content = readFileSync(file);
  const source = { name: '__main__', file, isPackage: false, content };
  const lowered = lowerModuleOfProgram(source, ast, codes, readAlone(content, target), target);
  return compileModuleOfProgram(lowered, 'module', new Uint8Array());
}

/** The same whatever the order in which an object's fields were set. */
const inOrder = (_key, value) => (value === null || typeof value !== 'object' || Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));

const files = paths.flatMap(filesIn);
let [total, emitted] = [0, 0];
for (let start = 0; start < files.length; start += batchSize) {
  const batch = files.slice(start, start + batchSize);
  ask(batch).forEach((answer, index) => {
    const file = batch[index];
    if ('error' in answer) return console.log(`refused by the interpreter  ${file}`);
    const { cpp, functions } = emit(file, answer);
    const hash = createHash('sha256').update(cpp).update(JSON.stringify(functions, inOrder)).digest('hex').slice(0, 16);
    console.log(`${hash} ${String(cpp.length).padStart(9)}  ${file}`);
    total += cpp.length;
    emitted += 1;
    if (options.keep !== undefined) writeFileSync(join(options.keep, `${file.replaceAll('/', '.').replace(/^\.+/, '')}.cpp`), cpp);
  });
}
console.log(`${emitted} modules, ${total} characters of C++`);
