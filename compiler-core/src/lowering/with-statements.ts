/** Lowers `with`: each item protects the ones after it and the body. */
import type { SlotId, ValueId } from '../ir/function.js';
import type { AsyncWith, Positioned, stmt, With } from '../syntax/ast/nodes.generated.js';
import { assignTo } from './assignment-targets.js';
import { lowerExpression } from './expressions.js';
import { effect, emit, type FunctionContext, positionOf } from './function-context.js';
import { withPosition } from './positions.js';
import { lowerAwait } from './awaiting.js';
import { type EnteredHandler, exitContext, leaveAndReraise, lowerHandler, protect } from './protected-regions.js';

type LowerBody = (context: FunctionContext, body: readonly stmt[]) => void;

function enterContext(context: FunctionContext, manager: ValueId, exit: SlotId, position: Positioned, isAsync: boolean): ValueId {
  if (!isAsync) return emit(context, 'context.enter', [manager], { slot: exit }, position);
  return lowerAwait(context, emit(context, 'context.enter_async', [manager], { slot: exit }, position), 1, position, [{ kind: 'object', slot: exit }]);
}

/** What `__exit__` says of an exception, which lies on the stack until an asynchronous one has answered. */
function exitWithException(context: FunctionContext, exit: SlotId, { exception, saved }: EnteredHandler, position: Positioned, isAsync: boolean): ValueId {
  const answer = emit(context, 'context.exit_exception', [emit(context, 'local.get', [], { slot: exit }, position), exception], {}, position);
  if (!isAsync) return answer;
  return lowerAwait(context, answer, 2, position, [{ kind: 'object', slot: exit }, { kind: 'place' }, { kind: 'handled', slot: saved }, { kind: 'exception' }]);
}

export function lowerWith(context: FunctionContext, node: With | AsyncWith, lowerBody: LowerBody, index = 0): void {
  const item = node.items[index];
  if (item === undefined) return lowerBody(context, node.body);
  const { builder } = context;
  const outer = builder.handler;
  const position = withPosition(context, node, item.context_expr);
  const exit = builder.addHiddenSlot('exit');
  const isAsync = node._type === 'AsyncWith';
  const entered = enterContext(context, lowerExpression(context, item.context_expr), exit, position, isAsync);
  const [handler, end] = [builder.newBlock(), builder.newBlock()];
  const owned = protect(context, handler, { kind: 'with', exit, position, isAsync, outerHandler: outer }, () => {
    if (item.optional_vars !== null) assignTo(context, item.optional_vars, entered);
    lowerWith(context, node, lowerBody, index + 1);
  });
  exitContext(context, exit, position, isAsync);
  builder.jump(end, null);
  lowerHandler(context, handler, owned, (handled) => {
    // It ends after the exception that it swallows.
    context.clearable.push(exit);
    const test = exitWithException(context, exit, handled, position, isAsync);
    const [suppressed, raised] = [builder.newBlock(), builder.newBlock()];
    builder.end({ kind: 'branch', test, then: suppressed, otherwise: raised, position: positionOf(position) });
    builder.place(raised);
    effect(context, 'local.clear', [], { slot: exit }, null);
    leaveAndReraise(context, handled, outer, true);
    builder.handler = outer;
    builder.place(suppressed);
    effect(context, 'exception.leave', [], { slot: handled.saved }, null);
    effect(context, 'local.clear', [], { slot: exit }, null);
    builder.jump(end, null);
  });
  builder.place(end);
}
