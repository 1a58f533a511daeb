/**
 * What the stages from IR to selection make of a text that is being edited, at the cost of what an edit changes, and the hints
 * beside it: for the language server. The same as of a fresh start, whatever was edited before.
 */
import type { Declarations } from '../facts/class-declarations.js';
import { type Hint, type HintSource, hintsOfForeign, hintsOfFunction, inOrder } from '../facts/hints.js';
import { createModuleAnalysis, type ModuleAnalysis } from '../facts/module-analysis.js';
import type { ModuleFacts } from '../facts/module-facts.js';
import { createTextEditor, type TextEditor } from '../facts/module-text.js';
import { createTextPlaces } from '../facts/text-places.js';
import { hintPackage } from '../semantics/builtins/hints.js';
import { joinModule } from '../emission/code-objects.js';
import type { IrFunction } from '../ir/function.js';
import { moveFunction } from '../ir/moved-function.js';
import { createLoweringEditor, type EditedIr } from '../lowering/edited-lowering.js';
import type { ScopeTree } from '../scopes/scope.js';
import { isNative, type Selection, selectBodies } from '../selection/select.js';
import type { Module } from '../syntax/ast/nodes.generated.js';
import type { TargetVersion } from '../targets/target-version.js';
import { reportSelection } from './function-report.js';
import { heldBy, tierIn } from './hints.js';
import { type Remark, remarksOf } from './remarks.js';

export interface EditedFacts extends EditedIr {
  readonly declarations: Declarations;
  readonly facts: ModuleFacts;
}

export interface FactsEditor {
  /** `module` and `scopes` are those of the text's other editors: what has not changed is known by its nodes. */
  update(module: Module, scopes: ScopeTree): EditedFacts;
  /** Of the last update; `text` is its text. */
  hints(text: string): readonly Hint[];
  remarks(): readonly Remark[];
}

/** What is told of one function, and what that came from. */
interface KnownHints {
  readonly fn: IrFunction;
  readonly version: number;
  readonly plan: string;
  readonly line: number;
  readonly hints: readonly Hint[];
  isAsBefore(): boolean;
}

interface Current extends EditedFacts {
  readonly module: Module;
  readonly selected: Selection;
}

/** Whether a module uses hints of the package `taipan`, of which there may be something to remark. */
export function importsHints(module: Module): boolean {
  return module.body.some((node) => (node._type === 'ImportFrom' && node.module === hintPackage) || (node._type === 'Import' && node.names.some(({ name }) => name === hintPackage)));
}

/** By index: how many lines a function has moved down since it was lowered. */
function movedBy({ ir, lineOf }: EditedIr): (index: number) => number {
  return (index) => lineOf(index) - (ir.functions[index]?.position?.lineno ?? lineOf(index));
}

export function createFactsEditor(target: TargetVersion): FactsEditor {
  const lowering = createLoweringEditor(target);
  let texts: TextEditor | null = null;
  let analysis: ModuleAnalysis | null = null;
  let current: Current | null = null;
  let known = new Map<number, KnownHints>();

  function planText({ plans }: Selection, index: number): string {
    const plan = plans.get(index);
    return plan === undefined ? '' : JSON.stringify([plan.result, plan.slots, [...plan.blocks]]);
  }

  function hintsOfOne(source: HintSource, { selected, lineOf }: Current, of: ModuleAnalysis, index: number): KnownHints {
    const fn = source.ir.functions[index]!;
    const before = known.get(index);
    const [version, plan, line] = [of.versionOf(index), planText(selected, index), lineOf(index)];
    if (before?.fn === fn && before.version === version && before.plan === plan && before.isAsBefore()) {
      const down = line - before.line;
      return down === 0 ? before : { ...before, line, hints: before.hints.map((hint) => ({ ...hint, line: hint.line + down })) };
    }
    const { result, isAsBefore } = of.watch(() => hintsOfFunction(source, index));
    return { fn, version, plan, line, hints: result, isAsBefore };
  }

  return {
    update(module, scopes) {
      const lowered = lowering.update(module, scopes);
      if (lowered.isReordered || texts === null) {
        texts = createTextEditor((node) => lowered.functionOf(node));
        analysis = null;
      }
      const edited = texts.update(module, lowered.ir.functions, analysis === null ? new Set(lowered.order) : lowered.changed, lowered.removed);
      if (analysis?.update(edited, lowered.order, lowered.changed, lowered.removed) !== true) {
        analysis = createModuleAnalysis(edited.text, lowered.order);
        known = new Map();
      }
      const { declarations } = edited.text;
      const facts = analysis.facts();
      current = { ...lowered, module, declarations, facts, selected: selectBodies(lowered.ir, facts, lowered.ir.functions.map(isNative)) };
      return current;
    },
    hints(text) {
      if (current === null || analysis === null) return [];
      const { module, ir, facts, selected, nodeOf, order } = current;
      const source: HintSource = {
        places: createTextPlaces(text), ast: module, ir, facts, tierOf: tierIn(ir, facts, selected), held: heldBy(ir, selected.plans),
        nodeOf(index) {
          const node = nodeOf(index);
          return node?._type === 'FunctionDef' || node?._type === 'AsyncFunctionDef' ? node : undefined;
        },
        movedBy: movedBy(current),
      };
      const [of, at] = [analysis, current];
      known = new Map(order.map((index) => [index, hintsOfOne(source, at, of, index)] as const));
      return inOrder([...hintsOfForeign(source), ...[...known.values()].flatMap(({ hints }) => hints)]);
    },
    remarks() {
      if (current === null || !current.declarations.hints.isUsed) return [];
      const { declarations, facts, selected } = current;
      const moved = movedBy(current);
      const ir = { ...current.ir, functions: current.ir.functions.map((fn, index) => moveFunction(fn, moved(index))) };
      return remarksOf(declarations, ir, facts, reportSelection({ ...joinModule(ir, null, true), hasBody: selected.hasBody }, facts, selected));
    },
  };
}
