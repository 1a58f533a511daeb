/** Lowers expressions: each to the value it gives, operands from left to right as CPython's `compile.c` visits them. */
import type { ValueId } from '../ir/function.js';
import type { expr, JoinedStr, Positioned } from '../syntax/ast/nodes.generated.js';
import { delegate, lowerAwait } from './awaiting.js';
import { lowerCall } from './calls.js';
import { lowerComprehension } from './comprehensions.js';
import { lowerBoolOp, lowerCompare, lowerIfExp } from './conditions.js';
import { constantContainerOf, constantOf, constantsOf } from './constants.js';
import { lowerDict } from './dict-displays.js';
import { makeLambda } from './function-body.js';
import { effect, emit, emitConstant, type FunctionContext, mangle, mostOnStack, none, stackOf, text } from './function-context.js';
import { binaryOperations, unaryOperations } from './operators.js';
import { asFormatString } from './percent-formats.js';
import { attributePosition } from './positions.js';
import { loadName, storeName } from './names.js';
import { supports } from '../targets/features.js';

export function lowerExpression(context: FunctionContext, node: expr): ValueId {
  const constant = constantOf(node, context.module.target);
  if (constant !== null) return emit(context, 'constant', [], node._type === 'BinOp' ? { constant, folded: true } : { constant }, node);
  switch (node._type) {
    case 'Constant':
      return emitConstant(context, node.value, node);
    case 'Name':
      return loadName(context, node.id, node);
    case 'BinOp': {
      const format = asFormatString(context, node);
      if (format !== null) return lowerJoinedString(context, format);
      const left = lowerExpression(context, node.left);
      return emit(context, binaryOperations[node.op], [left, lowerExpression(context, node.right)], {}, node);
    }
    case 'UnaryOp':
      return emit(context, unaryOperations[node.op], [lowerExpression(context, node.operand)], {}, node);
    case 'NamedExpr': {
      const value = lowerExpression(context, node.value);
      if (node.target._type === 'Name') storeName(context, node.target.id, value, node.target);
      return value;
    }
    case 'BoolOp':
      return lowerBoolOp(context, node);
    case 'IfExp':
      return lowerIfExp(context, node);
    case 'Compare':
      return lowerCompare(context, node);
    case 'Attribute':
      return emit(context, 'attribute.get', [lowerExpression(context, node.value)], { name: mangle(context, node.attr) }, attributePosition(node));
    case 'Subscript': {
      const container = lowerExpression(context, node.value);
      return emit(context, 'item.get', [container, lowerExpression(context, node.slice)], {}, node);
    }
    case 'Slice': {
      const parts = [node.lower, node.upper, node.step].map((part) => (part === null ? emitConstant(context, none, node) : lowerExpression(context, part)));
      return emit(context, 'build.slice', parts, {}, node);
    }
    case 'List':
      return lowerSequence(context, 'build.list', node.elts, node);
    case 'Set':
      return lowerSequence(context, 'build.set', node.elts, node);
    case 'Tuple':
      return lowerSequence(context, 'build.tuple', node.elts, node);
    case 'Dict':
      return lowerDict(context, node);
    case 'JoinedStr':
      return lowerJoinedString(context, node);
    case 'FormattedValue': {
      const value = lowerExpression(context, node.value);
      const specification = node.format_spec === null ? emitConstant(context, none, node) : lowerExpression(context, node.format_spec);
      return emit(context, 'format.value', [value, specification], { conversion: node.conversion }, node);
    }
    case 'Call':
      return lowerCall(context, node);
    case 'Lambda':
      return makeLambda(context, node);
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return lowerComprehension(context, node);
    case 'Yield': {
      const value = node.value === null ? emitConstant(context, none, node) : lowerExpression(context, node.value);
      return emit(context, 'yield', [value], { stack: stackOf(context) }, node);
    }
    case 'YieldFrom': {
      return delegate(context, emit(context, 'yield.iterator', [lowerExpression(context, node.value)], {}, node), node);
    }
    case 'Await':
      return lowerAwait(context, lowerExpression(context, node.value), 0, node);
    case 'Starred':
    case 'TemplateStr':
    case 'Interpolation':
      throw new Error(`${node._type} is not an expression of a compiled function`);
  }
}

/** An expression of which nothing but the items is seen: `fold_iter` of `Python/ast_opt.c` makes a list display a tuple. */
export function lowerWalked(context: FunctionContext, node: expr): ValueId {
  const container = constantContainerOf(node, context.module.target);
  if (container !== null) return emitConstant(context, container, node);
  if (node._type !== 'List' || node.elts.some((element) => element._type === 'Starred')) return lowerExpression(context, node);
  return lowerSequence(context, 'build.tuple', node.elts, node);
}

type Display = 'build.tuple' | 'build.list' | 'build.set';

/** A display without a star; if it `isFilled`, three constants or more are one, of which it is filled. */
function lowerPlain(context: FunctionContext, build: Display, elements: readonly expr[], isFilled: boolean, node: Positioned): ValueId {
  const constants = isFilled && build !== 'build.tuple' && elements.length > 2 ? constantsOf(elements, context.module.target) : null;
  if (constants === null) return emit(context, build, elements.map((element) => lowerExpression(context, element)), {}, node);
  const result = emit(context, build, [], {}, node);
  const isSet = build === 'build.set';
  effect(context, isSet ? 'set.update' : 'list.extend', [result, emitConstant(context, { type: isSet ? 'frozenset' : 'tuple', items: constants }, node)], {}, node);
  return result;
}

/**
 * A tuple, list or set display, as `starunpack_helper` of CPython's compiler makes it: after a star items are added one by one, and
 * so are all where they are many, unless the tree's own folding finds that all of them are constants. It shows in the room that a list
 * has for more, in the order of a set, and in when items are hashed.
 */
export function lowerSequence(context: FunctionContext, build: Display, elements: readonly expr[], node: Positioned): ValueId {
  const { target } = context.module;
  const isSet = build === 'build.set';
  const firstStar = elements.findIndex((element) => element._type === 'Starred');
  const isLong = elements.length > mostOnStack && build !== 'build.tuple';
  const isFilled = supports(target, 'foldsInTree') ? firstStar < 0 && constantsOf(elements, target) !== null : !isLong;
  const atOnce = isLong && !isFilled ? 0 : firstStar < 0 ? elements.length : firstStar;
  if (atOnce === elements.length) return lowerPlain(context, build, elements, isFilled, node);
  const result = lowerPlain(context, isSet ? build : 'build.list', elements.slice(0, atOnce), isFilled, node);
  for (const element of elements.slice(atOnce)) {
    const isStar = element._type === 'Starred';
    const value = lowerExpression(context, isStar ? element.value : element);
    const operation = isSet ? (isStar ? 'set.update' : 'set.add') : isStar ? 'list.extend' : 'list.append';
    effect(context, operation, [result, value], {}, node);
  }
  return build === 'build.tuple' ? emit(context, 'list.to_tuple', [result], {}, node) : result;
}

function lowerJoinedString(context: FunctionContext, node: JoinedStr): ValueId {
  const [only] = node.values;
  if (only === undefined) return emitConstant(context, text(''), node);
  if (node.values.length === 1) return lowerExpression(context, only);
  return emit(context, 'build.string', node.values.map((part) => lowerExpression(context, part)), {}, node);
}
