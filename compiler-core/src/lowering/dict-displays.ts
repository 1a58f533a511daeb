/** Dict displays and keyword arguments with `**`: pairs in groups as long as may be, merged with what is unpacked between them. */
import type { ValueId } from '../ir/function.js';
import type { Dict, expr, keyword, Positioned } from '../syntax/ast/nodes.generated.js';
import { lowerExpression } from './expressions.js';
import { effect, emit, emitConstant, type FunctionContext, text } from './function-context.js';

interface Item {
  /** A name stands for itself; null unpacks the value. */
  readonly key: expr | string | null;
  readonly value: expr;
}

type Merge = (dict: ValueId, mapping: ValueId) => void;

function lowerItems(context: FunctionContext, items: readonly Item[], merge: Merge, node: Positioned): ValueId {
  let result: ValueId | null = null;
  let pairs: ValueId[] = [];
  const flush = (): ValueId => {
    if (result === null || pairs.length > 0) {
      const group = emit(context, 'build.dict', pairs, {}, node);
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
      pairs.push(typeof key === 'string' ? emitConstant(context, text(key), node) : lowerExpression(context, key));
      pairs.push(lowerExpression(context, value));
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
  return lowerItems(context, items, (dict, mapping) => effect(context, 'dict.update', [dict, mapping], {}, node), node);
}

/** The callee is for the text of errors. */
export function lowerKeywordDict(context: FunctionContext, callee: ValueId, keywords: readonly keyword[], node: Positioned): ValueId {
  const items = keywords.map(({ arg, value }) => ({ key: arg, value }));
  return lowerItems(context, items, (dict, mapping) => effect(context, 'dict.merge', [dict, mapping, callee], {}, node), node);
}
