/**
 * Python's strings: sequences of code points, surrogates among them. JavaScript's are UTF-16, in which `'\ud83d' '\ude00'`,
 * two characters, is the same as `'\U0001f600'`, one. So this is a type of its own, and all that is done with it is here.
 *
 * It is held as UTF-16 in which each surrogate of Python's is two units: U+DC00, which follows no high surrogate, and one
 * from U+E000 on that says which. No piece begins or ends within a character, so strings join by joining, and equal
 * strings are the same JavaScript value: `===` compares them, and they are keys of a `Map`.
 */
declare const brand: unique symbol;

/** Opaque, so that nothing but this file counts, cuts or joins its units. */
export interface PythonString {
  readonly [brand]: 'code points';
}

const mark = '\udc00';
const firstSurrogate = 0xd800;
const lastSurrogate = 0xdfff;
const firstCode = 0xe000;
const loneSurrogates = /[\ud800-\udfff]/gu;
/** Each character of the held form. */
const held = /\udc00[\ue000-\ue7ff]|[\s\S]/gu;

const unitsOf = (value: PythonString): string => value as unknown as string;
const holding = (units: string): PythonString => units as unknown as PythonString;
const isSurrogate = (code: number): boolean => code >= firstSurrogate && code <= lastSurrogate;
const heldSurrogate = (code: number): string => mark + String.fromCharCode(firstCode + code - firstSurrogate);

export const emptyString: PythonString = holding('');

/** Of UTF-16: a pair is one character, a surrogate that stands alone one too. */
export function pythonString(text: string): PythonString {
  return holding(text.replace(loneSurrogates, (lone) => heldSurrogate(lone.charCodeAt(0))));
}

/** The character of a code point, 0 to 0x10ffff. */
export function character(code: number): PythonString {
  return holding(isSurrogate(code) ? heldSurrogate(code) : String.fromCodePoint(code));
}

export function ofCodePoints(codes: readonly number[]): PythonString {
  return concatenate(codes.map(character));
}

/** The characters, each a string of its own. */
export function charactersOf(value: PythonString): readonly PythonString[] {
  return (unitsOf(value).match(held) ?? []).map(holding);
}

function codeOf(one: string): number {
  return one.length > 1 && one.startsWith(mark) ? one.charCodeAt(1) - firstCode + firstSurrogate : one.codePointAt(0) ?? 0;
}

export function codePointsOf(value: PythonString): readonly number[] {
  return (unitsOf(value).match(held) ?? []).map(codeOf);
}

/** `len`. */
export function lengthOf(value: PythonString): number {
  return unitsOf(value).match(held)?.length ?? 0;
}

export function concatenate(parts: readonly PythonString[]): PythonString {
  return holding(parts.map(unitsOf).join(''));
}

/** `count` times; not at all below 1. */
export function repeat(value: PythonString, count: number): PythonString {
  return holding(unitsOf(value).repeat(Math.max(count, 0)));
}

/** Negative where the left one comes first: by code points, not by units. */
export function compareStrings(left: PythonString, right: PythonString): number {
  const [a, b] = [codePointsOf(left), codePointsOf(right)];
  const at = a.findIndex((code, index) => code !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

/** The text as UTF-16: the same for two surrogates and for the character that they would be. */
export function textOf(value: PythonString): string {
  return unitsOf(value).replace(/\udc00[\ue000-\ue7ff]/gu, (one) => String.fromCharCode(codeOf(one)));
}

/**
 * The string as a value for `JSON.stringify`, whose result `withEscapedSurrogates` then makes right. A string without
 * surrogates is itself.
 */
export function jsonValueOf(value: PythonString): string {
  return unitsOf(value);
}

/** JSON in which each surrogate of `jsonValueOf` is an escape of its own, as Python's `json` writes it. */
export function withEscapedSurrogates(json: string): string {
  return json.replace(/(?<!\\)((?:\\\\)*)\\udc00([\ue000-\ue7ff])/g, (_, before: string, which: string) => `${before}\\u${codeOf(mark + which).toString(16)}`);
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOf(code: number): string {
  const digits = code.toString(16);
  return digits.length <= 2 ? `\\x${digits.padStart(2, '0')}` : digits.length <= 4 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

/** `repr`. */
export function reprOfString(value: PythonString): string {
  const units = unitsOf(value);
  const quote = units.includes("'") && !units.includes('"') ? '"' : "'";
  const body = codePointsOf(value).map((code) => {
    if (isSurrogate(code)) return escapeOf(code);
    const text = String.fromCodePoint(code);
    if (text === quote) return `\\${text}`;
    // What Unicode calls other or separator is not printable, but for the space.
    return escapes[text] ?? (/[\p{C}\p{Z}]/u.test(text) && text !== ' ' ? escapeOf(code) : text);
  });
  return `${quote}${body.join('')}${quote}`;
}
