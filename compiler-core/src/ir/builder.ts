/**
 * Builds one function's blocks: the mutable draft that the lowering fills, frozen by `finish` into an `IrFunction`'s
 * parts with unreachable blocks left out.
 */
import { type OperationName, operations } from '../semantics/operations/operations.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import type { Block, BlockId, Cell, CellId, ImmediateOf, Instruction, Slot, SlotId, Terminator, ValueId } from './function.js';
import { successors } from './successors.js';

export interface BlockDraft {
  readonly instructions: Instruction[];
  terminator: DraftTerminator | null;
  handler: BlockDraft | null;
  /** Something reachable jumps here; code placed elsewhere is dead and is not kept. */
  referenced: boolean;
  /** It has been gone on in: who leads here now closes a loop. */
  placed: boolean;
  /** The place of what came last before the block, on the way into it that was added last. */
  arrival: Positioned | null;
}

/** A terminator whose targets are drafts, as their numbers are known only at the end. */
export type DraftTerminator = Terminator<BlockDraft>;

export class FunctionBuilder {
  readonly slots: Slot[] = [];
  readonly cells: Cell[] = [];
  /** Where exceptions of the blocks made from now on go. */
  handler: BlockDraft | null = null;
  current: BlockDraft;
  private readonly entry: BlockDraft;
  private valueCount = 0;
  private readonly hiddenCounts = new Map<string, number>();

  constructor() {
    this.entry = this.newBlock();
    this.entry.referenced = true;
    this.current = this.entry;
  }

  get isDead(): boolean {
    return !this.current.referenced || this.current.terminator !== null;
  }

  /** The place of what comes last before here in the order of evaluation. */
  get lastPosition(): Positioned | null {
    return this.current.instructions.findLast(({ position }) => position !== null)?.position ?? this.current.arrival;
  }

  newBlock(): BlockDraft {
    return { instructions: [], terminator: null, handler: this.handler, referenced: false, placed: false, arrival: null };
  }

  /** Goes on in a block, under the handler of now. */
  place(block: BlockDraft): void {
    block.handler = this.handler;
    block.placed = true;
    this.current = block;
  }

  /** Goes on in a new block, so that a change of handler takes effect. */
  fallInto(block: BlockDraft, position: Positioned | null = null): void {
    this.jump(block, position);
    this.place(block);
  }

  newValue(): ValueId {
    return this.valueCount++ as ValueId;
  }

  addSlot(name: string, kind: Slot['kind'], inlined?: number): SlotId {
    this.slots.push(inlined === undefined ? { name, kind } : { name, kind, inlined });
    return (this.slots.length - 1) as SlotId;
  }

  /** A hidden slot `.purpose0`, numbered by purpose. */
  addHiddenSlot(purpose: string): SlotId {
    const number = this.hiddenCounts.get(purpose) ?? 0;
    this.hiddenCounts.set(purpose, number + 1);
    return this.addSlot(`.${purpose}${number}`, 'hidden');
  }

  addCell(cell: Cell): CellId {
    this.cells.push(cell);
    return (this.cells.length - 1) as CellId;
  }

  /** Appends an operation that gives a value. */
  emit<Name extends OperationName>(operation: Name, operands: readonly ValueId[], immediate: ImmediateOf<Name>, position: Positioned | null): ValueId {
    const result = this.newValue();
    this.append(result, operation, operands, immediate, position);
    return result;
  }

  /** Appends an operation that gives none. */
  effect<Name extends OperationName>(operation: Name, operands: readonly ValueId[], immediate: ImmediateOf<Name>, position: Positioned | null): void {
    this.append(null, operation, operands, immediate, position);
  }

  private append<Name extends OperationName>(result: ValueId | null, operation: Name, operands: readonly ValueId[], immediate: ImmediateOf<Name>, position: Positioned | null): void {
    // Of all operations, this is one; the type checker cannot tell which.
    this.current.instructions.push({ result, operation, operands, immediate, position } as Instruction);
  }

