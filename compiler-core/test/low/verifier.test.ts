/** The verifier of the lower IR refuses what no pass may leave behind: each case is a good function with one thing done to it. */
import { describe, expect, it } from 'vitest';
import type { SlotId } from '../../src/ir/function.js';
import type { BlockId, LowBlock, LowFunction, LowInstruction, ValueId } from '../../src/low/ir/function.js';
import { verifyLow, verifyUnowned } from '../../src/low/ir/verifier.js';
import { walk } from '../facts/infer.js';

function functionOf(text: string): LowFunction {
  const found = walk(text, 'low').low[1];
  if (found == null) throw new Error('no native body');
  return found;
}

const changed = (fn: LowFunction, change: (block: LowBlock) => LowBlock): LowFunction => ({ ...fn, blocks: fn.blocks.map(change) });

/** Each instruction is replaced by what `change` gives for it. */
function rewritten(fn: LowFunction, change: (instruction: LowInstruction, block: LowBlock) => readonly LowInstruction[]): LowFunction {
  return changed(fn, (block) => ({ ...block, instructions: block.instructions.flatMap((instruction) => change(instruction, block)) }));
}

const without = (fn: LowFunction, operation: string): LowFunction => rewritten(fn, (instruction) => (instruction.operation === operation ? [] : [instruction]));
const twice = (fn: LowFunction, operation: string): LowFunction => rewritten(fn, (instruction) => (instruction.operation === operation ? [instruction, instruction] : [instruction]));
const problemOf = (fn: LowFunction) => () => { verifyLow(fn); };

const attributes = functionOf('def f(a, b):\n    return a.x + a.y, b\n');
const choice = functionOf('def f(a):\n    return a.x if a.y else a.z\n');
const chain = functionOf('def f(s):\n    while 0 < s < 4:\n        t = s\n');
const handled = functionOf('def f(a):\n    for item in a:\n        try:\n            item()\n        except ValueError as error:\n            print(error)\n        finally:\n            a.done()\n');

const boxed = functionOf('def f(t):\n    try:\n        t(1)\n    finally:\n        t(len("abc") and ())\n');

it.each([attributes, choice, chain, handled, boxed])('accepts what the passes make', (fn) => { verifyLow(fn); });

