/**
 * Prints a function of the lower IR as text, for expectations and for people who debug a pass: as the semantic IR, with how
 * each result is held and which operands are taken over.
 *
 *     v2: object = binary.add v0, take v1
 */
import { printInstruction, printTerminator } from '../../ir/printer.js';
import type { LowBlock, LowFunction } from './function.js';

function printBlock({ source }: LowFunction, block: LowBlock): string {
  const handler = block.handler === null ? '' : ` (on error block${block.handler})`;
  const lines = block.instructions.map((instruction) => `  ${printInstruction(source, instruction, {
    operand: (value, place) => `${instruction.operation !== 'drop' && (instruction.takes & (1 << place)) !== 0 ? 'take ' : ''}v${value}`,
    result: (value) => `v${value}: ${instruction.rep}`,
  })}`);
  const end = printTerminator(block.terminator);
  return [`block${block.id}:${handler}`, ...lines, `  ${block.takes ? end.replace('return ', 'return take ') : end}`].join('\n');
}

export function printLow(fn: LowFunction): string {
  return fn.blocks.map((block) => printBlock(fn, block)).join('\n');
}
