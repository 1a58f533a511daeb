/** What a stage makes of one module, as text or JSON: how the compiler is looked at and tested between its stages. */
import { SourceDecodingError } from '../source/decode.js';
import { decodeSource } from '../source/source-file.js';
import type { PythonParser } from '../syntax/cst/parser.js';
import type { TargetVersion } from '../targets/target-version.js';
import { printCst } from './dump-cst.js';
import type { ModuleSource, SyntaxError } from './front-end.js';
import { lookAtStage, Rejection, shownStages, type StageName } from './stages.js';

export type DumpStage = 'cst' | StageName;
export const dumpStages: readonly DumpStage[] = ['cst', ...shownStages];

export type Dump =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'rejected'; readonly errors: readonly SyntaxError[] };

/** The only stage that text with errors has too, as long as it is text. */
function dumpTree(parser: PythonParser, source: ModuleSource, as: 'text' | 'json'): Dump {
  try {
    const root = parser.parse(typeof source.content === 'string' ? source.content : decodeSource(source.content));
    return as === 'json' ? { kind: 'json', value: root } : { kind: 'text', text: printCst(root) };
  } catch (error) {
    if (!(error instanceof SourceDecodingError)) throw error;
    return { kind: 'rejected', errors: [{ message: error.message, lineno: 1, offset: 1 }] };
  }
}

/** `as`: a stage has both forms for people and for scripts; the others have one. */
export function dumpStage(parser: PythonParser, source: ModuleSource, stage: DumpStage, target: TargetVersion, as: 'text' | 'json' = 'text'): Dump {
  if (stage === 'cst') return dumpTree(parser, source, as);
  const shown = lookAtStage(stage, { source, target, codes: null });
  if (shown instanceof Rejection) return { kind: 'rejected', errors: shown.errors };
  return shown.value !== undefined && (as === 'json' || shown.text === undefined) ? { kind: 'json', value: shown.value() } : { kind: 'text', text: shown.text?.() ?? '' };
}
