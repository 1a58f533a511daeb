/**
 * The place of the parser in the tokens. Rules either give what they found, or do not match (`mismatch`, which
 * `attempt` catches), or know what is wrong (`raise`, which ends the parse). Neither leaves this folder.
 */
import { offsetAt, type SourceFile } from '../../source/source-file.js';
import type { TargetVersion } from '../../targets/target-version.js';
import type { Positioned } from '../ast/nodes.generated.js';
import type { FoundError, LiteralWarning, SyntaxErrorType, Token, TokenizerError } from '../tokens/tokens.js';

export interface Reader {
  readonly source: SourceFile;
  readonly text: string;
  readonly target: TargetVersion;
  readonly tokens: readonly Token[];
  readonly tokenizerError: TokenizerError | null;
  at: number;
  /** The last token looked at: where CPython says `invalid syntax` and nothing better. */
  furthest: number;
  /**
   * The second reading of a text that the first found wrong. Rules now match as much as they can, as in CPython's
   * grammar, for others to go on from there.
   */
  isSecond: boolean;
  /** The rules for special messages count too. */
  explains: boolean;
  /** Of literals, by offset: those that the tokenizer warns of, and of strings as the first reading comes to them. */
  readonly warnings: Map<number, LiteralWarning>;
  /** What rules found, by token and rule. */
  memory: Map<number, Remembered>;
  /** The line of the last statement with a block, but no function, that was read; 0 for none (`_PyPegen_register_stmts`). */
  lastBlock: number;
}

export interface Remembered {
  readonly found: unknown;
  readonly at: number;
}

class Mismatch {}
const theMismatch = new Mismatch();

export class Raised {
  readonly error: FoundError;
  /** From the tokenizer itself: nothing later replaces it. */
  readonly isFinal: boolean;
  constructor(error: FoundError, isFinal = false) {
    this.error = error;
    this.isFinal = isFinal;
  }
}

export function mismatch(): never {
  throw theMismatch;
}

export function isMismatch(thrown: unknown): boolean {
  return thrown === theMismatch;
}

/** UTF-16 offset of where a node begins: a message points there. */
export function startOf(reader: Reader, node: Positioned): number {
  return offsetAt(reader.source, { line: node.lineno, column: node.col_offset });
}

/** What a message points at, as UTF-16 offsets. */
export interface Mark {
  readonly offset: number;
  readonly end: number;
  readonly endsShort?: boolean;
}

/** CPython's `RAISE_SYNTAX_ERROR_KNOWN_LOCATION` and `_RANGE`. */
export function markOf(reader: Reader, first: Positioned, last: Positioned = first): Mark {
  return { offset: startOf(reader, first), end: offsetAt(reader.source, { line: last.end_lineno, column: last.end_col_offset }) };
}

/** `RAISE_SYNTAX_ERROR_STARTING_FROM`: to where its tokenizer is, which is behind the last token it has read. */
export function markOnward(reader: Reader, first: Positioned): Mark {
  return { offset: startOf(reader, first), end: (reader.tokens[reader.furthest] ?? peek(reader)).end, endsShort: true };
}

export function raise(message: string, mark: Mark, type: SyntaxErrorType = 'SyntaxError'): never {
  throw new Raised({ type, message, ...mark });
}

/**
 * Where CPython's `RAISE_SYNTAX_ERROR` points: the last token it has read. Those without text of their own are where
 * its tokenizer is.
 */
export function raiseAtLast(reader: Reader, message: string, type: SyntaxErrorType = 'SyntaxError'): never {
  const last = reader.tokens[reader.furthest] ?? peek(reader);
  throw new Raised({ type, message, ...placeOf(reader, last) });
}

export function placeOf(reader: Reader, token: Token): Pick<FoundError, 'offset' | 'end' | 'line' | 'column' | 'isWhereReaderIs' | 'noEnd'> {
  const { text } = reader;
  if (token.kind !== 'end' && token.kind !== 'dedent' && token.kind !== 'indent') return { offset: token.start, end: token.end };
  if (token.start >= text.length) {
    const end = text.endsWith('\n') ? text.length - 1 : text.length;
    return { offset: end, isWhereReaderIs: 'at-end', noEnd: -1 };
  }
  const lineStart = text.lastIndexOf('\n', token.start - 1) + 1;
  return { offset: token.start, column: token.start - lineStart, isWhereReaderIs: 'in-line', noEnd: -1 };
}

