/** Lowers calls: plain, by method name, with keywords, and with unpacked arguments. */
import type { ValueId } from '../ir/function.js';
import type { Attribute, Call, expr, keyword, Positioned } from '../syntax/ast/nodes.generated.js';
import { lowerKeywordDict } from './dict-displays.js';
import { lowerDrainedGenerator } from './drained-generators.js';
import { lowerExpression, lowerSequence } from './expressions.js';
import { attributePosition } from './positions.js';
import { addOwnedSlot, effect, emit, emitConstant, type FunctionContext, mangle, none } from './function-context.js';

/** STACK_USE_GUIDELINE of CPython's compile.c. */
const mostOnStack = 30;

/** Whether CPython passes the arguments in a tuple and a dict, as there are many: they live as long as those do. */
function passesTuple({ func, args, keywords }: Call): boolean {
  const isMethodCall = func._type === 'Attribute' && args.length + keywords.length + (keywords.length > 0 ? 1 : 0) < mostOnStack;
  return !isMethodCall && args.length + 2 * keywords.length > mostOnStack;
}

export function lowerCall(context: FunctionContext, node: Call): ValueId {
  const drained = lowerDrainedGenerator(context, node);
  if (drained !== null) return drained;
  if (passesTuple(node)) return lowerUnpackingCall(context, lowerExpression(context, node.func), [], node.args, node.keywords, node);
  if (node.func._type === 'Attribute' && node.keywords.length === 0 && !node.args.some((argument) => argument._type === 'Starred')) {
    return lowerMethodCall(context, node, node.func);
  }
  return lowerArguments(context, lowerExpression(context, node.func), [], node.args, node.keywords, node);
}

/** The method is looked up before the arguments are evaluated; `passes/fuse-method-calls` joins the two where it can. */
function lowerMethodCall(context: FunctionContext, node: Call, func: Attribute): ValueId {
  const receiver = lowerExpression(context, func.value);
  const name = mangle(context, func.attr);
  const position = attributePosition(func, node);
  const slot = addOwnedSlot(context, 'receiver');
  const method = emit(context, 'method.get', [receiver], { name, slot }, attributePosition(func));
  const operands = node.args.map((argument) => lowerExpression(context, argument));
  return emit(context, 'call.found', [method, ...operands], { slot }, position);
}

/** Calls a callee with values that are there already, then the arguments; a class statement passes the first two. */
export function lowerArguments(context: FunctionContext, callee: ValueId, first: readonly ValueId[], positional: readonly expr[], keywords: readonly keyword[], node: Positioned): ValueId {
  const unpacks = positional.some((argument) => argument._type === 'Starred') || keywords.some((argument) => argument.arg === null);
  if (unpacks) return lowerUnpackingCall(context, callee, first, positional, keywords, node);
  const operands = [callee, ...first, ...positional.map((argument) => lowerExpression(context, argument))];
  if (keywords.length === 0) return emit(context, 'call', operands, {}, node);
  for (const argument of keywords) operands.push(lowerExpression(context, argument.value));
  return emit(context, 'call.keywords', operands, { keywords: keywords.map((argument) => argument.arg ?? '') }, node);
}

function lowerUnpackingCall(context: FunctionContext, callee: ValueId, first: readonly ValueId[], positional: readonly expr[], keywords: readonly keyword[], node: Positioned): ValueId {
  const tuple = lowerArgumentTuple(context, first, positional, node);
  const named = keywords.length === 0 ? emitConstant(context, none, node) : lowerKeywordDict(context, callee, keywords, node);
  return emit(context, 'call.unpack', [callee, tuple, named], {}, node);
}

function lowerArgumentTuple(context: FunctionContext, first: readonly ValueId[], positional: readonly expr[], node: Positioned): ValueId {
  const [only] = positional;
  // `f(*items)` hands over the iterable itself: the call's own error says what is wrong with it.
  if (first.length === 0 && positional.length === 1 && only?._type === 'Starred') return lowerExpression(context, only.value);
  if (first.length === 0) return lowerSequence(context, 'build.tuple', positional, node);
  const list = emit(context, 'build.list', first, {}, node);
  for (const argument of positional) {
    const isStar = argument._type === 'Starred';
    effect(context, isStar ? 'list.extend' : 'list.append', [list, lowerExpression(context, isStar ? argument.value : argument)], {}, node);
  }
  return emit(context, 'list.to_tuple', [list], {}, node);
}
