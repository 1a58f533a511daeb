#!/usr/bin/env node
/**
 * `node tools/tour.mjs --check|--write`: `docs/tour.md` follows one small function through every stage. The script fills
 * the fenced block after each `<!-- dump: ... -->` mark with the real output of the stage, or says which is stale.
 * Machine code depends on the C++ compiler, so it is written but not checked.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython, root } from './setup.mjs';

const document = join(root, 'docs', 'tour.md');
const source = join(root, 'test-fixtures', 'programs', 'tour.py');
const taipan = join(root, 'server', 'bin', 'taipan.js');

function must(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (result.status === 0) return result.stdout;
  console.error(`tour: this failed: ${command} ${args.join(' ')}\n${result.stderr ?? result.error?.message ?? ''}${result.stdout ?? ''}`);
  process.exit(1);
}

const dump = (stage, ...options) => must(process.execPath, [taipan, 'dump', stage, ...options, '--target', '3.12', source]);

/** The nodes without their positions and empty parts, one line a node. */
function outline(node, indent = '') {
  const { _type: type, ...fields } = node;
  const lines = [];
  const words = [];
  for (const [name, value] of Object.entries(fields)) {
    if (/^(lineno|col_offset|end_lineno|end_col_offset|type_comment|kind|ctx)$/.test(name) || value === null || (Array.isArray(value) && value.length === 0)) continue;
    if (Array.isArray(value) && value.every((item) => item?._type !== undefined)) lines.push(...value.map((item) => `${indent}  ${name}: ${outline(item, `${indent}  `)}`));
    else if (value?._type !== undefined && Object.keys(value).length > 1) lines.push(`${indent}  ${name}: ${outline(value, `${indent}  `)}`);
    else words.push(`${name}=${value?._type ?? JSON.stringify(value)}`);
  }
  return [`${type}${words.length > 0 ? ` ${words.join(' ')}` : ''}`, ...lines].join('\n');
}

/** The part of a dump from the line that begins the function up to the next function. */
function functionPart(text, begins, ends) {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => begins.test(line));
  if (first < 0) throw new Error(`no line of the dump is like ${begins}`);
  const rest = lines.slice(first + 1);
  const length = rest.findIndex((line) => ends.test(line));
  return [lines[first], ...(length < 0 ? rest : rest.slice(0, length + (ends.source === '^\\}' ? 1 : 0)))].join('\n').trimEnd();
}

/** Every body that the stage wrote for the function: the generic one, and a typed one where there is one. */
function cppBodies(text) {
  const bodies = [];
  for (let rest = text; ; ) {
    const lines = rest.split('\n');
    const first = lines.findIndex((line) => /^[a-z].*\w*sum_of_squares\w*\(.*\{$/.test(line));
    if (first < 0) return bodies.join('\n\n');
    const tail = lines.slice(first);
    const end = tail.indexOf('}');
    bodies.push(tail.slice(0, end + 1).filter((line) => line.trim() !== '').join('\n'));
    rest = tail.slice(end + 1).join('\n');
  }
}

/** The whole file of C++ that a build writes for the module. */
function builtCpp(folder) {
  const environment = { ...process.env, TAIPAN_CACHE_DIR: folder };
  must(process.execPath, [taipan, 'build', source, '-o', join(folder, 'tour'), '--python', findPython()], { env: environment });
  const [program = ''] = readdirSync(join(folder, 'programs'));
  return readFileSync(join(folder, 'programs', program, 'module0.cpp'), 'utf8');
}

/** The typed body of the build's C++. */
function typedBody() {
  return inFolder((folder) => functionPart(builtCpp(folder), /^static rt::\w+ typed_\d+_sum_of_squares\(.*\{$/, /^\}/)
    .split('\n').filter((line) => line.trim() !== '').join('\n'));
}

function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'taipan-tour-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function machineCode() {
  return inFolder((folder) => {
    builtCpp(folder);
    const program = join(folder, 'tour');
    const listing = must('objdump', ['-d', '--no-show-raw-insn', '-C', program]);
    const functions = listing.split('\n\n').filter((part) => /^[0-9a-f]+ <.*sum_of_squares/.test(part));
    // g++ may put the typed body into the one that calls it: it is the one that looks for overflow.
    const shown = functions.find((part) => /\sjo\s/.test(part)) ?? functions[0] ?? '';
    const overflow = Math.max(10, shown.split('\n').findIndex((line) => /\sjo\s/.test(line)));
    return shown.split('\n').filter((_, index) => index === 0 || (index > overflow - 9 && index < overflow + 14)).map((line) => line.replace(/\(anonymous namespace\)::/g, '').replace(/\((?:rt::|_object)[^)]*\)/g, '').replace(/^\s*([0-9a-f]+):\s*/, '  $1:  ').trimEnd()).join('\n');
  });
}

const stages = {
  source: () => readFileSync(source, 'utf8').trimEnd(),
  ast: () => outline(JSON.parse(dump('ast', '--json')).ast.body.find((node) => node._type === 'FunctionDef')),
  scopes: () => {
    const scope = JSON.parse(dump('scopes', '--json')).scopes.children.find((child) => child.name === 'sum_of_squares');
    return Object.entries(scope.symbols).map(([name, flags]) => `${name}: ${flags.join(', ')}`).join('\n');
  },
  ir: () => functionPart(dump('ir'), /^function sum_of_squares/, /^function /),
  low: () => functionPart(dump('low'), /^function weighted/, /^function /),
  cpp: () => cppBodies(dump('cpp')),
  typed: typedBody,
  machine: machineCode,
};

const write = process.argv.includes('--write');
const stale = [];
const text = readFileSync(document, 'utf8').replace(/(<!-- dump: (\w+) -->\n```\w*\n)([\s\S]*?)(\n```)/g, (whole, before, stage, old, after) => {
  if (stage === 'machine' && !write) return whole;
  const fresh = stages[stage]();
  if (fresh !== old) stale.push(stage);
  return before + fresh + after;
});
if (write) writeFileSync(document, text);
else if (stale.length > 0) {
  console.error(`docs/tour.md is stale (${stale.join(', ')}); run: node tools/tour.mjs --write`);
  process.exit(1);
}
