/** Lowers what a generator or coroutine delegates to: `yield from`, `await`, `async for`. */
import type { AwaitedKind, StackItem, ValueId } from '../ir/function.js';
import type { AsyncFor, Positioned, stmt } from '../syntax/ast/nodes.generated.js';
import { supports } from '../targets/features.js';
import { assignTo } from './assignment-targets.js';
import { lowerExpression, lowerWalked } from './expressions.js';
import { addOwnedSlot, effect, emit, type FunctionContext, positionOf, stackOf } from './function-context.js';
import { leaveAndReraise, lowerHandler, protect } from './protected-regions.js';

type LowerBody = (context: FunctionContext, body: readonly stmt[]) => void;

/** Runs an iterator to its end; gives its return value. `above` lies on the stack between what is around and the iterator. */
export function delegate(context: FunctionContext, iterator: ValueId, node: Positioned, kind: 'object' | AwaitedKind = 'object', above: readonly StackItem[] = []): ValueId {
  const slot = addOwnedSlot(context, 'delegate');
  effect(context, 'local.set', [iterator], { slot }, node);
  const result = emit(context, 'yield.from', [], { slot, stack: [...stackOf(context), ...above, { kind, slot }] }, node);
  effect(context, 'local.clear', [], { slot }, null);
  return result;
}

const awaitedKinds = ['awaited', 'entered', 'exited'] as const;

/** `from`: 1 for what `__aenter__` gave, 2 for `__aexit__`, which their errors name. */
export function lowerAwait(context: FunctionContext, value: ValueId, from: 0 | 1 | 2, node: Positioned, above: readonly StackItem[] = []): ValueId {
  return delegate(context, emit(context, 'await.iterator', [value], { index: from }, node), node, awaitedKinds[from], above);
}

/** As `compiler_async_for`: a StopAsyncIteration that asking for the next item raises ends the loop. */
export function lowerAsyncFor(context: FunctionContext, node: AsyncFor, lowerBody: LowerBody): void {
  const { builder } = context;
  const outer = builder.handler;
  const isWalked = supports(context.module.target, 'walksAsyncDisplaysAsTuples');
  const iterable = isWalked ? lowerWalked(context, node.iter) : lowerExpression(context, node.iter);
  const slot = addOwnedSlot(context, 'iterator');
  effect(context, 'local.set', [emit(context, 'iterate.async', [iterable], {}, node.iter)], { slot }, node.iter);
  const [header, body, raised, exhausted, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock(), builder.newBlock(), builder.newBlock()];
  builder.fallInto(header);
  context.enclosing.push({ kind: 'loop', iterator: slot, onBreak: end, onContinue: header, outerHandler: outer });
  const item = addOwnedSlot(context, 'item');
  const owned = protect(context, raised, null, () => {
    const next = emit(context, 'next.async', [emit(context, 'local.get', [], { slot }, node)], {}, node);
    effect(context, 'local.set', [delegate(context, next, node, 'next')], { slot: item }, node);
  });
  builder.fallInto(body);
  assignTo(context, node.target, emit(context, 'local.take', [], { slot: item }, node));
  lowerBody(context, node.body);
  context.enclosing.pop();
  builder.jump(header, builder.lastPosition ?? positionOf(node));
  lowerHandler(context, raised, owned, (entered) => {
    const test = emit(context, 'exception.matches', [entered.exception, emit(context, 'load.stop_async_iteration', [], {}, node)], {}, node);
    const [stopped, other] = [builder.newBlock(), builder.newBlock()];
    builder.end({ kind: 'branch', test, then: stopped, otherwise: other, position: positionOf(node) });
    builder.place(other);
    leaveAndReraise(context, entered, outer, false);
    builder.handler = outer;
    builder.place(stopped);
    effect(context, 'exception.leave', [], { slot: entered.saved }, null);
    builder.jump(exhausted, null);
  });
  builder.place(exhausted);
  effect(context, 'local.clear', [], { slot }, null);
  lowerBody(context, node.orelse);
  builder.fallInto(end);
}
