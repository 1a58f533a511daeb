/** Joins the functions of the IR with the code objects that the interpreter made of the same text. */
import type { IrFunction, IrModule } from '../ir/function.js';
import { printFunction } from '../ir/printer.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import { type CodeObject, isNative } from './module-file.js';

/** A code object as the interpreter describes it at build time. */
export interface CodeDescription {
  readonly qualname: string;
  readonly firstlineno: number;
  /** Whether there is a stub for it. */
  readonly compiled: boolean;
  /** The names of the variables, cells and free variables that its frames have room for. */
  readonly localsplus: readonly string[];
  /** Unit, first line, last line, first column, last column. */
  readonly positions: readonly (readonly (number | null)[])[];
}

function keyOf(qualname: string, line: number): string {
  return `${line} ${qualname}`;
}

function keyOfFunction(fn: IrFunction): string {
  return fn.kind === 'module' ? 'module' : keyOf(fn.qualname, fn.firstLine);
}

/** Finds the unit with exactly a position, else the first one on its line. */
function unitFinder(description: CodeDescription): (position: Positioned) => number | null {
  const exact = new Map<string, number>();
  const byLine = new Map<number, number>();
  for (const [unit, line, endLine, column, endColumn] of description.positions) {
    if (typeof unit !== 'number' || typeof line !== 'number') continue;
    const key = `${line} ${endLine} ${column} ${endColumn}`;
    if (!exact.has(key)) exact.set(key, unit);
    if (!byLine.has(line)) byLine.set(line, unit);
  }
  return (position) => exact.get(`${position.lineno} ${position.end_lineno} ${position.col_offset} ${position.end_col_offset}`) ?? byLine.get(position.lineno) ?? null;
}

/** The functions that some native body makes. */
function madeFunctions(module: IrModule): ReadonlySet<number> {
  return new Set(module.functions.filter(isNative).flatMap((fn) => fn.blocks.flatMap((block) => block.instructions.flatMap(({ immediate }) => (immediate.function === undefined ? [] : [immediate.function])))));
}

/** What the function does, places and numbers aside. */
function shapeOf(module: IrModule, fn: IrFunction): string {
  const body = printFunction(fn).replace(/function(\d+)/g, (_, index) => {
    const made = module.functions[Number(index)];
    return made === undefined ? '' : `(${shapeOf(module, made)})`;
  });
  return [fn.kind, fn.positionalCount, fn.parameterCount, fn.showsArguments, ...fn.slots.map(({ name }) => name), ...fn.cells.map(({ name }) => name), body].join('\n');
}

/**
 * The functions that share another one's code object: CPython 3.12 makes one of equal lambdas on a line. Gives the
 * first of each to the others, where that leaves as many functions as there are code objects.
 */
function mergedFunctions(module: IrModule, waiting: ReadonlyMap<string, readonly number[]>): ReadonlyMap<IrFunction, IrFunction> {
  const merged = new Map<IrFunction, IrFunction>();
  const byKey = new Map<string, IrFunction[]>();
  for (const fn of module.functions) byKey.set(keyOfFunction(fn), [...(byKey.get(keyOfFunction(fn)) ?? []), fn]);
  for (const [key, functions] of byKey) {
    const codes = waiting.get(key)?.length ?? 0;
    if (codes === 0 || functions.length <= codes) continue;
    const firsts = new Map<string, IrFunction>();
    const twins = new Map<IrFunction, IrFunction>();
    for (const fn of functions) {
      const shape = shapeOf(module, fn);
      const first = firsts.get(shape);
      if (first === undefined) firsts.set(shape, fn);
      else twins.set(fn, first);
    }
    if (firsts.size === codes) for (const [fn, first] of twins) merged.set(fn, first);
  }
  return merged;
}

/**
 * For each function of the module its code object; null when one that a body makes has none, in which case the whole
 * module keeps its bytecode. The interpreter leaves out functions in code that it finds dead.
 */
export function joinCodeObjects(module: IrModule, descriptions: readonly CodeDescription[]): readonly CodeObject[] | null {
  const waiting = new Map<string, number[]>();
  descriptions.forEach((description, index) => {
    const key = index === 0 ? 'module' : keyOf(description.qualname, description.firstlineno);
    waiting.set(key, [...(waiting.get(key) ?? []), index]);
  });
  const made = madeFunctions(module);
  const merged = mergedFunctions(module, waiting);
  const indexes = new Map<IrFunction, number>();
  const joined: CodeObject[] = [];
  for (const [place, fn] of module.functions.entries()) {
    const first = merged.get(fn);
    const index = first === undefined ? waiting.get(keyOfFunction(fn))?.shift() : indexes.get(first);
    if (index !== undefined) indexes.set(fn, index);
    const description = index === undefined ? undefined : descriptions[index];
    if (index !== undefined && description !== undefined) joined.push({ index, compiled: description.compiled, variables: description.localsplus, unitOf: unitFinder(description) });
    else if (made.has(place)) return null;
    else joined.push({ index: 0, compiled: false, variables: [], unitOf: () => null });
  }
  return joined;
}
