/** Lowers `try`: handlers, `else`, and a `finally` whose body is lowered once for each way out. */
import type { BlockDraft } from '../ir/builder.js';
import type { ExceptHandler, stmt, Try } from '../syntax/ast/nodes.generated.js';
import { lowerExpression } from './expressions.js';
import { effect, emit, type FunctionContext, positionOf } from './function-context.js';
import { storeName } from './names.js';
import { clearHandlerName, type EnteredHandler, leaveAndReraise, lowerCleanup, lowerHandler, protect } from './protected-regions.js';

type LowerBody = (context: FunctionContext, body: readonly stmt[]) => void;

export function lowerTry(context: FunctionContext, node: Try, lowerBody: LowerBody): void {
  if (node.finalbody.length === 0) return lowerTryExcept(context, node, lowerBody);
  const { builder } = context;
  const outer = builder.handler;
  const [handler, end] = [builder.newBlock(), builder.newBlock()];
  const owned = protect(context, handler, { kind: 'finally', body: node.finalbody, outerHandler: outer }, () =>
    node.handlers.length === 0 ? lowerBody(context, node.body) : lowerTryExcept(context, node, lowerBody),
  );
  lowerBody(context, node.finalbody);
  builder.jump(end, null);
  lowerHandler(context, handler, owned, (entered) => {
    context.enclosing.push({ kind: 'handler', saved: entered.saved, name: null, keepsException: true, outerHandler: outer });
    lowerBody(context, node.finalbody);
    context.enclosing.pop();
    leaveAndReraise(context, entered, outer, false);
  });
  builder.place(end);
}

function lowerTryExcept(context: FunctionContext, node: Try, lowerBody: LowerBody): void {
  const { builder } = context;
  const outer = builder.handler;
  const [handler, end] = [builder.newBlock(), builder.newBlock()];
  const owned = protect(context, handler, { kind: 'protected', outerHandler: outer }, () => lowerBody(context, node.body));
  lowerBody(context, node.orelse);
  builder.jump(end, null);
  lowerHandler(context, handler, owned, (entered) => {
    for (const clause of node.handlers) {
      const next = builder.newBlock();
      if (clause.type !== null) {
        const body = builder.newBlock();
        const test = emit(context, 'exception.matches', [entered.exception, lowerExpression(context, clause.type)], {}, clause);
        builder.end({ kind: 'branch', test, then: body, otherwise: next, position: positionOf(clause) });
        builder.place(body);
      }
      lowerClause(context, clause, entered, outer, lowerBody);
      builder.jump(end, null);
      builder.place(next);
    }
    leaveAndReraise(context, entered, outer, false);
  });
  builder.place(end);
}

/** A clause's body; its name is unbound on every way out, which is why a named body has a cleanup of its own. */
function lowerClause(context: FunctionContext, clause: ExceptHandler, entered: EnteredHandler, outerHandler: BlockDraft | null, lowerBody: LowerBody): void {
  const { builder } = context;
  const matching = builder.handler;
  const enclosing = { kind: 'handler', saved: entered.saved, name: clause.name, keepsException: false, outerHandler } as const;
  if (clause.name === null) {
    context.enclosing.push(enclosing);
    lowerBody(context, clause.body);
    context.enclosing.pop();
  } else {
    storeName(context, clause.name, entered.exception, clause);
    const cleanup = builder.newBlock();
    const owned = protect(context, cleanup, enclosing, () => lowerBody(context, clause.body));
    const after = builder.newBlock();
    builder.fallInto(after);
    lowerCleanup(context, cleanup, owned, [], () => clearHandlerName(context, clause.name));
    builder.current = after;
  }
  builder.handler = outerHandler;
  builder.fallInto(builder.newBlock());
  effect(context, 'exception.leave', [], { slot: entered.saved }, null);
  clearHandlerName(context, clause.name);
  builder.handler = matching;
}
