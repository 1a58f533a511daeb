#!/usr/bin/env node
/**
 * `npm run bench`: how quick programs are compiled, beside the interpreter and beside another Taipan. The programs are
 * those of test-fixtures/programs and of benchmarks/applications. All ways take turns; what is compared is processor
 * time of whole processes, start-up included: a ratio is the median of the runs' ratios, with the least and the
 * greatest. Exit code 1 where outputs differ.
 *
 *     --runs 5             how many runs each way
 *     --python 3.12        for this version, or a path (the oldest version found without it)
 *     --only NAME          only this program (may be repeated), or applications or fixtures
 *     --against FOLDER     also compiled by the Taipan of another checkout, which is built
 *     --optimize 2         how hard the C++ compiler tries, as -O of taipan build
 *     --json FILE          writes what was measured, each run, after each program
 *     --write              puts the table into docs/benchmarks.md
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readArguments } from '../arguments.mjs';
import { withoutTimings } from '../programs/catalog.mjs';
import { findInterpreters } from '../programs/interpreters.mjs';
import { median, runDifference } from '../programs/measure.mjs';
import { alignedTable, geometricMean, replaceTable } from '../programs/table.mjs';
import { ensureBuilt, ensurePackages, ensureToolchain, root } from '../setup.mjs';
import { programs } from './catalog.mjs';
import { run } from './run.mjs';

const { values: options } = readArguments(import.meta.url, {
  options: {
    runs: { type: 'string', default: '5' },
    python: { type: 'string' },
    only: { type: 'string', multiple: true },
    against: { type: 'string' },
    optimize: { type: 'string', default: '2' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

function refuse(message) {
  console.error(`main.mjs: ${message}`);
  process.exit(2);
}

const compilerOf = (checkout) => join(checkout, 'server', 'bin', 'taipan.js');
const runs = Number(options.runs);
if (!Number.isInteger(runs) || runs < 1) refuse(`--runs takes a number, not '${options.runs}'`);
if (!/^[0-3]$/.test(options.optimize)) refuse(`--optimize takes 0, 1, 2 or 3, not '${options.optimize}'`);
const unknown = (options.only ?? []).find((name) => programs.every((program) => program.name !== name && `${program.kind}s` !== name));
if (unknown !== undefined) refuse(`no program '${unknown}'; there are ${programs.map(({ name }) => name).join(', ')}`);
if (options.against !== undefined && (!existsSync(compilerOf(resolve(options.against))) || !existsSync(join(resolve(options.against), 'server', 'dist')))) {
  refuse(`${options.against} holds no Taipan that is built (npx tsc -b there builds one)`);
}
const selected = programs.filter(({ name, kind }) => options.only === undefined || options.only.some((wanted) => wanted === name || wanted === `${kind}s`));

ensurePackages();
ensureToolchain();
ensureBuilt();
const interpreter = findInterpreters().find(({ executable, minor, version }) => [undefined, executable, minor, version].includes(options.python));
if (interpreter === undefined) refuse(`no CPython ${options.python ?? '3.11 to 3.15'} here`);
const python = interpreter.executable;

const folder = mkdtempSync(join(tmpdir(), 'taipan-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const compilers = [['compiled', root], ...(options.against === undefined ? [] : [['against', resolve(options.against)]])];

/** The command of each way: interpreted, then by each compiler. Or the last lines of a build that failed. */
function buildWays({ name, entry }) {
  const ways = [['interpreted', [python, entry]]];
  for (const [way, checkout] of compilers) {
    const output = join(folder, `${name}-${way}`);
    const { status, stdout, stderr } = spawnSync(process.execPath, [compilerOf(checkout), 'build', entry, '-o', output, '--python', python, '-O', options.optimize], { encoding: 'utf8' });
    if (status !== 0) return { failure: `the build (${way}) ended with ${status}\n${(stderr + stdout).slice(-800)}` };
    ways.push([way, [output]]);
  }
  return { ways };
}

/** `seconds` and `ratios` hold a number each run; `ratios` says how often the quicker way fits into the other. */
async function measure(program) {
  const { ways, failure } = buildWays(program);
  if (failure !== undefined) return { ...program, reason: failure };
  const seconds = Object.fromEntries(ways.map(([way]) => [way, []]));
  for (let round = 0; round < runs; round++) {
    let expected;
    for (const [way, command] of ways) {
      const result = await run(python, command);
      expected ??= result;
      const reason = runDifference(expected, result, withoutTimings);
      if (reason !== null) return { ...program, reason: `${way}: ${reason}` };
      seconds[way].push(result.seconds);
    }
  }
  const ratiosTo = (way) => seconds[way]?.map((each, index) => each / seconds.compiled[index]);
  return { ...program, seconds, ratios: { interpreted: ratiosTo('interpreted'), against: ratiosTo('against') } };
}

const spread = (numbers) => `${Math.min(...numbers).toFixed(2)} to ${Math.max(...numbers).toFixed(2)}`;

function tableOf(rows) {
  const head = ['program', 'interpreted s', 'compiled s', 'ratio', 'least to most', ...(options.against === undefined ? [] : ['other s', 'ratio', 'least to most'])];
  const cells = ({ name, reason, seconds, ratios }) => {
    if (reason !== undefined) return [name, 'differs', ...head.slice(2).map(() => '–')];
    const beside = (way, lists) => (lists[way] === undefined ? [] : [median(lists[way]).toFixed(2), spread(lists[way])]);
    return [name, median(seconds.interpreted).toFixed(2), median(seconds.compiled).toFixed(2), ...beside('interpreted', ratios),
      ...(seconds.against === undefined ? [] : [median(seconds.against).toFixed(2), ...beside('against', ratios)])];
  };
  return alignedTable(head, rows.map(cells), 1);
}

/** A line for each kind and each way that compiled programs are held against. */
function means(rows) {
  const words = { interpreted: `CPython ${interpreter.version}`, against: 'the other Taipan' };
  return ['application', 'fixture'].flatMap((kind) => Object.keys(words).flatMap((way) => {
    const those = rows.filter((row) => row.kind === kind && row.ratios?.[way] !== undefined).map(({ ratios }) => ({ ratio: median(ratios[way]) }));
    return those.length === 0 ? [] : [`Geometric mean over ${those.length} ${kind}s: ${geometricMean(those).toFixed(2)} times ${words[way]}.`];
  }));
}

/** After each program, so that measuring that is stopped keeps what it has. */
function writeJson(rows) {
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ machine: machine(), version: interpreter.version, optimize: options.optimize, runs, rows }, null, 2)}\n`);
}

const machine = () => `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, load average ${loadavg()[0].toFixed(0)} at the end`;
const rows = [];
for (const program of selected) {
  const row = await measure(program);
  rows.push(row);
  writeJson(rows);
  const told = row.reason === undefined ? Object.entries(row.ratios).flatMap(([way, ratios]) => (ratios === undefined ? [] : [`${median(ratios).toFixed(2)} times ${way}`])).join(', ') : row.reason;
  console.log(`${row.reason === undefined ? 'equal  ' : 'DIFFERS'} ${row.name.padEnd(16)} ${told.replaceAll('\n', '\n    ')}`);
}
const about = `Measured for CPython ${interpreter.version} at -O${options.optimize} on ${machine()}; ${runs} runs each way.`;
const report = [about, ...means(rows), '', tableOf(rows)].join('\n');
console.log(`\n${report}`);
if (options.write) replaceTable(join(root, 'docs', 'benchmarks.md'), 'bench', report);
process.exit(rows.every(({ reason }) => reason === undefined) ? 0 : 1);
