/**
 * Checks that handlers nest: each begins with `exception.enter`, whose slot holds the exception handled before it until
 * `exception.leave` puts that back, innermost first, on every way out. What goes wrong otherwise is seen far away, as a
 * wrong `sys.exc_info()` or `__context__`, or an exception that is freed too early.
 */
import { operations } from '../semantics/operations/operations.js';
import type { BlockId, GuardedGraph, Slot, SlotId } from './function.js';
import { successors } from './successors.js';

/** The slots of the handlers that are entered, innermost last. */
type Entered = readonly SlotId[];
type Block = GuardedGraph['blocks'][number];

function terminatorMayRaise(block: Block): boolean {
  const { terminator } = block;
  // A jump back asks for signals, whose handlers may raise.
  return terminator.kind === 'jump' ? terminator.target <= block.id : terminator.kind !== 'return';
}

export function checkHandlers(fn: GuardedGraph & { readonly slots: readonly Slot[] }, starts: readonly BlockId[], fail: (problem: string) => never): void {
  const blocks = new Map(fn.blocks.map((block) => [block.id, block]));
  const atEntry = new Map<BlockId, Entered>(starts.map((start) => [start, []]));
  const pending: BlockId[] = [...starts];
  const handlers = new Set(fn.blocks.map((block) => block.handler));
  const names = (entered: Entered): string => entered.map((slot) => fn.slots[slot]?.name ?? '?').join(' ') || 'none';

  function lead(block: Block, target: BlockId, entered: Entered): void {
    const known = atEntry.get(target);
    if (known === undefined) {
      atEntry.set(target, entered);
      pending.push(target);
    } else if (known.length !== entered.length || known.some((slot, index) => slot !== entered[index])) {
      fail(`block${block.id} leads to block${target} inside the handlers ${names(entered)}, another block inside ${names(known)}`);
    }
  }

  function raiseIn(block: Block, entered: Entered): void {
    if (block.handler !== null) lead(block, block.handler, entered);
    else if (entered.length > 0) fail(`block${block.id}: an exception leaves the function inside the handlers ${names(entered)}`);
  }

  function walk(block: Block, start: Entered): void {
    let entered = start;
    if (handlers.has(block.id) && block.instructions[0]?.operation !== 'exception.enter') fail(`block${block.id} is a handler and does not enter it`);
    block.instructions.forEach(({ operation, immediate: { slot } }, index) => {
      if (operation === 'exception.enter' && slot !== undefined) {
        if (index > 0 || !handlers.has(block.id)) fail(`block${block.id} enters a handler and is none`);
        if (entered.includes(slot)) fail(`block${block.id}: the handler ${names([slot])} is entered twice`);
        entered = [...entered, slot];
      } else if (operation === 'exception.leave') {
        if (entered.at(-1) !== slot) fail(`block${block.id} leaves another handler than the innermost of ${names(entered)}`);
        entered = entered.slice(0, -1);
      } else if (operation === 'exception.handled') {
        if (entered.length === 0) fail(`block${block.id} asks for the handled exception outside every handler`);
      } else if (operations[operation].failure === 'raises') raiseIn(block, entered);
    });
    if (terminatorMayRaise(block)) raiseIn(block, entered);
    if (block.terminator.kind === 'return' && entered.length > 0) fail(`block${block.id} returns inside the handlers ${names(entered)}`);
    for (const target of successors(block.terminator)) lead(block, target, entered);
  }

  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = blocks.get(id);
    if (block !== undefined) walk(block, atEntry.get(id) ?? []);
  }
}
