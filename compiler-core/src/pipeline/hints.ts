/** What the compiler found out about one module, as hints beside its text: the same facts that a build selects by. */
import { hintNames } from '../facts/function-declarations.js';
import { type FunctionTier, type HeldValues, type Hint, type HintSource, hintsOf, nodesIn } from '../facts/hints.js';
import type { ModuleFacts } from '../facts/module-facts.js';
import { createTextPlaces } from '../facts/text-places.js';
import type { ScopeTree } from '../scopes/scope.js';
import { findTooLong } from '../selection/body-length.js';
import type { IrModule } from '../ir/function.js';
import type { TypedPlan } from '../selection/plan.js';
import type { Selection } from '../selection/select.js';
import type { Module } from '../syntax/ast/nodes.generated.js';
import type { TargetVersion } from '../targets/target-version.js';
import { reportSelection, tooLongText } from './function-report.js';
import { type Remark, remarksOf } from './remarks.js';
import { type StageResults, walkAccepted } from './stages.js';

/** By the plans of the typed bodies: what they go through without leaving for objects. */
export function heldBy(ir: IrModule, plans: ReadonlyMap<number, TypedPlan>): HeldValues {
  return {
    parameter: (fn) => plans.has(fn),
    variable(fn, slot) {
      const plan = plans.get(fn);
      if (plan === undefined || (plan.slots[slot] ?? null) === null) return false;
      return ir.functions[fn]!.blocks.every((block) => {
        const leaves = plan.blocks.get(block.id);
        return block.instructions.every(({ operation, immediate }, at) => operation !== 'local.set' || immediate.slot !== slot || (leaves !== undefined && (leaves === null || at < leaves)));
      });
    },
    result(fn) {
      const plan = plans.get(fn);
      return plan !== undefined && plan.result !== 'object' && ir.functions[fn]!.blocks.every(({ id, terminator }) => terminator.kind !== 'return' || plan.blocks.get(id) === null);
    },
  };
}

type Walked = Pick<StageResults, 'declarations' | 'joined' | 'facts' | 'selected'>;

function walk(module: Module, scopes: ScopeTree, text: string, target: TargetVersion): Walked {
  const source = { name: '__main__', file: '<text>', isPackage: false, content: text };
  return walkAccepted({ source, target, codes: null }, { ast: module, scopes }, ['declarations', 'joined', 'facts', 'selected']);
}

/** What there is to say of a module's own hints; without any, nothing is analyzed. */
export function remarksOfModule(module: Module, scopes: ScopeTree, text: string, target: TargetVersion): readonly Remark[] {
  if (!hintNames(module).isUsed) return [];
  const { declarations, joined, facts, selected } = walk(module, scopes, text, target);
  return remarksOf(declarations, joined.ir, facts, reportSelection(joined, facts, selected));
}

/** How a function runs, in a word. */
export function tierIn({ functions }: IrModule, facts: ModuleFacts, { plans }: Selection): HintSource['tierOf'] {
  return (index): FunctionTier | null => {
    const fn = functions[index];
    if (fn === undefined) return null;
    if (fn.notCompiled !== null) return { kind: 'fallback', label: 'bytecode', tooltip: `Keeps its bytecode: it uses ${fn.notCompiled.construct}.` };
    const tooLong = findTooLong(fn);
    if (tooLong !== null) return { kind: 'fallback', label: 'bytecode', tooltip: `Keeps its bytecode: ${tooLongText(tooLong)}.` };
    if (facts.functions[index]?.isCut === true) return { kind: 'fallback', label: 'no facts', tooltip: 'Nothing is told of this function: it takes too many steps to analyze.' };
    if (plans.has(index)) return { kind: 'native', label: 'native', tooltip: 'Runs with numbers in machine registers, and goes on with objects where they do not suffice.' };
    return null;
  };
}

/** `text` is the text that the module was parsed from. */
export function hintsOfModule(module: Module, scopes: ScopeTree, text: string, target: TargetVersion): readonly Hint[] {
  const { joined: { ir }, facts, selected } = walk(module, scopes, text, target);
  return hintsOf({ places: createTextPlaces(text), ast: module, ir, facts, nodeOf: nodesIn(module, ir), movedBy: () => 0, tierOf: tierIn(ir, facts, selected), held: heldBy(ir, selected.plans) });
}
