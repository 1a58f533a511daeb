/** Characters by their Unicode name, for `\N{name}`. */

/**
 * Only the names that follow from a rule are known; the rest needs the Unicode character database, which the platform
 * does not carry.
 */
export function findCharacterByName(name: string): string | undefined {
  const upper = name.toUpperCase();
  const ideograph = /^CJK UNIFIED IDEOGRAPH-([0-9A-F]{4,5})$/.exec(upper)?.[1];
  if (ideograph !== undefined) return String.fromCodePoint(Number.parseInt(ideograph, 16));
  return undefined;
}
