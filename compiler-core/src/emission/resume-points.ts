/** Where a generic body may be entered in its middle: the seam between a typed body that leaves and the generic one. */
import type { BlockId, ValueId } from '../ir/function.js';

export interface ResumePoint {
  /** From 1; 0 is the function's start. */
  readonly entry: number;
  readonly block: BlockId;
  /** The instruction to go on with; the block's terminator is one past the last. */
  readonly index: number;
  /** Whether an exception is being raised there instead. */
  readonly raises: boolean;
  /** The owned values that are alive there; they come after the slots in the state. */
  readonly values: readonly ValueId[];
}
