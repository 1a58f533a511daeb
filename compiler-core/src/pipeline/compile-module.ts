/**
 * One module of a program to its C++ file, from the AST and the code objects that the target interpreter gives: the
 * build's way through the stages. Two steps, as the interpreter must know in between which functions get bodies.
 */
import { type CodeDescription, entersNative, joinCodeObjects, type JoinedCode, unitFinder, withSharedFunctions } from '../emission/code-objects.js';
import { type CodeObject, emitModuleFile } from '../emission/module-file.js';
import { type Declarations, declarationsOf } from '../facts/class-declarations.js';
import { inferModule } from '../facts/module-facts.js';
import type { IrModule } from '../ir/function.js';
import { buildScopes } from '../scopes/build-scopes.js';
import { loadAst } from '../syntax/ast/load.js';
import type { TargetVersion } from '../targets/target-version.js';
import { type Divergence, findDivergence, type OwnReading } from './divergence.js';
import { lowerSource, type ModuleSource } from './front-end.js';
import { type ImportedModule, importsOf } from './imports.js';
import { type FunctionReport, reportFunctions } from './function-report.js';

export interface LoweredModule {
  readonly source: ModuleSource;
  readonly ir: IrModule;
  /** What the facts need of the AST. */
  readonly declarations: Declarations;
  /** By index of the function. */
  readonly codes: readonly JoinedCode[];
  /** The places of the code objects that get native bodies in the list that `parse.py` gave. */
  readonly compiled: readonly number[];
  readonly imports: readonly ImportedModule[];
  /** Where this front end alone would have read something else. */
  readonly divergence: Divergence | null;
}

/** `ast` and `codes` are the JSON that the interpreter's `parse.py` gives for the source; `own` is only held against it. */
export function lowerModuleOfProgram(source: ModuleSource, ast: unknown, codes: readonly CodeDescription[], own: OwnReading, target: TargetVersion): LoweredModule {
  const module = loadAst(ast);
  const ir = lowerSource(module, buildScopes(module, target), source, target);
  const joined = joinCodeObjects(ir, codes);
  const compiled = joined.flatMap((code, index) => (code.kind === 'own' && entersNative(ir.functions[index]!, code, joined) ? [code.index] : []));
  return { source, ir, declarations: declarationsOf(module, ir), codes: joined, compiled, imports: importsOf(module.body), divergence: findDivergence(own, module) };
}

export interface CompiledModule {
  readonly cpp: string;
  /** What became of each function, in the order of the text. */
  readonly functions: readonly FunctionReport[];
}

/** What a body needs of its code object. A function that shares another's is never made itself. */
function codeObjectOf(code: JoinedCode | undefined, compiled: ReadonlySet<number>): CodeObject {
  if (code?.kind !== 'own') return { index: -1, compiled: false, variables: [], unitOf: () => null };
  return { index: code.index, compiled: compiled.has(code.index), variables: code.description.localsplus, unitOf: unitFinder(code.description) };
}

/** `code` is the blob that the interpreter's `prepare.py` wrote. */
export function compileModuleOfProgram(lowered: LoweredModule, symbol: string, code: Uint8Array): CompiledModule {
  const text = lowered.source.content;
  const compiled = new Set(lowered.compiled);
  const objects = lowered.codes.map((each) => codeObjectOf(each, compiled));
  const ir = withSharedFunctions(lowered.ir, lowered.codes);
  const { cpp, bodies } = emitModuleFile(ir, inferModule(ir, lowered.declarations), {
    symbol,
    source: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    code,
    codeObjectOf: (index) => objects[index] ?? codeObjectOf(undefined, compiled),
  });
  return { cpp, functions: reportFunctions(ir, bodies, lowered.codes) };
}
