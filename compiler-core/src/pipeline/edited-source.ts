/**
 * A text that is being edited, as far as its scopes: what `parseModule` and `analyzeScopes` say of each version, at the
 * cost of what changed since the one before. For the language server.
 */
import { createScopesEditor } from '../scopes/edited-scopes.js';
import { ScopeError, type ScopeTree, type SourceWarning } from '../scopes/scope.js';
import type { Module } from '../syntax/ast/nodes.generated.js';
import { createModuleEditor } from '../syntax/incremental/edited-module.js';
import type { TargetVersion } from '../targets/target-version.js';
import type { SyntaxError } from './front-end.js';

export type EditedSource =
  /** Holds until the next update: what does not change is used again, moved to its new lines. */
  | { readonly kind: 'analyzed'; readonly module: Module; readonly scopes: ScopeTree; readonly warnings: readonly SourceWarning[] }
  | { readonly kind: 'rejected'; readonly by: 'parser' | 'symbol table'; readonly errors: readonly SyntaxError[] };

export interface SourceEditor {
  update(text: string): EditedSource;
}

export function createSourceEditor(target: TargetVersion): SourceEditor {
  const modules = createModuleEditor(target);
  const scopes = createScopesEditor(target);
  return {
    update(text) {
      const edited = modules.update(text);
      if (edited.kind === 'rejected') return { ...edited, by: 'parser' };
      try {
        const tree = scopes.update(edited.module);
        return { kind: 'analyzed', module: edited.module, scopes: tree, warnings: [...edited.warnings, ...tree.warnings] };
      } catch (error) {
        if (!(error instanceof ScopeError)) throw error;
        return { kind: 'rejected', by: 'symbol table', errors: [{ message: error.message, lineno: error.lineno, offset: error.offset }] };
      }
    },
  };
}
