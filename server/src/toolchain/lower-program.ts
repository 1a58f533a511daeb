/** The modules of a program, from its entry along its imports, as far as the semantic IR. */
import { readFileSync } from 'node:fs';
import { type CodeDescription, type LoweredModule, lowerModuleOfProgram, readAlone } from '@taipan/compiler-core';
import { askInterpreter, inBase64 } from './ask-interpreter.js';
import { BuildError } from './build-error.js';
import { contentHash } from './cache.js';
import type { Entry } from './entry.js';
import { importedModules, type ModuleFile } from './find-modules.js';
import type { Interpreter } from './interpreter.js';

/** What CPython's compiler warns of in a file that it accepts. */
export interface SyntaxWarning {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  /** As the interpreter prints it. */
  readonly text: string;
}

type Parsed =
  | { readonly ast: unknown; readonly codes: readonly CodeDescription[]; readonly warnings: readonly Omit<SyntaxWarning, 'file'>[]; readonly text: string | null }
  | { readonly error: string };

/** Modules that cannot be compiled in: the interpreter imports them from their files, and says what it says of them. */
export interface LeftOut {
  readonly file: string;
  readonly reason: string;
}

/** A file that the program was made from. */
export interface ReadModule extends ModuleFile {
  readonly hash: string;
  readonly imports: LoweredModule['imports'];
}

export interface LoweredProgram {
  readonly modules: readonly LoweredModule[];
  readonly leftOut: readonly LeftOut[];
  readonly read: readonly ReadModule[];
  /** Of the entry: imports warn only when they are not cached. */
  readonly warnings: readonly SyntaxWarning[];
}

/** Undefined if it cannot be read: the interpreter says why. */
function readContent(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function fileOfEntry({ name, file, place, isPackage, start }: Entry): ModuleFile {
  return { name, file, place, isPackage, ...(start.kind === 'module' ? { importName: start.name } : {}) };
}

/** `withImports`: modules that the entry imports belong to the program, if they lie beside it. */
export async function lowerProgram(entry: Entry, withImports: boolean, interpreter: Interpreter, signal: AbortSignal): Promise<LoweredProgram> {
  const modules: LoweredModule[] = [];
  const leftOut: LeftOut[] = [];
  const readModules: ReadModule[] = [];
  let warnings: readonly SyntaxWarning[] = [];
  const seen = new Set([entry.name]);
  // One question to the interpreter for each step away from the entry.
  for (let wave: readonly ModuleFile[] = [fileOfEntry(entry)]; wave.length > 0;) {
    const isEntry = modules.length === 0;
    const contents = wave.map(({ place }) => readContent(place));
    const request = wave.map(({ file, place }, index) => {
      const content = contents[index];
      return { source: place, file, ...(isEntry && withImports ? { start: { folder: entry.files.folder, ...entry.start } } : {}), ...(content === undefined ? {} : { content: inBase64(content) }) };
    });
    const asked = askInterpreter(interpreter, 'parse.py', request, signal);
    // Awaited below, but it may fail before.
    asked.catch(() => undefined);
    // While the interpreter reads them.
    const read = wave.map((module, index) => {
      const content = contents[index] ?? new Uint8Array();
      return { module, content, own: readAlone(content, interpreter.target) };
    });
    const answers = await asked;
    const found: ModuleFile[] = [];
    const lines = answers.split('\n');
    read.forEach(({ module, content, own }, index) => {
      const parsed = JSON.parse(lines[index] ?? '') as Parsed;
      if ('error' in parsed) {
        if (isEntry) throw new BuildError(parsed.error, 1);
        leftOut.push({ file: module.file, reason: parsed.error });
        readModules.push({ ...module, hash: contentHash(content), imports: [] });
        return;
      }
      if (isEntry) warnings = parsed.warnings.map((warning) => ({ file: module.file, ...warning }));
      // Decoded by the interpreter, whose encodings are more than ours.
      const reading = parsed.text === null ? own : readAlone(parsed.text, interpreter.target);
      const lowered = lowerModuleOfProgram({ ...module, content: parsed.text ?? content }, parsed.ast, parsed.codes, reading, interpreter.target);
      modules.push(lowered);
      readModules.push({ ...module, hash: contentHash(content), imports: withImports ? lowered.imports : [] });
      if (withImports) found.push(...importedModules(entry.files, module, lowered.imports));
    });
    wave = found.filter(({ name }) => {
      if (seen.has(name)) return false;
      seen.add(name);
      return true;
    });
  }
  return { modules, leftOut, read: readModules, warnings };
}
