/** Checks an IR function against the operation table; throws on the first thing that no stage may produce. */
import { operations } from '../semantics/operations/operations.js';
import { liveAtEntry, predecessorsOf, type Use, usesByValue } from './analysis/live-blocks.js';
import type { BlockId, GuardedGraph, Instruction, IrFunction, ValueId } from './function.js';
import { checkHandlers } from './handler-balance.js';
import { successors } from './successors.js';

type Fail = (problem: string) => never;

export function verifyFunction(fn: IrFunction): void {
  const fail: Fail = (problem) => {
    throw new Error(`${fn.qualname}: ${problem}`);
  };
  fn.blocks.forEach((block, index) => {
    if (block.id !== index) fail(`block${block.id} stands at ${index}`);
    for (const instruction of block.instructions) {
      const problem = operations[instruction.operation].meaning.family === 'machine' ? 'it belongs to the lower IR' : instructionProblem(instruction);
      if (problem !== null) fail(`block${index}: ${instruction.operation}: ${problem}`);
    }
    for (const target of [...successors(block.terminator), ...(block.handler === null ? [] : [block.handler])]) {
      if (fn.blocks[target] === undefined) fail(`block${index} leads to no block`);
    }
  });
  checkOrder(fn, fail);
  checkValues(fn, [0 as BlockId], fail);
  checkHandlers(fn, [0 as BlockId], fail);
}

/** Only jumps that close a loop lead back: there a body asks for signals, which the interpreter does at the same places. */
function checkOrder(fn: IrFunction, fail: Fail): void {
  const waysOut = (id: BlockId): readonly BlockId[] => {
    const block = fn.blocks[id];
    return block === undefined ? [] : [...successors(block.terminator), ...(block.handler === null ? [] : [block.handler])];
  };
  for (const { id, terminator } of fn.blocks) {
    for (const target of successors(terminator)) {
      if (target > id) continue;
      if (terminator.kind !== 'jump') fail(`block${id} leads back to block${target} by no jump`);
      const reached = new Set<BlockId>([target]);
      for (const block of reached) for (const next of waysOut(block)) reached.add(next);
      if (!reached.has(id)) fail(`block${id} leads back to block${target}, which closes no loop`);
    }
  }
}

/** What of an instruction does not fit its row; null if all does. */
export function instructionProblem({ operation, operands, immediate, result }: Instruction): string | null {
  const row = operations[operation];
  if (row.operands >= 0 && row.operands !== operands.length) return `${operands.length} operands`;
  if ((row.result === 'none') !== (result === null)) return 'result does not fit';
  const known: ReadonlySet<string> = new Set([...row.immediates, ...row.options]);
  const other = Object.keys(immediate).find((kind) => !known.has(kind));
  if (other !== undefined) return `it takes no ${other}`;
  const missing = row.immediates.find((kind) => immediate[kind] === undefined);
  return missing === undefined ? null : `no ${missing}`;
}

/**
 * Each value is defined once, before every read of it, whatever way leads there. An exception ends all values, so none
 * may be read on a way that goes through a handler's start: what a handler needs is kept in a slot.
 */
export function checkValues(fn: GuardedGraph, starts: readonly BlockId[], fail: Fail): void {
  const definitions = new Map<ValueId, { readonly block: BlockId; readonly index: number }>();
  const predecessors = predecessorsOf(fn);
  const define = (value: ValueId, block: BlockId, index: number): void => {
    if (definitions.has(value)) fail(`v${value} is defined twice`);
    definitions.set(value, { block, index });
  };
  for (const { id, instructions, terminator } of fn.blocks) {
    instructions.forEach(({ result }, index) => {
      if (result !== null) define(result, id, index);
    });
    if (terminator.kind !== 'next') continue;
    define(terminator.result, terminator.body, -1);
    if (predecessors.get(terminator.body)?.length !== 1) fail(`block${terminator.body} has no item of its own: other blocks lead there`);
  }
  const handlers = new Set(fn.blocks.map((block) => block.handler));
  for (const [value, uses] of usesByValue(fn)) {
    const definition = definitions.get(value);
    if (definition === undefined) return fail(`v${value} is undefined`);
    const isEarly = ({ block, index }: Use): boolean => block.id === definition.block && index <= definition.index;
    for (const block of liveAtEntry(definition.block, uses, predecessors)) {
      if (handlers.has(block)) fail(`v${value} is read after the exception that leads to block${block} has ended it`);
      if (starts.includes(block)) fail(`v${value} is read on a way that does not define it`);
    }
    if (uses.some(isEarly)) fail(`block${definition.block}: v${value} is read before it is defined`);
  }
}
