/** Whether two functions do the same, wherever they stand in the text: what an edit leaves as it was. */
import { type IrConstant, sameConstant } from '../semantics/constants/constant.js';
import type { Block, Cell, ImmediateOf, Instruction, IrFunction, Slot, StackItem, Terminator } from './function.js';
import type { OperationName } from '../semantics/operations/operations.js';

type Immediate = ImmediateOf<OperationName>;

function sameAll<Item>(left: readonly Item[], right: readonly Item[], same: (one: Item, other: Item) => boolean): boolean {
  return left.length === right.length && left.every((each, index) => same(each, right[index]!));
}

const identical = (left: unknown, right: unknown): boolean => left === right;
const sameSlot = (left: Slot, right: Slot): boolean => left.name === right.name && left.kind === right.kind && left.inlined === right.inlined;
const sameCell = (left: Cell, right: Cell): boolean => left.name === right.name && left.kind === right.kind && left.parameter === right.parameter && left.inlined === right.inlined;

function sameItem(left: StackItem, right: StackItem): boolean {
  return left.kind === right.kind && ('slot' in left ? left.slot : null) === ('slot' in right ? right.slot : null)
    && ('kept' in left ? left.kept : null) === ('kept' in right ? right.kept : null);
}

function sameImmediate(left: Immediate, right: Immediate): boolean {
  const [one, other] = [left as Record<string, unknown>, right as Record<string, unknown>];
  for (const kind in one) {
    // Where an attribute is looked up.
    if (kind === 'lookup') continue;
    if (kind === 'constant' ? other[kind] === undefined || !sameConstant(one[kind] as IrConstant, other[kind] as IrConstant)
      : kind === 'stack' ? !sameAll(one[kind] as readonly StackItem[], (other[kind] ?? []) as readonly StackItem[], sameItem)
      : kind === 'keywords' ? !sameAll(one[kind] as readonly string[], (other[kind] ?? []) as readonly string[], identical)
        : one[kind] !== other[kind]) return false;
  }
  for (const kind in other) if (kind !== 'lookup' && !(kind in one)) return false;
  return true;
}

/** Whether both do the same with their operands, whichever these are. */
export function sameOperation(left: Instruction, right: Instruction): boolean {
  return left.operation === right.operation && sameImmediate(left.immediate, right.immediate);
}

function sameInstruction(left: Instruction, right: Instruction): boolean {
  return left.result === right.result && sameAll(left.operands, right.operands, identical) && sameOperation(left, right);
}

function sameTerminator(left: Terminator, right: Terminator): boolean {
  switch (left.kind) {
    case 'jump': return right.kind === 'jump' && left.target === right.target;
    case 'branch': return right.kind === 'branch' && left.test === right.test && left.then === right.then && left.otherwise === right.otherwise;
    case 'next': return right.kind === 'next' && left.iterator === right.iterator && left.result === right.result && left.body === right.body && left.exhausted === right.exhausted;
    case 'return': return right.kind === 'return' && left.value === right.value;
    case 'raise': return right.kind === 'raise' && left.exc === right.exc && left.cause === right.cause;
    case 'reraise': return right.kind === 'reraise' && left.exception === right.exception && left.showsRaise === right.showsRaise;
  }
}

function sameBlock(left: Block, right: Block): boolean {
  return left.handler === right.handler && sameTerminator(left.terminator, right.terminator) && sameAll(left.instructions, right.instructions, sameInstruction);
}

export function sameFunction(left: IrFunction, right: IrFunction): boolean {
  return left.name === right.name && left.kind === right.kind && left.parent === right.parent && left.isGenerator === right.isGenerator && left.isCoroutine === right.isCoroutine
    && left.parameterCount === right.parameterCount && left.positionalCount === right.positionalCount && left.looksAtFrame === right.looksAtFrame
    && left.valueCount === right.valueCount && left.notCompiled?.construct === right.notCompiled?.construct
    && sameAll(left.slots, right.slots, sameSlot) && sameAll(left.cells, right.cells, sameCell) && sameAll(left.blocks, right.blocks, sameBlock);
}
