/** Private names: what `__name` becomes inside a class, for the scopes and for the lowering of attributes. */

/** The name as the class `privateTo` stores it; unchanged outside a class and for names that are not private. */
export function mangle(privateTo: string | null, name: string): string {
  if (privateTo === null || !name.startsWith('__') || name.endsWith('__') || name.includes('.')) return name;
  const className = privateTo.replace(/^_+/, '');
  // A class whose name is all underscores has no private names.
  return className === '' ? name : `_${className}${name}`;
}
