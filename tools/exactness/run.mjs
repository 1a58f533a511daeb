#!/usr/bin/env node
/**
 * `npm run test:exactness`: holds the front end against every CPython at hand.
 *
 *     --python 3.12     only this version (may be repeated)
 *     --roots           only the interpreters that `npm run test:roots` has made, its 3.13 included
 *     --sample 200      about that many files of each library, evenly spread
 *     --only files      only 'files', 'snippets', 'mutations', or none but what else is asked for: 'corpora'
 *     --mutations 1000  how many damaged pieces of the library to compare; --seed N for others
 *     --packages        the files of a few large packages too, installed by pip the first time
 *     --generated 5000  that many programs by pysource-codegen too
 *     --fuzz 20000      that many damaged files too, and texts made to run a parser down, each within a second
 *     --bytes 5000      that many files too that are no UTF-8, in part, or state an encoding, or have other newlines
 *     --verbose         every difference, not the first twenty
 */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.mjs';
import { findFrontEndInterpreters } from '../programs/interpreters.mjs';
import { digests, dump, errorOf, parseTarget, printTarget } from './core.mjs';
import { comparePrinted, filesOf } from './printed.mjs';
import { damagedBytes, damagedFiles, generatedFiles, hardTexts, packageFiles } from './corpora.mjs';

const oracle = fileURLToPath(new URL('./oracle.py', import.meta.url));
const { values: options } = readArguments(import.meta.url, {
  options: {
    python: { type: 'string', multiple: true },
    roots: { type: 'boolean', default: false },
    sample: { type: 'string' },
    only: { type: 'string' },
    mutations: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    packages: { type: 'boolean', default: false },
    generated: { type: 'string', default: '0' },
    fuzz: { type: 'string', default: '0' },
    bytes: { type: 'string', default: '0' },
    verbose: { type: 'boolean', default: false },
  },
});

/** Targets and commands of the interpreters that the options leave. */
function chosenPythons() {
  const wanted = options.python?.map((version) => `3.${version.replace(/^3\./, '')}`);
  return findFrontEndInterpreters(options.roots).filter(({ minor }) => !wanted || wanted.includes(minor)).map(({ version, executable }) => [parseTarget(version), executable]);
}

const ask = (python, ...args) => spawnSync(python, [oracle, ...args], { encoding: 'utf8', maxBuffer: 1 << 30 }).stdout;

