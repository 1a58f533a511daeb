/**
 * `Did you mean 'while'?`: what CPython adds from 3.14 on when it prints `invalid syntax`. A name before the error is taken for
 * a misspelt keyword if the text is Python with that in its place (`TracebackException._find_keyword_typos` of `traceback`).
 */
import { buildScopes, isTooDeep } from '../scopes/build-scopes.js';
import { ScopeError } from '../scopes/scope.js';
import { createSourceFile, type SourceFile } from '../source/source-file.js';
import { firstInvalidUtf8 } from '../source/utf8.js';
import type { Module } from '../syntax/ast/nodes.generated.js';
import { parseText, readsTo } from '../syntax/parse/parse-module.js';
import type { ShownError } from '../syntax/parse/shown-in-file.js';
import { keywordsLike } from '../syntax/recovery/similar-keywords.js';
import { tokenize } from '../syntax/tokens/tokenizer.js';
import { keywords, type Token } from '../syntax/tokens/tokens.js';
import { supports } from '../targets/features.js';
import type { TargetVersion } from '../targets/target-version.js';

/** What is printed in the place of the error's own. Columns in characters, from 1. */
export interface KeywordTypo {
  readonly message: string;
  readonly line: string;
  readonly offset: number;
  readonly endOffset: number;
}

/** Where `str.splitlines` ends a line of a text with newlines of one kind. */
const lineEnd = /[\n\v\f\x1c-\x1e\x85\u2028\u2029]/;
const isBlank = (line: string): boolean => /^[\s\x1c-\x1f\x85]*$/.test(line);
const [longest, mostNames] = [1024, 10];

/** `textwrap.dedent` */
function dedent(lines: readonly string[]): readonly string[] {
  const indents = lines.filter((line) => !isBlank(line)).map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  const margin = indents.reduce((common, indent) => {
    let at = 0;
    while (at < common.length && common[at] === indent[at]) at++;
    return common.slice(0, at);
  }, indents[0] ?? '');
  return lines.map((line) => (isBlank(line) ? '' : line.slice(margin.length)));
}

function hasScopes(module: Module, target: TargetVersion): boolean {
  try {
    buildScopes(module, target);
    return true;
  } catch (error) {
    if (!(error instanceof ScopeError) || isTooDeep(error)) throw error;
    return false;
  }
}

/** `codeop.compile_command`: it compiles, or is the beginning of what does. */
function isAccepted(code: string, target: TargetVersion): boolean {
  const { module, errors } = parseText(code, target);
  return errors.length === 0 ? hasScopes(module, target) : readsTo(`${code}\n`, target) !== 'an error';
}

/** What the text is looked for in: the file again, as UTF-8, or the line that is shown if that is not what it is in. */
function linesOf(content: string | Uint8Array, source: SourceFile, shown: ShownError, first: number): readonly string[] {
  if (typeof content !== 'string' && firstInvalidUtf8(content) !== undefined) return (shown.line ?? '').split(lineEnd).slice(0, 1);
  return source.text.split(lineEnd).slice(first - 1, shown.nearLine);
}

/** `lastBlock`: the line of the last statement with a block, but no function, that was read; 0 for none. */
export function findKeywordTypo(content: string | Uint8Array, source: SourceFile, shown: ShownError, lastBlock: number, target: TargetVersion): KeywordTypo | undefined {
  if (!supports(target, 'suggestsKeywords') || shown.line === null || !/^invalid syntax$|Perhaps you forgot a comma/.test(shown.message)) return undefined;
  const lines = dedent(linesOf(content, source, shown, Math.max(lastBlock, 1)));
  const code = lines.join('\n');
  if ([...code].length > longest || (supports(target, 'checksTextOfTypos') && isAccepted(code, target))) return undefined;
  const isInLast = ({ kind, lineno }: Token): boolean => (kind === 'name' || kind === 'keyword') && lineno === lines.length;
  const names = tokenize(createSourceFile(code, target), target).tokens.filter((token) => isInLast(token) && !keywords.has(token.text)).slice(0, mostNames);
  for (const { text: name, start, end } of names) {
    for (const keyword of keywordsLike(name)) {
      if (!isAccepted(code.slice(0, start) + keyword + code.slice(end), target)) continue;
      const offset = [...code.slice(code.lastIndexOf('\n', start - 1) + 1, start)].length + 1;
      return { message: `invalid syntax. Did you mean '${keyword}'?`, line: lines.at(-1) ?? '', offset, endOffset: offset + [...name].length };
    }
  }
  return undefined;
}
