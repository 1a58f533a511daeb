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
import { type LowFunction, type LowInstruction, type Representation, type ValueId, versionsOf } from './function.js';
import { representationsOf } from './looks.js';
import { checkOwnership, leadingDrops } from './ownership.js';

type Fail = (problem: string) => never;
type RepOf = (value: ValueId) => Representation | undefined;

/** After any pass. */
export function verifyLow(fn: LowFunction): void {
  verifyUnowned(fn);
  for (const blocks of versionsOf(fn)) checkOwnership({ ...fn, blocks }, failureOf(fn));
}

/** Before it is said who owns what. */
export function verifyUnowned(fn: LowFunction): void {
  const fail = failureOf(fn);
  if (fn.blocks[0]?.id !== 0) fail('block0 is not the first');
  // No way but an exit leads from one version to another.
  for (const blocks of versionsOf(fn)) verifyVersion({ ...fn, blocks }, fail);
  checkExits(fn, fail);
}

function verifyVersion(fn: LowFunction, fail: Fail): void {
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

/** Each leads to a point of the version over objects, with values that this owns, and for each one that stands for it. */
function checkExits(fn: LowFunction, fail: Fail): void {
  const [objectBlocks = []] = versionsOf(fn);
  const points = new Set(objectBlocks.flatMap(({ id, instructions, point }) => [...instructions.map((instruction) => instruction.point), point].map((each) => `${id} ${each}`)));
  const reps = representationsOf(fn);
  for (const { id, instructions } of fn.blocks) {
    for (const { operation, exit } of instructions) {
      if (exit === null) continue;
      if (!points.has(`${exit.block} ${exit.index}`)) fail(`block${id}: ${operation}: leaves for ${exit.index} in block${exit.block}, where nothing begins`);
      if (exit.values.length !== exit.held.length) fail(`block${id}: ${operation}: leaves with ${exit.held.length} values for ${exit.values.length}`);
      const unheld = exit.held.find((held) => reps.get(held) === undefined || reps.get(held) === 'cursor');
      if (unheld !== undefined) fail(`block${id}: ${operation}: leaves with v${unheld}, which is no object and no word`);
    }
  }
}

const listed = (reps: readonly (Representation | null)[]): string => reps.map((rep) => rep ?? 'none').join(' or ');

function checkRepresentations(fn: LowFunction, fail: Fail): void {
  const reps = representationsOf(fn);
  for (const block of fn.blocks) {
    for (const instruction of block.instructions) {
      const problem = representationProblem(instruction, (value) => reps.get(value)) ?? slotProblem(fn, instruction, (value) => reps.get(value));
      if (problem !== null) fail(`block${block.id}: ${instruction.operation}: ${problem}`);
    }
    const { terminator } = block;
    const accepted: readonly Representation[] = terminator.kind === 'branch' ? ['i1'] : terminator.kind === 'next' ? [...objects, 'cursor'] : objects;
    const wrong = terminatorOperands(terminator).find((value) => !accepted.includes(reps.get(value)!));
    if (wrong !== undefined) fail(`block${block.id}: ${terminator.kind}: v${wrong} is ${reps.get(wrong)}, not ${listed(accepted)}`);
    if (block.takes && terminator.kind !== 'return') fail(`block${block.id}: ${terminator.kind} takes nothing over`);
  }
}

/** A slot that the version with words holds as one holds nothing else there. */
function slotProblem({ blocks, specialized, words, source }: LowFunction, { operation, operands, result, rep, immediate: { slot } }: LowInstruction, repOf: RepOf): string | null {
  if (slot === undefined || (operation !== 'local.get' && operation !== 'local.take' && operation !== 'local.set')) return null;
  const isInWords = specialized !== null && blocks[0]?.id === specialized;
  const word = isInWords ? words[slot] ?? null : null;
  const held = result === null ? repOf(operands[0]!) : rep;
  const isFit = word === null ? held !== undefined && held !== null && objects.includes(held) : held === word;
  return isFit ? null : `${source.slots[slot]?.name} is held as ${word ?? 'an object'}, not as ${held}`;
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

