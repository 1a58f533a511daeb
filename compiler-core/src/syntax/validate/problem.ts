/** An error in a tree that CPython's parser has accepted. */
import type { AstNode, Positioned } from '../ast/nodes.generated.js';

export interface TreeProblem {
  readonly message: string;
  readonly at: Positioned;
}

/** Ends a walk at the first problem; the function that starts the walk catches it. */
class TreeStop {
  readonly problem: TreeProblem;
  constructor(problem: TreeProblem) {
    this.problem = problem;
  }
}

export function stopAt(message: string, at: AstNode | Positioned): never {
  throw new TreeStop({ message, at: at as Positioned });
}

export function firstProblem(walk: () => void): TreeProblem | null {
  try {
    walk();
    return null;
  } catch (stopped) {
    if (stopped instanceof TreeStop) return stopped.problem;
    throw stopped;
  }
}
