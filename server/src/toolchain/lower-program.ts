/** The modules of a program, from its entry along its imports, as far as the semantic IR. */
import { readFileSync } from 'node:fs';
import { createParser, type LoweredModule, lowerModuleOfProgram, readAlone } from '@taipan/compiler-core';
import { askInterpreter } from './ask-interpreter.js';
import { BuildError } from './build-error.js';
import type { Entry } from './entry.js';
import { importedModules, type ModuleFile } from './find-modules.js';
import type { Interpreter } from './interpreter.js';

type Parsed = { readonly ast: unknown } | { readonly error: string };

/** Modules that cannot be compiled in: the interpreter imports them from their files, and says what it says of them. */
export interface LeftOut {
  readonly file: string;
  readonly reason: string;
}

export interface LoweredProgram {
  readonly modules: readonly LoweredModule[];
  readonly leftOut: readonly LeftOut[];
}

/** Empty if it cannot be read: the interpreter says why. */
function readContent(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}

/** `withImports`: modules that the entry imports belong to the program, if they lie beside it. */
export async function lowerProgram(entry: Entry, withImports: boolean, interpreter: Interpreter, signal: AbortSignal): Promise<LoweredProgram> {
  const waiting: ModuleFile[] = [{ name: entry.name, file: entry.file, isPackage: entry.isPackage }];
  const seen = new Set<string>();
  const modules: LoweredModule[] = [];
  const leftOut: LeftOut[] = [];
  const parser = await createParser();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next.name)) continue;
    seen.add(next.name);
    const isEntry = modules.length === 0;
    const asked = askInterpreter(interpreter, 'parse.py', [{ source: next.file, file: next.file, script: isEntry && withImports }], signal);
    // While the interpreter reads it.
    const content = readContent(next.file);
    const own = readAlone(parser, content, interpreter.minor);
    const parsed = JSON.parse(await asked) as Parsed;
    if ('error' in parsed) {
      if (isEntry) throw new BuildError(parsed.error, 1);
      leftOut.push({ file: next.file, reason: parsed.error });
      continue;
    }
    const lowered = lowerModuleOfProgram({ ...next, content }, parsed.ast, own, interpreter.minor);
    modules.push(lowered);
    if (withImports) waiting.push(...importedModules(entry.file, next, lowered.imports));
  }
  return { modules, leftOut };
}
