/** What a wrong pass might do, to see that `npm run test:low` finds it: each gives a block of described lower IR (`taipan dump low --json`) another form. */

const rewritten = (block, change) => ({ ...block, instructions: block.instructions.flatMap(change) });
const isDrop = ({ operation }) => operation === 'drop';
const isUneven = ({ operation }) => /^(binary|inplace)\.(sub|div|mod|floordiv)$|^compare\.([lg][te]|in)$/.test(operation);
/** The first and second bit of the operands that are taken over change places too. */
const swapBits = (takes) => ((takes & 1) << 1) | ((takes & 2) >> 1);

export const faults = {
  'drop-omitted': (block) => rewritten(block, (instruction) => (isDrop(instruction) ? [] : [instruction])),
  // Behind other instructions only: at a block's start a drop ends what is still there.
  'dropped-twice': (block) => rewritten(block, (instruction, place) => (isDrop(instruction) && place > 0 ? [instruction, instruction] : [instruction])),
  'dropped-before-its-reader': (block) => {
    const instructions = [...block.instructions];
    instructions.forEach((instruction, place) => {
      const reader = instructions[place - 1];
      if (isDrop(instruction) && reader?.operands.includes(instruction.operands[0])) [instructions[place - 1], instructions[place]] = [instruction, reader];
    });
    return { ...block, instructions };
  },
  'taken-and-dropped': (block) => rewritten(block, (instruction) => {
    const taken = instruction.operands.filter((_, place) => instruction.takes & (1 << place));
    return isDrop(instruction) ? [instruction] : [instruction, ...taken.map((value) => ({ operation: 'drop', operands: [value], result: null, rep: null, takes: 1, immediate: {} }))];
  }),
  'operands-swapped': (block) => rewritten(block, (instruction) => (isUneven(instruction) ? [{ ...instruction, operands: instruction.operands.toReversed(), takes: swapBits(instruction.takes) }] : [instruction])),
  'branches-swapped': (block) => (block.terminator.kind === 'branch' ? { ...block, terminator: { ...block.terminator, then: block.terminator.otherwise, otherwise: block.terminator.then } } : block),
  'handler-lost': (block) => ({ ...block, handler: null }),
  'store-omitted': (block) => rewritten(block, (instruction) => (instruction.operation === 'local.update' ? [] : [instruction])),
  'effect-delayed': (block) => {
    const isWrite = ({ operation }) => operation === 'attribute.set';
    return { ...block, instructions: [...block.instructions.filter((instruction) => !isWrite(instruction)), ...block.instructions.filter(isWrite)] };
  },
  'left-with-nothing': (block) => rewritten(block, (instruction) => [instruction.exit == null ? instruction : { ...instruction, exit: { ...instruction.exit, shows: [] } }]),
  'left-a-step-late': (block) => rewritten(block, (instruction) => [instruction.exit == null || instruction.exit.values.length > 0 ? instruction : { ...instruction, exit: { ...instruction.exit, index: instruction.exit.index + 1 } }]),
};
