/**
 * Lines and UTF-8 columns of a text's offsets, for the tokenizer: it asks in order, so that each step counts only the
 * characters since the one before.
 */
import type { SourceFile } from '../../source/source-file.js';
import { utf8Width } from '../../source/utf8.js';

export interface Placer {
  /** From 1, of the last offset moved to. */
  line: number;
  /** In UTF-8 bytes, from 0. */
  column: number;
  moveTo(offset: number): void;
}

export function createPlacer(source: SourceFile): Placer {
  const { text, lineStarts, isAscii, firstLine = 1, firstColumn = 0 } = source;
  let index = 0;
  let nextLine = lineStarts[1] ?? Number.POSITIVE_INFINITY;
  let at = 0;
  const placer: Placer = {
    line: firstLine,
    column: firstColumn,
    moveTo(offset) {
      while (offset >= nextLine) {
        at = nextLine;
        index++;
        nextLine = lineStarts[index + 1] ?? Number.POSITIVE_INFINITY;
        placer.line++;
        placer.column = 0;
      }
      if (isAscii) placer.column += offset - at;
      else for (let unit = at; unit < offset; unit++) placer.column += utf8Width(text, unit);
      at = offset;
    },
  };
  return placer;
}
