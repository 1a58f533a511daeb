/** Lowers statements, in the order of execution; code after a jump is dead and skipped. */
import type { AnnAssign, Assign, expr, Import, ImportFrom, List, Return, stmt, Tuple } from '../syntax/ast/nodes.generated.js';
import { supports } from '../targets/features.js';
import { assignTo, deleteTarget, lowerAugAssign } from './assignment-targets.js';
import { lowerDiscardedComprehension } from './comprehensions.js';
import { lowerTry } from './exceptions.js';
import { lowerCondition } from './conditions.js';
import { constantOf } from './constants.js';
import { lowerExpression } from './expressions.js';
import { lowerAsyncFor } from './awaiting.js';
import { makeClass, makeFunctionStatement } from './function-body.js';
import { addOwnedSlot, effect, emit, emitConstant, type FunctionContext, mangle, none, positionOf, text } from './function-context.js';
import { lowerFor, lowerWhile } from './loops.js';
import { isLocal, loadName, storeName } from './names.js';
import { assertionPosition } from './positions.js';
import { unwindTo } from './protected-regions.js';
import { lowerWith } from './with-statements.js';

export function lowerBody(context: FunctionContext, body: readonly stmt[]): void {
  for (const statement of body) {
    if (context.builder.isDead) return;
    lowerStatement(context, statement);
  }
}

function lowerStatement(context: FunctionContext, node: stmt): void {
  const { builder } = context;
  switch (node._type) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return makeFunctionStatement(context, node);
    case 'ClassDef':
      return makeClass(context, node);
    case 'Return':
      return lowerReturn(context, node);
    case 'Delete':
      for (const target of node.targets) deleteTarget(context, target);
      return;
    case 'Assign':
      return lowerAssign(context, node);
    case 'AugAssign':
      return lowerAugAssign(context, node);
    case 'AnnAssign':
      return lowerAnnAssign(context, node);
    case 'For':
      return lowerFor(context, node, lowerBody);
    case 'AsyncFor':
      return lowerAsyncFor(context, node, lowerBody);
    case 'While':
      return lowerWhile(context, node, lowerBody);
    case 'If': {
      const loop = context.endsOfLoops.get(node);
      const [then, end] = [builder.newBlock(), builder.newBlock()];
      const otherwise = loop !== undefined && node.orelse.length === 0 ? loop : builder.newBlock();
      const leave = (): void => (loop === undefined ? builder.jump(end, null) : builder.jump(loop, builder.lastPosition));
      lowerCondition(context, node.test, then, otherwise, node);
      builder.place(then);
      lowerBody(context, node.body);
      leave();
      if (otherwise !== loop) {
        builder.place(otherwise);
        lowerBody(context, node.orelse);
        leave();
      }
      return builder.place(end);
    }
    case 'With':
    case 'AsyncWith':
      return lowerWith(context, node, lowerBody);
    case 'Try':
      return lowerTry(context, node, lowerBody);
    case 'Raise': {
      const exc = node.exc === null ? null : lowerExpression(context, node.exc);
      const cause = node.cause === null ? null : lowerExpression(context, node.cause);
      builder.end({ kind: 'raise', exc, cause, position: positionOf(node) });
      return builder.place(builder.newBlock());
    }
    case 'Assert': {
      const [passed, failed] = [builder.newBlock(), builder.newBlock()];
      const tested = lowerCondition(context, node.test, passed, failed, node);
      builder.place(failed);
      const position = assertionPosition(context, node, node.test, tested);
      const error = emit(context, 'load.assertion_error', [], {}, position);
      const exc = node.msg === null ? error : emit(context, 'call', [error, lowerExpression(context, node.msg)], {}, supports(context.module.target, 'placesMessageCallAtAssert') ? node : position);
      builder.end({ kind: 'raise', exc, cause: null, position });
      return builder.place(passed);
    }
    case 'Import':
      return lowerImport(context, node);
    case 'ImportFrom':
      return lowerImportFrom(context, node);
    case 'Expr':
      if (node.value._type === 'Constant') effect(context, 'pass', [], {}, node);
      else if (node.value._type === 'ListComp' || node.value._type === 'SetComp' || node.value._type === 'DictComp') lowerDiscardedComprehension(context, node.value);
      else lowerExpression(context, node.value);
      return;
    case 'Pass':
      return effect(context, 'pass', [], {}, node);
    case 'Global':
    case 'Nonlocal':
      return;
    case 'Break':
    case 'Continue': {
      const depth = context.enclosing.findLastIndex((entry) => entry.kind === 'loop');
      const loop = context.enclosing[depth];
      if (loop?.kind !== 'loop') throw new Error(`${node._type} outside a loop`);
      if (node._type === 'Break') return unwindTo(context, depth, node, lowerBody, (position) => {
        effect(context, 'pass', [], {}, position);
        builder.jump(loop.onBreak, positionOf(node));
      });
      return unwindTo(context, depth + 1, node, lowerBody, () => builder.jump(loop.onContinue, positionOf(node)));
    }
    case 'Match':
    case 'TryStar':
    case 'TypeAlias':
      throw new Error(`${node._type} is not a statement of a compiled function`);
  }
}

