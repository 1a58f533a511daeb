/** Text to AST, scopes and semantic IR: the stages that every later one and every dump starts from. */
import type { IrModule } from '../ir/function.js';
import { lowerModule } from '../lowering/module.js';
import { buildScopes, isTooDeep } from '../scopes/build-scopes.js';
import { ScopeError, type ScopeTree } from '../scopes/scope.js';
import { SourceDecodingError } from '../source/decode.js';
import { createSourceFile } from '../source/source-file.js';
import type { Module } from '../syntax/ast/nodes.generated.js';
import type { PythonParser } from '../syntax/cst/parser.js';
import { parseText } from '../syntax/parse/parse-module.js';
import { findFurtherErrors } from '../syntax/recovery/further-errors.js';
import { newestOf, type TargetVersion, targetMinors } from '../targets/target-version.js';

export { isTooDeep };
export type { SourceWarning } from '../scopes/scope.js';

export interface ModuleSource {
  /** Dotted name, `__main__` for the entry of a program. */
  readonly name: string;
  readonly file: string;
  readonly isPackage: boolean;
  readonly content: string | Uint8Array;
}

export interface SyntaxError {
  /** Of Python; SyntaxError if it is not said. */
  readonly type?: string;
  readonly message: string;
  /** From 1. */
  readonly lineno: number;
  /** From 1, in code points, as CPython's SyntaxError counts. */
  readonly offset: number;
  /** What CPython does not say. */
  readonly note?: string;
}

export type ParsedModule =
  | { readonly kind: 'parsed'; readonly module: Module }
  | { readonly kind: 'rejected'; readonly errors: readonly SyntaxError[] };

export function parseModule(content: string | Uint8Array, target: TargetVersion): ParsedModule {
  const { module, errors } = parseText(content, target);
  return errors.length === 0 ? { kind: 'parsed', module } : { kind: 'rejected', errors };
}

/**
 * All that there is to say of a rejected text, `first` being its error: which later version accepts it, or what CPython
 * would say of it further on once the first error is mended.
 */
export function explainRejection(parser: PythonParser, content: string | Uint8Array, first: SyntaxError, target: TargetVersion): readonly SyntaxError[] {
  const later = targetMinors.find((minor) => minor > target.minor && parseText(content, newestOf(minor)).errors.length === 0);
  if (later !== undefined) return [{ ...first, note: `Python 3.${later} accepts this, Python 3.${target.minor} does not.` }];
  try {
    return [first, ...findFurtherErrors(parser, createSourceFile(content, target), first.lineno, target)];
  } catch (error) {
    if (!(error instanceof SourceDecodingError)) throw error;
    return [first];
  }
}

export type AnalyzedModule =
  | { readonly kind: 'analyzed'; readonly scopes: ScopeTree }
  | { readonly kind: 'rejected'; readonly errors: readonly SyntaxError[] };

/** The scopes of a module, or the error that CPython's symbol table reports for it. */
export function analyzeScopes(module: Module, target: TargetVersion): AnalyzedModule {
  try {
    return { kind: 'analyzed', scopes: buildScopes(module, target) };
  } catch (error) {
    if (!(error instanceof ScopeError) || isTooDeep(error)) throw error;
    return { kind: 'rejected', errors: [{ message: error.message, lineno: error.lineno, offset: error.offset }] };
  }
}

export function lowerSource(module: Module, scopes: ScopeTree, source: ModuleSource, target: TargetVersion): IrModule {
  return lowerModule(module, scopes, { name: source.name, file: source.file, isPackage: source.isPackage, target });
}
