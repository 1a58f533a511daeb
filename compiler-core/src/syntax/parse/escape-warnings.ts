/** The first backslash escape of a literal that Python leaves as it is written, and warns of. */

const known: ReadonlySet<string> = new Set([...'\\\'"abfnrtv01234567x\n']);
const knownInText: ReadonlySet<string> = new Set([...known, 'N', 'u', 'U']);

export interface InvalidEscape {
  /** Of the backslash, in the content. */
  readonly offset: number;
  /** With the backslash. */
  readonly escape: string;
}

/** `isFormatted`: of the text of a formatted string, whose tokenizer warns of braces. */
export function findInvalidEscape(content: string, isBytes: boolean, isFormatted: boolean): InvalidEscape | undefined {
  const valid = isBytes ? known : knownInText;
  for (let at = content.indexOf('\\'); at >= 0; at = content.indexOf('\\', at + 2)) {
    const letter = content[at + 1] ?? '';
    const octal = /^[4-7][0-7]{2}/.exec(content.slice(at + 1, at + 4))?.[0];
    if (octal !== undefined) return { offset: at, escape: `\\${octal}` };
    if (valid.has(letter) || letter > '\x7f' || letter === '') continue;
    // The first counts, be it one that is not told.
    return isFormatted && (letter === '{' || letter === '}') ? undefined : { offset: at, escape: `\\${letter}` };
  }
  return undefined;
}
