/**
 * Joins the functions of the IR with the code objects that the interpreter made of the same text: each code object is
 * that of the function at whose place its parent's code loads it. The interpreter makes none of what it finds dead, and
 * one of several that are equal (3.12), so there may be fewer than the text has.
 */
import { type IrFunction, type IrModule, isResumed } from '../ir/function.js';
import type { CodeObject, CodeObjects } from './module-file.js';
import { isNative } from '../selection/select.js';
import { type HeldItem, planSuspensions, type Suspension } from '../selection/suspensions.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';

/** A code object as `parse.py` describes it. */
export interface CodeDescription {
  readonly name: string;
  readonly firstlineno: number;
  readonly isGenerator: boolean;
  readonly positionalCount: number;
  /** In the order of their places in the frame, `*args` and `**kwargs` included. */
  readonly parameters: readonly string[];
  /** In the order of the closure. */
  readonly free: readonly string[];
  /** The names of the variables, cells and free variables that its frames have room for. */
  readonly localsplus: readonly string[];
  /** Whether `super()` may find no object in the first argument's place. */
  readonly dropsSuperArgument: boolean;
  /** Unit, first line, last line, first column, last column of the instructions that a frame may be at. */
  readonly positions: readonly (readonly (number | null)[])[];
  /**
   * Of each jump back to the start of a `for` loop: where that start is placed (first line, last line, first column, last column), the
   * jump's unit, and a place from which the jump is reached at once, itself included.
   */
  readonly returns: readonly (readonly (number | null)[])[];
  /**
   * Of a generator's or coroutine's: unit, first line, last line, first column, last column of each instruction that suspends, and what
   * lies on the stack then, from its bottom: `object`, `handled`, `exception`, or `other` for what native bodies do not make.
   */
  readonly suspensions: readonly (readonly (number | string | null)[])[];
  /** Where it loads code objects of its own: first line, last line, first column, last column, and the code object's place in the module's list. */
  readonly makes: readonly (readonly (number | null)[])[];
}

/** `index` is the code object's place in the module's list. */
export type JoinedCode =
  | { readonly kind: 'own'; readonly index: number; readonly description: CodeDescription }
  /** The function `first` has it for its own; calls of this function run the same code. */
  | { readonly kind: 'shared'; readonly index: number; readonly first: number }
  /** The interpreter found that nothing makes the function. */
  | { readonly kind: 'dropped' }
  /** Not found, or not what the function says: what needs it keeps its bytecode. */
  | { readonly kind: 'unmatched' };

const unmatched: JoinedCode = { kind: 'unmatched' };

function keyOf({ lineno, end_lineno, col_offset, end_col_offset }: Positioned): string {
  return `${lineno} ${end_lineno} ${col_offset} ${end_col_offset}`;
}

/** Finds the unit with exactly a position, else the first one on its line. */
function unitFinder({ positions }: CodeDescription): (position: Positioned) => number | null {
  const exact = new Map<string, number>();
  const byLine = new Map<number, number>();
  for (const [unit, ...position] of positions) {
    const [line] = position;
    if (typeof unit !== 'number' || typeof line !== 'number') continue;
    const key = position.join(' ');
    if (!exact.has(key)) exact.set(key, unit);
    if (!byLine.has(line)) byLine.set(line, unit);
  }
  return (position) => exact.get(keyOf(position)) ?? byLine.get(position.lineno) ?? null;
}

/** The jump that closes a `while` loop is placed where the way to it comes from. */
function returnFinder(code: CodeDescription, unitOf: CodeObject['unitOf']): CodeObject['unitOfReturn'] {
  const loops = new Map<string, { readonly units: Set<number>; readonly byPlace: Map<string, number> }>();
  for (const row of code.returns) {
    const [start, unit, place] = [row.slice(0, 4).join(' '), row[4], row.slice(5).join(' ')];
    if (typeof unit !== 'number') continue;
    const loop = loops.get(start) ?? { units: new Set(), byPlace: new Map() };
    loops.set(start, loop);
    loop.units.add(unit);
    if (!loop.byPlace.has(place)) loop.byPlace.set(place, unit);
  }
  return (start, from) => {
    const loop = start === null ? undefined : loops.get(keyOf(start));
    if (loop === undefined) return from === null ? null : unitOf(from);
    // Ways that the interpreter joined go back from their end.
    return (from === null ? undefined : loop.byPlace.get(keyOf(from))) ?? Math.max(...loop.units);
  };
}

