/**
 * Builds the scopes of a module: `walk` records what each scope does with each name, and `resolve` decides where the
 * names live. For the lowering and for `dump scopes`.
 *
 * Errors that CPython reports at this stage are thrown as `ScopeError`, the first one in its order.
 */
import type { ImportFrom, Module, stmt } from '../syntax/ast/nodes.generated.js';
import { askCompiler } from '../syntax/validate/compile-problems.js';
import type { CompileQuestions } from '../syntax/validate/compile-walk.js';
import { findFinallyWarnings } from '../syntax/validate/finally-warnings.js';
import { findFutureProblem, lastFutureLine, misplacedFutureImport } from '../syntax/validate/future-imports.js';
import type { TreeProblem } from '../syntax/validate/problem.js';
import { failAt } from './define.js';
import { type DraftScope, newDraft } from './draft.js';
import { aroundModule, resolveScope } from './resolve.js';
import type { ScopeIndex } from './scope-index.js';
import { type GenericNode, type Scope, ScopeError, type ScopeNode, type ScopeTree, symbolFlag } from './scope.js';
import { startWalk, visitAll, type Walk } from './walk.js';
import { supports } from '../targets/features.js';
import type { TargetVersion } from '../targets/target-version.js';

const tooDeep = 'maximum recursion depth exceeded during compilation';

/** Whether a tree was nested deeper than the stack goes, which CPython's may. */
export function isTooDeep(error: unknown): boolean {
  return error instanceof ScopeError && error.message === tooDeep;
}

export function buildScopes(module: Module, target: TargetVersion): ScopeTree {
  try {
    return buildWithinStack(module, target);
  } catch (error) {
    // Nested deeper than our stack goes, where CPython's compiler would not go either.
    if (error instanceof RangeError) throw new ScopeError(tooDeep, 1, 1, 1, 1);
    throw error;
  }
}

function buildWithinStack(module: Module, target: TargetVersion): ScopeTree {
  const wrongFuture = findFutureProblem(module, target);
  if (wrongFuture) {
    const { lineno, col_offset, end_lineno, end_col_offset } = wrongFuture.at;
    const hasEnd = supports(target, wrongFuture.message === misplacedFutureImport ? 'marksLateFutureImports' : 'marksUnknownFuture');
    throw new ScopeError(wrongFuture.message, lineno, col_offset + 1, hasEnd ? end_lineno : lineno, hasEnd ? end_col_offset + 1 : null);
  }
  const early = findFinallyWarnings(module.body, target);
  try {
    return afterFutureImports(module, target, early);
  } catch (error) {
    if (!(error instanceof ScopeError) || early.length === 0) throw error;
    const { message, lineno, offset, endLineno, endOffset, warnings } = error;
    throw new ScopeError(message, lineno, offset, endLineno, endOffset, [...early, ...warnings]);
  }
}

function afterFutureImports(module: Module, target: TargetVersion, early: readonly TreeProblem[]): ScopeTree {
  const top = newDraft('module', 'top', module, null, null, null);
  const lazyAnnotations = importsLazyAnnotations(module);
  const walk = startWalk(top, top, target, lazyAnnotations);
  visitAll(walk, module.body);
  resolveScope(top, aroundModule, target);
  markNamespaces(top);
  for (const scope of walk.all) markNamespaces(scope);
  const { problem, warnings } = askCompiler(module.body, target, { lastLine: lastFutureLine(module), lazyAnnotations }, questionsOf(walk));
  if (problem) failAt(problem.message, problem.at, warnings);
  return scopeTreeOf(top, walk.index, [...early, ...warnings]);
}

/** What the compiler's checks ask the scopes. */
export function questionsOf(walk: Walk): CompileQuestions {
  return {
    isCoroutine: (node) => walk.index.opened.get(node)?.isCoroutine === true,
    isGenerator: (node) => walk.index.opened.get(node)?.isGenerator === true,
  };
}

export function scopeTreeOf(module: DraftScope, { opened, typeParameters }: ScopeIndex, warnings: readonly TreeProblem[]): ScopeTree {
  return {
    module,
    warnings,
    scopeOf(node: ScopeNode): Scope {
      const scope = node === module.node ? module : opened.get(node);
      if (scope === undefined) throw new Error(`${node._type} opens no scope of this module`);
      return scope;
    },
    typeParametersOf: (node: GenericNode): Scope | null => typeParameters.get(node) ?? null,
  };
}

export function isFutureImport(statement: stmt): statement is ImportFrom {
  return statement._type === 'ImportFrom' && statement.module === '__future__' && statement.level === 0;
}

/** `from __future__ import annotations` */
export function importsLazyAnnotations(module: Module): boolean {
  return module.body.some((statement) => isFutureImport(statement) && statement.names.some((alias) => alias.name === 'annotations'));
}

/** Inlined comprehensions count by the scopes in them, as they have none of their own at run time. */
export function markNamespaces(scope: DraftScope, inside = scope): void {
  for (const child of inside.children) {
    if (child.isInlined) {
      markNamespaces(scope, child);
      continue;
    }
    const symbol = scope.symbols.get(child.name);
    if (symbol !== undefined) symbol.flags |= symbolFlag.namespace;
  }
}
