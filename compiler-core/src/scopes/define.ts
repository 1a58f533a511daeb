/**
 * Records in a scope that a name is bound, declared or read there, with the errors that CPython has for it; for the
 * walk of `build-scopes`.
 */
import type { AstNode, Positioned } from '../syntax/ast/nodes.generated.js';
import type { TreeProblem } from '../syntax/validate/problem.js';
import { type DraftScope, mangleIn, symbolOf } from './draft.js';
import { ScopeError, symbolFlag } from './scope.js';

export type DefinitionKind =
  | 'assigned'
  | 'annotated'
  | 'imported'
  | 'parameter'
  | 'type parameter'
  | 'global statement'
  | 'nonlocal statement';

/** Throws the error for the extent of the node; `warnings` come before it. */
export function failAt(message: string, node: AstNode | Positioned, warnings: readonly TreeProblem[] = []): never {
  if (!('lineno' in node)) throw new ScopeError(message, 0, 0, 0, 0);
  throw new ScopeError(message, node.lineno, node.col_offset + 1, node.end_lineno, node.end_col_offset + 1, warnings);
}

/** The flags of a name of the scope; 0 if it has none of that name. */
export function lookUp(scope: DraftScope, name: string): number {
  return scope.symbols.get(mangleIn(scope, name))?.flags ?? 0;
}

export function use(scope: DraftScope, name: string): void {
  symbolOf(scope, mangleIn(scope, name)).flags |= symbolFlag.referenced;
}

export function define(
  scope: DraftScope,
  module: DraftScope,
  name: string,
  kind: DefinitionKind,
  at: AstNode,
  saysParameter = false,
): void {
  if (kind === 'global statement' || kind === 'nonlocal statement') {
    return declare(scope, module, name, kind === 'global statement' ? 'global' : 'nonlocal', at);
  }
  const mangled = mangleIn(scope, name);
  const symbol = symbolOf(scope, mangled);
  if (kind === 'parameter') {
    if (symbol.flags & symbolFlag.parameter) failAt(`duplicate ${saysParameter ? 'parameter' : 'argument'} '${name}' in function definition`, at);
    scope.parameters.push(mangled);
    symbol.flags |= symbolFlag.parameter;
    return;
  }
  if (kind === 'type parameter') {
    if (symbol.flags & symbolFlag.typeParameter) failAt(`duplicate type parameter '${name}'`, at);
    symbol.flags |= symbolFlag.typeParameter;
  }
  symbol.flags |= kind === 'imported' ? symbolFlag.imported : symbolFlag.assigned;
  if (kind === 'annotated') symbol.flags |= symbolFlag.annotated;
  if (scope.inIterationTarget) {
    if (symbol.flags & (symbolFlag.declaredGlobal | symbolFlag.nonlocal)) {
      failAt(`comprehension inner loop cannot rebind assignment expression target '${name}'`, at);
    }
    symbol.flags |= symbolFlag.iterationVariable;
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
  // Also where it is wrong: what stands beside it has a part in that.
  recordDirective(scope, mangleIn(scope, name), at);
  const known = lookUp(scope, name);
  if (known & symbolFlag.parameter) failAt(`name '${name}' is parameter and ${word}`, at);
  if (known & symbolFlag.referenced) failAt(`name '${name}' is used prior to ${word} declaration`, at);
  if (known & symbolFlag.annotated) failAt(`annotated name '${name}' can't be ${word}`, at);
  if (known & symbolFlag.assigned) failAt(`name '${name}' is assigned to before ${word} declaration`, at);
  if (word === 'global') declareGlobal(scope, module, name, at);
  else declareNonlocal(scope, name, at);
}

/** The module has a symbol too for every name that a scope declares global. */
export function declareGlobal(scope: DraftScope, module: DraftScope, name: string, at: AstNode): void {
  const mangled = mangleIn(scope, name);
  symbolOf(scope, mangled).flags |= symbolFlag.declaredGlobal;
  symbolOf(module, mangled).flags |= symbolFlag.declaredGlobal;
  recordDirective(scope, mangled, at);
}

export function declareNonlocal(scope: DraftScope, name: string, at: AstNode): void {
  const mangled = mangleIn(scope, name);
  symbolOf(scope, mangled).flags |= symbolFlag.nonlocal;
  recordDirective(scope, mangled, at);
}

function recordDirective(scope: DraftScope, mangled: string, at: AstNode): void {
  scope.directives ??= new Map();
  if (!scope.directives.has(mangled)) scope.directives.set(mangled, at);
}