function isDisplay(node: expr): node is Tuple | List {
  return (node._type === 'Tuple' || node._type === 'List') && node.elts.every((element) => element._type !== 'Starred');
}

/**
 * Two or three values of a tuple display lie on the stack in the wrong order; where they only go to variables, on one line, the
 * stores are swapped instead (`apply_static_swaps` in `Python/flowgraph.c`), so the last variable's old object ends first. Null
 * where they are stored in turn.
 */
function storesBackwards(context: FunctionContext, targets: readonly expr[], value: Tuple | List): readonly number[] | null {
  if (value._type !== 'Tuple' || targets.length > 3 || (supports(context.module.target, 'foldsInTree') && constantOf(value, context.module.target) !== null)) return null;
  const names = targets.flatMap((target) => (target._type === 'Name' && isLocal(context, target.id) ? target.id : []));
  if (names.length < targets.length || targets.some(({ lineno }) => lineno !== targets[0]?.lineno)) return null;
  const isStore = (index: number): boolean => names[index] !== names[index + 1] || !supports(context.module.target, 'dropsRepeatedStores');
  const stored = [...names.keys()].filter(isStore);
  return new Set(stored.map((index) => names[index])).size === stored.length ? stored.reverse() : null;
}

/** `a, b = b, a` moves the values: all are computed first, and nobody can tell that no tuple is made. */
function lowerAssign(context: FunctionContext, node: Assign): void {
  const [target] = node.targets;
  if (target !== undefined && node.targets.length === 1 && isDisplay(target) && isDisplay(node.value) && target.elts.length === node.value.elts.length) {
    const values = node.value.elts.map((element) => lowerExpression(context, element));
    const order = storesBackwards(context, target.elts, node.value) ?? target.elts.keys();
    for (const index of order) assignTo(context, target.elts[index]!, values[index]!);
    return;
  }
  const value = lowerExpression(context, node.value);
  for (const each of node.targets) assignTo(context, each, value);
}

/** A value that outlives the constructs it leaves waits in a hidden slot, as they may rebind the variable it came from. */
function lowerReturn(context: FunctionContext, node: Return): void {
  const { builder } = context;
  const constant = node.value === null ? none : constantOf(node.value, context.module.target);
  if (constant !== null && context.enclosing.length > 0) {
    return unwindTo(context, 0, node, lowerBody, (position) => builder.end({ kind: 'return', value: emitConstant(context, constant, node), position }));
  }
  const value = node.value === null ? emitConstant(context, none, node) : lowerExpression(context, node.value);
  if (context.enclosing.length === 0) {
    builder.end({ kind: 'return', value, position: positionOf(node) });
    return builder.place(builder.newBlock());
  }
  const slot = addOwnedSlot(context, 'return');
  effect(context, 'local.set', [value], { slot }, node);
  context.returned.push(slot);
  unwindTo(context, 0, node, lowerBody, (position) => builder.end({ kind: 'return', value: emit(context, 'local.take', [], { slot }, node), position }));
  context.returned.pop();
}

function lowerAnnAssign(context: FunctionContext, node: AnnAssign): void {
  const { target } = node;
  if (node.value !== null) assignTo(context, target, lowerExpression(context, node.value));
  else if (target._type !== 'Name' && (target._type === 'Attribute' || target._type === 'Subscript')) lowerExpression(context, target.value);
  if (context.scope.kind !== 'module') return;
  const annotation = lowerExpression(context, node.annotation);
  if (target._type !== 'Name' || node.simple === 0) return;
  const annotations = loadName(context, '__annotations__', node);
  effect(context, 'item.set', [annotations, emitConstant(context, text(mangle(context, target.id)), node), annotation], {}, node);
}

/** In functions and in `try` an import is never put off, nor is that of all names. */
function importOperation({ module, scope, enclosing }: FunctionContext, takesAll = false): 'import.name' | 'import.deferrable' {
  const isDeferrable = scope.kind === 'module' && !takesAll && supports(module.target, 'lazyImports');
  return isDeferrable && enclosing.every(({ kind }) => kind === 'loop' || kind === 'with') ? 'import.deferrable' : 'import.name';
}

function lowerImport(context: FunctionContext, node: Import): void {
  for (const { name, asname } of node.names) {
    const [first = name, ...rest] = name.split('.');
    let module = emit(context, importOperation(context), [emitConstant(context, none, node)], { name, level: 0 }, node);
    if (asname !== null) for (const part of rest) module = emit(context, 'import.from', [module], { name: part }, node);
    storeName(context, asname ?? first, module, node);
  }
}

function lowerImportFrom(context: FunctionContext, node: ImportFrom): void {
  const names = emitConstant(context, { type: 'tuple', items: node.names.map(({ name }) => text(name)) }, node);
  const module = emit(context, importOperation(context, node.names[0]?.name === '*'), [names], { name: node.module ?? '', level: node.level ?? 0 }, node);
  for (const { name, asname } of node.names) {
    if (name === '*') effect(context, 'import.star', [module], {}, node);
    else storeName(context, asname ?? name, emit(context, 'import.from', [module], { name }, node), node);
  }
}
