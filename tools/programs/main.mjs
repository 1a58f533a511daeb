#!/usr/bin/env node
/**
 * `npm run test:programs [-- NAME... --python 3.12 --rounds 5 --json FILE --write]`: builds real programs for every
 * supported CPython of this machine, compares output and exit code with the interpreter, and prints a table of times.
 * `--write` puts the table into `docs/benchmarks.md`. Exit code 1 where a program differs.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../arguments.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain, root } from '../setup.mjs';
import { programs, reportedSeconds, withoutTimings } from './catalog.mjs';
import { ensureEnvironment, findInterpreters, programsFolder } from './interpreters.mjs';
import { median, runDifference, timedRun } from './measure.mjs';
import { geometricMean, markdownTable, replaceTable } from './table.mjs';

const { values: options, positionals } = readArguments(import.meta.url, {
  allowPositionals: true,
  options: {
    python: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const taipan = join(root, 'server', 'bin', 'taipan.js');
const cache = join(programsFolder, 'cache');
const environment = { ...process.env, TAIPAN_CACHE_DIR: cache };

/** A few lines of both ways' output, indented below the program's name. */
const indent = (text) => text.trimEnd().split('\n').map((line) => `      ${line}`).join('\n');

async function build(entry, output, python) {
  const result = await timedRun(process.execPath, [taipan, 'build', entry, '-o', output, '--python', python], { env: environment });
  return { ...result, functions: /(\d+ of \d+) functions native/.exec(result.stdout.toString())?.[1] };
}

/** What differs between two runs besides timings; null where nothing does. */
const difference = (expected, actual) => runDifference(expected, actual, withoutTimings);

async function compareProgram(program, interpreter, { python, benchmarks }, rounds) {
  const row = { program: program.name, version: interpreter.minor, equal: false, interpreted: null, native: null, ratio: null, build: null };
  const entry = program.entry(benchmarks);
  const output = join(programsFolder, 'out', interpreter.version, program.name);
  const built = await build(entry, output, python);
  row.build = built.seconds;
  if (built.exit !== 0) return { ...row, reason: `the build ended with ${built.exit}\n${(built.stderr.toString() + built.stdout.toString()).slice(-800)}` };
  row.functions = built.functions;
  if (program.sameArguments !== null) {
    const expected = await timedRun(python, [entry, ...program.sameArguments]);
    const actual = await timedRun(process.execPath, [taipan, 'run', '--python', python, entry, ...program.sameArguments], { env: environment });
    const reason = difference(expected, actual);
    if (reason !== null) return { ...row, reason: `taipan run ${program.sameArguments.join(' ')}: ${reason}` };
  }
  const ways = [[python, [entry, ...program.timedArguments]], [output, program.timedArguments]];
  const times = [[], []];
  for (let round = 0; round < rounds; round++) {
    const results = [];
    for (const [command, args] of ways) results.push(await timedRun(command, args));
    const [expected, actual] = results;
    const reason = difference(expected, actual);
    if (reason !== null) return { ...row, reason };
    for (const [way, result] of results.entries()) times[way].push(reportedSeconds(result.stdout.toString() + result.stderr.toString()) ?? result.seconds);
  }
  const [interpreted, native] = times.map(median);
  return { ...row, equal: true, interpreted, native, ratio: interpreted / native };
}

/** An empty program first: the runtime library of a version is built once and is no part of a program's build. */
async function warmUp(interpreter, python) {
  const entry = join(programsFolder, 'empty.py');
  writeFileSync(entry, 'pass\n');
  const built = await build(entry, join(programsFolder, 'out', interpreter.version, 'empty'), python);
  console.log(`CPython ${interpreter.version}: runtime library and an empty program ${built.exit === 0 ? 'built' : 'FAILED'} in ${built.seconds.toFixed(1)} s`);
  if (built.exit !== 0) console.log(indent(built.stderr.toString() + built.stdout.toString()));
}

function machine() {
  return `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
}

function writeDocument(rows, rounds) {
  const means = [...new Set(rows.map((row) => row.version))].map((version) => `${version}: ${geometricMean(rows.filter((row) => row.version === version))?.toFixed(2) ?? '–'}`).join(', ');
  const content = `Measured on ${machine()}; medians of ${rounds} interleaved runs. Geometric means of the ratios: ${means}.\n\n${markdownTable(rows)}`;
  replaceTable(join(root, 'docs', 'benchmarks.md'), 'table', content);
}

ensurePackages();
ensureToolchain();
ensureBuilt();
const rounds = Number(options.rounds);
const selected = programs.filter((program) => positionals.length === 0 || positionals.includes(program.name));
const interpreters = findInterpreters().filter((interpreter) => options.python === undefined || options.python.includes(interpreter.minor));
if (selected.length === 0 || interpreters.length === 0) {
  console.error(`taipan: nothing to run; programs are ${programs.map((program) => program.name).join(', ')}`);
  process.exit(2);
}
rmSync(join(cache, 'programs'), { recursive: true, force: true });
const rows = [];
for (const interpreter of interpreters) {
  const folder = join(programsFolder, 'out', interpreter.version);
  mkdirSync(folder, { recursive: true });
  const found = ensureEnvironment(interpreter);
  await warmUp(interpreter, found.python);
  for (const program of selected) {
    const row = await compareProgram(program, interpreter, found, rounds);
    rows.push(row);
    console.log(`  ${row.equal ? 'equal  ' : 'DIFFERS'} ${program.name.padEnd(14)} ${row.ratio === null ? '' : `${row.ratio.toFixed(2).padStart(6)}x  interpreted ${row.interpreted.toFixed(3)} s, native ${row.native.toFixed(3)} s, `}build ${row.build.toFixed(1)} s`);
    if (row.reason !== undefined) console.log(indent(row.reason));
  }
}
console.log(`\n${markdownTable(rows)}\n`);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ machine: machine(), rounds, rows }, null, 2)}\n`);
if (options.write) writeDocument(rows, rounds);
const different = rows.filter((row) => !row.equal).length;
console.log(different === 0 ? `${rows.length} runs, all equal` : `${different} of ${rows.length} runs differ`);
process.exit(different === 0 ? 0 : 1);
