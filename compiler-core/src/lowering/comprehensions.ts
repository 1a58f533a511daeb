/**
 * Lowers comprehensions and generator expressions. Where Python runs one inside its function's frame (3.12, PEP 709),
 * its variables are slots and cells of their own there; else it is a function that takes the first iterator.
 */
import { supports } from '../targets/features.js';
import type { BlockDraft } from '../ir/builder.js';
import type { CellId, SlotId, ValueId } from '../ir/function.js';
import type { AstNode, comprehension, DictComp, expr, GeneratorExp, ListComp, Positioned, SetComp } from '../syntax/ast/nodes.generated.js';
import { assignTo } from './assignment-targets.js';
import { lowerAwait } from './awaiting.js';
import { lowerCondition } from './conditions.js';
import { lowerExpression, lowerWalked } from './expressions.js';
import { makeComprehension } from './function-body.js';
import { elementPosition, iterationPosition } from './positions.js';
import { addOwnedSlot, effect, emit, emitConstant, type FunctionContext, none, positionOf, stackOf } from './function-context.js';

export type Comprehension = ListComp | SetComp | DictComp | GeneratorExp;

export function isComprehension(node: AstNode): node is Comprehension {
  return node._type === 'ListComp' || node._type === 'SetComp' || node._type === 'DictComp' || node._type === 'GeneratorExp';
}

const builders = { ListComp: 'build.list', SetComp: 'build.set', DictComp: 'build.dict' } as const;

function firstOf(node: Comprehension): comprehension {
  const [first] = node.generators;
  if (first === undefined) throw new Error('a comprehension without a for');
  return first;
}

/** Whether it is given the first iterable, not that one's iterator. */
const iteratesItself = ({ module }: FunctionContext, node: Comprehension): boolean => node._type === 'GeneratorExp' && supports(module.target, 'iteratesInGenerators');

/** Evaluates the first iterable, which belongs to the code around the comprehension. */
function lowerFirstIterator(context: FunctionContext, node: Comprehension): ValueId {
  const { iter, is_async } = firstOf(node);
  return lowerIterator(context, node, iter, is_async !== 0);
}

function lowerIterator(context: FunctionContext, owner: Positioned, node: expr, isAsync = false): ValueId {
  const isWalked = !isAsync || supports(context.module.target, 'walksAsyncDisplaysAsTuples');
  const iterable = isWalked ? lowerWalked(context, node) : lowerExpression(context, node);
  return emit(context, isAsync ? 'iterate.async' : 'iterate', [iterable], {}, iterationPosition(context, owner, node));
}

export function lowerComprehension(context: FunctionContext, node: Comprehension): ValueId {
  const scope = context.module.scopes.scopeOf(node);
  if (!scope.isInlined) {
    const callee = makeComprehension(context, node);
    const given = iteratesItself(context, node) ? lowerExpression(context, firstOf(node).iter) : lowerFirstIterator(context, node);
    const made = emit(context, 'call', [callee, given], {}, node);
    return scope.isCoroutine && node._type !== 'GeneratorExp' ? lowerAwait(context, made, 0, node) : made;
  }
  const result = lowerInlined(context, node, () => undefined);
  return emit(context, 'local.take', [], { slot: result }, node);
}

/** A comprehension whose result nobody takes: from 3.13 on it ends before the comprehension's variables do. */
export function lowerDiscardedComprehension(context: FunctionContext, node: Comprehension): void {
  if (!context.module.scopes.scopeOf(node).isInlined || !supports(context.module.target, 'discardsComprehensionsFirst')) lowerComprehension(context, node);
  else lowerInlined(context, node, (slot) => effect(context, 'local.clear', [], { slot }, node));
}

/** Gives the slot that holds the container; `onResult` is done with it before the variables end. */
function lowerInlined(context: FunctionContext, node: Comprehension, onResult: (container: SlotId) => void): SlotId {
  const { builder } = context;
  const scope = context.module.scopes.scopeOf(node);
  const iterator = lowerFirstIterator(context, node);
  const slots = new Map<string, SlotId>();
  const cells = new Map<string, CellId>();
  const inlined = context.inlined.length + 1;
  for (const { name, resolution } of scope.symbols.values()) {
    if (resolution === 'cell') cells.set(name, builder.addCell({ name, kind: 'own', parameter: null, inlined }));
    else if (resolution === 'local' && !scope.parameters.includes(name)) {
      const slot = builder.addSlot(name, 'variable', inlined);
      slots.set(name, slot);
      context.clearable.push(slot);
    }
  }
  for (const cell of cells.values()) effect(context, 'cell.renew', [], { cell }, node);
  context.inlined.push({ scope, slots, cells });
  const result = lowerLoops(context, node, iterator);
  context.inlined.pop();
  onResult(result);
  for (const slot of slots.values()) effect(context, 'local.clear', [], { slot }, node);
  for (const cell of cells.values()) effect(context, 'cell.clear', [], { cell }, null);
  return result;
}

