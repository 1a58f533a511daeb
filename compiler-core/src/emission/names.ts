/** C++ names for what Python names: readable where the name is plain ASCII, unique always. */

/** A slot's variable: `local_total_3` for the slot `total` with index 3. Hidden slots lose their leading dot. */
export function slotName(name: string, index: number): string {
  return `local_${name.replace(/[^A-Za-z0-9_]/g, '')}_${index}`;
}

export function cellName(name: string, index: number): string {
  return `cell_${name.replace(/[^A-Za-z0-9_]/g, '')}_${index}`;
}

export function bodyName(name: string, index: number): string {
  return `body_${index}_${name.replace(/[^A-Za-z0-9_]/g, '')}`;
}

/** The body of a generator, which is entered again and again. */
export function resumeName(name: string, index: number): string {
  return `resume_${index}_${name.replace(/[^A-Za-z0-9_]/g, '')}`;
}

/** What a module knows of a C function that a global holds. */
export function foreignName(name: string): string {
  return `foreign_${[...name].map((character) => (/[A-Za-z0-9_]/.test(character) ? character : `u${character.codePointAt(0)?.toString(16)}`)).join('')}`;
}

/** The generic body of a function that has a typed one too. */
export function genericName(name: string, index: number): string {
  return `generic_${index}_${name.replace(/[^A-Za-z0-9_]/g, '')}`;
}

export function typedName(name: string, index: number): string {
  return `typed_${index}_${name.replace(/[^A-Za-z0-9_]/g, '')}`;
}

/** The word of a slot that is held as one, and whether it is newer than the object in the slot. */
export function wordName(name: string, index: number): string {
  return `word_${name.replace(/[^A-Za-z0-9_]/g, '')}_${index}`;
}
export function newerName(name: string, index: number): string {
  return `newer_${name.replace(/[^A-Za-z0-9_]/g, '')}_${index}`;
}
