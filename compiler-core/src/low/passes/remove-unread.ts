/**
 * Without what computes, in the version with words, a value that nothing reads: a constant that stands where it is used, a
 * variable that is boxed from its slot. Whatever may fail, leave or be seen stays.
 *
 *     v41: i64 = local.get n                  v42: object = local.box n
 *     v42: object = local.box n       →
 */
import { usesByValue } from '../../ir/analysis/live-blocks.js';
import { operations } from '../../semantics/operations/operations.js';
import type { LowFunction, LowInstruction } from '../ir/function.js';

function hasNoEffect({ operation, immediate, exit, site, rep }: LowInstruction): boolean {
  const { failure, effects } = operations[operation];
  const fails = failure === 'raises' && !(operation === 'local.get' && immediate.bound === true);
  return exit === null && site === null && rep !== 'cursor' && !fails && effects.writes.length === 0 && !effects.runsPython;
}

export function removeUnread(fn: LowFunction): LowFunction {
  const { specialized } = fn;
  if (specialized === null) return fn;
  const uses = usesByValue(fn);
  let removed = 0;
  const blocks = fn.blocks.map((block) => {
    if (block.id < specialized) return block;
    const instructions = block.instructions.filter((instruction) => instruction.result === null || uses.has(instruction.result) || !hasNoEffect(instruction));
    removed += block.instructions.length - instructions.length;
    return { ...block, instructions };
  });
  // What read for them may be unread now.
  return removed === 0 ? fn : removeUnread({ ...fn, blocks });
}
