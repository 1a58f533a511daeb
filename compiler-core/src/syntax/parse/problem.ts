/** An error of the parser with its place, for those who show it. */
import { errorOffsetAt, positionAt, type SourceFile } from '../../source/source-file.js';
import type { TargetVersion } from '../../targets/target-version.js';
import { type RaisedError, raisedOfBytes } from './raised-of-bytes.js';
import type { FoundError, SyntaxErrorType } from '../tokens/tokens.js';

export interface SyntaxProblem {
  readonly type: SyntaxErrorType;
  readonly message: string;
  readonly lineno: number;
  /** In characters, from 1. */
  readonly offset: number;
  /** Of a text that comes from bytes. */
  readonly raised?: RaisedError;
}

export function locateError(file: SourceFile, found: FoundError, target: TargetVersion): SyntaxProblem {
  const { line } = positionAt(file, found.offset);
  const { from, to, more } = found.counted ?? { from: 0, to: 0, more: 0 };
  const offset = found.column ?? (to > 0 ? [...file.text.slice(from, to)].length + more : errorOffsetAt(file, found.offset));
  return { type: found.type, message: found.message, lineno: found.line ?? line, offset, ...(file.decoded && { raised: raisedOfBytes(file, found, target) }) };
}
