/** Lowers what stands left of `=`, in `del`, and in augmented assignments. */
import type { ValueId } from '../ir/function.js';
import type { AugAssign, expr, Positioned } from '../syntax/ast/nodes.generated.js';
import { lowerExpression } from './expressions.js';
import { inplaceOperations } from './operators.js';
import { effect, emit, type FunctionContext, mangle } from './function-context.js';
import { attributePosition } from './positions.js';
import { deleteName, loadName, storeName } from './names.js';

export function assignTo(context: FunctionContext, target: expr, value: ValueId): void {
  switch (target._type) {
    case 'Name':
      return storeName(context, target.id, value, target);
    case 'Attribute':
      return effect(context, 'attribute.set', [lowerExpression(context, target.value), value], { name: mangle(context, target.attr) }, attributePosition(target));
    case 'Subscript': {
      const container = lowerExpression(context, target.value);
      return effect(context, 'item.set', [container, lowerExpression(context, target.slice), value], {}, target);
    }
    case 'Tuple':
    case 'List':
      return unpackTo(context, target.elts, value, target);
    case 'Starred':
      return assignTo(context, target.value, value);
    default:
      throw new Error(`${target._type} is not an assignment target`);
  }
}

function unpackTo(context: FunctionContext, targets: readonly expr[], value: ValueId, node: Positioned): void {
  const star = targets.findIndex((target) => target._type === 'Starred');
  const items =
    star < 0
      ? emit(context, 'unpack.sequence', [value], { count: targets.length }, node)
      : emit(context, 'unpack.star', [value], { count: star, after: targets.length - star - 1 }, node);
  targets.forEach((target, index) => assignTo(context, target, emit(context, 'unpack.item', [items], { index }, target)));
}

export function deleteTarget(context: FunctionContext, target: expr): void {
  switch (target._type) {
    case 'Name':
      return deleteName(context, target.id, target);
    case 'Attribute':
      return effect(context, 'attribute.delete', [lowerExpression(context, target.value)], { name: mangle(context, target.attr) }, attributePosition(target));
    case 'Subscript': {
      const container = lowerExpression(context, target.value);
      return effect(context, 'item.delete', [container, lowerExpression(context, target.slice)], {}, target);
    }
    case 'Tuple':
    case 'List':
      for (const element of target.elts) deleteTarget(context, element);
      return;
    default:
      throw new Error(`${target._type} cannot be deleted`);
  }
}

/** `target op= value`: the target's parts are evaluated once, and read before the value is. */
export function lowerAugAssign(context: FunctionContext, node: AugAssign): void {
  const { target } = node;
  const operate = (old: ValueId): ValueId => emit(context, inplaceOperations[node.op], [old, lowerExpression(context, node.value)], {}, node);
  switch (target._type) {
    case 'Name':
      return storeName(context, target.id, operate(loadName(context, target.id, target)), target);
    case 'Attribute': {
      const name = mangle(context, target.attr);
      const object = lowerExpression(context, target.value);
      const value = operate(emit(context, 'attribute.get', [object], { name }, attributePosition(target)));
      return effect(context, 'attribute.set', [object, value], { name }, attributePosition(target));
    }
    case 'Subscript': {
      const container = lowerExpression(context, target.value);
      const key = lowerExpression(context, target.slice);
      const value = operate(emit(context, 'item.get', [container, key], {}, target));
      return effect(context, 'item.set', [container, key, value], {}, target);
    }
    default:
      throw new Error(`${target._type} cannot be assigned to in place`);
  }
}
