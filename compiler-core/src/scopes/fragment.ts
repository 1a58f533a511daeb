/**
 * What one statement of a module or class has to do with scopes, without the statements beside it: for `edited-scopes`.
 *
 * The statement is walked in a stand-in for the scope it is in. The scopes in it are complete then, as a module and a
 * class without type parameters mean the same to all functions in them, whatever else they have in them.
 */
import type { ClassDef, stmt } from '../syntax/ast/nodes.generated.js';
import { askCompiler, type CompilerSays } from '../syntax/validate/compile-problems.js';
import { findFinallyWarnings } from '../syntax/validate/finally-warnings.js';
import type { TreeProblem } from '../syntax/validate/problem.js';
import { isFutureImport, markNamespaces, questionsOf } from './build-scopes.js';
import { failAt } from './define.js';
import { type DraftScope, newDraft } from './draft.js';
import { boundInClass, type Names, noNames, resolveScope } from './resolve.js';
import { ScopeError } from './scope.js';
import { startWalk, visit, visitClassHeader, type Walk } from './walk.js';
import type { TargetVersion } from '../targets/target-version.js';

export interface Named {
  readonly name: string;
  readonly flags: number;
}

/** What a scope shows the scope around it. */
export interface Outside {
  /** What is said of names of the scope around, in order of their first appearance. */
  readonly names: readonly Named[];
  /** In a class: what is said of names of the module. */
  readonly globals: readonly Named[];
  /** The scopes directly in the scope around, and for each of them the names it takes from outside. */
  readonly children: readonly DraftScope[];
  readonly taken: readonly Names[];
}

export interface Fragment extends Outside {
  /** Scopes whose parent is the scope around: the children, and annotations, which are nobody's children. */
  readonly direct: readonly DraftScope[];
  /** All in it. */
  readonly scopes: readonly DraftScope[];
  /** That the statement is wrong, or that what it means depends on those beside it; nothing else is known then. */
  readonly problem: 'wrong' | 'unclear' | null;
  /** What CPython's compiler warns of in it. */
  readonly warnings: readonly TreeProblem[];
}

/** What the statements of an editor's modules have in common. */
export interface FragmentContext {
  readonly target: TargetVersion;
  readonly lazyAnnotations: boolean;
}

/** The class around a statement; null in the module. */
export type Surrounding = { readonly name: string } | null;

export function buildFragment(statement: stmt, surrounding: Surrounding, context: FragmentContext): Fragment {
  return fragmentOf(walkIn(surrounding, context), (walk) => visit(walk, statement), statement);
}

/** The same of a class without what is in its body. */
export function buildHeaderFragment(node: ClassDef, surrounding: Surrounding, context: FragmentContext): Fragment {
  return fragmentOf(walkIn(surrounding, context), (walk) => visitClassHeader(walk, node, () => undefined), { ...node, body: [] });
}

/** Throws the error of a statement of the module. */
export function failForStatement(statement: stmt, context: FragmentContext): void {
  readStatement(walkIn(null, context), (walk) => visit(walk, statement), statement);
}

function walkIn(surrounding: Surrounding, { target, lazyAnnotations }: FragmentContext): Walk {
  // Not the module itself, which would keep every statement that was ever beside this one.
  const module = newDraft('module', 'top', { _type: 'Module', body: [], type_ignores: [] }, null, null, null);
  const around = surrounding === null ? module : newDraft('class', surrounding.name, module.node, null, module, surrounding.name);
  return startWalk(module, around, target, lazyAnnotations);
}

function fragmentOf(walk: Walk, record: (walk: Walk) => void, checked: stmt): Fragment {
  const around = walk.current;
  try {
    return readStatement(walk, record, checked);
  } catch (error) {
    if (error instanceof RangeError) return failed('unclear');
    if (error instanceof ScopeError) return failed(around.directives === null ? 'wrong' : 'unclear');
    throw error;
  }
}

function readStatement(walk: Walk, record: (walk: Walk) => void, checked: stmt): Fragment {
  const { current: around, module, target } = walk;
  const isInClass = around !== module;
  record(walk);
  // `global` here is right or wrong by what comes before.
  if (around.directives !== null) return failed('unclear');
  // All annotations of a module or class are in one scope.
  if (around.annotations !== null || around.hasConditionalAnnotations) return failed('unclear');
  const bound = isInClass ? boundInClass(null, target) : noNames;
  const taken = around.children.length === 0 ? none : around.children.map((child) => resolveScope(child, { bound, typeParameters: noNames, seenClass: null }, target));
  if (isInClass && around.children.some(asksClass)) return failed('unclear');
  for (const scope of walk.all) markNamespaces(scope);
  const { problem, warnings } = compilerSaysOf(checked, isInClass, walk);
  if (problem !== null) failAt(problem.message, problem.at);
  return {
    names: [...around.symbols.values()],
    globals: isInClass && module.symbols.size > 0 ? [...module.symbols.values()] : none,
    children: around.children,
    taken,
    direct: walk.all.length === 0 ? none : walk.all.filter((scope) => scope.parent === around),
    scopes: walk.all,
    problem: null,
    warnings: [...findFinallyWarnings([checked], target), ...warnings],
  };
}

const none: readonly never[] = [];

function failed(problem: 'wrong' | 'unclear'): Fragment {
  return { names: none, globals: none, children: none, taken: none, direct: none, scopes: none, problem, warnings: none };
}

/** An annotation scope, or a comprehension in the frame of the class that uses `__class__`: other statements decide. */
function asksClass(scope: DraftScope): boolean {
  return scope.seesClass || (scope.kind === 'comprehension' && scope.symbols.has('__class__'));
}

function compilerSaysOf(statement: stmt, isInClass: boolean, walk: Walk): CompilerSays {
  const body: readonly stmt[] = isInClass ? [{ ...emptyClass, body: [statement] }] : [statement];
  // Where these stand, `edited-scopes` has seen.
  const lastLine = !isInClass && isFutureImport(statement) ? statement.lineno : 0;
  return askCompiler(body, walk.target, { lastLine, lazyAnnotations: walk.lazyAnnotations }, questionsOf(walk));
}

const emptyClass: ClassDef = {
  _type: 'ClassDef', name: '_', bases: [], keywords: [], body: [], decorator_list: [], type_params: [], lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0,
};