  end(terminator: DraftTerminator): void {
    const block = this.current;
    if (block.terminator !== null) return;
    block.terminator = terminator.kind !== 'branch' ? terminator
      : { ...terminator, then: this.wayTo(terminator.then, terminator.position), otherwise: this.wayTo(terminator.otherwise, terminator.position) };
    if (!block.referenced) return;
    const arrival = 'position' in terminator && terminator.position !== null ? terminator.position : this.lastPosition;
    for (const target of successors(block.terminator)) {
      target.referenced = true;
      target.arrival = arrival;
    }
  }

  /** Only jumps close loops: there an interruption may raise, and bodies be left. */
  private wayTo(target: BlockDraft, position: Positioned | null): BlockDraft {
    if (!target.placed) return target;
    const way = this.newBlock();
    way.terminator = { kind: 'jump', target, position };
    return way;
  }

  jump(target: BlockDraft, position: Positioned | null): void {
    this.end({ kind: 'jump', target, position });
  }

  finish(): { readonly blocks: readonly Block[]; readonly valueCount: number } {
    const order = orderBlocks(this.entry);
    const numbers = new Map(order.map((block, index) => [block, index as BlockId]));
    const numberOf = (block: BlockDraft): BlockId => {
      const number = numbers.get(block);
      if (number === undefined) throw new Error('a reachable block leads to one that is not');
      return number;
    };
    const blocks = order.map((block, index): Block => ({
      id: index as BlockId,
      instructions: block.instructions,
      terminator: freezeTerminator(requireTerminator(block), numberOf),
      handler: block.handler === null ? null : numbers.get(block.handler) ?? null,
    }));
    return { blocks, valueCount: this.valueCount };
  }
}

/**
 * The reachable blocks in reverse postorder: before its successors each, but for those to which it jumps back, so that a
 * jump to an earlier block is one that closes a loop; handlers after what may raise to them.
 */
function orderBlocks(entry: BlockDraft): readonly BlockDraft[] {
  const finished: BlockDraft[] = [];
  const entered = new Set<BlockDraft>();
  const open = new Set<BlockDraft>();
  const raising = new Set<BlockDraft>();
  const path: { readonly block: BlockDraft; readonly pending: BlockDraft[] }[] = [];

  function enter(block: BlockDraft): void {
    if (entered.has(block)) return;
    entered.add(block);
    open.add(block);
    const terminator = requireTerminator(block);
    // A jump back asks for signals, whose handlers may raise.
    if (mayRaise(block) || (terminator.kind === 'jump' && open.has(terminator.target))) raising.add(block);
    // Taken from the end: what is left first comes last, so that the text reads in the order of the source.
    path.push({ block, pending: [...successors(terminator), ...(block.handler !== null && raising.has(block) ? [block.handler] : [])] });
  }

  enter(entry);
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    const next = last.pending.pop();
    if (next !== undefined) {
      enter(next);
      continue;
    }
    path.pop();
    open.delete(last.block);
    finished.push(last.block);
  }
  return finished.reverse();
}

function requireTerminator(block: BlockDraft): DraftTerminator {
  if (block.terminator === null) throw new Error('a reachable block has no terminator');
  return block.terminator;
}

/**
 * A block that cannot raise needs no handler, which keeps handlers that nothing reaches out of the function; it has the one that others
 * reach, for what is done there with words may want memory.
 */
function mayRaise(block: BlockDraft): boolean {
  const { kind } = requireTerminator(block);
  if (kind !== 'jump' && kind !== 'return') return true;
  return block.instructions.some((instruction) => operations[instruction.operation].failure === 'raises');
}

function freezeTerminator(terminator: DraftTerminator, numberOf: (block: BlockDraft) => BlockId): Terminator {
  switch (terminator.kind) {
    case 'jump':
      return { ...terminator, target: numberOf(terminator.target) };
    case 'branch':
      return { ...terminator, then: numberOf(terminator.then), otherwise: numberOf(terminator.otherwise) };
    case 'next':
      return { ...terminator, body: numberOf(terminator.body), exhausted: numberOf(terminator.exhausted) };
    case 'return':
    case 'raise':
    case 'reraise':
      return terminator;
  }
}
