/**
 * The semantic IR to the version of the lower IR in which every value is an object. Two operations that are done in one step become one instruction: an operator and the
 * branch that asks for its truth, an operator and the store into the variable that is its left operand.
 *
 *     v2 = compare.lt v0, v1                  v2 = compare.lt v0, v1 : i1
 *     branch v2 block1, block2        →       branch v2 block1, block2
 *
 *     v3 = binary.add v1, v2
 *     local.set v3 : total            →       local.update v2 : total, binary.add
 */
import { boundAtEntry, boundReads } from '../../ir/analysis/definite-assignment.js';
import { type ValueLifetimes, valueLifetimes } from '../../ir/analysis/value-lifetimes.js';
import type { Block, BlockId, Instruction, IrFunction, SlotId, ValueId } from '../../ir/function.js';
import { operations } from '../../semantics/operations/operations.js';
import type { Positioned } from '../../syntax/ast/nodes.generated.js';
import type { LowBlock, LowInstruction } from '../ir/function.js';

/** The reads of slots, by the value they give. */
type Reads = ReadonlyMap<ValueId, SlotId>;

function readsOf(fn: IrFunction): Reads {
  const all = fn.blocks.flatMap((block) => block.instructions);
  return new Map(all.flatMap((instruction) => (instruction.operation === 'local.get' && instruction.result !== null ? [[instruction.result, instruction.immediate.slot] as const] : [])));
}

/** Whether the frame is placed where the operation stands, before it. */
function placesFrame(fn: IrFunction, { operation, immediate }: Instruction): boolean {
  const row = operations[operation];
  switch (operation) {
    // What the variable held may end here, and look around.
    case 'local.set': return fn.slots[immediate.slot]?.kind !== 'hidden';
    case 'local.get': return immediate.bound !== true;
    case 'pass': case 'local.clear': case 'local.delete': case 'cell.set': case 'exception.leave': return true;
    // Where an operand ends, its destructor may look at the frame.
    default: return row.failure === 'raises' || row.object.kind === 'operator';
  }
}

function siteOf(fn: IrFunction, instruction: Instruction): Positioned | null {
  if (!placesFrame(fn, instruction)) return null;
  // The lookup has a place of its own; the runtime goes on to the call's once it has the method.
  return instruction.operation === 'call.method' ? instruction.immediate.lookup ?? instruction.position : instruction.position;
}

/** What an instruction has by default. */
export const plainParts = { rep: null, takes: 0, site: null, point: null, exit: null, shows: [] } as const satisfies Partial<LowInstruction>;

export function lowInstruction(fn: IrFunction, instruction: Instruction, point: number | null): LowInstruction {
  return { ...instruction, ...plainParts, rep: instruction.result === null ? null : 'object', site: siteOf(fn, instruction), point };
}

export interface FunctionContext {
  readonly fn: IrFunction;
  readonly lifetimes: ValueLifetimes;
  readonly reads: Reads;
  readonly bound: ReturnType<typeof boundAtEntry>;
}

export interface BlockContext extends FunctionContext {
  readonly block: Block;
}

export function contextOf(fn: IrFunction): FunctionContext {
  return { fn, lifetimes: valueLifetimes(fn), reads: readsOf(fn), bound: boundAtEntry(fn) };
}

/** `slot = slot op operand` in one step. */
export function updateAt({ fn, block, lifetimes, reads }: BlockContext, index: number): LowInstruction | null {
  const instruction = block.instructions[index]!;
  const { operation, operands: [left, right], result, position } = instruction;
  const { object } = operations[operation];
  const next = block.instructions[index + 1];
  if (object.kind !== 'operator' || object.update === null || left === undefined || right === undefined || result === null) return null;
  if (next?.operation !== 'local.set' || next.operands[0] !== result || !lifetimes.endsAt(result, block.id, index + 1)) return null;
  // What the slot held may look at the frame when it ends.
  if (next.position?.lineno !== position?.lineno) return null;
  const { slot } = next.immediate;
  const isFrom = (value: ValueId): boolean => lifetimes.ownershipOf(value) === 'slot' && reads.get(value) === slot;
  if (!isFrom(left) || !lifetimes.endsAt(left, block.id, index) || isFrom(right)) return null;
  return lowInstruction(fn, { operation: 'local.update', result: null, operands: [right], immediate: { slot, operation }, position }, index);
}

/** Whether an operation is only asked for its truth, by the branch right after it. */
export function isTested({ block, lifetimes }: BlockContext, index: number): boolean {
  const { terminator } = block;
  const instruction = block.instructions[index];
  if (instruction === undefined || index !== block.instructions.length - 1 || terminator.kind !== 'branch' || terminator.test !== instruction.result) return false;
  const { object } = operations[instruction.operation];
  return lifetimes.endsAt(terminator.test, block.id, index + 1) && object.kind === 'operator' && object.test !== null;
}

export const pointKey = (block: BlockId, index: number): string => `${block} ${index}`;

function buildBlock(context: BlockContext, points: ReadonlySet<string>, newValue: () => ValueId): LowBlock {
  const { fn, block } = context;
  const { terminator, handler, id } = block;
  const bound = boundReads(block, context.bound.get(id));
  const instructions: LowInstruction[] = [];
  const end = block.instructions.length;
  for (let index = 0; index < end; index++) {
    const instruction = block.instructions[index]!;
    const update = points.has(pointKey(id, index + 1)) ? null : updateAt(context, index);
    if (update !== null) {
      instructions.push(update);
      index += 1;
    } else if (instruction.operation === 'local.get' && bound.has(index)) {
      instructions.push(lowInstruction(fn, { ...instruction, immediate: { ...instruction.immediate, bound: true } }, index));
    } else {
      const low = lowInstruction(fn, instruction, index);
      instructions.push(isTested(context, index) ? { ...low, rep: 'i1' } : low);
    }
  }
  const rest = { id, handler, takes: false, shows: [] };
  if (terminator.kind !== 'branch') return { ...rest, instructions, terminator, site: terminator.kind === 'jump' ? null : terminator.position, point: end };
  if (isTested(context, end - 1)) return { ...rest, instructions, terminator, site: null, point: null };
  const test = newValue();
  instructions.push({ ...plainParts, operation: 'truth', result: test, operands: [terminator.test], immediate: {}, position: terminator.position, rep: 'i1', site: terminator.position, point: end });
  return { ...rest, instructions, terminator: { ...terminator, test }, site: null, point: null };
}

/** `points` are those at which other versions leave for this one. */
export function buildObjects(context: FunctionContext, points: ReadonlySet<string>, newValue: () => ValueId): readonly LowBlock[] {
  const { fn, bound } = context;
  return fn.blocks.filter(({ id }) => bound.has(id)).map((block) => buildBlock({ ...context, block }, points, newValue));
}
