/** What CPython warns of as it reads a file: escapes and numbers that may become errors. In its order. */
import { positionAt } from '../../source/source-file.js';
import { type FoundError, isTokenizerError } from '../tokens/tokens.js';
import type { Reader } from './reader.js';

export interface LineWarning {
  readonly lineno: number;
  readonly message: string;
  /** The line without what is blank around it; null where Python cannot read it again. */
  readonly line: string | null;
}

/** Of the reading that ended with the error: after most of its own errors the parser reads all tokens there are. */
export function warningsOf({ source, warnings, furthest }: Reader, error: FoundError | null): readonly LineWarning[] {
  if (warnings.size === 0) return [];
  const readsOn = error === null || isTokenizerError(error) || error.isWhereReaderIs === undefined || error.type !== 'IndentationError';
  const isReadable = source.decoded?.hasUndecodedBytes !== true && source.unread === undefined;
  return [...warnings.values()]
    .filter(({ after }) => readsOn || after <= furthest + 1)
    .sort((a, b) => a.after - b.after)
    .map(({ offset, message }) => {
      const lineno = positionAt(source, offset).line;
      const line = source.text.slice(source.lineStarts[lineno - 1], source.lineStarts[lineno]).trim();
      return { lineno, message, line: isReadable && line !== '' ? line : null };
    });
}
