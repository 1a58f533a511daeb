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
    lowerOperand(context, operand, outcomes, node, node, keep);
    builder.place(next);
  });
  builder.place(join);
  return emit(context, 'local.take', [], { slot }, node);
}

/** An operand of `outer` whose truth decides; it is asked for at `place`. */
function lowerOperand(context: FunctionContext, operand: expr, outcomes: Outcomes, outer: BoolOp, place: BoolOp, keep: (value: ValueId) => void): void {
  const { builder } = context;
  const value = lowerLastOperand(context, operand, outcomes, outer, place, keep);
  const stop = builder.newBlock();
  const blockOf = (outcome: BlockDraft | 'result'): BlockDraft => (outcome === 'result' ? stop : outcome);
  builder.end({ kind: 'branch', test: value, then: blockOf(outcomes.whenTrue), otherwise: blockOf(outcomes.whenFalse), position: positionOf(place) });
  if (outcomes.whenTrue !== 'result' && outcomes.whenFalse !== 'result') return;
  builder.place(stop);
  keep(value);
}

/**
 * The value of an operand. Where it is a test itself that ends just before the one of `outer`, a jump of its own leads to
 * where that one would go, for the same truth would be asked again (`jump_thread` in `Python/flowgraph.c`). An `if` lets through
 * what follows its `else`.
 */
function lowerLastOperand(context: FunctionContext, operand: expr, outcomes: Outcomes, outer: BoolOp, place: BoolOp, keep: (value: ValueId) => void): ValueId {
  const { builder } = context;
  if (operand._type === 'IfExp') {
    return lowerIfExp(context, operand, (otherwise) => lowerLastOperand(context, otherwise, outcomes, outer, place, keep));
  }
  if (operand._type !== 'BoolOp' || !isThreaded(context, operand, outer)) return lowerExpression(context, operand);
  const last = operand.values.at(-1);
  if (last === undefined) throw new Error('a test lacks its operands');
  for (const inner of operand.values.slice(0, -1)) {
    const next = builder.newBlock();
    const onwards = operand.op === 'And' ? { ...outcomes, whenTrue: next } : { ...outcomes, whenFalse: next };
    lowerOperand(context, inner, onwards, operand, placeOfThreaded(context, operand, outer, place), keep);
    builder.place(next);
  }
  return lowerLastOperand(context, last, outcomes, outer, place, keep);
}

/** 3.11 threads jumps on one line; later versions again since tests have instructions of their own, to any line. */
function isThreaded({ module: { target } }: FunctionContext, inner: BoolOp, outer: BoolOp): boolean {
  return supports(target, 'threadsAllTruthTests') || (inner.lineno === outer.lineno && supports(target, 'threadsTruthTests'));
}

/** A jump that takes the target of one of its own kind is made anew at that one's place. */
function placeOfThreaded({ module: { target } }: FunctionContext, inner: BoolOp, outer: BoolOp, place: BoolOp): BoolOp {
  return supports(target, 'threadsAllTruthTests') && inner.op === outer.op ? place : inner;
}

export function lowerIfExp(context: FunctionContext, node: IfExp, lowerElse = (otherwise: expr): ValueId => lowerExpression(context, otherwise)): ValueId {
  const { builder } = context;
  const slot = addOwnedSlot(context, 'result');
  const [then, otherwise, join] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  lowerCondition(context, node.test, then, otherwise, node);
  builder.place(then);
  setAndJump(context, slot, lowerExpression(context, node.body), join, node);
  builder.place(otherwise);
  setAndJump(context, slot, lowerElse(node.orelse), join, node);
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

/** The last part of a test that may decide that it is true; null where none can. */
export function lastTested(test: expr, wanted = true): expr | null {
  const truth = constantTruth(test);
  if (truth !== null) return truth === wanted ? test : null;
  if (test._type === 'UnaryOp' && test.op === 'Not') return lastTested(test.operand, !wanted);
  if (test._type === 'IfExp') return lastTested(test.orelse, wanted) ?? lastTested(test.body, wanted);
  if (test._type !== 'BoolOp') return test;
  // `and` is true at its end only, `or` is false there.
  const deciding = (test.op === 'And') === wanted ? test.values.slice(-1) : test.values.toReversed();
  return deciding.map((value) => lastTested(value, wanted)).find((value) => value !== null) ?? null;
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
