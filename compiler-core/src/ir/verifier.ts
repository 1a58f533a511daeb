/** Checks an IR function against the operation table; throws on the first thing that no stage may produce. */
import { operations } from '../semantics/operations/operations.js';
import type { Instruction, IrFunction, ValueId } from './function.js';
import { successors, terminatorOperands } from './successors.js';

export function verifyFunction(fn: IrFunction): void {
  const defined = new Set<ValueId>();
  const fail = (problem: string): never => {
    throw new Error(`${fn.qualname}: ${problem}`);
  };
  const define = (value: ValueId): void => {
    if (defined.has(value)) fail(`v${value} is defined twice`);
    defined.add(value);
  };
  for (const block of fn.blocks) {
    for (const { result } of block.instructions) if (result !== null) define(result);
    if (block.terminator.kind === 'next') define(block.terminator.result);
  }
  fn.blocks.forEach((block, index) => {
    if (block.id !== index) fail(`block${block.id} stands at ${index}`);
    for (const instruction of block.instructions) {
      const problem = instructionProblem(instruction);
      if (problem !== null) fail(`block${index}: ${instruction.operation}: ${problem}`);
      for (const operand of instruction.operands) if (!defined.has(operand)) fail(`block${index}: v${operand} is undefined`);
    }
    for (const operand of terminatorOperands(block.terminator)) if (!defined.has(operand)) fail(`block${index}: v${operand} is undefined`);
    for (const target of [...successors(block.terminator), ...(block.handler === null ? [] : [block.handler])]) {
      if (fn.blocks[target] === undefined) fail(`block${index} leads to no block`);
    }
  });
}

function instructionProblem({ operation, operands, immediate, result }: Instruction): string | null {
  const row = operations[operation];
  if (row.operands >= 0 && row.operands !== operands.length) return `${operands.length} operands`;
  if ((row.result === 'none') !== (result === null)) return 'result does not fit';
  const missing = row.immediates.find((kind) => immediate[kind] === undefined);
  return missing === undefined ? null : `no ${missing}`;
}
