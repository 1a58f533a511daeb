/**
 * One module of a program to its C++ file, from the AST and the code objects that the target interpreter gives: the
 * build's way through the stages. Two steps, as the interpreter must know in between which functions get bodies.
 */
import type { CodeDescription } from '../emission/code-objects.js';
import { emitModuleFile } from '../emission/module-file.js';
import { loadAst } from '../syntax/ast/load.js';
import type { TargetVersion } from '../targets/target-version.js';
import { type Divergence, findDivergence, type OwnReading } from './divergence.js';
import type { ModuleSource } from './front-end.js';
import { type FunctionReport, reportFunctions } from './function-report.js';
import { type ImportedModule, importsOf } from './imports.js';
import { type StageInput, type StageResults, walkAccepted } from './stages.js';

export interface LoweredModule extends StageInput {
  /** What the second step needs of the first. */
  readonly stages: Pick<StageResults, 'declarations' | 'joined'>;
  /** The places of the code objects that get native bodies in the list that `parse.py` gave. */
  readonly compiled: readonly number[];
  readonly imports: readonly ImportedModule[];
  /** Where this front end alone would have read something else. */
  readonly divergence: Divergence | null;
}

/** `ast` and `codes` are the JSON that the interpreter's `parse.py` gives for the source; `own` is only held against it. */
export function lowerModuleOfProgram(source: ModuleSource, ast: unknown, codes: readonly CodeDescription[], own: OwnReading, target: TargetVersion): LoweredModule {
  const module = loadAst(ast);
  const input: StageInput = { source, target, codes };
  const { declarations, joined } = walkAccepted(input, { ast: module }, ['declarations', 'joined']);
  const compiled = joined.hasBody.flatMap((hasBody, index) => (hasBody ? [joined.codeObjectOf(index).index] : []));
  return { ...input, stages: { declarations, joined }, compiled, imports: importsOf(module.body), divergence: findDivergence(own, module) };
}

export interface CompiledModule {
  readonly cpp: string;
  /** What became of each function, in the order of the text. */
  readonly functions: readonly FunctionReport[];
}

/** `code` is the blob that the interpreter's `prepare.py` wrote. */
export function compileModuleOfProgram(lowered: LoweredModule, symbol: string, code: Uint8Array): CompiledModule {
  const { content } = lowered.source;
  const { joined, facts, selected, low, cpp } = walkAccepted(lowered, lowered.stages, ['facts', 'selected', 'low', 'cpp']);
  const source = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    cpp: emitModuleFile(joined.ir, cpp, joined.codeObjectOf, { symbol, source, code }),
    functions: reportFunctions(lowered.stages.declarations, joined, facts, selected, low, cpp),
  };
}
