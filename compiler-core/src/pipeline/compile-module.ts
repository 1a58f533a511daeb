/**
 * One module of a program to its C++ file, from the AST and the code objects that the target interpreter gives: the
 * build's way through the stages. Two steps, as the interpreter must know in between which functions get bodies.
 */
import { type CodeDescription, joinCodeObjects } from '../emission/code-objects.js';
import { emitModuleFile, isNative } from '../emission/module-file.js';
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
  /** The functions that get native bodies, as `prepare.py` names them. */
  readonly compiled: readonly CompiledCode[];
  readonly imports: readonly ImportedModule[];
  /** Where this front end alone would have read something else. */
  readonly divergence: Divergence | null;
}

/** Qualified name, first line, and how many code objects have the same before it; [] is the module. */
type CompiledCode = readonly [string, number, number] | readonly [];

function compiledCodes(ir: IrModule): readonly CompiledCode[] {
  const counts = new Map<string, number>();
  return ir.functions.flatMap((fn): CompiledCode[] => {
    if (fn.kind === 'module') return isNative(fn) ? [[]] : [];
    const key = `${fn.firstLine} ${fn.qualname}`;
    const ordinal = counts.get(key) ?? 0;
    counts.set(key, ordinal + 1);
    return isNative(fn) ? [[fn.qualname, fn.firstLine, ordinal]] : [];
  });
}

/** `ast` is the JSON that the interpreter's `parse.py` gives for the source; `own` is only held against it. */
export function lowerModuleOfProgram(source: ModuleSource, ast: unknown, own: OwnReading, target: TargetVersion): LoweredModule {
  const module = loadAst(ast);
  const ir = lowerSource(module, buildScopes(module, target), source, target);
  return { source, ir, declarations: declarationsOf(module, ir), compiled: compiledCodes(ir), imports: importsOf(module.body), divergence: findDivergence(own, module) };
}

export interface CompiledModule {
  readonly cpp: string;
  /** What became of each function, in the order of the text. */
  readonly functions: readonly FunctionReport[];
}

/** Null when the interpreter's code objects do not correspond to the functions; then the module keeps its bytecode. */
export function compileModuleOfProgram(lowered: LoweredModule, symbol: string, code: Uint8Array, descriptions: readonly CodeDescription[]): CompiledModule | null {
  const joined = joinCodeObjects(lowered.ir, descriptions);
  if (joined === null) return null;
  const text = lowered.source.content;
  const { cpp, bodies } = emitModuleFile(lowered.ir, inferModule(lowered.ir, lowered.declarations), {
    symbol,
    source: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    code,
    codeObjectOf: (index) => joined[index] ?? { index: 0, compiled: false, variables: [], unitOf: () => null },
  });
  return { cpp, functions: reportFunctions(lowered.ir, bodies) };
}
