/** Where control goes from a terminator when nothing is raised. */
import type { BlockId, Terminator, ValueId } from './function.js';

export function successors<Target = BlockId>(terminator: Terminator<Target>): readonly Target[] {
  switch (terminator.kind) {
    case 'jump': return [terminator.target];
    case 'branch': return [terminator.then, terminator.otherwise];
    case 'next': return [terminator.body, terminator.exhausted];
    case 'return': case 'raise': case 'reraise': return [];
  }
}

/** The values that a terminator reads. */
export function terminatorOperands(terminator: Terminator): readonly ValueId[] {
  switch (terminator.kind) {
    case 'jump': return [];
    case 'branch': return [terminator.test];
    case 'next': return [terminator.iterator];
    case 'return': return [terminator.value];
    case 'raise': return [terminator.exc, terminator.cause].filter((value) => value !== null);
    case 'reraise': return [terminator.exception];
  }
}
