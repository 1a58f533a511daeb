/** The text of a formatted string between its fields, for the tokenizer of 3.12 and later. */

export interface FormatMode {
  readonly quote: string;
  /** 1 or 3 quotes. */
  readonly size: number;
  readonly start: number;
  /** As messages call it. */
  readonly what: 'f-string' | 't-string';
  readonly isRaw: boolean;
  /** How many brackets were open before the string. */
  readonly outside: number;
  /** For each field that is open, how many brackets are open inside it. */
  readonly fields: number[];
  inSpec: boolean;
  /** Reading the tokens of a field, not text. */
  inField: boolean;
}

export interface ScannedText {
  /** What comes at `end`. */
  readonly kind: 'quotes' | 'field' | 'closing' | 'newline' | 'unterminated';
  readonly end: number;
}

/** `warn` is told of each backslash before a brace. */
export function scanFormatText(text: string, start: number, mode: FormatMode, warn: (offset: number) => void): ScannedText {
  const quotes = mode.quote.repeat(mode.size);
  let at = start;
  for (;;) {
    const character = text[at];
    if (character === undefined) return { kind: 'unterminated', end: at };
    if (character === '\n' && mode.size === 1) return { kind: mode.inSpec ? 'newline' : 'unterminated', end: at };
    if (character === mode.quote && text.startsWith(quotes, at)) return { kind: 'quotes', end: at };
    if (character === '{') {
      if (text[at + 1] !== '{' || mode.inSpec) return { kind: 'field', end: at };
      at += 2;
    } else if (character === '}') {
      if (text[at + 1] !== '}' || mode.inSpec || mode.fields.length > 0) return { kind: 'closing', end: at };
      at += 2;
    } else if (character === '\\') {
      const next = text[at + 1];
      if (next === 'N' && text[at + 2] === '{' && !mode.isRaw) {
        const end = /\\N\{[^{}'"\n]*\}?/y;
        end.lastIndex = at;
        at += end.exec(text)?.[0].length ?? 3;
      } else if (next === '{' || next === '}') {
        if (!mode.isRaw) warn(at);
        at++;
      } else at += 2;
    } else at++;
  }
}
