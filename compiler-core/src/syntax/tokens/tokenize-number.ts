/** The end of a number, or the error CPython's tokenizer reports in it. */

export interface ScannedNumber {
  readonly end: number;
  readonly message?: string;
  readonly warning?: string;
  /** What was said where a character follows that is not ASCII. */
  readonly messageBeforeOther?: string;
  /** Where the message points; `end` if absent. */
  readonly at?: number;
  /** Behind the last character it marks, if that is not the first. */
  readonly markedUntil?: number;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isHexDigit = (code: number): boolean => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
const isNameCharacter = (code: number): boolean =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;

/** These may touch a number: `1if x else y`. */
const wordAfterNumber = /(?:and|else|for|or|not)(?![A-Za-z0-9_\u0080-\uffff])|i[fns]/y;

function finish(text: string, at: number, kind: string): ScannedNumber {
  wordAfterNumber.lastIndex = at;
  if (wordAfterNumber.test(text)) return { end: at, warning: `invalid ${kind} literal` };
  if (!isNameCharacter(text.charCodeAt(at))) return text.charCodeAt(at) > 127 ? { end: at, messageBeforeOther: `invalid ${kind} literal` } : { end: at };
  return { end: at, message: `invalid ${kind} literal` };
}

type Digits = { readonly end: number; readonly bad: boolean };

/** Digits with single underscores between them, from a digit on. */
function skipDigits(text: string, start: number): Digits {
  let at = start;
  for (;;) {
    while (isDigit(text.charCodeAt(at))) at++;
    if (text[at] !== '_') return { end: at, bad: false };
    at++;
    if (!isDigit(text.charCodeAt(at))) return { end: at, bad: true };
  }
}

const badDecimal = (end: number): ScannedNumber => ({ end, message: 'invalid decimal literal' });

export function scanNumber(text: string, start: number): ScannedNumber {
  const letter = text[start] === '0' ? (text[start + 1] ?? '').toLowerCase() : '';
  if (letter === 'x') return scanHexadecimal(text, start + 2);
  if (letter === 'o') return scanPowerOfTwo(text, start + 2, '8', 'octal');
  if (letter === 'b') return scanPowerOfTwo(text, start + 2, '2', 'binary');
  if (text[start] === '.') return scanFraction(text, start);
  const { end, bad } = skipDigits(text, start);
  if (bad) return badDecimal(end);
  const next = text[end] ?? '';
  if (next === '.' || /[eEjJ]/.test(next)) {
    const scanned = scanFraction(text, end);
    // `1else` is no exponent.
    if (scanned.end > end || scanned.message !== undefined) return scanned;
  }
  const zeros = /^0[0_]*/.exec(text.slice(start, end))?.[0].length ?? 0;
  if (zeros > 0 && zeros < end - start) {
    const message = 'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers';
    return { end, message, at: start + 1, markedUntil: start + zeros };
  }
  return finish(text, end, 'decimal');
}

function scanFraction(text: string, start: number): ScannedNumber {
  let at = start;
  if (text[at] === '.') {
    at++;
    if (isDigit(text.charCodeAt(at))) {
      const { end, bad } = skipDigits(text, at);
      if (bad) return badDecimal(end);
      at = end;
    }
  }
  if (text[at] === 'e' || text[at] === 'E') {
    const isSigned = text[at + 1] === '+' || text[at + 1] === '-';
    const digits = at + (isSigned ? 2 : 1);
    if (isDigit(text.charCodeAt(digits))) {
      const { end, bad } = skipDigits(text, digits);
      if (bad) return badDecimal(end);
      at = end;
    } else {
      return isSigned ? badDecimal(digits) : finish(text, at, 'decimal');
    }
  }
  if (text[at] === 'j' || text[at] === 'J') return finish(text, at + 1, 'imaginary');
  return finish(text, at, 'decimal');
}

function scanHexadecimal(text: string, start: number): ScannedNumber {
  let at = start;
  do {
    if (text[at] === '_') at++;
    if (!isHexDigit(text.charCodeAt(at))) return { end: at, message: 'invalid hexadecimal literal' };
    while (isHexDigit(text.charCodeAt(at))) at++;
  } while (text[at] === '_');
  return finish(text, at, 'hexadecimal');
}

function scanPowerOfTwo(text: string, start: number, limit: string, kind: string): ScannedNumber {
  let at = start;
  const isOwn = (): boolean => isDigit(text.charCodeAt(at)) && (text[at] ?? '') < limit;
  do {
    if (text[at] === '_') at++;
    if (!isOwn()) {
      if (isDigit(text.charCodeAt(at))) return { end: at + 1, message: `invalid digit '${text[at]}' in ${kind} literal` };
      return { end: at, message: `invalid ${kind} literal` };
    }
    while (isOwn()) at++;
  } while (text[at] === '_');
  if (isDigit(text.charCodeAt(at))) return { end: at + 1, message: `invalid digit '${text[at]}' in ${kind} literal` };
  return finish(text, at, kind);
}
