/**
 * Where `name := value` inside comprehensions binds: in the function or module around all of them, which the
 * comprehension then sees through a `nonlocal` or `global` of its own.
 */
import type { AstNode } from '../syntax/ast/nodes.generated.js';
import { declareGlobal, declareNonlocal, define, failAt, lookUp } from './define.js';
import { type DraftScope, isComprehension } from './draft.js';
import { symbolFlag } from './scope.js';

export function bindByAssignmentExpression(
  comprehension: DraftScope,
  module: DraftScope,
  name: string,
  at: AstNode,
): void {
  let scope: DraftScope = comprehension;
  while (isComprehension(scope) || scope.kind === 'annotate') {
    const known = lookUp(scope, name);
    if (isComprehension(scope) && known & symbolFlag.iterationVariable && known & symbolFlag.assigned) {
      failAt(`assignment expression cannot rebind comprehension iteration variable '${name}'`, at);
    }
    if (scope.parent === null) return;
    scope = scope.parent;
  }
  switch (scope.kind) {
    case 'function':
    case 'lambda':
      if (lookUp(scope, name) & symbolFlag.declaredGlobal) declareGlobal(comprehension, module, name, at);
      else declareNonlocal(comprehension, name, at);
      return define(scope, module, name, 'assigned', at);
    case 'module':
      return declareGlobal(comprehension, module, name, at);
    case 'class':
      return failAt('assignment expression within a comprehension cannot be used in a class body', at);
    case 'type-parameters':
      return failAt('assignment expression within a comprehension cannot be used within the definition of a generic', at);
    case 'type-variable':
      return failAt('assignment expression within a comprehension cannot be used in a TypeVar bound', at);
    case 'type-alias':
      return failAt('assignment expression within a comprehension cannot be used in a type alias', at);
    case 'annotation':
    case 'comprehension':
    case 'generator-expression':
      return;
  }
}