describe('ownership', () => {
  it('ends each object', () => {
    expect(problemOf(without(attributes, 'drop'))).toThrow(/^f: block0: return leaves v\d+ with an object that nothing ends$/);
    expect(problemOf(without(choice, 'drop'))).toThrow(/^f: block3: return leaves v1 with an object that nothing ends$/);
  });

  it('ends each object once', () => {
    expect(problemOf(twice(choice, 'drop'))).toThrow('f: block0: drop reads v1, which block0 has dropped');
  });

  it('ends an object that some way still has at the start of the block, if one has it', () => {
    const [start] = chain.blocks.filter(({ instructions }) => instructions[0]?.operation === 'drop');
    expect(problemOf(changed(chain, (block) => (block === start ? { ...block, instructions: block.instructions.slice(1) } : block)))).toThrow(/^f: block\d leads to block\d with(out)? the object of v\d+, another block with(out)? it$/);
    const drop = choice.blocks[0]!.instructions.find(({ operation }) => operation === 'drop')!;
    expect(problemOf(changed(choice, (block) => (block.id === 3 ? { ...block, instructions: [drop, ...block.instructions] } : block)))).toThrow('f: block3 drops v1, which no way there has');
  });

  it('reads nothing that is given away', () => {
    const taking = rewritten(attributes, (instruction) => (instruction.operation === 'build.tuple' ? [{ ...instruction, operands: [instruction.operands[0]!, 1 as ValueId] }] : [instruction]));
    expect(problemOf(taking)).toThrow('f: block0: build.tuple reads v1, which block0 has given away to binary.add');
  });

  it('takes over only what an operation can', () => {
    const wrong = rewritten(attributes, (instruction) => (instruction.operation === 'build.tuple' ? [{ ...instruction, takes: 1 }] : [instruction]));
    expect(problemOf(wrong)).toThrow(/^f: block0: build.tuple cannot take v\d over$/);
    const beyond = rewritten(attributes, (instruction) => (instruction.operation === 'binary.add' ? [{ ...instruction, takes: 4 }] : [instruction]));
    expect(problemOf(beyond)).toThrow('f: block0: binary.add takes over what it is not given');
  });

  it('takes over only what it owns', () => {
    const wrong = rewritten(attributes, (instruction) => (instruction.operation === 'attribute.get' ? [instruction, { ...instruction, operation: 'drop', immediate: {}, result: null, rep: null, takes: 1 }] : [instruction]));
    expect(problemOf(wrong)).toThrow(/^f: block0: drop: v0 is borrowed, not object$/);
    const moved = functionOf('def f(a):\n    b = a\n    return b\n');
    expect(problemOf(rewritten(moved, (instruction) => (instruction.operation === 'local.set' ? [{ ...instruction, takes: 1 }] : [instruction])))).toThrow('f: block0: local.set takes v0 over, which owns no object');
  });

  it('takes over no operand that is passed twice', () => {
    const wrong = rewritten(attributes, (instruction) => (instruction.operation === 'binary.add' ? [{ ...instruction, operands: [instruction.operands[0]!, instruction.operands[0]!], takes: 1 }] : [instruction]));
    expect(problemOf(wrong)).toThrow('f: block0: binary.add takes v1 over and reads it besides');
  });

  it('returns an object once', () => {
    const given = functionOf('def f(a):\n    return a\n');
    expect(problemOf(changed(given, (block) => ({ ...block, takes: true })))).toThrow('f: block0: return takes v0 over, which owns no object');
    expect(problemOf(changed(attributes, (block) => ({ ...block, takes: false })))).toThrow(/^f: block0: return leaves v\d with an object/);
  });

  it('reads nothing that its slot no longer lends', () => {
    const fn = functionOf('def f(a):\n    return (a, a := 1)\n');
    const lent = rewritten(fn, (instruction) => (instruction.operation === 'local.get' ? [{ ...instruction, rep: 'borrowed' }] : instruction.operation === 'drop' ? [] : [instruction]));
    expect(problemOf(lent)).toThrow('f: block0: build.tuple reads v0, whose keeper block0 writes in local.set');
  });

  it('does not make a new object of what lends an operand', () => {
    const fn = functionOf('def f(a, b):\n    a += b\n');
    const wrong = rewritten(fn, (instruction) => (instruction.operation === 'local.get' ? [{ ...instruction, immediate: { ...instruction.immediate, slot: 0 as SlotId } }] : [instruction]));
    expect(problemOf(wrong)).toThrow(/^f: block0: local.update writes what lends v\d$/);
  });
});

describe('values', () => {
  it('are defined before they are read', () => {
    expect(problemOf(without(attributes, 'attribute.get'))).toThrow(/^f: v\d is undefined$/);
    expect(problemOf(twice(attributes, 'attribute.get'))).toThrow(/^f: v\d is defined twice$/);
    expect(problemOf(changed(attributes, (block) => ({ ...block, instructions: block.instructions.toReversed() })))).toThrow(/is read before it is defined$/);
  });

  it('are numbered within the function', () => {
    expect(problemOf({ ...attributes, valueCount: 2 })).toThrow('f: block0: v2 is beyond the 2 values');
  });

  it('do not live through an exception', () => {
    const name = functionOf('def f(a):\n    try:\n        a()\n    except ValueError:\n        return a.x\n');
    const [call] = name.blocks.flatMap(({ instructions }) => instructions).filter(({ operation }) => operation === 'call');
    const wrong = rewritten(name, (instruction) => (instruction.operation === 'attribute.get' ? [{ ...instruction, operands: [call!.result!] }] : instruction.operation === 'drop' && instruction.operands[0] === call!.result ? [] : [instruction]));
    expect(problemOf(wrong)).toThrow(/^f: v\d is read after the exception that leads to block\d has ended it$|is read on a way that does not define it$/);
  });
});

