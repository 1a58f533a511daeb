/** The names that a text imports from the package `taipan`; read from the text, as it may be broken while one types. */
const fromImport = /^[ \t]*from[ \t]+taipan[ \t]+import[ \t]+(\([^)]*\)?|[^\n\r#]*)/gm;
const wholeImport = /^[ \t]*import[ \t]+taipan(?:[ \t]+as[ \t]+(\w+))?/gm;

export interface ImportedHints {
  /** By the name in the text, that in the package. */
  readonly names: ReadonlyMap<string, string>;
  /** What the package itself is called. */
  readonly modules: ReadonlySet<string>;
}

export function importedHints(text: string): ImportedHints {
  const names = new Map<string, string>();
  for (const [, list = ''] of text.matchAll(fromImport)) {
    for (const [, name = '', as] of list.replace(/#.*/g, '').matchAll(/(\w+)(?:\s+as\s+(\w+))?/g)) names.set(as ?? name, name);
  }
  return { names, modules: new Set([...text.matchAll(wholeImport)].map(([, as]) => as ?? 'taipan')) };
}