/** The first place where two JSON values differ. */
function difference(ours, theirs, path = '') {
  if (ours === null || theirs === null || typeof ours !== 'object' || typeof theirs !== 'object') {
    return ours === theirs ? null : `${path}: ${JSON.stringify(ours)?.slice(0, 60)} instead of ${JSON.stringify(theirs)?.slice(0, 60)}`;
  }
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    if (!(key in ours) || !(key in theirs)) return `${path}.${key}: ${key in theirs ? 'missing' : 'too much'}`;
    const found = difference(ours[key], theirs[key], `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

function explain(kind, file, target, python) {
  try {
    return difference(dump(kind, file, target), JSON.parse(ask(python, kind, file)));
  } catch (error) {
    return String(error.message).slice(0, 100);
  }
}

const percent = (part, whole) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)}%`);
const showError = (error) => (error ? `${error.type}: ${error.message} (${error.lineno}:${error.offset})` : 'accepted');

async function compareFiles(python, target, all) {
  const step = options.sample ? Math.max(1, Math.floor(all.length / Number(options.sample))) : 1;
  const files = all.filter((_file, index) => index % step === 0);
  const judge = spawn(python, [oracle, 'digests'], { stdio: ['pipe', 'pipe', 'inherit'] });
  judge.stdin.end(`${files.join('\n')}\n`);
  const count = { files: 0, ast: 0, scopes: 0, scopesTotal: 0, rejected: 0, rejectedToo: 0, sameError: 0 };
  const slow = [];
  const differing = [];
  const reworded = [];
  let seen = 0;
  for await (const line of createInterface({ input: judge.stdout })) {
    const file = files[seen++];
    const theirs = JSON.parse(line);
    const started = process.cpuUsage();
    const ours = digests(file, target);
    const { user, system } = process.cpuUsage(started);
    if (user + system > 1e6) slow.push(`${file}: ${((user + system) / 1e6).toFixed(1)} s`);
    if (theirs.error !== undefined) {
      count.rejected++;
      if (ours.error) count.rejectedToo++;
      else differing.push(`${file}: accepted, not ${showError(theirs.error)}`);
      if (ours.error && showError({ type: 'SyntaxError', ...ours.error }) === showError(theirs.error)) count.sameError++;
      else if (ours.error) reworded.push(`${file}: ${showError({ type: 'SyntaxError', ...ours.error })} instead of ${showError(theirs.error)}`);
    } else {
      count.files++;
      if (ours.ast === theirs.ast) count.ast++;
      else differing.push(`${file}: ${ours.error ? showError(ours.error) : explain('ast', file, target, python)}`);
      count.scopesTotal++;
      if (ours.scopes === theirs.scopes) count.scopes++;
      else if (ours.ast === theirs.ast) differing.push(`${file}: ${ours.error ? showError(ours.error) : explain('scopes', file, target, python)}`);
    }
    if (seen % 25 === 0) {
      if (process.stderr.isTTY) process.stderr.write(`\r3.${target.minor}: ${seen}/${files.length}`);
      // Lets the parser's finalizers run.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return { count, differing, reworded, slow };
}

async function compareSnippets(python, target) {
  const count = { snippets: 0, accepted: 0, line: 0, message: 0, offset: 0 };
  const differing = [];
  for (const line of ask(python, 'snippets').trim().split('\n')) {
    const { text, from, error } = JSON.parse(line);
    // Of a text with a NUL CPython says no place; the first is as good as any.
    const theirs = { ...error, lineno: error.lineno ?? 1, offset: error.offset ?? 1 };
    const ours = errorOf(text, target);
    count.snippets++;
    if (!ours) count.accepted++;
    const sameLine = ours !== null && ours.lineno === theirs.lineno;
    const sameMessage = ours?.type === theirs.type && ours?.message === theirs.message;
    if (sameLine) count.line++;
    if (sameMessage) count.message++;
    if (sameLine && sameMessage && ours.offset === theirs.offset) count.offset++;
    else differing.push({ rank: ours === null ? 0 : sameMessage && sameLine ? 3 : sameLine ? 2 : 1, text: `${from} ${JSON.stringify(text).slice(0, 120)}\n      ours   ${showError(ours)}\n      theirs ${showError(theirs)}` });
    if (count.snippets % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return { count, differing: differing.sort((a, b) => a.rank - b.rank).map((item) => item.text) };
}

const snippetsOf = (python) => ask(python, 'snippets').trim().split('\n').map((line) => JSON.parse(line).text);

const tokenPattern = /[A-Za-z_0-9]+|"{3}|'{3}|\s+|[\s\S]/g;

/** A piece of a library file, some tokens of it removed, doubled, swapped or put in from elsewhere. */
function damage(text, random) {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (/^(?:def|class|@|[a-z])/.test(line) ? [index] : []));
  const from = starts[random(starts.length)] ?? 0;
  const next = starts.find((index) => index > from + 3) ?? lines.length;
  const tokens = lines.slice(from, Math.min(next, from + 40)).join('\n').match(tokenPattern) ?? [];
  for (let count = 1 + random(2); count > 0; count--) {
    const at = random(tokens.length);
    const other = tokens[random(tokens.length)] ?? '';
    switch (random(4)) {
      case 0: tokens.splice(at, 1); break;
      case 1: tokens.splice(at, 0, other); break;
      case 2: tokens[at] = other; break;
      default: tokens.splice(at, 0, '=:()[]{},.*"\'\\\n '[random(17)] ?? '');
    }
  }
  return `${tokens.join('')}\n`;
}

function createRandom(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return below === 0 ? 0 : (state >>> 8) % below;
  };
}

function damagedPieces(python) {
  const random = createRandom(Number(options.seed));
  const files = ask(python, 'files').trim().split('\n');
  const texts = [];
  while (texts.length < Number(options.mutations)) {
    const bytes = readFileSync(files[random(files.length)] ?? '');
    const text = damage(bytes.toString('utf8').replace(/\r\n?/g, '\n'), random);
    // Half a surrogate pair is no text that a file could hold.
    if (!text.includes('\ufffd') && text.isWellFormed()) texts.push(text);
  }
  return texts;
}

async function compareMutations(python, target) {
  const texts = damagedPieces(python);
  const answers = spawnSync(python, [oracle, 'errors'], { input: texts.map((text) => `${JSON.stringify(text)}\n`).join(''), encoding: 'utf8', maxBuffer: 1 << 28 });
  const expected = answers.stdout.trim().split('\n').map((line) => JSON.parse(line));
  const count = { texts: texts.length, verdict: 0, equal: 0 };
  const differing = [];
  for (const [index, text] of texts.entries()) {
    const theirs = expected[index];
    const ours = errorOf(text, target);
    if ((ours === null) === (theirs === null)) count.verdict++;
    const same = ours && theirs ? ours.type === theirs.type && ours.message === theirs.message && ours.lineno === theirs.lineno && ours.offset === theirs.offset : ours === theirs;
    if (same) count.equal++;
    else differing.push(`${JSON.stringify(text).slice(0, options.verbose ? 1500 : 160)}\n      ours   ${showError(ours)}\n      theirs ${showError(theirs)}`);
    if (index % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return { count, differing };
}

function show(differing) {
  const shown = options.verbose ? differing : differing.slice(0, 20);
  for (const text of shown) console.log(`    ${text}`);
  if (shown.length < differing.length) console.log(`    and ${differing.length - shown.length} more (--verbose)`);
}

/** Each text answered within a second, whatever the answer. */
async function timeHardTexts(target) {
  const failing = [];
  const texts = hardTexts();
  for (const [name, text] of texts) {
    const started = process.cpuUsage();
    const error = errorOf(text, target);
    const { user, system } = process.cpuUsage(started);
    const seconds = (user + system) / 1e6;
    if (options.verbose) console.log(`    ${name}: ${seconds.toFixed(2)} s, ${showError(error)?.slice(0, 100)}`);
    if (seconds > 1 || error?.type === 'Crash') failing.push(`${name}: ${seconds.toFixed(1)} s, ${showError(error).slice(0, 200)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { texts: texts.size, failing };
}

let isExact = true;

async function reportFiles(what, python, target, files) {
  const { count, differing, reworded, slow } = await compareFiles(python, target, files);
  console.log(`  ${what} ${count.files}   equal ASTs ${count.ast} (${percent(count.ast, count.files)})   equal scopes ${count.scopes} of ${count.scopesTotal} (${percent(count.scopes, count.scopesTotal)})   rejected ${count.rejectedToo} of ${count.rejected}, with the same error ${count.sameError}   over a second ${slow.length}`);
  show([...differing, ...slow, ...reworded]);
  if (differing.length > 0) isExact = false;
}

async function reportPrinted(what, python, target, files) {
  const { count, differing } = await comparePrinted(python, target, files);
  console.log(`  ${what}, as printed ${count.files}   equal places with their ends ${percent(count.places, count.files)}   equal text ${percent(count.texts, count.files)}`);
  show(differing);
  if (count.texts < 0.99 * count.files) isExact = false;
}

async function reportPrintedTexts(what, python, target, texts) {
  const { folder, files } = filesOf(texts);
  await reportPrinted(what, python, target, files);
  rmSync(folder, { recursive: true });
}

for (const [target, python] of chosenPythons()) {
  console.log(`Python ${printTarget(target)}`);
  const library = ask(python, 'files').trim().split('\n');
  if (!options.only || options.only === 'files') await reportFiles('files', python, target, library);
  if (options.packages) await reportFiles('files of packages', python, target, packageFiles(python, target.minor));
  if (Number(options.generated) > 0) await reportFiles('generated programs', python, target, generatedFiles(python, target.minor, Number(options.generated)));
  if (Number(options.fuzz) > 0) {
    const { folder, damaged } = damagedFiles(library, Number(options.fuzz), createRandom(Number(options.seed)));
    await reportFiles('damaged files that are Python', python, target, damaged);
    await reportPrinted('damaged files', python, target, damaged);
    rmSync(folder, { recursive: true });
    const { texts, failing } = await timeHardTexts(target);
    console.log(`  hard texts ${texts}   answered within a second ${texts - failing.length}`);
    show(failing);
    if (failing.length > 0) isExact = false;
  }
  if (Number(options.bytes) > 0) {
    const { folder, damaged } = damagedBytes(library, Number(options.bytes), createRandom(Number(options.seed)));
    await reportFiles('files with damaged bytes that are Python', python, target, damaged);
    await reportPrinted('files with damaged bytes', python, target, damaged);
    rmSync(folder, { recursive: true });
  }
  if (!options.only || options.only === 'snippets') {
    const { count, differing } = await compareSnippets(python, target);
    console.log(`  invalid snippets ${count.snippets}   accepted ${count.accepted}   equal line ${percent(count.line, count.snippets)}   equal type and message ${percent(count.message, count.snippets)}   and offset ${percent(count.offset, count.snippets)}`);
    show(differing);
    await reportPrintedTexts('invalid snippets', python, target, snippetsOf(python));
    if (count.accepted > 0 || count.line < 0.97 * count.snippets || count.message < 0.85 * count.snippets) isExact = false;
  }
  if (!options.only || options.only === 'mutations') {
    const { count, differing } = await compareMutations(python, target);
    console.log(`  damaged texts ${count.texts}   equal verdict ${percent(count.verdict, count.texts)}   equal error ${percent(count.equal, count.texts)}`);
    show(differing);
    await reportPrintedTexts('damaged texts', python, target, damagedPieces(python));
    if (count.verdict < count.texts) isExact = false;
  }
}
process.exit(isExact ? 0 : 1);
