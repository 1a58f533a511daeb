/** Python's tokens and the errors CPython reports, as the parser of this folder passes them on. */
import type { Positioned } from '../ast/nodes.generated.js';

export type TokenKind =
  | 'name'
  | 'keyword'
  | 'operator'
  | 'number'
  | 'string'
  /** From 3.12 on: the prefix and quotes that open a formatted string, a piece of its text, the closing quotes. */
  | 'format-start'
  /** From 3.14 on: the same of a template string, whose other tokens are those of formatted strings. */
  | 'template-start'
  | 'format-middle'
  | 'format-end'
  | 'newline'
  | 'indent'
  | 'dedent'
  | 'end'
  /** The tokenizer stopped here with an error. */
  | 'error';

export interface Token extends Positioned {
  readonly kind: TokenKind;
  /** Of a name, keyword or operator; empty for the others. */
  readonly text: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** How many brackets are open after it. */
  readonly level: number;
}

export type SyntaxErrorType = 'SyntaxError' | 'IndentationError' | 'TabError';

/** An error at a place of the text. */
export interface FoundError {
  readonly type: SyntaxErrorType;
  readonly message: string;
  /** UTF-16 offset of the first character marked. */
  readonly offset: number;
  /** Behind the last character marked; without it CPython marks the first alone. */
  readonly end?: number;
  /** CPython counts the end from 0, unlike others. */
  readonly endsShort?: boolean;
  /** What CPython says instead of an end where it marks the first alone: nothing by 0 or -1, or the place itself. Without it 0. */
  readonly noEnd?: 0 | -1 | 'start';
  /** The line that CPython shows, where that is not one of the file, and in it the column behind the last character marked. */
  readonly shownLine?: string;
  readonly endColumn?: number;
  readonly endLine?: number;
  /** The place is where CPython's tokenizer is, as the token that it is about has none. */
  readonly isWhereReaderIs?: 'in-line' | 'at-end';
  /** Replaces what `offset` says where CPython counts otherwise. */
  readonly line?: number;
  readonly column?: number;
  /** The same in bytes, where that is not to be had from the text. */
  readonly columnInBytes?: number;
  /** What the column is the length of, and `more`, where CPython does not count from the start of the line to `offset`. */
  readonly counted?: { readonly from: number; readonly to: number; readonly more: 0 | 1 };
  /** Where the lines begin that are read as one with that of the error, if the tokenizer knows. */
  readonly joinedFrom?: number;
  /** The column is in characters even where CPython counts bytes. */
  readonly countsCharacters?: boolean;
  /** CPython raises what its decoder does: a `UnicodeDecodeError`, which has no place. */
  readonly isOfDecoder?: boolean;
  /** Of the tokenizer of a field of a formatted string: such messages have no prefix. */
  readonly isOfTokenizer?: boolean;
}

export const isTokenizerError = (found: FoundError): found is TokenizerError => 'onlyInOrder' in found;

export interface OpenBracket {
  readonly text: string;
  readonly offset: number;
}

export interface TokenizerError extends FoundError {
  /** The bracket that is open there. */
  readonly open: OpenBracket | null;
  /** In a formatted string: it does not replace an error before it. */
  readonly insideFormatString: boolean;
  /**
   * CPython only comes to this error when its parser does; the others replace an error of the parser before them. So
   * does the bracket that is open where the tokenizer stopped, if it is on a line before the parser's.
   */
  readonly onlyInOrder: boolean;
  /** A name that is no UTF-8. */
  readonly isUndecodable: boolean;
  /** `python FILE` has no column for it. */
  readonly isBeforeTokens?: boolean;
  /** Of the line that `python FILE` cannot read. */
  readonly isUnread?: boolean;
}

/** What CPython warns of as it reads the text, unless it comes to an error before. */
export interface LiteralWarning {
  /** UTF-16 offset in its line. */
  readonly offset: number;
  /** UTF-16 offsets of what it is about, its end excluded; CPython does not say them. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** How many tokens are read when it comes. */
  readonly after: number;
}

export interface TokenizedText {
  readonly warnings: readonly LiteralWarning[];
  readonly tokens: readonly Token[];
  /** What the last token stands for, if it is an 'error'. */
  readonly error: TokenizerError | null;
}

export const keywords: ReadonlySet<string> = new Set([
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif',
  'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or',
  'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
]);
