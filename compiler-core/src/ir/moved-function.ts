/** A function as it is some lines further down: for the few who tell lines of an IR that was made before an edit above it. */
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import type { IrFunction } from './function.js';

export function moveFunction(fn: IrFunction, down: number): IrFunction {
  if (down === 0) return fn;
  const move = (position: Positioned | null): Positioned | null => (position === null ? null : { ...position, lineno: position.lineno + down, end_lineno: position.end_lineno + down });
  return {
    ...fn,
    firstLine: fn.firstLine + down,
    position: move(fn.position),
    notCompiled: fn.notCompiled === null ? null : { ...fn.notCompiled, position: move(fn.notCompiled.position) },
    blocks: fn.blocks.map((block) => ({
      ...block,
      instructions: block.instructions.map((instruction) => ({ ...instruction, position: move(instruction.position) })),
      terminator: { ...block.terminator, position: move(block.terminator.position) },
    })),
  };
}
