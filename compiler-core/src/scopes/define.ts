/**
 * Records in a scope that a name is bound, declared or read there, with the errors that CPython has for it; for the
 * walk of `build-scopes`.
 */
import type { AstNode, Positioned } from '../syntax/ast/nodes.generated.js';
import { type DraftFlags, type DraftScope, mangleIn, symbolOf } from './draft.js';
import { ScopeError } from './scope.js';

export type DefinitionKind =
  | 'assigned'
  | 'annotated'
  | 'imported'
  | 'parameter'
  | 'type parameter'
  | 'global statement'
  | 'nonlocal statement';

/** Throws the error for the extent of the node. */
export function failAt(message: string, node: AstNode | Positioned): never {
  if (!('lineno' in node)) throw new ScopeError(message, 0, 0, 0, 0);
  throw new ScopeError(message, node.lineno, node.col_offset + 1, node.end_lineno, node.end_col_offset + 1);
}

export function lookUp(scope: DraftScope, name: string): DraftFlags | undefined {
  return scope.symbols.get(mangleIn(scope, name))?.flags;
}

export function use(scope: DraftScope, name: string): void {
  symbolOf(scope, mangleIn(scope, name)).flags.referenced = true;
}

export function define(
  scope: DraftScope,
  module: DraftScope,
  name: string,
  kind: DefinitionKind,
  at: AstNode,
): void {
  if (kind === 'global statement' || kind === 'nonlocal statement') {
    return declare(scope, module, name, kind === 'global statement' ? 'global' : 'nonlocal', at);
  }
  const mangled = mangleIn(scope, name);
  const { flags } = symbolOf(scope, mangled);
  if (kind === 'parameter') {
    if (flags.parameter) failAt(`duplicate argument '${name}' in function definition`, at);
    scope.parameters.push(mangled);
    flags.parameter = true;
    return;
  }
  if (kind === 'type parameter') {
    if (flags.typeParameter) failAt(`duplicate type parameter '${name}'`, at);
    flags.typeParameter = true;
  }
  if (kind === 'imported') flags.imported = true;
  else flags.assigned = true;
  if (kind === 'annotated') flags.annotated = true;
  if (scope.inIterationTarget) {
    if (flags.declaredGlobal || flags.nonlocal) {
      failAt(`comprehension inner loop cannot rebind assignment expression target '${name}'`, at);
    }
    flags.iterationVariable = true;
  }
}

/** A `global` or `nonlocal` statement, which must come before any other use of the name. */
function declare(
  scope: DraftScope,
  module: DraftScope,
  name: string,
  word: 'global' | 'nonlocal',
  at: AstNode,
): void {
  const known = lookUp(scope, name);
  if (known?.parameter) failAt(`name '${name}' is parameter and ${word}`, at);
  if (known?.referenced) failAt(`name '${name}' is used prior to ${word} declaration`, at);
  if (known?.annotated) failAt(`annotated name '${name}' can't be ${word}`, at);
  if (known?.assigned) failAt(`name '${name}' is assigned to before ${word} declaration`, at);
  if (word === 'global') declareGlobal(scope, module, name, at);
  else declareNonlocal(scope, name, at);
}

/** The module has a symbol too for every name that a scope declares global. */
export function declareGlobal(scope: DraftScope, module: DraftScope, name: string, at: AstNode): void {
  const mangled = mangleIn(scope, name);
  symbolOf(scope, mangled).flags.declaredGlobal = true;
  symbolOf(module, mangled).flags.declaredGlobal = true;
  if (!scope.directives.has(mangled)) scope.directives.set(mangled, at);
}

export function declareNonlocal(scope: DraftScope, name: string, at: AstNode): void {
  const mangled = mangleIn(scope, name);
  symbolOf(scope, mangled).flags.nonlocal = true;
  if (!scope.directives.has(mangled)) scope.directives.set(mangled, at);
}
