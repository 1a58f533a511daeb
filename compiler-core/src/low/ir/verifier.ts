/**
 * Checks a function of the lower IR; throws on the first thing that no pass may leave behind. What holds at every time: rows,
 * ways between blocks, dominance, handlers, slots, representations; and once `passes/insert-references` has said who owns
 * what, ownership.
 */
import { applyToBound, boundAtEntry } from '../../ir/analysis/definite-assignment.js';
import { checkHandlers } from '../../ir/handler-balance.js';
import { successors, terminatorOperands } from '../../ir/successors.js';
import { checkValues, instructionProblem } from '../../ir/verifier.js';
import { operations } from '../../semantics/operations/operations.js';
import { formsOf, objects } from './forms.js';
import type { BlockId, LowFunction, LowInstruction, Representation, ValueId } from './function.js';
import { checkOwnership, leadingDrops } from './ownership.js';

type Fail = (problem: string) => never;
type RepOf = (value: ValueId) => Representation | undefined;

/** After any pass. */
export function verifyLow(fn: LowFunction): void {
  verifyUnowned(fn);
  checkOwnership(fn, failureOf(fn));
}

/** Before it is said who owns what. */
export function verifyUnowned(fn: LowFunction): void {
  const fail = failureOf(fn);
  checkBlocks(fn, fail);
  const starts = fn.blocks.slice(0, 1).map(({ id }) => id);
  const blocks = fn.blocks.map((block) => ({ ...block, instructions: block.instructions.slice(leadingDrops(block).length) }));
  checkValues({ blocks }, starts, fail);
  checkHandlers({ slots: fn.source.slots, blocks }, starts, fail);
  checkSlots(fn, fail);
  checkRepresentations(fn, fail);
}

function failureOf(fn: LowFunction): Fail {
  return (problem) => { throw new Error(`${fn.source.qualname}: ${problem}`); };
}

function checkBlocks({ blocks, valueCount }: LowFunction, fail: Fail): void {
  const places = new Map(blocks.map(({ id }, place) => [id, place]));
  if (places.size !== blocks.length) fail('a block is there twice');
  if (places.get(0 as BlockId) !== 0) fail('block0 is not the first');
  for (const { id, instructions, terminator, handler } of blocks) {
    for (const instruction of instructions) {
      const problem = instructionProblem(instruction);
      if (problem !== null) fail(`block${id}: ${instruction.operation}: ${problem}`);
      if (instruction.result !== null && instruction.result >= valueCount) fail(`block${id}: v${instruction.result} is beyond the ${valueCount} values`);
    }
    for (const target of [...successors(terminator), ...(handler === null ? [] : [handler])]) if (!places.has(target)) fail(`block${id} leads to block${target}, which is not there`);
  }
}

/** What must be bound is: an operation reads its slot without a look, unless it is one that raises UnboundLocalError. */
function readsUnchecked({ operation, immediate }: LowInstruction): boolean {
  // Of what a handler has entered, `checkHandlers` knows better.
  if (operation === 'local.delete' || operation === 'exception.leave') return false;
  return operation === 'local.get' ? immediate.bound === true : operations[operation].slot?.reads === true;
}

function checkSlots(fn: LowFunction, fail: Fail): void {
  const { slots, cells } = fn.source;
  const atEntry = boundAtEntry({ slots, cells, blocks: fn.blocks });
  for (const { id, instructions } of fn.blocks) {
    const bound = new Set(atEntry.get(id));
    for (const instruction of instructions) {
      const { operation, immediate: { slot, cell } } = instruction;
      if (cell !== undefined && cells[cell] === undefined) fail(`block${id}: ${operation}: there is no cell ${cell}`);
      if (slot === undefined) continue;
      if (slots[slot] === undefined) fail(`block${id}: ${operation}: there is no slot ${slot}`);
      if (readsUnchecked(instruction) && !bound.has(slot)) fail(`block${id}: ${operation}: ${slots[slot]?.name} may be unbound`);
      applyToBound(bound, instruction);
      // A read that came back has found something.
      if (operation === 'local.get') bound.add(slot);
    }
  }
}

/** How each value is held. */
function representationsOf({ blocks }: LowFunction): ReadonlyMap<ValueId, Representation> {
  const reps = new Map<ValueId, Representation>();
  for (const { instructions, terminator } of blocks) {
    for (const { result, rep } of instructions) if (result !== null && rep !== null) reps.set(result, rep);
    if (terminator.kind === 'next') reps.set(terminator.result, 'object');
  }
  return reps;
}

const listed = (reps: readonly (Representation | null)[]): string => reps.map((rep) => rep ?? 'none').join(' or ');

function checkRepresentations(fn: LowFunction, fail: Fail): void {
  const reps = representationsOf(fn);
  for (const block of fn.blocks) {
    for (const instruction of block.instructions) {
      const problem = representationProblem(instruction, (value) => reps.get(value));
      if (problem !== null) fail(`block${block.id}: ${instruction.operation}: ${problem}`);
    }
    const { terminator } = block;
    const accepted: readonly Representation[] = terminator.kind === 'branch' ? ['i1'] : objects;
    const wrong = terminatorOperands(terminator).find((value) => !accepted.includes(reps.get(value)!));
    if (wrong !== undefined) fail(`block${block.id}: ${terminator.kind}: v${wrong} is ${reps.get(wrong)}, not ${listed(accepted)}`);
    if (block.takes && terminator.kind !== 'return') fail(`block${block.id}: ${terminator.kind} takes nothing over`);
  }
}

function representationProblem({ operation, operands, result, rep }: LowInstruction, repOf: RepOf): string | null {
  if ((result === null) !== (rep === null)) return result === null ? 'it has no result to hold' : `nothing says how v${result} is held`;
  const forms = formsOf(operation);
  const fitting = forms.filter((form) => operands.every((operand) => form.operands.includes(repOf(operand)!)));
  if (fitting.length === 0) {
    const accepted = forms.flatMap((form) => form.operands);
    const wrong = operands.find((operand) => !accepted.includes(repOf(operand)!));
    return wrong === undefined ? `no form takes ${listed(operands.map((operand) => repOf(operand)!))} together` : `v${wrong} is ${repOf(wrong)}, not ${listed(accepted)}`;
  }
  const results = fitting.flatMap((form) => form.results);
  return results.includes(rep) ? null : `v${result} is ${listed([rep])}, not ${listed(results)}`;
}

