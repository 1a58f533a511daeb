/**
 * What a module's typed bodies know of each other: which globals a call of one relies on, how far down it goes; which
 * calls may come back to their caller; and which bodies keep a record of their activation on the C stack. A body with a
 * loop keeps one, and so do its callers: whoever interrupts a loop sees frames, and the loop goes on. All other bodies are
 * bare: they leave by returning, frame by frame (`rt/suspension.hpp`), so that their calls cost next to nothing.
 */
import { factOf } from '../facts/module-facts.js';
import type { Block, BlockId, Instruction, IrFunction } from '../ir/function.js';
import { hintOfFactName } from '../semantics/builtins/hints.js';
import { successors } from '../ir/successors.js';
import type { CSignature } from '../semantics/ctypes/c-types.js';
import type { TypedPlan } from './plan.js';

/** What a global name must hold: a function of the module, an object of the package `taipan`, a C function so declared, or else the builtin of that name. */
export interface GuardedName {
  readonly name: string;
  /** Null for what is no function of the module. */
  readonly target: number | null;
  /** The name in the package; null for the others. */
  readonly hint: string | null;
  readonly foreign: CSignature | null;
}

export interface TypedCalls {
  readonly isBare: boolean;
  /** All that the body and those it calls rely on. */
  readonly guards: readonly GuardedName[];
  /** The callees that may call this function again. */
  readonly recursive: ReadonlySet<number>;
  /** Whether the body or one that it calls leaves for what it cannot do itself, which may run code that looks at the callers' frames. */
  readonly runsOthers: boolean;
}

/** The instructions that a typed body has. */
function typedInstructions(fn: IrFunction, plan: TypedPlan): readonly Instruction[] {
  return [...plan.blocks].flatMap(([id, leaves]) => fn.blocks[id]?.instructions.slice(0, leaves ?? undefined) ?? []);
}

/** The functions whose typed bodies this one calls. */
export function calleesOf(fn: IrFunction, plan: TypedPlan): ReadonlySet<number> {
  return new Set(typedInstructions(fn, plan).flatMap((instruction) => {
    const target = instruction.operation === 'call' ? factOf(plan.facts, instruction.operands[0]!).target : null;
    return target === null ? [] : [target];
  }));
}

/** Whether a jump to an earlier block closes a loop of the typed body; both ends of a conditional expression do not. */
export function closesLoop(fn: IrFunction, plan: TypedPlan, block: Block, target: BlockId): boolean {
  if (target > block.id) return false;
  const reached = new Set<BlockId>();
  const pending = [target];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const next = fn.blocks[id];
    if (next === undefined || reached.has(id) || plan.blocks.get(id) !== null) continue;
    reached.add(id);
    pending.push(...successors(next.terminator));
  }
  return reached.has(block.id);
}

export function hasTypedLoop(fn: IrFunction, plan: TypedPlan): boolean {
  return fn.blocks.some((block) => plan.blocks.get(block.id) === null && successors(block.terminator).some((target) => closesLoop(fn, plan, block, target)));
}

function ownGuards(fn: IrFunction, plan: TypedPlan): readonly GuardedName[] {
  return typedInstructions(fn, plan).flatMap(({ operation, immediate, result }): readonly GuardedName[] => {
    if (operation !== 'global.get' || result === null) return [];
    const { type, target, name, signature } = factOf(plan.facts, result);
    const guarded = { name: immediate.name ?? '', target: null, hint: null, foreign: null };
    switch (type) {
      case 'function': return [{ ...guarded, target }];
      case 'builtin': return [{ ...guarded, hint: hintOfFactName(name ?? '') }];
      case 'foreign': return [{ ...guarded, foreign: signature }];
      default: return [];
    }
  });
}

/** By index of the function. */
export function typedCalls(functions: readonly IrFunction[], plans: ReadonlyMap<number, TypedPlan>): ReadonlyMap<number, TypedCalls> {
  const callees = new Map([...plans].map(([index, plan]) => [index, calleesOf(functions[index]!, plan)]));
  const reachable = (start: number): ReadonlySet<number> => {
    const reached = new Set<number>();
    const pending = [...callees.get(start) ?? []];
    for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
      if (reached.has(index)) continue;
      reached.add(index);
      pending.push(...callees.get(index) ?? []);
    }
    return reached;
  };
  const below = new Map([...plans.keys()].map((index) => [index, reachable(index)]));
  const leaving = new Set([...plans].filter(([index, plan]) => functions[index]!.blocks.some(({ id }) => plan.blocks.get(id) !== null)).map(([index]) => index));
  const loops = new Set([...plans].filter(([index, plan]) => hasTypedLoop(functions[index]!, plan)).map(([index]) => index));
  return new Map([...plans.keys()].map((index) => {
    const all = [...new Set([index, ...below.get(index) ?? []])];
    const guards = new Map<string, GuardedName>();
    for (const each of all) {
      const plan = plans.get(each);
      if (plan !== undefined) for (const guard of ownGuards(functions[each]!, plan)) guards.set(`${guard.name} ${guard.target}`, guard);
    }
    const recursive = new Set([...callees.get(index) ?? []].filter((callee) => callee === index || below.get(callee)?.has(index) === true));
    return [index, { isBare: !all.some((each) => loops.has(each)), guards: [...guards.values()], recursive, runsOthers: all.some((each) => leaving.has(each)) }];
  }));
}
