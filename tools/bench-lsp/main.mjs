#!/usr/bin/env node
/**
 * `npm run bench:lsp`: what a keystroke costs a language server, in processor time and until its answers come. The same client
 * makes the same edits with each server alone: types a statement into a function in the middle of a file, changes what a
 * function returns, adds a function and an import, then types twenty characters at 80 ms each. The files are modules of
 * CPython's library: statistics, tkinter, and _pydecimal with tkinter.
 *
 *     --peers         ty, pyrefly and basedpyright too, from PyPI in a virtual environment of their own
 *     --venv FOLDER   one that is kept
 *     --only ty       only servers whose name begins so (may be repeated)
 *     --edits N       characters typed into the function (60)
 *     --files 1,3     only some of the three files
 *     --python PYTHON whose library it is (python3.11)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { newToken, sleep, startServer } from './client.mjs';

const { values: options } = readArguments(import.meta.url, {
  options: { peers: { type: 'boolean', default: false }, venv: { type: 'string' }, only: { type: 'string', multiple: true, default: [] }, edits: { type: 'string', default: '60' }, files: { type: 'string', default: '1,2,3' }, python: { type: 'string', default: 'python3.11' } },
});

function fail(message) {
  console.error(`bench:lsp: ${message}`);
  process.exit(2);
}

const asked = spawnSync(options.python, ['-c', 'import os; print(os.path.dirname(os.__file__))'], { encoding: 'utf8' });
if (asked.status !== 0) fail(`${options.python} does not run`);
const library = asked.stdout.trim();
const read = (name) => readFileSync(join(library, name), 'utf8');
const texts = [() => read('statistics.py'), () => read('tkinter/__init__.py'), () => `${read('_pydecimal.py')}${read('tkinter/__init__.py')}`];
const wanted = options.files.split(',').map((each) => texts[Number(each) - 1] ?? fail(`there is no file ${each}`));
const edits = Number(options.edits);
if (!Number.isInteger(edits) || edits < 1) fail('--edits takes a number from 1');

const folder = mkdtempSync(join(tmpdir(), 'taipan-bench-lsp-'));
process.on('exit', () => { rmSync(folder, { recursive: true, force: true }); });

function peers() {
  const venv = options.venv ?? join(folder, 'venv');
  const run = (command, ...args) => { if (spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) fail(`${command} ${args.join(' ')} failed`); };
  if (spawnSync(join(venv, 'bin', 'ty'), ['--version']).status !== 0) {
    run(options.python, '-m', 'venv', venv);
    run(join(venv, 'bin', 'pip'), 'install', '-q', 'ty==0.0.108', 'pyrefly==1.5.0', 'basedpyright==1.40.1');
  }
  const bin = (name) => join(venv, 'bin', name);
  return [['ty 0.0.108', [bin('ty'), 'server']], ['pyrefly 1.5.0', [bin('pyrefly'), 'lsp']], ['basedpyright 1.40.1', [bin('basedpyright-langserver'), '--stdio']]];
}

const servers = [['taipan', [process.execPath, fileURLToPath(new URL('../../server/bin/taipan.js', import.meta.url)), 'lsp', '--stdio']], ...(options.peers ? peers() : [])]
  .filter(([name]) => options.only.length === 0 || options.only.some((each) => name.startsWith(each)));
if (servers.length === 0) fail(`there is no server ${options.only.join(', ')}`);

const share = (samples, part) => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
};
const pair = (samples) => (samples.length === 0 ? '-' : `${share(samples, 0.5).toFixed(1)} / ${share(samples, 0.95).toFixed(1)}`);

async function measure(command, text) {
  const lines = text.split('\n');
  const file = join(folder, 'module.py');
  writeFileSync(file, text);
  const uri = pathToFileURL(file).href;
  const server = await startServer(command, folder);
  let version = 1;
  const change = (line, from, to, inserted) => {
    version += 1;
    lines[line] = lines[line].slice(0, from) + inserted + lines[line].slice(to);
    const [changed] = lines.splice(line, 1);
    lines.splice(line, 0, ...changed.split('\n'));
    return server.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: { line, character: from }, end: { line, character: to } }, text: inserted }] });
  };
  const taken = { cpu: [], hints: [], diagnostics: [] };
  /** One edit, until both answers have come and nothing is done any more. */
  const timed = async (samples, edit) => {
    server.forgetDiagnostics(uri);
    const before = server.processor();
    const start = performance.now();
    await edit();
    const told = server.diagnostics(uri, version, 20_000).then((has) => { if (has) samples.diagnostics.push(performance.now() - start); });
    await server.hints(uri, lines.length);
    samples.hints.push(performance.now() - start);
    await told;
    await sleep(40);
    samples.cpu.push(server.processor() - before);
  };
  const newSamples = () => ({ cpu: [], hints: [], diagnostics: [] });

  const opened = performance.now();
  await server.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version, text } });
  await server.hints(uri, lines.length);
  const first = performance.now() - opened;
  await server.diagnostics(uri, version);
  server.lookForProcesses();

  // A statement of a function in the middle; what is typed is no Python at some of the keys.
  const at = lines.findIndex((line, index) => index > lines.length / 2 && /^ {8}return /.test(line));
  await change(at, 0, 0, '        \n');
  const typed = 'value = len(str(12345)) + 1';
  const type = async (samples, count) => {
    for (let index = 0, line = at; index < count; index++) {
      if (index > 0 && index % typed.length === 0) await change(line, lines[line].length, lines[line].length, '\n        ');
      line = at + Math.floor(index / typed.length);
      await timed(samples, () => change(line, lines[line].length, lines[line].length, typed[index % typed.length]));
    }
  };
  await type(newSamples(), 20);
  for (let index = lines[at].length; index > 8; index--) await change(at, index - 1, index, '');
  await server.hints(uri, lines.length);
  await type(taken, edits);

  // What a function returns that others call.
  const summary = newSamples();
  const result = lines.findIndex((line, index) => index > at && /^ {8}return /.test(line));
  const was = lines[result];
  for (const value of ['1', '2.5', '"s"', '[1]', 'None', '(1, 2)', '1', '2.5']) await timed(summary, () => change(result, 0, lines[result].length, `        return ${value}`));
  await timed(summary, () => change(result, 0, lines[result].length, was));
  const structure = newSamples();
  const top = lines.findIndex((line, index) => index > at && /^(?:def|class) /.test(line) && !lines[index - 1].startsWith('@'));
  for (const piece of ['def added(x):\n    return x + 1\n\n', 'import json\n', 'def again(y):\n    return added(y)\n\n', 'import bisect as found\n']) await timed(structure, () => change(top, 0, 0, piece));

  // Quickly, with what was asked before taken back, as editors do.
  const burst = newSamples();
  for (let round = 0; round < 5; round++) {
    let [start, source, last] = [0, null, null];
    server.forgetDiagnostics(uri);
    await change(at, lines[at].length, lines[at].length, '\n        ');
    for (let index = 0; index < 20; index++) {
      start = performance.now();
      await change(at + 1, lines[at + 1].length, lines[at + 1].length, typed[index]);
      source?.cancel();
      source = newToken();
      const sent = start;
      last = server.hints(uri, lines.length, source.token).then(() => performance.now() - sent, () => null);
      if (index < 19) await sleep(80);
    }
    const took = await last;
    if (took !== null) burst.hints.push(took);
    await sleep(300);
  }
  const end = server.memory();
  await server.stop();
  return { lines: text.split('\n').length - 1, first, taken, summary, structure, burst, memory: end };
}

console.log('| lines | server | open to hints ms | edit in a function: CPU ms p50 / p95 | to hints ms | to diagnostics ms | a result: CPU ms | a function, an import: CPU ms | 20 keys at 80 ms: last key to hints ms | memory MB |');
console.log('|---|---|---|---|---|---|---|---|---|---|');
for (const text of wanted) {
  for (const [name, command] of servers) {
    const { lines, first, taken, summary, structure, burst, memory } = await measure(command, text());
    console.log(`| ${lines} | ${name} | ${first.toFixed(0)} | ${pair(taken.cpu)} | ${pair(taken.hints)} | ${pair(taken.diagnostics)} | ${pair(summary.cpu)} | ${pair(structure.cpu)} | ${pair(burst.hints)} | ${memory.toFixed(0)} |`);
  }
}
console.log(`\nLoad of the machine at the end: ${loadavg()[0].toFixed(1)}.`);
process.exit(0);
