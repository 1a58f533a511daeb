/** The verifier rejects what lowering must never make: each case is good IR with one thing done to it. */
import { describe, expect, it } from 'vitest';
import type { Block, BlockId, Instruction, IrFunction, SlotId, ValueId } from '../../src/ir/function.js';
import { verifyFunction } from '../../src/ir/verifier.js';
import { infer } from '../facts/infer.js';

function functionOf(text: string): IrFunction {
  const { ir } = infer(text);
  return ir.functions[1]!;
}

/** The function with the blocks that `change` gives another form. */
function changed(fn: IrFunction, change: (block: Block) => Block): IrFunction {
  return { ...fn, blocks: fn.blocks.map(change) };
}

function changedInstructions(fn: IrFunction, change: (instruction: Instruction, block: Block) => readonly Instruction[]): IrFunction {
  return changed(fn, (block) => ({ ...block, instructions: block.instructions.flatMap((instruction) => change(instruction, block)) }));
}

const handlingInFinally = `
def f():
    try:
        raise KeyError
    finally:
        try:
            raise ValueError
        except ValueError:
            pass
`;
const loop = `
def f(items):
    for item in items:
        with item:
            item()
`;

it.each([handlingInFinally, loop])('accepts what lowering makes', (text) => {
  verifyFunction(functionOf(text));
});

describe('values', () => {
  it('does not live through a handler', () => {
    const fn = functionOf(handlingInFinally);
    const first = fn.blocks.flatMap((block) => block.instructions).find(({ operation }) => operation === 'exception.enter')?.result ?? null;
    // The outer handler's exception, read again where the inner one has been handled.
    const again = fn.blocks.findIndex(({ instructions, terminator }) => terminator.kind === 'reraise' && instructions[0]?.operation === 'exception.handled');
    const wrong = changed(fn, (block) => (block.id === again && block.terminator.kind === 'reraise' && first !== null ? { ...block, terminator: { ...block.terminator, exception: first } } : block));
    expect(() => verifyFunction(wrong)).toThrow(/^f: v\d+ is read after the exception that leads to block\d+ has ended it$/);
  });

  it('is defined', () => {
    const wrong = changedInstructions(functionOf('def f(a):\n    return a + 1\n'), (instruction) => (instruction.operation === 'constant' ? [] : [instruction]));
    expect(() => verifyFunction(wrong)).toThrow('f: v1 is undefined');
  });

  it('is defined once', () => {
    const wrong = changedInstructions(functionOf('def f(a):\n    return a + 1\n'), (instruction) => (instruction.operation === 'constant' ? [instruction, instruction] : [instruction]));
    expect(() => verifyFunction(wrong)).toThrow('f: v1 is defined twice');
  });

  it('is defined before it is read', () => {
    const wrong = changed(functionOf('def f(a):\n    return a + 1\n'), (block) => ({ ...block, instructions: [...block.instructions].reverse() }));
    expect(() => verifyFunction(wrong)).toThrow(/^f: block0: v\d is read before it is defined$/);
  });

  it('is defined on every way', () => {
    const fn = functionOf('def f(a):\n    if a:\n        b = 1\n    return a\n');
    const [made] = fn.blocks.flatMap(({ instructions }) => instructions).filter(({ operation }) => operation === 'constant');
    const wrong = changed(fn, (block) => (block.terminator.kind === 'return' ? { ...block, terminator: { ...block.terminator, value: made?.result ?? (0 as ValueId) } } : block));
    expect(() => verifyFunction(wrong)).toThrow(/^f: v\d is read on a way that does not define it$/);
  });
});

it('closes its loops by jumps, where it may be left', () => {
  const fn = functionOf('def f(items):\n    for item in items:\n        if item:\n            x = item\n');
  expect(() => verifyFunction(fn)).not.toThrow();
  const test = fn.blocks.find(({ terminator }) => terminator.kind === 'branch')!;
  const back = fn.blocks.find(({ id, terminator }) => terminator.kind === 'jump' && terminator.target < id)!.terminator as { readonly target: BlockId };
  const wrong = changed(fn, (block) => (block.id === test.id && block.terminator.kind === 'branch' ? { ...block, terminator: { ...block.terminator, otherwise: back.target } } : block));
  expect(() => verifyFunction(wrong)).toThrow(`f: block${test.id} leads back to block${back.target} by no jump`);
});

it('has its blocks in order', () => {
  const fn = functionOf('def f(a):\n    if a:\n        b = 1\n    else:\n        b = 2\n    return b\n');
  // The two sides of the branch, with the block where they meet before one of them.
  const places = [0, 1, 3, 2];
  const moved = (id: BlockId): BlockId => places.indexOf(id) as BlockId;
  const wrong = { ...fn, blocks: places.map((place, id) => {
    const { terminator, ...block } = fn.blocks[place]!;
    const end = terminator.kind === 'jump' ? { ...terminator, target: moved(terminator.target) } : terminator.kind === 'branch' ? { ...terminator, then: moved(terminator.then), otherwise: moved(terminator.otherwise) } : terminator;
    return { ...block, id: id as BlockId, terminator: end };
  }) };
  expect(() => verifyFunction(fn)).not.toThrow();
  expect(() => verifyFunction(wrong)).toThrow('f: block3 leads back to block2, which closes no loop');
});

describe('handlers', () => {
  const without = (operation: string, text: string): IrFunction => changedInstructions(functionOf(text), (instruction) => (instruction.operation === operation ? [] : [instruction]));

  it('is entered first', () => {
    const wrong = changed(functionOf(loop), (block) => (block.instructions[0]?.operation === 'exception.enter' ? { ...block, instructions: [...block.instructions.slice(1), block.instructions[0]] } : block));
    expect(() => verifyFunction(wrong)).toThrow(/is a handler and does not enter it|is read before/);
  });

  it('is left on every way out', () => {
    expect(() => verifyFunction(without('exception.leave', handlingInFinally))).toThrow(/inside the handlers/);
  });

  it('is left once', () => {
    const wrong = changedInstructions(functionOf(loop), (instruction) => (instruction.operation === 'exception.leave' ? [instruction, instruction] : [instruction]));
    expect(() => verifyFunction(wrong)).toThrow(/leaves another handler than the innermost of none/);
  });

  it('is left from the inside out', () => {
    const wrong = changedInstructions(functionOf(handlingInFinally), (instruction) => (instruction.operation === 'exception.leave' ? [{ ...instruction, immediate: { slot: 0 as SlotId } }] : [instruction]));
    expect(() => verifyFunction(wrong)).toThrow(/leaves another handler than the innermost/);
  });

  it('is not left before what may still raise under its own cleanup', () => {
    const fn = functionOf(loop);
    const cleanup = fn.blocks.find(({ handler, instructions }) => handler !== null && instructions[0]?.operation === 'exception.enter')?.handler ?? null;
    // The jump back of a `with` that swallowed asks for signals, which may raise.
    const wrong = changed(fn, (block) => (block.handler === null && block.instructions[0]?.operation === 'exception.leave' && block.terminator.kind === 'jump'
      ? { ...block, handler: cleanup as BlockId, terminator: { ...block.terminator, target: 1 as BlockId } } : block));
    expect(() => verifyFunction(wrong)).toThrow(/leads to block\d+ inside the handlers none, another block inside .handled0/);
  });
});
