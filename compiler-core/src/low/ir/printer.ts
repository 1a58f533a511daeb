/**
 * Prints a function of the lower IR as text, for expectations and for people who debug a pass: as the semantic IR, with how
 * each result is held and which operands are taken over.
 *
 *     v2: object = binary.add v0, take v1
 */
import { printInstruction, printTerminator } from '../../ir/printer.js';
import type { LowBlock, LowFunction, SlotId } from './function.js';

function printBlock({ source }: LowFunction, block: LowBlock): string {
  const handler = block.handler === null ? '' : ` (on error block${block.handler})`;
  const names = (slots: readonly SlotId[]): string => slots.map((slot) => source.slots[slot]?.name ?? '?').join(' ');
  const lines = block.instructions.map((instruction) => {
    const { exit, shows } = instruction;
    const text = printInstruction(source, instruction, {
      operand: (value, place) => `${instruction.operation !== 'drop' && (instruction.takes & (1 << place)) !== 0 ? 'take ' : ''}v${value}`,
      result: (value) => `v${value}: ${instruction.rep}`,
    });
    const held = exit?.values.map((value, place) => ` v${value} from v${exit.held[place]}`).join(',') ?? '';
    const leave = exit === null ? '' : `, or leave for block${exit.block} at ${exit.index}${held === '' ? '' : ` with${held}`}${exit.shows.length === 0 ? '' : ` (shows ${names(exit.shows)})`}`;
    return `  ${text}${leave}${shows.length === 0 ? '' : ` (shows ${names(shows)})`}`;
  });
  const end = printTerminator(block.terminator);
  return [`block${block.id}:${handler}`, ...lines, `  ${block.takes ? end.replace('return ', 'return take ') : end}`].join('\n');
}

export function printLow(fn: LowFunction): string {
  return fn.blocks.map((block) => printBlock(fn, block)).join('\n');
}
