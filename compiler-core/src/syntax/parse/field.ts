/** The expression in a field of a formatted string before 3.12, which CPython reads as if in parentheses where its braces are. */
import { indexLines, positionAt } from '../../source/source-file.js';
import { countBytes } from '../../source/utf8.js';
import type { expr } from '../ast/nodes.generated.js';
import { starExpressions } from './expressions.js';
import { expectKind, type Reader } from './reader.js';
import type { FoundError } from '../tokens/tokens.js';
import { createReader, findError, lineOf } from './two-readings.js';

export interface FieldError extends FoundError {
  /** In the text of the field, with a bracket before it. */
  readonly line: number;
  readonly column: number;
  readonly isOfTokenizer: boolean;
  readonly shownLine: string;
  readonly endColumn: number;
  /** In the file. */
  readonly endLine: number;
}

export type ParsedField = { readonly error: null; readonly value: expr } | { readonly error: FieldError };

/** What is written from the brace at `open` to what ends the expression at `end`. */
export function parseField(outer: Reader, open: number, end: number): ParsedField {
  const text = `(${outer.text.slice(open + 1, end)})`;
  const { line: firstLine, column: firstColumn } = positionAt(outer.source, open);
  const { decoded } = outer.source;
  const reader = createReader({ ...indexLines(text), firstLine, firstColumn, ...(decoded && { decoded }) }, outer.target);
  const values: expr[] = [];
  const error = findError(reader, (inner) => {
    values.push(starExpressions(inner));
    expectKind(inner, 'newline');
  });
  const [value] = values;
  if (error === null && value) return { error, value };
  const found = error ?? { type: 'SyntaxError', message: 'invalid syntax', offset: 0 };
  const line = found.line === undefined ? lineOf(text, found.offset) : found.line - firstLine + 1;
  const isUndecodable = found === reader.tokenizerError && reader.tokenizerError.isUndecodable;
  return { error: {
    ...found,
    line,
    column: isUndecodable && line === 1 ? 0 : columnInField(text, found),
    shownLine: text.split('\n')[line - 1] ?? '',
    endColumn: found.endColumn ?? endInField(text, found),
    endLine: firstLine - 1 + (found.end === undefined ? line : lineOf(text, found.end)),
    isOfTokenizer: (found === reader.tokenizerError && !isUndecodable) || found.isOfTokenizer === true,
  } };
}

function endInField(text: string, found: FoundError): number {
  if (found.end !== undefined) return columnInField(text, { ...found, offset: found.end });
  return found.noEnd === 'start' ? columnInField(text, found) : found.noEnd ?? 0;
}

/** In bytes, but for what the tokenizer says. */
function columnInField(text: string, error: FoundError): number {
  if (error.column !== undefined) return error.columnInBytes ?? error.column;
  const { from, to, more } = error.counted ?? { from: text.lastIndexOf('\n', error.offset - 1) + 1, to: error.offset, more: 1 };
  const before = text.slice(from, to);
  return (error.countsCharacters ? [...before].length : countBytes(before)) + more;
}
