/**
 * Lowers what is decided by truth: tests, `and`, `or`, `if` in expressions, comparisons. Each object's truth is asked as
 * often, in the order and at the place that `Python/compile.c` (`compiler_jump_if`, `compiler_boolop`) has it.
 */
import type { BlockDraft } from '../ir/builder.js';
import type { SlotId, ValueId } from '../ir/function.js';
import type { BoolOp, Compare, expr, IfExp, Positioned } from '../syntax/ast/nodes.generated.js';
import { supports } from '../targets/features.js';
import { constantTruth } from './constants.js';
import { lowerExpression, lowerWalked } from './expressions.js';
import { addOwnedSlot, effect, emit, type FunctionContext, positionOf } from './function-context.js';
import { comparisonOperations } from './operators.js';
import { testPosition } from './positions.js';

function setAndJump(context: FunctionContext, slot: SlotId, value: ValueId, target: BlockDraft, node: Positioned): void {
  effect(context, 'local.set', [value], { slot }, node);
  context.builder.jump(target, null);
}

/** Where an operand's truth leads: on to a block, or it is itself the result of the whole. */
interface Outcomes {
  readonly whenTrue: BlockDraft | 'result';
  readonly whenFalse: BlockDraft | 'result';
}

export function lowerBoolOp(context: FunctionContext, node: BoolOp): ValueId {
  const { builder } = context;
  const slot = addOwnedSlot(context, 'result');
  const join = builder.newBlock();
  const keep = (value: ValueId): void => setAndJump(context, slot, value, join, node);
  node.values.forEach((operand, index) => {
    if (index === node.values.length - 1) return keep(lowerExpression(context, operand));
    const next = builder.newBlock();
    const outcomes: Outcomes = node.op === 'And' ? { whenTrue: next, whenFalse: 'result' } : { whenTrue: 'result', whenFalse: next };
    lowerOperand(context, operand, outcomes, node, keep);
    builder.place(next);
  });
  builder.place(join);
  return emit(context, 'local.take', [], { slot }, node);
}

/** An operand of `outer` whose truth decides. */
function lowerOperand(context: FunctionContext, operand: expr, outcomes: Outcomes, outer: BoolOp, keep: (value: ValueId) => void): void {
  const { builder } = context;
  // Where a jump leads to another on its line, 3.11 goes to that one's target at once (`jump_thread`).
  if (operand._type === 'BoolOp' && operand.lineno === outer.lineno && supports(context.module.target, 'threadsTruthTests')) {
    operand.values.forEach((inner, index) => {
      if (index === operand.values.length - 1) return lowerOperand(context, inner, outcomes, outer, keep);
      const next = builder.newBlock();
      lowerOperand(context, inner, operand.op === 'And' ? { ...outcomes, whenTrue: next } : { ...outcomes, whenFalse: next }, operand, keep);
      builder.place(next);
    });
    return;
  }
  const value = lowerExpression(context, operand);
  const stop = builder.newBlock();
  const blockOf = (outcome: BlockDraft | 'result'): BlockDraft => (outcome === 'result' ? stop : outcome);
  builder.end({ kind: 'branch', test: value, then: blockOf(outcomes.whenTrue), otherwise: blockOf(outcomes.whenFalse), position: positionOf(outer) });
  if (outcomes.whenTrue !== 'result' && outcomes.whenFalse !== 'result') return;
  builder.place(stop);
  keep(value);
}

export function lowerIfExp(context: FunctionContext, node: IfExp): ValueId {
  const { builder } = context;
  const slot = addOwnedSlot(context, 'result');
  const [then, otherwise, join] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  lowerCondition(context, node.test, then, otherwise, node);
  builder.place(then);
  setAndJump(context, slot, lowerExpression(context, node.body), join, node);
  builder.place(otherwise);
  setAndJump(context, slot, lowerExpression(context, node.orelse), join, node);
  builder.place(join);
  return emit(context, 'local.take', [], { slot }, node);
}

/** The comparisons of a chain; all but the last are handed to `stopUnless`, which goes on in a new block. */
function lowerChain(context: FunctionContext, node: Compare, stopUnless: (compared: ValueId) => void): ValueId {
  let left = lowerExpression(context, node.left);
  let last = left;
  node.ops.forEach((op, index) => {
    const right = node.comparators[index];
    if (right === undefined) throw new Error('a comparison lacks its operand');
    const isLast = index === node.ops.length - 1;
    // What stands before a further operator is compared itself, not only searched.
    const value = isLast && (op === 'In' || op === 'NotIn') ? lowerWalked(context, right) : lowerExpression(context, right);
    last = emit(context, comparisonOperations[op], [left, value], {}, node);
    left = value;
    if (!isLast) stopUnless(last);
  });
  return last;
}

export function lowerCompare(context: FunctionContext, node: Compare): ValueId {
  const { builder } = context;
  if (node.ops.length === 1) return lowerChain(context, node, () => {});
  const slot = addOwnedSlot(context, 'result');
  const join = builder.newBlock();
  const last = lowerChain(context, node, (compared) => {
    const [next, stop] = [builder.newBlock(), builder.newBlock()];
    builder.end({ kind: 'branch', test: compared, then: next, otherwise: stop, position: positionOf(node) });
    builder.place(stop);
    setAndJump(context, slot, compared, join, node);
    builder.place(next);
  });
  setAndJump(context, slot, last, join, node);
  builder.place(join);
  return emit(context, 'local.take', [], { slot }, node);
}

/**
 * Jumps on a test's truth, without making objects for `and`, `or`, `not` and `if`; `owner` is the statement or expression
 * that tests. Gives what 3.11 takes for the owner from then on: the last comparison in the test.
 */
export function lowerCondition(context: FunctionContext, test: expr, then: BlockDraft, otherwise: BlockDraft, owner: Positioned): Positioned {
  const { builder } = context;
  const truth = constantTruth(test);
  if (truth !== null) {
    builder.jump(truth ? then : otherwise, positionOf(test));
    return owner;
  }
  if (test._type === 'UnaryOp' && test.op === 'Not') return lowerCondition(context, test.operand, otherwise, then, owner);
  if (test._type === 'BoolOp') {
    let last = owner;
    test.values.forEach((operand, index) => {
      if (index === test.values.length - 1) {
        last = lowerCondition(context, operand, then, otherwise, last);
        return;
      }
      const next = builder.newBlock();
      last = lowerCondition(context, operand, test.op === 'And' ? next : then, test.op === 'And' ? otherwise : next, last);
      builder.place(next);
    });
    return last;
  }
  if (test._type === 'IfExp') {
    const [whenTrue, whenFalse] = [builder.newBlock(), builder.newBlock()];
    const tested = lowerCondition(context, test.test, whenTrue, whenFalse, owner);
    builder.place(whenTrue);
    const passed = lowerCondition(context, test.body, then, otherwise, tested);
    builder.place(whenFalse);
    return lowerCondition(context, test.orelse, then, otherwise, passed);
  }
  const after = test._type === 'Compare' && supports(context.module.target, 'placesTestAtOwner') ? test : owner;
  const position = testPosition(context, after, test);
  const branch = (value: ValueId, next: BlockDraft, stop: BlockDraft): void => builder.end({ kind: 'branch', test: value, then: next, otherwise: stop, position });
  if (test._type === 'Compare' && test.ops.length > 1) {
    const last = lowerChain(context, test, (compared) => {
      const next = builder.newBlock();
      branch(compared, next, otherwise);
      builder.place(next);
    });
    branch(last, then, otherwise);
  } else branch(lowerExpression(context, test), then, otherwise);
  return after;
}