/** The body of a comprehension that is a function of its own; its parameter is the first iterator or iterable. */
export function lowerComprehensionBody(context: FunctionContext, node: Comprehension): void {
  const { builder } = context;
  const given = emit(context, 'local.get', [], { slot: 0 as SlotId }, node);
  const { iter, is_async } = firstOf(node);
  const iterator = iteratesItself(context, node) ? emit(context, is_async === 0 ? 'iterate' : 'iterate.async', [given], {}, iter) : given;
  if (node._type === 'GeneratorExp') {
    lowerGenerator(context, node, 0, iterator, node, (tested) => {
      const position = elementPosition(context, tested, node.elt);
      emit(context, 'yield', [lowerExpression(context, node.elt)], { stack: stackOf(context) }, position);
    });
    return builder.end({ kind: 'return', value: emitConstant(context, none, node), position: positionOf(node) });
  }
  const result = lowerLoops(context, node, iterator);
  builder.end({ kind: 'return', value: emit(context, 'local.take', [], { slot: result }, node), position: positionOf(node) });
}

/** Runs the loops of a display; gives the hidden slot with the container. */
function lowerLoops(context: FunctionContext, node: Comprehension, iterator: ValueId): SlotId {
  if (node._type === 'GeneratorExp') throw new Error('a generator expression is never inlined');
  const container = addOwnedSlot(context, 'container');
  const kept = addOwnedSlot(context, 'iterator');
  effect(context, 'local.set', [iterator], { slot: kept }, node);
  effect(context, 'local.set', [emit(context, builders[node._type], [], {}, node)], { slot: container }, node);
  const first = emit(context, 'local.take', [], { slot: kept }, node);
  lowerGenerator(context, node, 0, first, node, (tested) => addElement(context, node, container, tested));
  return container;
}

function addElement(context: FunctionContext, node: Exclude<Comprehension, GeneratorExp>, container: SlotId, tested: Positioned): void {
  if (node._type === 'DictComp') {
    if (node.value === null) throw new Error('unpacking in a comprehension is not compiled');
    const key = lowerExpression(context, node.key);
    const value = lowerExpression(context, node.value);
    return effect(context, 'dict.set', [emit(context, 'local.get', [], { slot: container }, node), key, value], {}, elementPosition(context, tested, node.key, node.value));
  }
  const value = lowerExpression(context, node.elt);
  effect(context, node._type === 'ListComp' ? 'list.append' : 'set.add', [emit(context, 'local.get', [], { slot: container }, node), value], {}, elementPosition(context, tested, node.elt));
}

function lowerGenerator(context: FunctionContext, node: Comprehension, depth: number, iterator: ValueId, owner: Positioned, atEach: (tested: Positioned) => void): void {
  const { builder } = context;
  const generator = node.generators[depth];
  if (generator === undefined) return atEach(owner);
  const slot = addOwnedSlot(context, 'iterator');
  effect(context, 'local.set', [iterator], { slot }, generator.iter);
  const [header, body, exhausted] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  builder.fallInto(header);
  const current = emit(context, 'local.get', [], { slot }, generator.iter);
  const result = builder.newValue();
  builder.end({ kind: 'next', iterator: current, result, body, exhausted, position: iterationPosition(context, owner, generator.iter) });
  builder.place(body);
  context.enclosing.push({ kind: 'loop', iterator: slot, onBreak: exhausted, onContinue: header, outerHandler: builder.handler });
  assignTo(context, generator.target, result);
  const tested = lowerFilters(context, owner, generator.ifs, header);
  const inner = node.generators[depth + 1];
  if (inner === undefined) atEach(tested);
  else lowerGenerator(context, node, depth + 1, lowerIterator(context, tested, inner.iter), tested, atEach);
  context.enclosing.pop();
  builder.jump(header, builder.lastPosition ?? positionOf(node));
  builder.place(exhausted);
  effect(context, 'local.clear', [], { slot }, null);
}

function lowerFilters(context: FunctionContext, owner: Positioned, filters: Comprehension['generators'][number]['ifs'], header: BlockDraft): Positioned {
  let tested = owner;
  for (const filter of filters) {
    const passed = context.builder.newBlock();
    tested = lowerCondition(context, filter, passed, header, tested);
    context.builder.place(passed);
  }
  return tested;
}
