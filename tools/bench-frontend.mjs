#!/usr/bin/env node
/**
 * `npm run bench:frontend`: from text to AST and scopes, whole and after a keystroke, beside CPython's `ast.parse` of
 * the same text, in processor time, so that other work on the machine does not count.
 * Then what memory 10,000 edits hold. `--lines 5000` and `--edits 1000` for a quick look. The texts are modules of the interpreter's own library put together to 1,000, 5,000 and 20,000 lines.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readArguments } from './arguments.mjs';

const { values: options } = readArguments(import.meta.url, { options: { lines: { type: 'string', default: '1000,5000,20000' }, edits: { type: 'string', default: '10000' } } });
const base = process.env['TAIPAN_CORE'] ? `file://${process.env['TAIPAN_CORE']}/` : new URL('../compiler-core/dist/', import.meta.url).href;
const load = (path) => import(new URL(path, base).href);
const { parseText } = await load('syntax/parse/parse-module.js');
const { buildScopes } = await load('scopes/build-scopes.js');
const { createModuleEditor } = await load('syntax/incremental/edited-module.js');
const { newestOf } = await load('targets/target-version.js');
const { createScopesEditor } = await load('scopes/edited-scopes.js');

const python = ['python3.13', 'python3.12', 'python3.11', 'python3'].find((command) => spawnSync(command, ['-V']).status === 0);
const [minor, library] = spawnSync(python, ['-c', 'import sys, os; print(sys.version_info[1], os.path.dirname(os.__file__))'], { encoding: 'utf8' }).stdout.trim().split(' ');
const target = newestOf(Number(minor));
const modules = ['argparse', 'inspect', 'ast', 'typing', 'tarfile', 'subprocess', 'threading', 'zipfile/__init__', 'datetime', '_pydatetime', 'turtle', 'doctest', 'pickle', 'enum', 'pdb'];

function textOfLines(count) {
  const lines = [];
  for (let round = 0; lines.length < count; round++) {
    const name = modules[round % modules.length];
    let text;
    try {
      text = readFileSync(join(library, `${name}.py`), 'utf8');
    } catch {
      continue;
    }
    lines.push(...text.replace(/^from __future__.*\n/gm, '').split('\n'));
  }
  // Ends before a statement of the module.
  let end = count;
  while (end > 0 && !/^(?:def|class|@|[A-Za-z_]+ = )/.test(lines[end] ?? '')) end--;
  if (lines[end - 1]?.startsWith('@')) end--;
  return `${lines.slice(0, end).join('\n')}\n`;
}

const pause = () => new Promise((resolve) => setImmediate(resolve));

/** What `prepare` makes, `run` gets; its time does not count. */
async function times(count, run, prepare = (index) => index) {
  const taken = [];
  for (let index = 0; index < count; index++) {
    const prepared = prepare(index);
    const start = process.cpuUsage();
    run(prepared);
    const { user, system } = process.cpuUsage(start);
    taken.push((user + system) / 1000);
    await pause();
  }
  return taken.sort((a, b) => a - b);
}

const median = (sorted) => sorted[Math.floor(sorted.length / 2)];
const high = (sorted) => sorted[Math.floor(sorted.length * 0.95)];
const ms = (value) => (value === undefined ? '-' : value.toFixed(1)).padStart(9);

