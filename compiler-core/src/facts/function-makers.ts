/** What the module's code says where it makes a function: the global it is bound to and constant defaults. */
import type { Block, Instruction, IrFunction, ValueId } from '../ir/function.js';
import type { IrConstant } from '../semantics/constants/constant.js';

export interface FunctionMaker {
  readonly function: number;
  /** The global name that a `def` without decorators binds it to, if no other `def` does; native code checks that it still does. */
  readonly global: string | null;
  /** The constant defaults of the last positional parameters; empty where one is no constant. */
  readonly defaults: readonly IrConstant[];
}

const makesFunctions = (block: Block): boolean => block.instructions.some((instruction) => instruction.operation === 'make.function');

function definitionsIn(block: Block): ReadonlyMap<ValueId, Instruction> {
  return new Map(block.instructions.flatMap((instruction) => (instruction.result === null ? [] : [[instruction.result, instruction] as const])));
}

function constantsOf(tuple: Instruction | undefined, definitions: ReadonlyMap<ValueId, Instruction>): readonly IrConstant[] {
  if (tuple?.operation === 'constant' && tuple.immediate.constant?.type === 'tuple') return tuple.immediate.constant.items;
  if (tuple?.operation !== 'build.tuple') return [];
  const items = tuple.operands.map((operand) => definitions.get(operand)).map((made) => (made?.operation === 'constant' ? made.immediate.constant : undefined));
  return items.every((item) => item !== undefined) ? items : [];
}

/** How many functions each global is bound to, anywhere in the module. */
function bindingCounts(functions: readonly (IrFunction | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const fn of functions) {
    if (fn === undefined) continue;
    for (const block of fn.blocks) {
      if (!makesFunctions(block)) continue;
      const definitions = definitionsIn(block);
      for (const { operation, immediate, operands } of block.instructions) {
        const bound = operation === 'global.set' ? definitions.get(operands[0]!) : undefined;
        if (bound?.operation === 'make.function' && immediate.name !== undefined) counts.set(immediate.name, (counts.get(immediate.name) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** By index of the function. */
/** After edits there are holes. */
export function makersOf(functions: readonly (IrFunction | undefined)[]): ReadonlyMap<number, FunctionMaker> {
  const counts = bindingCounts(functions);
  const makers = new Map<number, FunctionMaker>();
  for (const fn of functions) {
    if (fn === undefined) continue;
    for (const block of fn.blocks) {
      if (!makesFunctions(block)) continue;
      const definitions = definitionsIn(block);
      block.instructions.forEach((instruction) => {
        const { immediate, result } = instruction;
        if (instruction.operation !== 'make.function' || immediate.function === undefined) return;
        const operands = [...instruction.operands];
        const take = (there: boolean | undefined): Instruction | undefined => (there === true ? definitions.get(operands.shift()!) : undefined);
        const defaults = constantsOf(take(immediate.defaults), definitions);
        const binding = block.instructions.find((other) => other.operation === 'global.set' && other.operands[0] === result);
        const name = fn.kind === 'module' ? binding?.immediate.name ?? null : null;
        makers.set(immediate.function, { function: immediate.function, global: name !== null && counts.get(name) === 1 ? name : null, defaults });
      });
    }
  }
  return makers;
}
