/**
 * The scopes of a module that is being edited: only statements of the module that are new are walked again, for the
 * server.
 *
 * What a function or class of the module has in it does not depend on the rest of the module, and the module's own
 * names are the sum of what its statements do. Where a statement is wrong, or is judged by those before it, the whole
 * module is read, so the result is always that of `buildScopes`. A tree holds until the next update.
 */
import type { AstNode, Module, stmt } from '../syntax/ast/nodes.generated.js';
import { findFutureProblem } from '../syntax/validate/tree/future-imports.js';
import { buildScopeFragment, buildScopes, importsLazyAnnotations, inlinesComprehensions, markNamespaces, scopeTreeOf, type ScopeFragment } from './build-scopes.js';
import { failAt } from './define.js';
import { type DraftFlag, type DraftScope, newDraft, symbolOf } from './draft.js';
import { resolveModule } from './resolve.js';
import type { ScopeTree } from './scope.js';

export interface ScopesEditor {
  /** Throws the `ScopeError` that `buildScopes` throws. */
  update(module: Module): ScopeTree;
}

interface Known {
  readonly fragment: ScopeFragment | null;
  /** Of the statement, when its scopes were made or last moved. */
  lineno: number;
}

export function createScopesEditor(minor: number): ScopesEditor {
  let known = new WeakMap<stmt, Known>();
  let opened = new WeakMap<AstNode, DraftScope>();
  let typeParameters = new WeakMap<AstNode, DraftScope>();
  let lazyAnnotations = false;

  const fragmentOf = (statement: stmt): ScopeFragment | null => {
    const entry = known.get(statement);
    if (entry !== undefined) {
      if (entry.fragment !== null) moveLines(entry.fragment, statement.lineno - entry.lineno);
      entry.lineno = statement.lineno;
      return entry.fragment;
    }
    const fragment = buildScopeFragment(statement, minor, lazyAnnotations);
    known.set(statement, { fragment, lineno: statement.lineno });
    for (const [node, scope] of fragment?.opened ?? []) opened.set(node, scope);
    for (const [node, scope] of fragment?.typeParameters ?? []) typeParameters.set(node, scope);
    return fragment;
  };

  return {
    update(module) {
      if (findFutureProblem(module) !== null) return buildScopes(module, minor);
      if (importsLazyAnnotations(module) !== lazyAnnotations) {
        lazyAnnotations = !lazyAnnotations;
        known = new WeakMap();
        opened = new WeakMap();
        typeParameters = new WeakMap();
      }
      const top = newDraft('module', 'top', 0, module, null, null);
      const taken: ReadonlySet<string>[] = [];
      for (const statement of module.body) {
        const fragment = fragmentOf(statement);
        if (fragment === null) return buildScopes(module, minor);
        addFragment(top, fragment);
        for (const names of fragment.taken) taken.push(names);
      }
      resolveModule(top, () => taken, { inlinesComprehensions: inlinesComprehensions(minor), fail: failAt });
      markNamespaces(top);
      opened.set(module, top);
      return scopeTreeOf(top, opened, typeParameters);
    },
  };
}

function moveLines(fragment: ScopeFragment, by: number): void {
  if (by !== 0) for (const scope of fragment.all) scope.lineno += by;
}

function addFragment(top: DraftScope, { module }: ScopeFragment): void {
  for (const { name, flags } of module.symbols.values()) {
    const sum = symbolOf(top, name).flags;
    for (const flag in flags) if (flags[flag as DraftFlag]) sum[flag as DraftFlag] = true;
  }
  for (const child of module.children) {
    child.parent = top;
    top.children.push(child);
  }
}
