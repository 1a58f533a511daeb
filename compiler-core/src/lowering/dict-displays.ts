/** Dict displays and keyword arguments with `**`: pairs in groups as long as may be, merged with what is unpacked between them. */
import type { ValueId } from '../ir/function.js';
import type { Dict, expr, keyword, Positioned } from '../syntax/ast/nodes.generated.js';
import { lowerExpression } from './expressions.js';
import { effect, emit, emitConstant, type FunctionContext, mostOnStack, text } from './function-context.js';

interface Item {
  /** A name stands for itself; null unpacks the value. */
  readonly key: expr | string | null;
  readonly value: expr;
}

interface Pair extends Item {
  readonly key: expr | string;
}

type Merge = (dict: ValueId, mapping: ValueId) => void;

/** A group of pairs: all are computed before the first is hashed, unless they are too many for the interpreter's stack. */
function lowerPairs(context: FunctionContext, pairs: readonly Pair[], node: Positioned): ValueId {
  const lowerPair = ({ key, value }: Pair): ValueId[] => [typeof key === 'string' ? emitConstant(context, text(key), node) : lowerExpression(context, key), lowerExpression(context, value)];
  if (pairs.length * 2 <= mostOnStack) return emit(context, 'build.dict', pairs.flatMap(lowerPair), {}, node);
  const dict = emit(context, 'build.dict', [], {}, node);
  for (const pair of pairs) effect(context, 'dict.set', [dict, ...lowerPair(pair)], {}, node);
  return dict;
}

/** `most` pairs make a group at most. */
function lowerItems(context: FunctionContext, items: readonly Item[], most: number, merge: Merge, node: Positioned): ValueId {
  let result: ValueId | null = null;
  let pairs: Pair[] = [];
  const flush = (): ValueId => {
    if (result === null || pairs.length > 0) {
      const group = lowerPairs(context, pairs, node);
      if (result === null) result = group;
      else merge(result, group);
      pairs = [];
    }
    return result;
  };
  for (const { key, value } of items) {
    if (key === null) {
      const dict = flush();
      merge(dict, lowerExpression(context, value));
    } else {
      pairs.push({ key, value });
      if (pairs.length === most) flush();
    }
  }
  return flush();
}

export function lowerDict(context: FunctionContext, node: Dict): ValueId {
  const items = node.keys.map((key, index) => {
    const value = node.values[index];
    if (value === undefined) throw new Error('a dict display lacks a value');
    return { key, value };
  });
  return lowerItems(context, items, mostOnStack / 2 + 2, (dict, mapping) => effect(context, 'dict.update', [dict, mapping], {}, node), node);
}

/** The callee is for the text of errors. */
export function lowerKeywordDict(context: FunctionContext, callee: ValueId, keywords: readonly keyword[], node: Positioned): ValueId {
  const items = keywords.map(({ arg, value }) => ({ key: arg, value }));
  return lowerItems(context, items, Infinity, (dict, mapping) => effect(context, 'dict.merge', [dict, mapping, callee], {}, node), node);
}
