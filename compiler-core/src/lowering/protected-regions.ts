/** Regions with a handler, the state a handler keeps, and what leaving early undoes: for `try`, `with` and jumps. */
import type { BlockDraft } from '../ir/builder.js';
import type { SlotId, ValueId } from '../ir/function.js';
import type { Positioned, stmt } from '../syntax/ast/nodes.generated.js';
import { lowerAwait } from './awaiting.js';
import { type Enclosing, effect, emit, emitConstant, type FunctionContext, none, positionOf } from './function-context.js';
import { deleteName, storeName } from './names.js';

type LowerBody = (context: FunctionContext, body: readonly stmt[]) => void;

/** The state of a handler that was entered: the exception, a value of the handler's first steps, and where the one before is kept. */
export interface EnteredHandler {
  readonly exception: ValueId;
  readonly saved: SlotId;
}

/** Lowers `body` under `handler`; gives the hidden slots that the handler must empty. */
export function protect(context: FunctionContext, handler: BlockDraft, enclosing: Enclosing | null, body: () => void): readonly SlotId[] {
  const { builder } = context;
  const mark = context.clearable.length;
  const outer = builder.handler;
  builder.handler = handler;
  builder.fallInto(builder.newBlock());
  if (enclosing !== null) context.enclosing.push(enclosing);
  body();
  if (enclosing !== null) context.enclosing.pop();
  builder.handler = outer;
  builder.fallInto(builder.newBlock());
  return context.clearable.slice(mark);
}

/**
 * Lowers a handler. While `body` runs, the exception is the handled one; an exception raised there passes through a
 * cleanup block that ends the handling first. Ends with the builder where `body` left it, under the outer handler.
 */
export function lowerHandler(context: FunctionContext, block: BlockDraft, owned: readonly SlotId[], body: (entered: EnteredHandler) => void): void {
  const { builder } = context;
  const outer = builder.handler;
  const cleanup = builder.newBlock();
  const saved = builder.addHiddenSlot('handled');
  const mark = context.clearable.length;
  block.referenced = true;
  builder.handler = cleanup;
  builder.place(block);
  const exception = emit(context, 'exception.enter', [], { slot: saved }, null);
  for (const slot of owned.toReversed()) effect(context, 'local.clear', [], { slot }, null);
  body({ exception, saved });
  builder.handler = outer;
  const after = builder.newBlock();
  builder.fallInto(after);
  lowerCleanup(context, cleanup, context.clearable.slice(mark), [saved]);
  builder.current = after;
}

/** Where an exception goes that a handler raised: its handling ends, then it goes on. */
export function lowerCleanup(context: FunctionContext, block: BlockDraft, owned: readonly SlotId[], saved: readonly SlotId[], release: () => void = () => undefined): void {
  const { builder } = context;
  const own = builder.addHiddenSlot('handled');
  block.referenced = true;
  builder.place(block);
  const exception = emit(context, 'exception.enter', [], { slot: own }, null);
  for (const slot of owned.toReversed()) effect(context, 'local.clear', [], { slot }, null);
  for (const slot of [own, ...saved]) effect(context, 'exception.leave', [], { slot }, null);
  release();
  builder.end({ kind: 'reraise', exception, showsRaise: true, position: null });
}

/**
 * Ends the handling and raises the exception again, outside the handler. The frame then shows the line of the raise
 * (`with`), or that at which it is.
 */
export function leaveAndReraise(context: FunctionContext, entered: EnteredHandler, outer: BlockDraft | null, showsRaise: boolean): void {
  const { builder } = context;
  const inner = builder.handler;
  builder.handler = outer;
  builder.fallInto(builder.newBlock());
  // Not `entered.exception`: the body may have handled exceptions, and values end where one is raised.
  const exception = emit(context, 'exception.handled', [], {}, null);
  effect(context, 'exception.leave', [], { slot: entered.saved }, null);
  builder.end({ kind: 'reraise', exception, showsRaise, position: null });
  builder.handler = inner;
}

/** `as name` ends: the name is bound to None and deleted, so that it is unbound whatever the body did to it. `position` is that of a statement which leaves. */
export function clearHandlerName(context: FunctionContext, name: string | null, position: Positioned | null = null): void {
  if (name === null) return;
  storeName(context, name, emitConstant(context, none, position), position);
  deleteName(context, name, position);
}

/** Calls the kept `__exit__` with three Nones. */
export function exitContext(context: FunctionContext, exit: SlotId, node: Positioned, isAsync: boolean): void {
  const bound = emit(context, 'local.take', [], { slot: exit }, node);
  const nothing = emitConstant(context, none, node);
  const called = emit(context, 'call', [bound, nothing, nothing, nothing], {}, node);
  if (isAsync) lowerAwait(context, called, 2, node);
}

/**
 * Undoes the constructs down to `depth`, innermost first, for the statement `node`, then ends the block by `leave`. What
 * follows is dead. Each is undone outside itself, so a `finally` that raises or returns is not protected by its own `try`.
 * `leave` has the place of the statement, or none once a `finally` or `__exit__` has run: the frame stays where those left it.
 */
export function unwindTo(context: FunctionContext, depth: number, node: Positioned, lowerBody: LowerBody, leave: (position: Positioned | null) => void): void {
  const { builder, enclosing } = context;
  let position: Positioned | null = positionOf(node);
  const kept = enclosing.slice(depth);
  const handler = builder.handler;
  for (let entry = enclosing.length > depth ? enclosing.pop() : undefined; entry !== undefined; entry = enclosing.length > depth ? enclosing.pop() : undefined) {
    if (builder.handler !== entry.outerHandler) {
      builder.handler = entry.outerHandler;
      builder.fallInto(builder.newBlock());
    }
    undo(context, entry, position, lowerBody);
    if (entry.kind === 'finally' || entry.kind === 'with') position = null;
  }
  leave(position);
  enclosing.push(...kept);
  builder.handler = handler;
  builder.place(builder.newBlock());
}

function undo(context: FunctionContext, entry: Enclosing, position: Positioned | null, lowerBody: LowerBody): void {
  switch (entry.kind) {
    case 'loop':
      if (entry.iterator !== null) effect(context, 'local.clear', [], { slot: entry.iterator }, position);
      return;
    case 'protected':
      return;
    case 'finally':
      return lowerBody(context, entry.body);
    case 'handler':
      effect(context, 'exception.leave', [], { slot: entry.saved }, position);
      return clearHandlerName(context, entry.name, position);
    case 'with':
      return exitContext(context, entry.exit, entry.position, entry.isAsync);
  }
}

