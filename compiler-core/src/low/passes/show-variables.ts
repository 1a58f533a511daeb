/**
 * The frame shows variables as objects in their places; those that are words are put there before what may look, and before
 * the body leaves for the version with objects: as late as that, and once for each value. And whoever has looked may have
 * changed them (PEP 667), which the next read of a variable asks before it takes the word.
 *
 *     local.set v2 : total                    local.set v2 : total
 *     v3: object = call v0            →       v3: object = call v0 (shows total)
 *     v4: object = call v1                    v4: object = call v1
 *     v5: i64 = local.get total               v5: i64 = local.get total, or leave ...
 */
import { successors } from '../../ir/successors.js';
import { type BlockId, isWord, type LowBlock, type LowFunction, type LowInstruction, type SlotId } from '../ir/function.js';
import { looksOf, representationsOf } from '../ir/looks.js';

/** On the way to a point: the variables whose words are not shown, and whether somebody may have looked since they were read. */
interface State {
  readonly hidden: Set<SlotId>;
  looked: boolean;
}

const copyOf = ({ hidden, looked }: State): State => ({ hidden: new Set(hidden), looked });
const inOrder = (slots: Iterable<SlotId>): readonly SlotId[] => [...slots].sort((a, b) => a - b);

export function showVariables(fn: LowFunction): LowFunction {
  if (fn.specialized === null) return fn;
  const start = fn.specialized;
  const reps = representationsOf(fn);
  const blocks = new Map(fn.blocks.filter(({ id }) => id >= start).map((block) => [block.id, block]));
  const atEntry = new Map<BlockId, State>([[start, { hidden: new Set(), looked: false }]]);
  const isVisible = (slot: SlotId): boolean => isWord(fn.words[slot]) && fn.source.slots[slot]?.kind !== 'hidden';
  const toShow = (hidden: ReadonlySet<SlotId>): readonly SlotId[] => inOrder([...hidden].filter(isVisible));

  /** The instruction with what it must show; `state` is behind it then. */
  function step(instruction: LowInstruction, state: State): LowInstruction {
    const { hidden } = state;
    const looks = looksOf(fn, instruction, (value) => reps.get(value));
    const shows = looks.when === 'never' ? [] : toShow(hidden);
    const { operation, immediate: { slot }, exit } = instruction;
    const isRead = operation === 'local.get';
    const isNeeded = exit !== null && (!isRead || (state.looked && slot !== undefined && isVisible(slot)));
    const left = isNeeded ? { ...exit, shows: inOrder(hidden) } : null;
    if (isRead && isNeeded) state.looked = false;
    if (looks.when !== 'never') state.looked = true;
    if (looks.when === 'always') for (const each of shows) hidden.delete(each);
    if (slot !== undefined && isWord(fn.words[slot])) {
      if (operation === 'local.set') hidden.add(slot);
      else if (operation === 'local.box' || operation === 'local.take' || operation === 'local.clear') hidden.delete(slot);
    }
    return { ...instruction, shows, exit: left };
  }

  function walk(block: LowBlock, state: State): LowBlock {
    const instructions = block.instructions.map((instruction) => step(instruction, state));
    // A loop's iterator runs its own code, and what closes the loop lets others run.
    if (block.terminator.kind === 'next' || successors(block.terminator).some((target) => target <= block.id)) state.looked = true;
    return { ...block, instructions, shows: toShow(state.hidden) };
  }

  function flow(target: BlockId, state: State, pending: BlockId[]): void {
    const known = atEntry.get(target);
    if (known === undefined) {
      atEntry.set(target, copyOf(state));
      pending.push(target);
      return;
    }
    const [size, looked] = [known.hidden.size, known.looked];
    for (const slot of state.hidden) known.hidden.add(slot);
    known.looked ||= state.looked;
    if (size !== known.hidden.size || looked !== known.looked) pending.push(target);
  }

  const pending: BlockId[] = [start];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = blocks.get(id);
    if (block === undefined) continue;
    const state = copyOf(atEntry.get(id)!);
    walk(block, state);
    for (const target of successors(block.terminator)) flow(target, state, pending);
    // On the way to a handler all are shown.
    if (block.handler !== null) flow(block.handler, { hidden: new Set(), looked: true }, pending);
  }
  return { ...fn, blocks: fn.blocks.map((block) => (block.id >= start ? walk(block, copyOf(atEntry.get(block.id) ?? { hidden: new Set(), looked: true })) : block)) };
}
