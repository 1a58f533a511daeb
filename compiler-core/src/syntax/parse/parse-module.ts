/**
 * Text to the exact AST that CPython's `ast.parse` gives for the target version, or the error it reports. The rules of
 * CPython's grammar are the files of this folder, one function a rule.
 */
import { refuseFirstLine, SourceDecodingError } from '../../source/decode.js';
import { createSourceFile, readByLines, type SourceFile } from '../../source/source-file.js';
import type { TargetVersion } from '../../targets/target-version.js';
import type { Module, stmt } from '../ast/nodes.generated.js';
import { statements } from './compound-statements.js';
import { type ShownError, shownInFile, withoutPlace } from './shown-in-file.js';
import { locateError, type SyntaxProblem } from './problem.js';
import type { FoundError, Token } from '../tokens/tokens.js';
import { type LineWarning, warningsOf } from './literal-warnings.js';
import type { Reader } from './reader.js';
import { createReader, findError, readOnce } from './two-readings.js';

export interface ParsedText {
  readonly module: Module;
  readonly errors: readonly SyntaxProblem[];
}

/** The AST of a file or text, or the first error in it. */
export function parseText(content: string | Uint8Array, target: TargetVersion): ParsedText {
  try {
    const source = createSourceFile(content, target);
    const { error, body } = readModule(source, target);
    return error === null ? { module: moduleOf(body), errors: [] } : { module: moduleOf([]), errors: [locateError(source, error, target)] };
  } catch (error) {
    if (!(error instanceof SourceDecodingError)) throw error;
    const { message, lineno, offset } = error;
    return { module: moduleOf([]), errors: [{ type: 'SyntaxError', message, lineno: 1, offset: 1, raised: { type: 'SyntaxError', message, lineno, offset } }] };
  }
}

export type FileReading =
  | { readonly kind: 'read'; readonly source: SourceFile; readonly module: Module; readonly warnings: readonly LineWarning[] }
  | { readonly kind: 'refused'; readonly shown: ShownError; readonly warnings: readonly LineWarning[]; readonly read?: { readonly source: SourceFile; readonly lastBlock: number } };

/** The same as `python FILE` reads it: what it refuses, it shows. */
export function readFile(content: string | Uint8Array, target: TargetVersion): FileReading {
  try {
    if (typeof content !== 'string') refuseFirstLine(content);
    const source = readByLines(content, target);
    const { error, body, reader } = readModule(source, target);
    const warnings = warningsOf(reader, error);
    if (error === null) return { kind: 'read', source, module: moduleOf(body), warnings };
    return { kind: 'refused', shown: shownInFile(source, error, target), warnings, read: { source, lastBlock: reader.lastBlock } };
  } catch (error) {
    if (!(error instanceof SourceDecodingError)) throw error;
    return { kind: 'refused', shown: withoutPlace(error.ofFile, 1), warnings: [] };
  }
}

/** Whether a text is Python as far as it goes. */
export function readsTo(text: string, target: TargetVersion): 'the end' | 'an error' {
  return readOnce(createReader(createSourceFile(text, target), target), statements);
}

export const moduleOf = (body: readonly stmt[]): Module => ({ _type: 'Module', body, type_ignores: [] });

export interface ReadModule {
  readonly reader: Reader;
  readonly error: FoundError | null;
  readonly tokens: readonly Token[];
  /** Of a valid text. */
  readonly body: readonly stmt[];
  /** The token that each statement with a block, or line of others, begins with. */
  readonly begins: readonly number[];
}

export function readModule(source: SourceFile, target: TargetVersion): ReadModule {
  const reader = createReader(source, target);
  const body: stmt[] = [];
  const begins: number[] = [];
  const error = findError(reader, (inner) => {
    if (!inner.isSecond) begins.push(inner.at);
    for (const found of statements(inner)) body.push(found);
  });
  return { reader, error, tokens: reader.tokens, body, begins };
}
