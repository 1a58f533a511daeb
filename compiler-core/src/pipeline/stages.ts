/**
 * The one list of the stages from a module's text to its C++, in their order, each with what it reads of those before it
 * and how it is looked at. A build walks it from the interpreter's AST and with its code objects, hints from the editor's
 * scopes to the selection, a dump to the stage that it prints, a report over what a walk left.
 *
 *     text ─▶ ast ─▶ scopes ─▶ ir ─▶ declarations, joined ─▶ facts ─▶ selected ─▶ low ─▶ cpp
 */
import { type CodeDescription, type JoinedModule, joinModule } from '../emission/code-objects.js';
import { emitBodies, type EmittedBodies } from '../emission/module-file.js';
import { type Declarations, declarationsOf } from '../facts/class-declarations.js';
import { inferModule, type ModuleFacts } from '../facts/module-facts.js';
import { type IrModule, isResumed } from '../ir/function.js';
import { printModule } from '../ir/printer.js';
import { buildLow } from '../low/build/build.js';
import type { LowFunction } from '../low/ir/function.js';
import { printLow } from '../low/ir/printer.js';
import { verifyLow } from '../low/ir/verifier.js';
import { insertReferences } from '../low/passes/insert-references.js';
import { removeUnread } from '../low/passes/remove-unread.js';
import { showVariables } from '../low/passes/show-variables.js';
import { dumpScopes } from '../scopes/dump-scopes.js';
import type { ScopeTree } from '../scopes/scope.js';
import { type Selection, selectBodies } from '../selection/select.js';
import { dumpAst } from '../syntax/ast/dump.js';
import type { Module } from '../syntax/ast/nodes.generated.js';
import { supports } from '../targets/features.js';
import type { TargetVersion } from '../targets/target-version.js';
import { describeFacts, printFacts } from './dump-facts.js';
import { describeLow } from './dump-low.js';
import { describeSelection, printSelection } from './dump-selection.js';
import { analyzeScopes, lowerSource, type ModuleSource, parseModule, type SyntaxError } from './front-end.js';
import { printBodies } from './print-bodies.js';

/** What each stage makes. */
export interface StageResults {
  readonly ast: Module;
  readonly scopes: ScopeTree;
  readonly ir: IrModule;
  /** What the facts need of the AST. */
  readonly declarations: Declarations;
  readonly joined: JoinedModule;
  readonly facts: ModuleFacts;
  readonly selected: Selection;
  /** By index of the function; null for those without a native body. */
  readonly low: readonly (LowFunction | null)[];
  readonly cpp: EmittedBodies;
}

export type StageName = keyof StageResults;

export interface StageInput {
  readonly source: ModuleSource;
  readonly target: TargetVersion;
  /** What the interpreter said of the module's code objects; null where none was asked. */
  readonly codes: readonly CodeDescription[] | null;
}

/** CPython rejects the text. */
export class Rejection {
  readonly errors: readonly SyntaxError[];
  constructor(errors: readonly SyntaxError[]) {
    this.errors = errors;
  }
}

/** How a stage is looked at: as data for scripts, as text for people, or both. */
export interface StageDump {
  readonly value?: () => unknown;
  readonly text?: () => string;
}

interface Stage {
  readonly name: StageName;
  readonly reads: readonly StageName[];
  run(before: StageResults, input: StageInput): StageResults[StageName] | Rejection;
  /** Null where there is nothing that its neighbors do not show. */
  readonly dump: ((results: StageResults, input: StageInput) => StageDump) | null;
}

/** A row of the list, which may only touch what it says that it reads; its dump may look at its own result too. */
function stage<Name extends StageName, Read extends StageName = never>(row: {
  readonly name: Name;
  readonly reads: readonly Read[];
  run(before: Pick<StageResults, Read>, input: StageInput): StageResults[Name] | Rejection;
  readonly dump: ((results: Pick<StageResults, Read | Name>, input: StageInput) => StageDump) | null;
}): Stage {
  return row;
}

