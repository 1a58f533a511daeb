/**
 * The lower IR: one function's body between Python's operations and C++, as plain data. It has the blocks, values and
 * slots of the semantic IR it is built from, and says what that leaves open: how each value is held, who owns its object
 * and where it ends, where the frame is placed, and at which points the body may be entered.
 *
 *     v2 = binary.add v0, take v1 : object      v1's reference goes to the operation, which may use the object again
 *     drop v0                                   v0's object may end here, and look at the frame
 *
 * A drop at the start of a block ends what the way there still has: where ways meet, some may have given it away.
 */
import type { BlockId, Instruction, IrFunction, Terminator, ValueId } from '../../ir/function.js';
import type { Positioned } from '../../syntax/ast/nodes.generated.js';

export type Representation =
  /** A `PyObject*` with a reference of its own, which ends once on each way. */
  | 'object'
  /** A `PyObject*` that something else keeps for as long as the value is read: its slot, the table of constants. */
  | 'borrowed'
  /** A truth. */
  | 'i1';

interface LowParts {
  /** Of the result; null without one. */
  readonly rep: Representation | null;
  /** The operands whose references the operation takes over: bit n for operand n. */
  readonly takes: number;
  /** Where the frame is placed before it; null where it stays. */
  readonly site: Positioned | null;
  /** The instruction of the semantic block that begins here, which is how others name the place; null within one. */
  readonly point: number | null;
}

/** To ask for its operation is to know its immediates. */
export type LowInstruction = Instruction & LowParts;

export interface LowBlock {
  /** As in the semantic IR. */
  readonly id: BlockId;
  readonly instructions: readonly LowInstruction[];
  /** `branch` tests an `i1`. */
  readonly terminator: Terminator;
  /** Whether `return` takes its value's reference over; otherwise it makes one. */
  readonly takes: boolean;
  readonly site: Positioned | null;
  /** The terminator's point; null where an instruction before it has begun that. */
  readonly point: number | null;
  /** Where an exception raised in this block goes; null leaves the function. */
  readonly handler: BlockId | null;
}

export interface LowFunction {
  readonly source: IrFunction;
  /** Those that can be reached, in order. */
  readonly blocks: readonly LowBlock[];
  readonly valueCount: number;
}

export type { BlockId, ValueId };
