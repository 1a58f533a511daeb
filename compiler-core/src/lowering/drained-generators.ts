/**
 * Lowers calls of a few builtins with a generator expression alone, such as `any(x for x in xs)`. Where the callee is the builtin
 * itself, later compilers put its loop in its place (`maybe_optimize_function_call` in `Python/codegen.c`): the generator then
 * runs under the calling function's own frame, at the builtin's name.
 */
import type { ValueId } from '../ir/function.js';
import type { OperationName } from '../semantics/operations/operations.js';
import type { Call, expr, GeneratorExp, Name } from '../syntax/ast/nodes.generated.js';
import { supports, type TargetFeature } from '../targets/features.js';
import { lowerExpression } from './expressions.js';
import { addOwnedSlot, effect, emit, emitConstant, type FunctionContext, positionOf } from './function-context.js';

type Load = OperationName & `load.${string}`;

/** How the builtins themselves are had, and since when their calls are loops. */
const drains: ReadonlyMap<string, readonly [Load, TargetFeature]> = new Map([
  ['all', ['load.all', 'drainsGenerators']],
  ['any', ['load.any', 'drainsGenerators']],
  ['tuple', ['load.tuple', 'drainsGenerators']],
  ['list', ['load.list', 'drainsIntoListsAndSets']],
  ['set', ['load.set', 'drainsIntoListsAndSets']],
]);

/** The builtin's name, how it is had, and the generator expression, if the call is such a one. */
function drainedGenerator({ module }: FunctionContext, { func, args, keywords }: Call): readonly [Name, Load, GeneratorExp] | null {
  const [only] = args;
  if (func._type !== 'Name' || args.length !== 1 || only?._type !== 'GeneratorExp' || keywords.length > 0) return null;
  const [load, feature] = drains.get(func.id) ?? [];
  if (load === undefined || feature === undefined || !supports(module.target, feature)) return null;
  return module.scopes.scopeOf(only).isCoroutine ? null : [func, load, only];
}

/** Null if it is another call. */
export function lowerDrainedGenerator(context: FunctionContext, node: Call): ValueId | null {
  const { builder } = context;
  const drained = drainedGenerator(context, node);
  if (drained === null) return null;
  const [name, load, expression] = drained;
  const callee = lowerExpression(context, name);
  const generator = lowerExpression(context, expression);
  const isBuiltin = emit(context, 'compare.is', [callee, emit(context, load, [], {}, name)], {}, name);
  const slot = addOwnedSlot(context, 'result');
  const [inPlace, called, join] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  const finish = (result: ValueId): void => {
    effect(context, 'local.set', [result], { slot }, name);
    builder.jump(join, null);
  };
  builder.end({ kind: 'branch', test: isBuiltin, then: inPlace, otherwise: called, position: positionOf(name) });
  builder.place(called);
  finish(emit(context, 'call', [callee, generator], {}, node));
  builder.place(inPlace);
  if (name.id === 'any' || name.id === 'all') lowerDecision(context, name, generator, finish);
  else lowerCollection(context, name, generator, finish);
  builder.place(join);
  return emit(context, 'local.take', [], { slot }, node);
}

/** `any` and `all`: the first item of that truth decides. */
function lowerDecision(context: FunctionContext, name: Name, generator: ValueId, finish: (result: ValueId) => void): void {
  const { builder } = context;
  const decided = name.id === 'any';
  const found = builder.newBlock();
  const truth = (value: boolean): ValueId => emitConstant(context, { type: 'bool', value }, name);
  const clear = lowerLoop(context, name, generator, (item) => {
    const next = builder.newBlock();
    builder.end({ kind: 'branch', test: item, then: decided ? found : next, otherwise: decided ? next : found, position: positionOf(name) });
    builder.place(next);
  });
  finish(truth(!decided));
  builder.place(found);
  clear();
  finish(truth(decided));
}

function lowerCollection(context: FunctionContext, name: Name, generator: ValueId, finish: (result: ValueId) => void): void {
  const container = addOwnedSlot(context, 'container');
  const isSet = name.id === 'set';
  effect(context, 'local.set', [emit(context, isSet ? 'build.set' : 'build.list', [], {}, name)], { slot: container }, name);
  lowerLoop(context, name, generator, (item) => {
    effect(context, isSet ? 'set.add' : 'list.append', [emit(context, 'local.get', [], { slot: container }, name), item], {}, name);
  });
  const collected = emit(context, 'local.take', [], { slot: container }, name);
  finish(name.id === 'tuple' ? emit(context, 'list.to_tuple', [collected], {}, name) : collected);
}

/** Goes on where the generator is exhausted; gives what ends the generator where the loop is left before. */
function lowerLoop(context: FunctionContext, name: expr, generator: ValueId, atEach: (item: ValueId) => void): () => void {
  const { builder } = context;
  const slot = addOwnedSlot(context, 'iterator');
  const clear = (): void => effect(context, 'local.clear', [], { slot }, name);
  effect(context, 'local.set', [generator], { slot }, name);
  const [header, body, exhausted] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  builder.fallInto(header);
  const iterator = emit(context, 'local.get', [], { slot }, name);
  const item = builder.newValue();
  builder.end({ kind: 'next', iterator, result: item, body, exhausted, position: positionOf(name) });
  builder.place(body);
  atEach(item);
  builder.jump(header, positionOf(name));
  builder.place(exhausted);
  clear();
  return clear;
}
