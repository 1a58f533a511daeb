/** What CPython warns of in a file, as it prints it; and what it warns of as it reads: escapes and numbers that may become errors. */
import { positionAt, type SourceFile } from '../../source/source-file.js';
import { type FoundError, isTokenizerError } from '../tokens/tokens.js';
import type { Reader } from './reader.js';

export interface LineWarning {
  readonly lineno: number;
  /** In code points, from 1; CPython does not print it. */
  readonly offset: number;
  readonly message: string;
  /** The line without what is blank around it; null where Python cannot read it again. */
  readonly line: string | null;
}

export function warnInFile(source: SourceFile, lineno: number, offset: number, message: string): LineWarning {
  const isReadable = source.decoded?.hasUndecodedBytes !== true && source.unread === undefined;
  const line = source.text.slice(source.lineStarts[lineno - 1], source.lineStarts[lineno]).trim();
  return { lineno, offset, message, line: isReadable && line !== '' ? line : null };
}

/** Of the reading that ended with the error: after most of its own errors the parser reads all tokens there are. */
export function warningsOf({ source, warnings, furthest }: Reader, error: FoundError | null): readonly LineWarning[] {
  if (warnings.size === 0) return [];
  const readsOn = error === null || isTokenizerError(error) || error.isWhereReaderIs === undefined || error.type !== 'IndentationError';
  return [...warnings.values()]
    .filter(({ after }) => readsOn || after <= furthest + 1)
    .sort((a, b) => a.after - b.after)
    .map(({ offset, message }) => {
      const { line } = positionAt(source, offset);
      const before = source.text.slice(source.lineStarts[line - 1], offset);
      return warnInFile(source, line, Array.from(before).length + 1, message);
    });
}
