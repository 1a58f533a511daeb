/** Prints a function of the IR as text, for snapshots and for people who debug a stage. */
import type { ImmediateKind } from '../semantics/operations/operation.js';
import { operations } from '../semantics/operations/operations.js';
import type { Instruction, IrFunction, IrModule, SlotId, Terminator, ValueId } from './function.js';
import type { IrConstant } from '../semantics/constants/constant.js';
import { jsonValueOf, withEscapedSurrogates } from '../syntax/ast/python-string.js';

export function printModule(module: IrModule): string {
  return module.functions
    .map((fn) => (fn.notCompiled === null
      ? `function ${fn.qualname}\n${printFunction(fn)}`
      : `function ${fn.qualname} keeps its bytecode: ${fn.notCompiled.construct}`))
    .join('\n\n');
}

export function printFunction(fn: IrFunction): string {
  if (fn.notCompiled !== null) return `not compiled: ${fn.notCompiled.construct}`;
  return fn.blocks
    .map((block) => {
      const handler = block.handler === null ? '' : ` (on error block${block.handler})`;
      const lines = block.instructions.map((instruction) => `  ${printInstruction(fn, instruction)}`);
      return [`block${block.id}:${handler}`, ...lines, `  ${printTerminator(block.terminator)}`].join('\n');
    })
    .join('\n');
}

/** What the levels of the IR say differently of an instruction. */
export interface InstructionWords {
  operand(value: ValueId, place: number): string;
  result(value: ValueId): string;
}
const plainWords: InstructionWords = { operand: (value) => `v${value}`, result: (value) => `v${value}` };

export function printInstruction(fn: IrFunction, instruction: Instruction, words: InstructionWords = plainWords): string {
  const operands = instruction.operands.map((operand, place) => words.operand(operand, place)).join(', ');
  const immediates = printImmediates(fn, instruction);
  const parts = [instruction.operation, [operands, immediates].filter((text) => text !== '').join(' : ')];
  const text = parts.filter((part) => part !== '').join(' ');
  return instruction.result === null ? text : `${words.result(instruction.result)} = ${text}`;
}

function printImmediates(fn: IrFunction, { operation, immediate }: Instruction): string {
  const texts = operations[operation].immediates.map((kind) => printImmediate(fn, immediate, kind));
  if (immediate.defaults === true) texts.push('defaults');
  if (immediate.keywordDefaults === true) texts.push('keyword-defaults');
  if (immediate.annotations === true) texts.push('annotations');
  if (immediate.bound === true) texts.push('bound');
  return texts.join(', ');
}

function printImmediate(fn: IrFunction, immediate: Instruction['immediate'], kind: ImmediateKind): string {
  switch (kind) {
    case 'slot':
      return immediate.slot === undefined ? '?' : slotName(fn, immediate.slot);
    case 'cell':
      return immediate.cell === undefined ? '?' : (fn.cells[immediate.cell]?.name ?? '?');
    case 'name':
      return immediate.name ?? '?';
    case 'constant':
      return immediate.constant === undefined ? '?' : printConstant(immediate.constant);
    case 'count':
    case 'after':
    case 'index':
    case 'level':
    case 'conversion':
      return String(immediate[kind]);
    case 'keywords':
      return (immediate.keywords ?? []).join(' ');
    case 'function':
      return `function${immediate.function}`;
    case 'operation':
      return immediate.operation ?? '?';
    case 'stack':
      return `[${(immediate.stack ?? []).map((item) => ('slot' in item ? `${item.kind} ${slotName(fn, item.slot)}` : 'kept' in item ? `kept ${slotName(fn, item.kept)}` : item.kind)).join(' ')}]`;
  }
}

/** Slots of the same name (an inlined comprehension's variable) are told apart by their number. */
function slotName(fn: IrFunction, slot: SlotId): string {
  const name = fn.slots[slot]?.name ?? '?';
  const first = fn.slots.findIndex((other) => other.name === name);
  return first === slot ? name : `${name}.${slot}`;
}

function printConstant(constant: IrConstant): string {
  switch (constant.type) {
    case 'none':
      return 'None';
    case 'ellipsis':
      return 'Ellipsis';
    case 'bool':
      return constant.value ? 'True' : 'False';
    case 'int':
      return String(constant.value);
    case 'float':
      return Object.is(constant.value, -0) ? '-0.0' : Number.isInteger(constant.value) ? `${constant.value}.0` : String(constant.value);
    case 'complex':
      return `(${constant.real}+${constant.imag}j)`;
    case 'str':
      return withEscapedSurrogates(JSON.stringify(jsonValueOf(constant.value)));
    case 'bytes':
      return `b${JSON.stringify(Array.from(constant.value, (byte) => String.fromCharCode(byte)).join(''))}`;
    case 'tuple':
      return `(${constant.items.map(printConstant).join(', ')})`;
    case 'frozenset':
      return `{${constant.items.map(printConstant).join(', ')}}`;
  }
}

export function printTerminator(terminator: Terminator): string {
  switch (terminator.kind) {
    case 'jump':
      return `jump block${terminator.target}`;
    case 'branch':
      return `branch v${terminator.test} block${terminator.then}, block${terminator.otherwise}`;
    case 'next':
      return `v${terminator.result} = next v${terminator.iterator} block${terminator.body}, block${terminator.exhausted}`;
    case 'return':
      return `return v${terminator.value}`;
    case 'raise':
      return ['raise', ...[terminator.exc, terminator.cause].filter((value) => value !== null).map((value) => `v${value}`)].join(' ');
    case 'reraise':
      return `reraise v${terminator.exception}${terminator.showsRaise ? ' at its raise' : ''}`;
  }
}