const stages: readonly Stage[] = [
  stage({
    name: 'ast', reads: [],
    run(_before, { source, target }) {
      const parsed = parseModule(source.content, target);
      return parsed.kind === 'rejected' ? new Rejection(parsed.errors) : parsed.module;
    },
    dump: ({ ast }, { target }) => ({ value: () => dumpAst(ast, target) }),
  }),
  stage({
    name: 'scopes', reads: ['ast'],
    run({ ast }, { target }) {
      const analyzed = analyzeScopes(ast, target);
      return analyzed.kind === 'rejected' ? new Rejection(analyzed.errors) : analyzed.scopes;
    },
    dump: ({ scopes }, { target }) => ({ value: () => dumpScopes(scopes, target) }),
  }),
  stage({
    name: 'ir', reads: ['ast', 'scopes'],
    run: ({ ast, scopes }, { source, target }) => lowerSource(ast, scopes, source, target),
    dump: ({ ir }) => ({ text: () => printModule(ir) }),
  }),
  stage({
    name: 'declarations', reads: ['ast', 'ir'],
    run: ({ ast, ir }) => declarationsOf(ast, ir),
    dump: null,
  }),
  stage({
    name: 'joined', reads: ['ir'],
    run: ({ ir }, { codes, target }) => joinModule(ir, codes, supports(target, 'suspendsAlike')),
    dump: null,
  }),
  stage({
    name: 'facts', reads: ['joined', 'declarations'],
    run: ({ joined, declarations }) => inferModule(joined.ir, declarations),
    dump({ joined, facts }) {
      const described = describeFacts(joined.ir, facts);
      return { value: () => described, text: () => printFacts(described) };
    },
  }),
  stage({
    name: 'selected', reads: ['joined', 'facts'],
    run: ({ joined, facts }) => selectBodies(joined.ir, facts, joined.hasBody),
    dump({ joined, facts, selected }) {
      const described = describeSelection(joined, facts, selected);
      return { value: () => described, text: () => printSelection(described) };
    },
  }),
  stage({
    name: 'low', reads: ['joined', 'facts', 'selected'],
    run: ({ joined, facts, selected }, { target }) => joined.ir.functions.map((fn, index) => {
      if (selected.hasBody[index] !== true) return null;
      // A function that has a typed body leaves that for the version with objects only; a generator is suspended with objects.
      const known = selected.plans.has(index) || isResumed(fn) ? null : facts.functions[index] ?? null;
      const low = insertReferences(removeUnread(showVariables(buildLow(fn, known, facts.fields))), target);
      verifyLow(low);
      return low;
    }),
    dump: ({ joined, low }) => ({ value: () => describeLow(joined.ir.functions, low), text: () => low.flatMap((fn) => (fn === null ? [] : [`function ${fn.source.qualname}\n${printLow(fn)}`])).join('\n\n') }),
  }),
  stage({
    name: 'cpp', reads: ['joined', 'selected', 'low'],
    run: ({ joined, selected, low }) => emitBodies(joined.ir, selected, low, joined.codeObjectOf),
    dump: ({ joined, cpp }) => ({ text: () => printBodies(joined.ir, cpp) }),
  }),
];

/** The stages that can be looked at, in their order. */
export const shownStages: readonly StageName[] = stages.flatMap(({ name, dump }) => (dump === null ? [] : [name]));

/** The stages that have to run for `wanted`, from what is given. */
function neededStages(given: ReadonlySet<StageName>, wanted: readonly StageName[]): ReadonlySet<StageName> {
  const needed = new Set<StageName>();
  const pending = [...wanted];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (given.has(name) || needed.has(name)) continue;
    needed.add(name);
    pending.push(...stages.find((each) => each.name === name)?.reads ?? []);
  }
  return needed;
}

/** Runs the stages between what is given and what is wanted, and keeps all that they make. */
export function walkStages<Given extends StageName, Wanted extends StageName>(input: StageInput, given: Pick<StageResults, Given>, wanted: readonly Wanted[]): Pick<StageResults, Given | Wanted> | Rejection {
  const results: Partial<Record<StageName, StageResults[StageName]>> = { ...given };
  const needed = neededStages(new Set(Object.keys(given) as StageName[]), wanted);
  for (const { name, run } of stages) {
    if (!needed.has(name)) continue;
    // What it reads is there: the list is in order, and holds what is needed.
    const made = run(results as StageResults, input);
    if (made instanceof Rejection) return made;
    results[name] = made;
  }
  return results as StageResults;
}

/** The same for what the interpreter has accepted: a rejection then is a fault of ours. */
export function walkAccepted<Given extends StageName, Wanted extends StageName>(input: StageInput, given: Pick<StageResults, Given>, wanted: readonly Wanted[]): Pick<StageResults, Given | Wanted> {
  const results = walkStages(input, given, wanted);
  if (results instanceof Rejection) throw new Error(`${input.source.file} is accepted by the interpreter and rejected here: ${results.errors[0]?.message}`);
  return results;
}

/** What a stage made of a text, to look at. */
export function lookAtStage(name: StageName, input: StageInput): StageDump | Rejection {
  const shown = stages.find((each) => each.name === name);
  const results = walkStages(input, {}, [name, ...shown?.reads ?? []]);
  return results instanceof Rejection ? results : shown?.dump?.(results as StageResults, input) ?? {};
}
