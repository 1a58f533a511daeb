/** The front end under test, and its answers in the form of `oracle.py`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const base = process.env['TAIPAN_CORE'] ?? new URL('../../compiler-core/dist/', import.meta.url).href;
const load = (path) => import(new URL(path, base.startsWith('file:') ? base : `file://${base}/`).href);

const { parseText } = await load('syntax/parse/parse-module.js');
const { dumpAst } = await load('syntax/ast/dump.js');
const { withEscapedSurrogates } = await load('syntax/ast/python-string.js');
const { buildScopes } = await load('scopes/build-scopes.js');
export const { judgeFile, printJudgement } = await load('pipeline/shown-error.js');
export const { parseTarget, printTarget } = await load('targets/target-version.js');
const { dumpScopes } = await load('scopes/dump-scopes.js');

/** JSON as Python's `json.dumps` writes it, in ASCII. */
function encode(value) {
  return withEscapedSurrogates(JSON.stringify(value)).replace(/[\x7f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const byCodePoint = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  // A Map keeps the order even of keys that look like numbers.
  return new Map(Object.keys(value).sort(byCodePoint).map((key) => [key, sorted(value[key])]));
}

function encodeSorted(value) {
  if (value instanceof Map) return `{${[...value].map(([key, item]) => `${encode(key)}:${encodeSorted(item)}`).join(',')}}`;
  if (Array.isArray(value)) return `[${value.map(encodeSorted).join(',')}]`;
  return encode(value);
}

const md5 = (text) => createHash('md5').update(text).digest('hex');

/** The AST, and the scopes or the first error, of a text or of bytes. */
export function analyze(content, target) {
  const { module, errors } = parseText(content, target);
  if (errors.length > 0) return { error: errors[0].raised ?? errors[0] };
  try {
    return { module, scopes: buildScopes(module, target) };
  } catch (error) {
    if (error.name !== 'ScopeError') throw error;
    return { module, error: { type: 'SyntaxError', message: error.message, lineno: error.lineno, offset: error.offset } };
  }
}

/** The error of a text, or null. */
export function errorOf(content, target) {
  try {
    const { error } = analyze(content, target);
    return error ? { ...error, type: error.type ?? 'SyntaxError' } : null;
  } catch (crash) {
    return { type: 'Crash', message: crash.stack?.split('\n').slice(0, 3).join(' ') ?? String(crash), lineno: 0, offset: 0 };
  }
}

export function digests(file, target) {
  const answer = {};
  try {
    const { module, scopes, error } = analyze(readFileSync(file), target);
    if (module) answer.ast = md5(encode(dumpAst(module, target)));
    if (error) answer.error = error;
    if (scopes) answer.scopes = md5(encodeSorted(sorted(dumpScopes(scopes, target))));
  } catch (crash) {
    answer.error = { type: 'Crash', message: crash.stack?.split('\n').slice(0, 3).join(' ') ?? String(crash), lineno: 0 };
  }
  return answer;
}

/** Plain JSON values, for the report of a difference. */
export function dump(kind, file, target) {
  const { module, scopes, error } = analyze(readFileSync(file), target);
  if (kind === 'ast' && module) return JSON.parse(withEscapedSurrogates(JSON.stringify(dumpAst(module, target))));
  if (kind === 'scopes' && scopes) return JSON.parse(JSON.stringify(dumpScopes(scopes, target)));
  return { error };
}
