/** `taipan hints FILE`: what the editor shows beside the text, for terminals and scripts. */
import { analyzeScopes, decodeSource, hintsOfModule, parseModule, type SyntaxError, type TargetVersion } from '@taipan/compiler-core';
import { readSource } from '../workspace/read-source.js';
import { colors } from './colors.js';
import { exitCodes } from './exit-codes.js';

export interface HintsOptions {
  readonly format: 'text' | 'json';
  readonly target: TargetVersion;
}

function reject(file: string, errors: readonly SyntaxError[]): number {
  for (const error of errors.slice(0, 1)) console.error(`${file}:${error.lineno}:${error.offset}: error: ${error.message} [syntax-error]`);
  return exitCodes.problems;
}

export function hints(file: string, options: HintsOptions): number {
  const { content } = readSource(file);
  const parsed = parseModule(content, options.target);
  if (parsed.kind === 'rejected') return reject(file, parsed.errors);
  const analyzed = analyzeScopes(parsed.module, options.target);
  if (analyzed.kind === 'rejected') return reject(file, analyzed.errors);
  const found = hintsOfModule(parsed.module, analyzed.scopes, typeof content === 'string' ? content : decodeSource(content), options.target);
  if (options.format === 'json') {
    console.log(JSON.stringify(found, null, 2));
    return exitCodes.ok;
  }
  // People count from 1.
  for (const { line, column, label, tooltip, provenance } of found) {
    const shown = provenance === 'proved' ? colors.green(label.trim()) : colors.yellow(`${label.trim()}?`);
    console.log(`${file}:${line + 1}:${column + 1}: ${shown}  ${colors.dim(tooltip)}`);
  }
  if (found.length === 0) console.log(`${file}: nothing to show`);
  return exitCodes.ok;
}