export function peek(reader: Reader): Token {
  const token = reader.tokens[reader.at];
  if (token === undefined) return mismatch();
  if (reader.at > reader.furthest) reader.furthest = reader.at;
  if (token.kind === 'error' && reader.tokenizerError) throw new Raised(reader.tokenizerError, true);
  return token;
}

export function previous(reader: Reader): Token {
  return reader.tokens[reader.at - 1] ?? peek(reader);
}

export function next(reader: Reader, text: string): boolean {
  return peek(reader).text === text;
}

export function nextIsKind(reader: Reader, kind: Token['kind']): boolean {
  return peek(reader).kind === kind;
}

export function accept(reader: Reader, text: string): boolean {
  if (peek(reader).text !== text) return false;
  reader.at++;
  return true;
}

export function expect(reader: Reader, text: string): Token {
  const token = peek(reader);
  if (token.text !== text) mismatch();
  reader.at++;
  return token;
}

export function expectKind(reader: Reader, kind: Token['kind']): Token {
  const token = peek(reader);
  if (token.kind !== kind) mismatch();
  reader.at++;
  return token;
}

/** A token without which no other reading is possible. */
export function force(reader: Reader, text: string): void {
  const token = peek(reader);
  if (token.text !== text) raise(`expected '${text}'`, markOf(reader, token));
  reader.at++;
}

/** What the rule finds, or undefined and no step made if it does not match. */
export function attempt<T>(reader: Reader, rule: (reader: Reader) => T): T | undefined {
  const start = reader.at;
  try {
    return rule(reader);
  } catch (thrown) {
    if (!isMismatch(thrown)) throw thrown;
    reader.at = start;
    return undefined;
  }
}

/** Whether the rule matches here, without a step. */
export function sees(reader: Reader, rule: (reader: Reader) => unknown): boolean {
  const start = reader.at;
  const found = attempt(reader, (inner) => {
    rule(inner);
    return true;
  });
  reader.at = start;
  return found === true;
}

const rememberedRules = ['expression', 'disjunction', 'operators', 'primary', 'strings', 'brackets', 'arguments'] as const;
type RememberedRule = (typeof rememberedRules)[number];

/**
 * Tries the rule once at each token on the second reading; trying again gives the same, even if the first trial was
 * without explaining. CPython's parser has that quirk, and it decides which message comes.
 */
export function remember<T>(reader: Reader, name: RememberedRule, rule: (reader: Reader) => T): T {
  if (!reader.isSecond) return rule(reader);
  const key = reader.at * rememberedRules.length + rememberedRules.indexOf(name);
  const known = reader.memory.get(key);
  if (known) {
    if (known.at < 0) return mismatch();
    reader.at = known.at;
    return known.found as T;
  }
  const found = attempt(reader, (inner) => ({ value: rule(inner) }));
  reader.memory.set(key, { found: found?.value, at: found ? reader.at : -1 });
  return found ? found.value : mismatch();
}

/** Runs the rule so that it matches as much as it can, for an error that ends the reading. */
export function readLongest<T>(reader: Reader, rule: (reader: Reader) => T): T {
  const { isSecond } = reader;
  reader.isSecond = true;
  try {
    return rule(reader);
  } finally {
    reader.isSecond = isSecond;
  }
}

/** Runs the rule as on the first reading. */
export function readPlainly<T>(reader: Reader, rule: (reader: Reader) => T): T {
  const { isSecond, explains } = reader;
  reader.isSecond = false;
  reader.explains = false;
  try {
    return rule(reader);
  } finally {
    reader.isSecond = isSecond;
    reader.explains = explains;
  }
}

/** Runs the rule without the special messages. */
export function withoutExplaining<T>(reader: Reader, rule: (reader: Reader) => T): T {
  const { explains } = reader;
  reader.explains = false;
  try {
    return rule(reader);
  } finally {
    reader.explains = explains;
  }
}
