/**
 * The lower IR: one function's body between Python's operations and C++, as plain data. It has the blocks, values and
 * slots of the semantic IR it is built from, and says what that leaves open: how each value is held, who owns its object
 * and where it ends, where the frame is placed, and at which points the body may be entered.
 *
 * A function has one version in which every value is an object, and perhaps a second one, over the same slots, in which
 * some are machine words. The second leaves for the first, at the very instruction, where its words do not do (`Exit`).
 *
 *     v2 = binary.add v0, take v1 : object      v1's reference goes to the operation, which may use the object again
 *     drop v0                                   v0's object may end here, and look at the frame
 *
 * A drop at the start of a block ends what the way there still has: where ways meet, some may have given it away.
 */
import type { BlockId, Instruction, IrFunction, SlotId, Terminator, ValueId } from '../../ir/function.js';
import type { Positioned } from '../../syntax/ast/nodes.generated.js';

/** A machine word, and what C++ holds it in: `std::int64_t`, `double`, `bool`. */
export type Word = 'i64' | 'f64' | 'i1';

export type Representation =
  /** A `PyObject*` with a reference of its own, which ends once on each way. */
  | 'object'
  /** A `PyObject*` that something else keeps for as long as the value is read: its slot, the table of constants. */
  | 'borrowed'
  | Word
  /** What is left of a range: the next number, how many, the step. */
  | 'cursor';

export const isWord = (rep: Representation | null | undefined): rep is Word => rep === 'i64' || rep === 'f64' || rep === 'i1';

/** Where the version with words leaves for the one with objects: before which instruction, and what is alive there. */
export interface Exit {
  /** A block of the version with objects. */
  readonly block: BlockId;
  /** The `point` in it. */
  readonly index: number;
  /** What that version owns at the point. */
  readonly values: readonly ValueId[];
  /** By the same index: the value that stands for it here. */
  readonly held: readonly ValueId[];
  /** The variables whose words the frame does not show yet. */
  readonly shows: readonly SlotId[];
}

interface LowParts {
  /** Of the result; null without one. */
  readonly rep: Representation | null;
  /** The operands whose references the operation takes over: bit n for operand n. */
  readonly takes: number;
  /** Where the frame is placed before it; null where it stays. */
  readonly site: Positioned | null;
  /** The instruction of the semantic block that begins here, which is how others name the place; null within one. */
  readonly point: number | null;
  /** Where it goes if it cannot be done with words; null for what always can, and for what is done with objects. */
  readonly exit: Exit | null;
  /** The variables whose words must be shown as objects before it looks at the frame (`passes/show-variables`). */
  readonly shows: readonly SlotId[];
}

/** To ask for its operation is to know its immediates. */
export type LowInstruction = Instruction & LowParts;

export interface LowBlock {
  /** As in the semantic IR; blocks of the version with words come after those. */
  readonly id: BlockId;
  readonly instructions: readonly LowInstruction[];
  /** `branch` tests an `i1`. */
  readonly terminator: Terminator;
  /** Whether `return` takes its value's reference over; otherwise it makes one. */
  readonly takes: boolean;
  readonly site: Positioned | null;
  /** The terminator's point; null where an instruction before it has begun that. */
  readonly point: number | null;
  /** As of instructions, for `next`. */
  readonly shows: readonly SlotId[];
  /** Where an exception raised in this block goes; null leaves the function. */
  readonly handler: BlockId | null;
}

export interface LowFunction {
  readonly source: IrFunction;
  /** Those that can be reached, in order. */
  readonly blocks: readonly LowBlock[];
  /** Where the version with words begins; null without one. */
  readonly specialized: BlockId | null;
  /** How that version holds each slot; null for an object, in the slot itself. */
  readonly words: readonly (Word | 'cursor' | null)[];
  readonly valueCount: number;
}

/** The blocks of each version, the first of which is where it begins. */
export function versionsOf({ blocks, specialized }: LowFunction): readonly (readonly LowBlock[])[] {
  if (specialized === null) return [blocks];
  return [blocks.filter(({ id }) => id < specialized), blocks.filter(({ id }) => id >= specialized)];
}

export type { BlockId, SlotId, ValueId };
