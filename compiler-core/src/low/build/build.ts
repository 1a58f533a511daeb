/**
 * The semantic IR to the lower IR: the version with objects, and where words pay the version with words. Here, and nowhere
 * else, is chosen how a value is held.
 */
import type { FunctionFacts } from '../../facts/function-facts.js';
import type { BlockId, IrFunction, ValueId } from '../../ir/function.js';
import type { LowFunction } from '../ir/function.js';
import type { Fields } from './guesses.js';
import { buildObjects, contextOf, pointKey } from './objects.js';
import { chooseWords } from './representations.js';
import { buildWords } from './words.js';

/** The function must have a native body (`notCompiled === null`, not a generator); without facts, only objects will do. `fields`: of the module's structures. */
export function buildLow(fn: IrFunction, facts: FunctionFacts | null, fields: Fields = new Map()): LowFunction {
  const context = contextOf(fn);
  let valueCount = fn.valueCount;
  const newValue = (): ValueId => valueCount++ as ValueId;
  const choice = facts === null ? null : chooseWords(context, facts, fields);
  const words = choice === null ? [] : buildWords(context, choice, newValue);
  const exits = words.flatMap(({ instructions }) => instructions.flatMap(({ exit }) => (exit === null ? [] : [pointKey(exit.block, exit.index)])));
  const objects = buildObjects(context, new Set(exits), newValue);
  return {
    source: fn, blocks: [...objects, ...words], valueCount,
    specialized: words.length === 0 ? null : fn.blocks.length as BlockId,
    words: choice?.slots ?? fn.slots.map(() => null),
  };
}