/** By position, the code objects that are loaded there: more than one only where a text is compiled twice and not equal. */
function madeCodes({ makes }: CodeDescription): ReadonlyMap<string, ReadonlySet<number>> {
  const made = new Map<string, Set<number>>();
  for (const [line, endLine, column, endColumn, code] of makes) {
    const key = `${line} ${endLine} ${column} ${endColumn}`;
    if (typeof code === 'number') made.set(key, (made.get(key) ?? new Set()).add(code));
  }
  return made;
}

const kindsOnStack: Readonly<Record<HeldItem['kind'], string>> = {
  object: 'object', kept: 'object', value: 'object', place: 'object', handled: 'handled', exception: 'exception', callee: 'callee', rest: 'callee',
  awaited: 'awaited', entered: 'entered', exited: 'exited', next: 'next',
};

function suspensionKey({ position, stack }: Suspension): string | null {
  return position === null ? null : [keyOf(position), ...stack.map(({ kind }) => kindsOnStack[kind])].join(' ');
}

/** Finds the instructions that suspend at a position with such a stack: several where the interpreter has copied a condition. */
function suspensionFinder({ suspensions }: CodeDescription): CodeObject['unitsOfSuspension'] {
  const units = new Map<string, number[]>();
  for (const [unit, ...row] of suspensions) {
    const key = row.join(' ');
    if (typeof unit === 'number') units.set(key, [...units.get(key) ?? [], unit]);
  }
  return (suspension) => units.get(suspensionKey(suspension) ?? '') ?? [];
}

const sameNames = (left: readonly string[], right: readonly string[]): boolean => left.length === right.length && left.every((name, index) => name === right[index]);

/** Whether the code object can be the function's: what a body takes for granted of its code object is compared. */
function agrees(fn: IrFunction, code: CodeDescription): boolean {
  return fn.name === code.name
    && (fn.kind === 'module' || fn.firstLine === code.firstlineno)
    && fn.positionalCount === code.positionalCount
    && sameNames(fn.slots.slice(0, fn.parameterCount).map(({ name }) => name), code.parameters)
    && sameNames(fn.cells.filter(({ kind }) => kind === 'free').map(({ name }) => name), code.free)
    && (fn.notCompiled !== null || isResumed(fn) === code.isGenerator);
}

/** Whether the code's own positions lie in the text of the function: it was made of this one, not of an equal one. */
function liesIn(code: CodeDescription, { position }: IrFunction): boolean {
  if (position === null) return true;
  return code.positions.some(([, line, endLine, column, endColumn]) => {
    if (typeof line !== 'number' || typeof endLine !== 'number' || typeof column !== 'number' || typeof endColumn !== 'number') return false;
    if (line === endLine && column === endColumn) return false;
    const startsWithin = line > position.lineno || (line === position.lineno && column >= position.col_offset);
    const endsWithin = endLine < position.end_lineno || (endLine === position.end_lineno && endColumn <= position.end_col_offset);
    return startsWithin && endsWithin;
  });
}

/** By index of the function, the place of its code object; null where the interpreter made none, undefined where it is not known. */
function findCodes(module: IrModule, codes: readonly CodeDescription[]): readonly (number | null | undefined)[] {
  const made = new Map<number, ReadonlyMap<string, ReadonlySet<number>>>();
  const found: (number | null | undefined)[] = [];
  const findCode = (fn: IrFunction): number | null | undefined => {
    if (fn.parent === null) return 0;
    const parent = found[fn.parent];
    if (typeof parent !== 'number') return parent;
    const parentCode = codes[parent];
    if (parentCode === undefined || fn.position === null) return undefined;
    const here = made.get(parent) ?? madeCodes(parentCode);
    made.set(parent, here);
    const [code, ...others] = here.get(keyOf(fn.position)) ?? [];
    return code === undefined ? null : others.length > 0 ? undefined : code;
  };
  for (const fn of module.functions) {
    const code = findCode(fn);
    const description = typeof code === 'number' ? codes[code] : undefined;
    found.push(code === null || (description !== undefined && agrees(fn, description)) ? code : undefined);
  }
  return found;
}