describe('representations', () => {
  it('of operands are accepted by the operation', () => {
    const wrong = rewritten(choice, (instruction) => (instruction.operation === 'truth' ? [{ ...instruction, rep: 'object' }] : [instruction]));
    expect(problemOf(wrong)).toThrow(/^f: block0: truth: v\d is object, not i1$/);
    const unasked = changed(choice, (block) => (block.terminator.kind === 'branch' ? { ...block, terminator: { ...block.terminator, test: 1 as ValueId } } : block));
    expect(problemOf(unasked)).toThrow('f: block0: branch: v1 is object, not i1');
    const word = functionOf('def f(a, b):\n    return a if a < b else b\n');
    const returned = changed(word, (block) => (block.terminator.kind === 'return' ? { ...block, terminator: { ...block.terminator, value: word.blocks[0]!.instructions.at(-1)!.result! } } : block));
    expect(problemOf(returned)).toThrow(/^f: block\d: return: v\d is i1, not object or borrowed$/);
  });

  it('of results are those that the operation gives', () => {
    const lent = rewritten(attributes, (instruction) => (instruction.operation === 'attribute.get' ? [{ ...instruction, rep: 'borrowed' }] : [instruction]));
    expect(problemOf(lent)).toThrow(/^f: block0: attribute.get: v\d is borrowed, not object$/);
    const unsaid = rewritten(attributes, (instruction) => (instruction.operation === 'attribute.get' ? [{ ...instruction, rep: null }] : [instruction]));
    expect(problemOf(unsaid)).toThrow(/^f: block0: attribute.get: nothing says how v\d is held$/);
  });
});

describe('slots', () => {
  const read = functionOf('def f(a):\n    if a:\n        b = 1\n    return b\n');
  it('are bound where nobody looks', () => {
    const wrong = rewritten(read, (instruction) => (instruction.operation === 'local.get' ? [{ ...instruction, immediate: { ...instruction.immediate, bound: true } }] : [instruction]));
    expect(problemOf(wrong)).toThrow('f: block2: local.get: b may be unbound');
    expect(problemOf(without(choice, 'local.set'))).toThrow(/may be unbound|leaves v\d/);
  });
  it('are there', () => {
    const wrong = rewritten(read, (instruction) => (instruction.operation === 'local.set' ? [{ ...instruction, immediate: { slot: 9 as SlotId } }] : [instruction]));
    expect(problemOf(wrong)).toThrow('f: block1: local.set: there is no slot 9');
  });
});

describe('blocks', () => {
  it('lead to blocks', () => {
    const wrong = changed(choice, (block) => (block.terminator.kind === 'jump' ? { ...block, terminator: { ...block.terminator, target: 99 as BlockId } } : block));
    expect(problemOf(wrong)).toThrow('f: block1 leads to block99, which is not there');
    expect(problemOf({ ...choice, blocks: [...choice.blocks, choice.blocks[0]!] })).toThrow('f: a block is there twice');
    expect(problemOf({ ...choice, blocks: choice.blocks.toReversed() })).toThrow('f: block0 is not the first');
  });

  it('take nothing over but to return it', () => {
    expect(problemOf(changed(choice, (block) => ({ ...block, takes: true })))).toThrow('f: block0: branch takes nothing over');
  });

  it('have instructions that fit their rows', () => {
    const wrong = rewritten(attributes, (instruction) => (instruction.operation === 'binary.add' ? [{ ...instruction, operands: instruction.operands.slice(1), takes: 1 }] : [instruction]));
    expect(problemOf(wrong)).toThrow('f: block0: binary.add: 1 operands');
  });
});

describe('handlers', () => {
  it('are left on every way out', () => {
    expect(problemOf(without(handled, 'exception.leave'))).toThrow(/^f: block\d+.* inside the handlers/);
  });
});

it('checks functions for which nobody has said yet who owns what', () => {
  const plain = rewritten(attributes, (instruction) => (instruction.operation === 'drop' ? [] : [{ ...instruction, takes: 0 }]));
  verifyUnowned(plain);
  expect(problemOf(plain)).toThrow(/with an object that nothing ends$/);
  expect(() => { verifyUnowned(without(plain, 'attribute.get')); }).toThrow(/is undefined$/);
});
