/** Lowers `with`: each item protects the ones after it and the body. */
import type { stmt, With } from '../syntax/ast/nodes.generated.js';
import { assignTo } from './assignment-targets.js';
import { lowerExpression } from './expressions.js';
import { effect, emit, type FunctionContext, positionOf } from './function-context.js';
import { withPosition } from './positions.js';
import { exitContext, leaveAndReraise, lowerHandler, protect } from './protected-regions.js';

type LowerBody = (context: FunctionContext, body: readonly stmt[]) => void;

export function lowerWith(context: FunctionContext, node: With, lowerBody: LowerBody, index = 0): void {
  const item = node.items[index];
  if (item === undefined) return lowerBody(context, node.body);
  const { builder } = context;
  const outer = builder.handler;
  const position = withPosition(context, node, item.context_expr);
  const exit = builder.addHiddenSlot('exit');
  const entered = emit(context, 'context.enter', [lowerExpression(context, item.context_expr)], { slot: exit }, position);
  const [handler, end] = [builder.newBlock(), builder.newBlock()];
  const owned = protect(context, handler, { kind: 'with', exit, position, outerHandler: outer }, () => {
    if (item.optional_vars !== null) assignTo(context, item.optional_vars, entered);
    lowerWith(context, node, lowerBody, index + 1);
  });
  exitContext(context, exit, position);
  builder.jump(end, null);
  lowerHandler(context, handler, owned, (handled) => {
    // It ends after the exception that it swallows.
    context.clearable.push(exit);
    const bound = emit(context, 'local.get', [], { slot: exit }, position);
    const test = emit(context, 'context.exit_exception', [bound, handled.exception], {}, position);
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
