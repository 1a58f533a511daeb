/** Joins the functions of the IR with the code objects that the interpreter made of the same text. */
import type { IrFunction, IrModule } from '../ir/function.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import type { CodeObject } from './module-file.js';

/** A code object as the interpreter describes it at build time. */
export interface CodeDescription {
  readonly qualname: string;
  readonly firstlineno: number;
  readonly prefix: number;
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
  return new Set(module.functions.flatMap((fn) => fn.blocks.flatMap((block) => block.instructions.flatMap(({ immediate }) => (immediate.function === undefined ? [] : [immediate.function])))));
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
  const joined: CodeObject[] = [];
  for (const [place, fn] of module.functions.entries()) {
    const index = waiting.get(keyOfFunction(fn))?.shift();
    const description = index === undefined ? undefined : descriptions[index];
    if (index !== undefined && description !== undefined) joined.push({ index, prefix: description.prefix, variables: description.localsplus, unitOf: unitFinder(description) });
    else if (made.has(place)) return null;
    else joined.push({ index: 0, prefix: 0, variables: [], unitOf: () => null });
  }
  return joined;
}
