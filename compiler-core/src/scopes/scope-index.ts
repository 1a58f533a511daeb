/** The scopes of a module by their nodes, for those who come with a node: the lowering, and the compiler's checks. */
import type { AstNode } from '../syntax/ast/nodes.generated.js';
import type { DraftScope } from './draft.js';

export interface ScopeIndex {
  /** By the node that opens them. */
  readonly opened: Map<AstNode, DraftScope>;
  /** Those around the type parameters of a node. */
  readonly typeParameters: Map<AstNode, DraftScope>;
}

export function newIndex(): ScopeIndex {
  return { opened: new Map(), typeParameters: new Map() };
}

export function remember(index: ScopeIndex, scope: DraftScope): void {
  placeOf(index, scope)?.set(scope.node, scope);
}

/** Unless its node has a newer one. */
export function forget(index: ScopeIndex, scope: DraftScope): void {
  const place = placeOf(index, scope);
  if (place?.get(scope.node) === scope) place.delete(scope.node);
}

/** Null if nobody looks for scopes of its kind. */
function placeOf(index: ScopeIndex, scope: DraftScope): Map<AstNode, DraftScope> | null {
  switch (scope.kind) {
    case 'module':
    case 'class':
    case 'function':
    case 'lambda':
    case 'comprehension':
    case 'generator-expression':
      return index.opened;
    case 'type-parameters':
      return index.typeParameters;
    case 'annotation':
    case 'annotate':
    case 'type-variable':
    case 'type-alias':
      return null;
  }
}
