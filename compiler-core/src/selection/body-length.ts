/**
 * How long a function's body is, and what that means for its way to machine code. What g++ needs for one body grows with
 * its operations, and faster than that with its variables, as each may be released at each operation that can fail.
 * Measured with g++ 12 at -O2: 1 to 2 s for 1,000 operations, at -O0 0.6 s.
 */
import type { Block, BlockId, Instruction, IrFunction } from '../ir/function.js';
import { successors } from '../ir/successors.js';

/** Operations beyond which g++ leaves out the passes that are not linear in a body's blocks. */
const longestInlined = 2500;
const longestNative = 6000;
/** Of a module's body, most of which runs once: what g++ takes for it is not won back. */
const longestModule = 1500;
/** Operations times variables, beyond which the variables lie in memory. */
const mostVariableSites = 30_000;

function lengthOf(fn: IrFunction): number {
  return fn.blocks.reduce((sum, block) => sum + block.instructions.length + 1, 0);
}

/** Whether some block may run again: one that is left when all without a way in have been taken away, again and again. */
function hasLoop(fn: IrFunction): boolean {
  const waysIn = fn.blocks.map(() => 0);
  const targetsOf = (block: Block): readonly BlockId[] => [...successors(block.terminator), ...(block.handler === null ? [] : [block.handler])];
  for (const block of fn.blocks) for (const target of targetsOf(block)) waysIn[target] = (waysIn[target] ?? 0) + 1;
  const taken = fn.blocks.filter((block) => waysIn[block.id] === 0);
  for (const block of taken) {
    for (const target of targetsOf(block)) {
      waysIn[target] = (waysIn[target] ?? 0) - 1;
      const next = fn.blocks[target];
      if (waysIn[target] === 0 && next !== undefined) taken.push(next);
    }
  }
  return taken.length < fn.blocks.length;
}

/** Whether it is a module's body without loops. */
function runsOnce(fn: IrFunction): boolean {
  return fn.kind === 'module' && !hasLoop(fn);
}

export interface TooLong {
  readonly operations: number;
  /** Of the operation that is one too many. */
  readonly position: Instruction['position'];
}

/** Says of a body that is too long for a native form that it is; such a function keeps its bytecode. */
export function findTooLong(fn: IrFunction): TooLong | null {
  const operations = lengthOf(fn);
  const longest = fn.kind === 'module' ? longestModule : longestNative;
  if (operations <= longest) return null;
  const positions = fn.blocks.flatMap((block) => [...block.instructions, block.terminator].map(({ position }) => position));
  return { operations, position: positions.slice(longest).find((position) => position !== null) ?? null };
}

/** What g++ is told of a function. */
export function optimizationOf(fn: IrFunction): '' | 'O0' | 'O1' {
  if (runsOnce(fn)) return 'O0';
  return lengthOf(fn) > longestInlined ? 'O1' : '';
}

/** Whether the body's variables lie in an array rather than in registers: g++ would move each of them at each way out. */
export function keepsVariablesInMemory(fn: IrFunction): boolean {
  return lengthOf(fn) * fn.slots.length > mostVariableSites;
}
