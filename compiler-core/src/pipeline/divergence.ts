/**
 * Whether this front end reads a module as the target interpreter does. A build takes the interpreter's tree, so a
 * difference breaks nothing there; but the editor reads alone, and what it shows would be wrong.
 */
import { findDifference } from '../syntax/ast/difference.js';
import type { Module } from '../syntax/ast/nodes.generated.js';
import { parseText } from '../syntax/parse/parse-module.js';
import type { TargetVersion } from '../targets/target-version.js';

export interface Divergence {
  readonly line: number;
  readonly message: string;
}

/** What this front end makes of a text, without asking anyone; also if it fails. */
export type OwnReading = { readonly module: Module } | { readonly refusal: Divergence };

export function readAlone(content: string | Uint8Array, target: TargetVersion): OwnReading {
  try {
    const { module, errors: [error] } = parseText(content, target);
    return error === undefined ? { module } : { refusal: { line: error.lineno, message: `refused here: ${error.message}` } };
  } catch (failure) {
    return { refusal: { line: 1, message: `not readable here: ${failure instanceof Error ? failure.message : String(failure)}` } };
  }
}

export function findDivergence(own: OwnReading, theirs: Module): Divergence | null {
  if ('refusal' in own) return own.refusal;
  const found = findDifference(own.module, theirs);
  return found === null ? null : { line: found.line, message: `read as another tree here, at ${found.path}` };
}
