/** PEP 765: `return`, `break` and `continue` that leave a `finally` block lose the exception that is on its way; from 3.14 on. */
import type { AstNode, stmt } from '../ast/nodes.generated.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';
import type { TreeProblem } from './problem.js';

/** What a statement would leave. */
interface Around {
  readonly isInFinally: boolean;
  /** A loop that is within the `finally`. */
  readonly isInLoop: boolean;
}

const nothing: Around = { isInFinally: false, isInLoop: false };

/** In the order of the text, as CPython goes through the tree before all else (`Python/ast_preprocess.c`). */
export function findFinallyWarnings(body: readonly stmt[], target: TargetVersion): readonly TreeProblem[] {
  if (!supports(target, 'warnsOfFinally')) return [];
  const found: TreeProblem[] = [];
  visitBody(found, body, nothing);
  return found;
}

function visitBody(found: TreeProblem[], body: readonly stmt[], around: Around): void {
  for (const statement of body) visitStatement(found, statement, around);
}

function visitStatement(found: TreeProblem[], node: stmt, around: Around): void {
  switch (node._type) {
    case 'FunctionDef': case 'AsyncFunctionDef': case 'ClassDef':
      return visitBody(found, node.body, nothing);
    case 'For': case 'AsyncFor': case 'While':
      visitBody(found, node.body, { ...around, isInLoop: true });
      return visitBody(found, node.orelse, around);
    case 'If':
      visitBody(found, node.body, around);
      return visitBody(found, node.orelse, around);
    case 'With': case 'AsyncWith':
      return visitBody(found, node.body, around);
    case 'Match':
      for (const { body } of node.cases) visitBody(found, body, around);
      return;
    case 'Try': case 'TryStar':
      visitBody(found, node.body, around);
      for (const { body } of node.handlers) visitBody(found, body, around);
      visitBody(found, node.orelse, around);
      return visitBody(found, node.finalbody, { isInFinally: true, isInLoop: false });
    case 'Return':
      return around.isInFinally ? warn(found, 'return', node) : undefined;
    case 'Break': case 'Continue':
      return around.isInFinally && !around.isInLoop ? warn(found, node._type === 'Break' ? 'break' : 'continue', node) : undefined;
    default:
  }
}

function warn(found: TreeProblem[], keyword: string, node: stmt & AstNode): void {
  found.push({ message: `'${keyword}' in a 'finally' block`, at: node });
}
