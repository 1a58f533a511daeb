/**
 * Takes out the jumps that lead nowhere else: a block that only jumps on is passed over, and one that a single other leads
 * to is joined with it. Fewer blocks are quicker to analyze, hold more values to their end, and read better.
 *
 *     block0:                     block0:
 *       v0 = local.get a            v0 = local.get a
 *       jump block1                 return v0
 *     block1:              →
 *       jump block2
 *     block2:
 *       return v0
 */
import type { Block, BlockId, IrFunction, Terminator } from '../function.js';
import { successors } from '../successors.js';

function retarget(terminator: Terminator, to: (target: BlockId) => BlockId): Terminator {
  switch (terminator.kind) {
    case 'jump': return { ...terminator, target: to(terminator.target) };
    case 'branch': return { ...terminator, then: to(terminator.then), otherwise: to(terminator.otherwise) };
    // The body is the item's own: nothing else may lead there.
    case 'next': return { ...terminator, body: terminator.body, exhausted: to(terminator.exhausted) };
    case 'return': case 'raise': case 'reraise': return terminator;
  }
}

/** Where a jump to each block ends up; jumps back stay, as they are where signals are asked for. */
function destinations(blocks: readonly Block[], handlers: ReadonlySet<BlockId | null>): readonly BlockId[] {
  const found: BlockId[] = [];
  // A destination lies further down, so it is known first.
  for (const { id, instructions, terminator } of blocks.toReversed()) {
    const isPassed = instructions.length === 0 && terminator.kind === 'jump' && terminator.target > id && !handlers.has(id);
    found[id] = isPassed ? found[terminator.target] ?? terminator.target : id;
  }
  return found;
}

function withoutEmptyBlocks(blocks: readonly Block[]): readonly Block[] {
  const handlers = new Set(blocks.map(({ handler }) => handler));
  const found = destinations(blocks, handlers);
  const bodies = new Set(blocks.flatMap(({ terminator }) => (terminator.kind === 'next' ? [terminator.body] : [])));
  return blocks.flatMap((block) => {
    if (block.id !== 0 && found[block.id] !== block.id && !bodies.has(block.id)) return [];
    return [{ ...block, terminator: retarget(block.terminator, (target) => found[target] ?? target) }];
  });
}

/** Whether what the blocks do may as well be done under the handler of the one after them. */
function areUnderOne(blocks: readonly Block[], after: Block): boolean {
  return blocks.every(({ handler, instructions }) => handler === after.handler || instructions.length === 0);
}

/** Joins each block with the one that only it leads to, and so on down the line. */
function joinLines(blocks: readonly Block[]): readonly Block[] {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const waysIn = new Map<BlockId, number>();
  const count = (target: BlockId, ways: number): void => { waysIn.set(target, (waysIn.get(target) ?? 0) + ways); };
  for (const { terminator, handler } of blocks) {
    for (const target of successors(terminator)) count(target, 1);
    // A handler begins a block of its own.
    if (handler !== null) count(handler, 2);
  }
  const joined = new Set<BlockId>();
  return blocks.flatMap((first) => {
    if (joined.has(first.id)) return [];
    const line = [first];
    for (let last = first; ;) {
      const { terminator } = last;
      const next = terminator.kind === 'jump' && terminator.target > last.id && waysIn.get(terminator.target) === 1 ? byId.get(terminator.target) : undefined;
      if (next === undefined || !areUnderOne(line, next)) return [{ ...last, id: first.id, instructions: line.flatMap(({ instructions }) => instructions) }];
      joined.add(next.id);
      line.push(next);
      last = next;
    }
  });
}

function renumber(blocks: readonly Block[]): readonly Block[] {
  const numbers = new Map(blocks.map(({ id }, index) => [id, index as BlockId]));
  const numberOf = (id: BlockId): BlockId => {
    const number = numbers.get(id);
    if (number === undefined) throw new Error(`block${id} was taken out and is still led to`);
    return number;
  };
  return blocks.map((block, index) => {
    const terminator = retarget(block.terminator, numberOf);
    return {
      ...block, id: index as BlockId, handler: block.handler === null ? null : numberOf(block.handler),
      terminator: terminator.kind === 'next' ? { ...terminator, body: numberOf(terminator.body) } : terminator,
    };
  });
}

/** Blocks are in an order in which only jumps that close a loop lead back; they stay so. */
export function simplifyControlFlow(fn: IrFunction): IrFunction {
  return { ...fn, blocks: renumber(joinLines(withoutEmptyBlocks(fn.blocks))) };
}
