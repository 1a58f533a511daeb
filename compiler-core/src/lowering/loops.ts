/** Lowers `while` and `for`, with their `else`. */
import type { BlockDraft } from '../ir/builder.js';
import type { For, Positioned, stmt, While } from '../syntax/ast/nodes.generated.js';
import { supports } from '../targets/features.js';
import { assignTo } from './assignment-targets.js';
import { lastTested, lowerCondition } from './conditions.js';
import { lowerWalked } from './expressions.js';
import { iterationPosition, testPosition } from './positions.js';
import { addOwnedSlot, effect, emit, type FunctionContext, positionOf } from './function-context.js';

type LowerBody = (context: FunctionContext, body: readonly stmt[]) => void;

/** From where a loop goes back to its start, which is where an interruption is seen that waits for it: what the body ends in. */
function placeOfEnd({ builder }: FunctionContext, node: For | While): Positioned {
  return builder.lastPosition ?? positionOf(node);
}

/** The same of `while`: until 3.13 the test is made again at the end of the body, and its last part goes back. */
function placeOfRepeatedTest(context: FunctionContext, node: While, tested: Positioned): Positioned {
  if (!supports(context.module.target, 'repeatsConditions')) return placeOfEnd(context, node);
  return testPosition(context, tested, lastTested(node.test) ?? node.test);
}

/** An `if` that the body ends in goes back by each of its ways, from where that ends (`jump_thread` in `Python/flowgraph.c`). */
function noteEnd(context: FunctionContext, body: readonly stmt[], header: BlockDraft): void {
  const last = body.at(-1);
  if (last?._type !== 'If') return;
  context.endsOfLoops.set(last, header);
  noteEnd(context, last.body, header);
  noteEnd(context, last.orelse, header);
}

export function lowerWhile(context: FunctionContext, node: While, lowerBody: LowerBody): void {
  const { builder } = context;
  const [header, body, otherwise, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock(), builder.newBlock()];
  builder.fallInto(header);
  const tested = lowerCondition(context, node.test, body, otherwise, node);
  builder.place(body);
  context.enclosing.push({ kind: 'loop', iterator: null, onBreak: end, onContinue: header, outerHandler: builder.handler });
  if (!supports(context.module.target, 'repeatsConditions')) noteEnd(context, node.body, header);
  lowerBody(context, node.body);
  context.enclosing.pop();
  builder.jump(header, placeOfRepeatedTest(context, node, tested));
  builder.place(otherwise);
  lowerBody(context, node.orelse);
  builder.fallInto(end);
}

export function lowerFor(context: FunctionContext, node: For, lowerBody: LowerBody): void {
  const { builder } = context;
  const iterable = lowerWalked(context, node.iter);
  const slot = addOwnedSlot(context, 'iterator');
  const position = iterationPosition(context, node, node.iter);
  effect(context, 'local.set', [emit(context, 'iterate', [iterable], {}, position)], { slot }, node.iter);
  const [header, body, exhausted, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock(), builder.newBlock()];
  builder.fallInto(header);
  const iterator = emit(context, 'local.get', [], { slot }, node.iter);
  const result = builder.newValue();
  builder.end({ kind: 'next', iterator, result, body, exhausted, position });
  builder.place(body);
  context.enclosing.push({ kind: 'loop', iterator: slot, onBreak: end, onContinue: header, outerHandler: builder.handler });
  noteEnd(context, node.body, header);
  assignTo(context, node.target, result);
  lowerBody(context, node.body);
  context.enclosing.pop();
  builder.jump(header, placeOfEnd(context, node));
  builder.place(exhausted);
  effect(context, 'local.clear', [], { slot }, null);
  lowerBody(context, node.orelse);
  builder.fallInto(end);
}