/** For each function of the module its code object. */
function joinCodeObjects(module: IrModule, codes: readonly CodeDescription[]): readonly JoinedCode[] {
  const found = findCodes(module, codes);
  const owners = new Map<number, number>();
  for (const [place, fn] of module.functions.entries()) {
    const index = found[place];
    const description = typeof index === 'number' ? codes[index] : undefined;
    if (typeof index !== 'number' || description === undefined) continue;
    const owner = module.functions[owners.get(index) ?? -1];
    if (owner === undefined || (!liesIn(description, owner) && liesIn(description, fn))) owners.set(index, place);
  }
  return module.functions.map((_, place): JoinedCode => {
    const index = found[place];
    if (index === null) return { kind: 'dropped' };
    const description = index === undefined ? undefined : codes[index];
    const owner = index === undefined ? undefined : owners.get(index);
    if (index === undefined || description === undefined || owner === undefined) return unmatched;
    return owner === place ? { kind: 'own', index, description } : { kind: 'shared', index, first: owner };
  });
}

/** Whether some function that the body makes has no code object that is known. */
function makesUnmatched(fn: IrFunction, joined: readonly JoinedCode[]): boolean {
  return fn.blocks.some(({ instructions }) => instructions.some(({ immediate }) => immediate.function !== undefined && joined[immediate.function]?.kind === 'unmatched'));
}

/** Whether the body is suspended where its bytecode is, and the other way round. */
function isSuspendedAlike(fn: IrFunction, code: CodeDescription): boolean {
  if (!isResumed(fn)) return true;
  const plan = planSuspensions(fn);
  if (plan.kind === 'impossible') return false;
  const all = [...plan.suspensions.values()];
  // Of several with the same key, as in copies of one `finally`, nobody could say which is which.
  const areTold = new Set(all.map(suspensionKey)).size === all.length;
  const units = all.map(suspensionFinder(code));
  return areTold && units.every(({ length }) => length > 0) && units.flat().length === code.suspensions.length;
}

/** Whether a function gets a native body behind its code object; without, it keeps its bytecode. */
function entersNative(fn: IrFunction, code: JoinedCode, joined: readonly JoinedCode[]): boolean {
  return code.kind === 'own' && isNative(fn) && !code.description.dropsSuperArgument && !makesUnmatched(fn, joined) && isSuspendedAlike(fn, code.description);
}

/** The module in which each function that shares another's code object is made as that one is. */
function withSharedFunctions(module: IrModule, joined: readonly JoinedCode[]): IrModule {
  if (joined.every(({ kind }) => kind !== 'shared')) return module;
  const functions = module.functions.map((fn) => ({ ...fn, blocks: fn.blocks.map((block) => ({ ...block, instructions: block.instructions.map((instruction) => {
    if (instruction.operation !== 'make.function') return instruction;
    const code = joined[instruction.immediate.function];
    return code?.kind === 'shared' ? { ...instruction, immediate: { ...instruction.immediate, function: code.first } } : instruction;
  }) })) }));
  return { ...module, functions };
}

/** A module's IR beside the code objects that the interpreter made of the same text. */
export interface JoinedModule {
  /** Each function that shares another's code object is made as that one is. */
  readonly ir: IrModule;
  /** By index of the function; empty where no interpreter was asked. */
  readonly codes: readonly JoinedCode[];
  /** By index of the function: whether it gets a native body. */
  readonly hasBody: readonly boolean[];
  readonly codeObjectOf: CodeObjects;
}

const unknownCode = { index: -1, unitOf: () => null, unitOfReturn: () => null, unitsOfSuspension: () => [] } satisfies Partial<CodeObject>;

/** `codes` is null where no interpreter was asked: then each function that can has a body. `suspendsAlike`: so may generators. */
export function joinModule(ir: IrModule, codes: readonly CodeDescription[] | null, suspendsAlike: boolean): JoinedModule {
  if (codes === null) return { ir, codes: [], hasBody: ir.functions.map((fn) => isNative(fn) && (suspendsAlike || !isResumed(fn))), codeObjectOf: () => ({ ...unknownCode, variables: null }) };
  const joined = joinCodeObjects(ir, codes);
  // A function that shares another's is never made itself.
  const objects = joined.map((code): CodeObject => {
    if (code.kind !== 'own') return { ...unknownCode, variables: [] };
    const unitOf = unitFinder(code.description);
    return { index: code.index, variables: code.description.localsplus, unitOf, unitOfReturn: returnFinder(code.description, unitOf), unitsOfSuspension: suspensionFinder(code.description) };
  });
  return {
    ir: withSharedFunctions(ir, joined), codes: joined, codeObjectOf: (index) => objects[index]!,
    hasBody: joined.map((code, index) => (suspendsAlike || !isResumed(ir.functions[index]!)) && entersNative(ir.functions[index]!, code, joined)),
  };
}
