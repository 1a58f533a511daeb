/**
 * Which functions get a typed body beside the generic one, and how far it goes: per block the instruction at which it
 * leaves for the generic body, because only objects will do there. A function is typed where that pays: a loop that is
 * not left, or arithmetic that direct callers share.
 */
import { type Fact, unknown } from '../facts/fact.js';
import type { FunctionFacts } from '../facts/function-facts.js';
import { factOf, hasPlainParameters, type ModuleFacts } from '../facts/module-facts.js';
import { boundAtEntry, boundReads } from '../ir/analysis/definite-assignment.js';
import { type Block, type BlockId, type Instruction, type IrFunction, type IrModule, isResumed, type ValueId } from '../ir/function.js';
import { successors } from '../ir/successors.js';
import { isNumber, type NumberRepresentation, type Representation, representationOf, slotRepresentation } from './representation.js';
import { calledRow } from '../semantics/builtins/hints.js';
import { type OperationName, operations } from '../semantics/operations/operations.js';
import { takesNumbers } from '../semantics/ctypes/c-types.js';
import { calleesOf, hasTypedLoop } from './typed-calls.js';

export interface TypedPlan {
  readonly function: number;
  readonly parameters: readonly NumberRepresentation[];
  /** `object`: the result is always boxed. */
  readonly result: NumberRepresentation | 'none' | 'object';
  readonly slots: readonly (Representation | null)[];
  /** The blocks that the typed body has, with the instruction at which it leaves; null where it goes through. */
  readonly blocks: ReadonlyMap<BlockId, number | null>;
  readonly facts: FunctionFacts;
}

/** Constants stand where they are used, so the block that returns one makes it. */
function isConstant(block: Block, value: ValueId): boolean {
  return block.instructions.some((instruction) => instruction.result === value && instruction.operation === 'constant');
}

function callIsTyped(facts: readonly Fact[], plans: ReadonlyMap<number, TypedPlan>): boolean {
  const [callee, ...operands] = facts;
  if (callee?.type === 'builtin') {
    const kinds = operands.map(representationOf);
    switch (calledRow(callee.name ?? '')?.words?.call.kind) {
      case 'range': return kinds.length >= 1 && kinds.length <= 3 && kinds.every((kind) => kind === 'int');
      case 'convert': case 'same': case 'claim': return kinds.length === 1 && isNumber(kinds[0] ?? null);
      case undefined: return false;
    }
  }
  if (callee?.type === 'foreign') return callee.signature !== null && takesNumbers(callee.signature, operands.map(representationOf));
  const plan = plans.get(callee?.target ?? -1);
  return plan !== undefined && plan.result !== 'object' && plan.parameters.length === operands.length
    && operands.every((operand, index) => representationOf(operand) === plan.parameters[index]);
}

function isTyped(instruction: Instruction, facts: FunctionFacts, slots: readonly (Representation | null)[], plans: ReadonlyMap<number, TypedPlan>): boolean {
  const { operation, operands, immediate, result } = instruction;
  const operandFacts = operands.map((operand) => factOf(facts, operand));
  const kinds = operandFacts.map(representationOf);
  const made = result === null ? unknown : factOf(facts, result);
  const slot = slots[immediate.slot ?? -1] ?? null;
  switch (operation) {
    case 'constant': case 'pass': return true;
    case 'local.get': case 'local.take': return slot !== null && slot === representationOf(made);
    case 'local.set': return slot !== null && slot === kinds[0];
    case 'local.clear': return slot !== null;
    case 'global.get':
      if (made.type === 'foreign') return true;
      if (made.type === 'function') return plans.has(made.target ?? -1);
      return made.type === 'builtin' ? calledRow(made.name ?? '')?.words !== undefined : isNumber(representationOf(made));
    case 'call': return callIsTyped(operandFacts, plans);
    case 'iterate': return kinds[0] === 'range';
    case 'compare.is': case 'compare.is_not': return made.constant !== null;
    case 'unary.not': return isNumber(kinds[0] ?? null) || kinds[0] === 'none';
    // `~` of a bool warns from 3.12 on, each time that it is computed.
    case 'unary.invert': return kinds[0] === 'int';
    default: break;
  }
  const { meaning, words } = operations[operation];
  return words !== null && kinds.every(isNumber) && (meaning.family === 'compare' || isNumber(representationOf(made)));
}