const folder = mkdtempSync(join(tmpdir(), 'taipan-bench-'));
const script = `
import ast, sys, time
text = open(sys.argv[1]).read()
taken = []
for _ in range(7):
    start = time.process_time(); ast.parse(text); taken.append(time.process_time() - start)
print(sorted(taken)[3] * 1000)
`;
{
  // As in a server that has been at work: what runs often is compiled by then.
  const text = textOfLines(5000);
  for (let round = 0; round < 8; round++) buildScopes(parseText(text, target).module, target);
  const editor = createModuleEditor(target);
  const scopesEditor = createScopesEditor(target);
  for (let round = 0; round < 60; round++) editor.update(round % 2 ? text : `${text.slice(0, 300 * round)}(${text.slice(300 * round)}`);
  for (let round = 0; round < 300; round++) {
    const at = text.indexOf('\n        ', 500 * round) + 9;
    const { module } = editor.update(round % 2 ? text : `${text.slice(0, at)}x${text.slice(at)}`);
    if (module) scopesEditor.update(module);
    await pause();
  }
}
console.log(`milliseconds of processor time, against Python 3.${minor}`);
console.log('  lines   ast.parse  full AST    ratio   scopes  edit p95  its scopes     both  new line  breaking edit');
for (const size of options.lines.split(',').map(Number)) {
  const text = textOfLines(size);
  const file = join(folder, `${size}.py`);
  writeFileSync(file, text);
  const theirs = Number(spawnSync(python, ['-c', script, file], { encoding: 'utf8' }).stdout);
  const repeats = size > 10_000 ? 7 : 15;
  let built;
  const full = median(await times(repeats, () => { built = parseText(text, target); }));
  if (built.errors.length > 0) console.log(`  not Python: ${JSON.stringify(built.errors[0])}`);
  const scopes = median(await times(repeats, () => buildScopes(built.module, target)));
  const editor = createModuleEditor(target);
  const scopesEditor = createScopesEditor(target);
  const analyze = (edited) => {
    const { module } = editor.update(edited);
    if (module) scopesEditor.update(module);
  };
  analyze(text);
  const names = [...text.matchAll(/^ +(?=[a-z_]+ = [a-z])/gm)].map((match) => match.index);
  const ends = names.map((at) => at + /^ +/.exec(text.slice(at, at + 100))[0].length);
  const insert = (places, index, piece) => {
    const at = places[Math.floor((((index * 7919) % 9973) / 9973) * places.length)];
    return `${text.slice(0, at)}${piece}${text.slice(at)}`;
  };
  const edits = async (count, places, piece) => {
    const texts = Array.from({ length: count }, (_item, index) => (index % 2 ? text : insert(places, index, piece)));
    const taken = high(await times(count, (index) => analyze(texts[index])));
    analyze(text);
    return taken;
  };
  const letterTexts = Array.from({ length: 80 }, (_item, index) => (index % 2 ? text : insert(ends, index, 'x')));
  for (let index = 0; index < 20; index++) analyze(letterTexts[index]);
  const edit = high(await times(80, (index) => editor.update(letterTexts[index])));
  const editOfScopes = high(await times(80, (module) => scopesEditor.update(module), (index) => editor.update(letterTexts[index]).module));
  const editAndScopes = await edits(80, ends, 'x');
  const line = await edits(40, names, '\n');
  const broken = await edits(40, ends, '(');
  console.log(`${String(text.split('\n').length - 1).padStart(7)}   ${ms(theirs)} ${ms(full)} ${ms(full / theirs)} ${ms(scopes)} ${ms(edit)}   ${ms(editOfScopes)} ${ms(editAndScopes)} ${ms(line)}  ${ms(broken)}`);
}
rmSync(folder, { recursive: true });

/** What is held after so many edits, with nothing left to collect. */
async function memoryAfter(counts) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const text = textOfLines(1000);
  const editor = createModuleEditor(target);
  const scopesEditor = createScopesEditor(target);
  const pieces = ['x', '(', '\n', '"', ' ', 'y = 1\n'];
  const held = [];
  for (let done = 0; done <= counts.at(-1); done++) {
    const at = (done * 7919) % text.length;
    const { module } = editor.update(`${text.slice(0, at)}${pieces[done % pieces.length]}${text.slice(at)}`);
    try {
      if (module) scopesEditor.update(module);
    } catch (error) {
      if (error.name !== 'ScopeError') throw error;
    }
    if (done % 50 === 0) await pause();
    if (!counts.includes(done)) continue;
    await pause();
    collect();
    await pause();
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    held.push(`${done} edits: ${((heapUsed + external) / 2 ** 20).toFixed(1)} MB held, ${(rss / 2 ** 20).toFixed(0)} MB of the process`);
  }
  return held;
}

for (const line of await memoryAfter([100, 1000, 5000, Number(options.edits)])) console.log(line);
