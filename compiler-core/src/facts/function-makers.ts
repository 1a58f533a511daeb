/** What the module's code says where it makes a function: the global it is bound to and constant defaults. */
import type { Block, Instruction, IrFunction, ValueId } from '../ir/function.js';
import type { IrConstant } from '../semantics/constants/constant.js';

export interface FunctionMaker {
  readonly function: number;
  /** The global names that a `def` without decorators binds it to. */
  readonly globals: readonly string[];
  /** Whether the code of the module itself makes it. */
  readonly isOfModule: boolean;
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

/** The functions that one function makes. */
export function makersIn(fn: IrFunction): readonly FunctionMaker[] {
  return fn.blocks.flatMap((block) => {
    if (!makesFunctions(block)) return [];
    const definitions = definitionsIn(block);
    return block.instructions.flatMap((instruction): readonly FunctionMaker[] => {
      const { immediate, result } = instruction;
      if (instruction.operation !== 'make.function' || immediate.function === undefined) return [];
      const operands = [...instruction.operands];
      const take = (there: boolean | undefined): Instruction | undefined => (there === true ? definitions.get(operands.shift()!) : undefined);
      const defaults = constantsOf(take(immediate.defaults), definitions);
      const globals = block.instructions.flatMap(({ operation, operands: [value], immediate: { name } }) => (operation === 'global.set' && value === result && name !== undefined ? [name] : []));
      return [{ function: immediate.function, globals, isOfModule: fn.kind === 'module', defaults }];
    });
  });
}