function leavesAtTerminator(block: Block, facts: FunctionFacts): boolean {
  const { terminator } = block;
  switch (terminator.kind) {
    case 'jump': return false;
    case 'branch': {
      const kind = representationOf(factOf(facts, terminator.test));
      return !(isNumber(kind) || kind === 'none');
    }
    case 'next': return representationOf(factOf(facts, terminator.iterator)) !== 'range_iterator';
    case 'return': {
      const kind = representationOf(factOf(facts, terminator.value)) ?? (isConstant(block, terminator.value) ? 'constant' : null);
      return !(isNumber(kind) || kind === 'none' || kind === 'constant');
    }
    case 'raise': case 'reraise': return true;
  }
}

function planFunction(fn: IrFunction, index: number, facts: FunctionFacts, plans: ReadonlyMap<number, TypedPlan>): TypedPlan | null {
  const parameters = facts.parameters.map(slotRepresentation);
  if (!parameters.every(isNumber)) return null;
  const slots = facts.slots.map(slotRepresentation);
  const bound = boundAtEntry(fn);
  const blocks = new Map<BlockId, number | null>();
  const pending: BlockId[] = [0 as BlockId];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = fn.blocks[id];
    if (block === undefined || blocks.has(id)) continue;
    if (!facts.reached.has(id)) {
      blocks.set(id, 0);
      continue;
    }
    const reads = boundReads(block, bound.get(id));
    const at = block.instructions.findIndex((instruction, place) => !isTyped(instruction, facts, slots, plans) || (instruction.operation === 'local.get' && !reads.has(place)));
    const leaves = at >= 0 ? at : leavesAtTerminator(block, facts) ? block.instructions.length : null;
    blocks.set(id, leaves);
    if (leaves === null) pending.push(...successors(block.terminator));
  }
  const result = slotRepresentation(facts.result);
  return { function: index, parameters, result: isNumber(result) || result === 'none' ? result : 'object', slots, blocks, facts };
}

function isArithmetic(operation: OperationName): boolean {
  const { family } = operations[operation].meaning;
  return family === 'binary' || family === 'inplace';
}

function pays(fn: IrFunction, plan: TypedPlan, isCalled: boolean): boolean {
  const through = [...plan.blocks].flatMap(([id, leaves]) => (leaves === null ? [fn.blocks[id]!] : []));
  if (hasTypedLoop(fn, plan)) return true;
  if (!through.some((block) => block.terminator.kind === 'return')) return false;
  const steps = through.flatMap((block) => block.instructions).filter(({ operation }) => isArithmetic(operation)).length;
  const leavesWarm = [...plan.blocks].some(([id, leaves]) => leaves !== null && fn.blocks[id]?.terminator.kind !== 'raise');
  return !leavesWarm && (isCalled || steps >= 3);
}

function isEligible(fn: IrFunction): boolean {
  return fn.notCompiled === null && !isResumed(fn) && (fn.kind === 'function' || fn.kind === 'lambda') && fn.cells.length === 0
    && !fn.looksAtFrame && hasPlainParameters(fn);
}

/** Plans in which no function calls another, by facts: most functions' stay the same from edit to edit. */
const plansAlone = new WeakMap<FunctionFacts, { readonly fn: IrFunction; readonly plan: TypedPlan | null }>();

function planAlone(fn: IrFunction, index: number, facts: FunctionFacts): TypedPlan | null {
  const known = plansAlone.get(facts);
  if (known?.fn === fn) return known.plan;
  const plan = planFunction(fn, index, facts, new Map());
  plansAlone.set(facts, { fn, plan });
  return plan;
}

/** By index of the function; `hasBody` says which functions get native bodies at all. */
export function selectTyped(module: IrModule, facts: ModuleFacts, hasBody: (index: number) => boolean): ReadonlyMap<number, TypedPlan> {
  const { functions } = module;
  let plans: ReadonlyMap<number, TypedPlan> = new Map(functions.flatMap((fn, index) => {
    const known = facts.functions[index];
    const plan = hasBody(index) && isEligible(fn) && known !== undefined ? planAlone(fn, index, known) : null;
    return plan === null ? [] : [[index, plan] as const];
  }));
  // From all that could be typed down to what stays: a callee that falls out takes its calls along.
  for (let size = -1; size !== plans.size;) {
    size = plans.size;
    const before = plans;
    const next = new Map([...before.values()].flatMap((plan) => {
      const fn = functions[plan.function]!;
      const again = planFunction(fn, plan.function, plan.facts, before);
      return again === null ? [] : [[plan.function, again] as const];
    }));
    const called = new Set([...next.values()].flatMap((plan) => [...calleesOf(functions[plan.function]!, plan)]));
    plans = new Map([...next].filter(([index, plan]) => pays(functions[index]!, plan, called.has(index))));
  }
  return plans;
}
