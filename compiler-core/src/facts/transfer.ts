/**
 * What an operation gives, from what is known of its operands: by the rules of its row. Calls, variables and what
 * containers hold are not here: they need the function and the module around them.
 */
import { type OperationName, operations } from '../semantics/operations/operations.js';
import { weaker } from './assumption.js';
import { assuming, bottom, type Fact, join, ofConstant, typed, unknown } from './fact.js';

/** Operators, which look at what their operands are and at nothing else. */
const ofOperators: ReadonlySet<string> = new Set(['binary', 'inplace', 'unary', 'compare']);

/** Each way in which operands that are one of a few types may meet. */
function meetings(operands: readonly Fact[]): readonly (readonly Fact[])[] {
  return operands.reduce<readonly (readonly Fact[])[]>((all, operand) => all.flatMap((before) => (operand.options ?? [operand]).map((option) => [...before, assuming(option, operand.assumption)])), [[]]);
}

export function transfer(operation: OperationName, operands: readonly Fact[]): Fact {
  if (operands.some((operand) => operand.type === 'bottom')) return bottom;
  if (operands.some(({ options }) => options !== null) && ofOperators.has(operations[operation].meaning.family)) {
    const results = meetings(operands).map((each) => transferOne(operation, each));
    // What one of them leaves to the methods of a class, it leaves as a whole.
    return results.some(({ type }) => type === 'object') ? transferOne(operation, operands) : results.reduce(join, bottom);
  }
  return transferOne(operation, operands);
}

function transferOne(operation: OperationName, operands: readonly Fact[]): Fact {
  const { rules } = operations[operation];
  const [left, right] = operands;
  if (left !== undefined && right !== undefined && rules.changesLeft?.(left.type, right.type) === true) return left;
  const folded = rules.fold?.(...operands) ?? null;
  const rests = (): Fact['assumption'] => operands.reduce<Fact['assumption']>((all, { assumption }) => weaker(all, assumption), null);
  if (folded !== null) return assuming(ofConstant(folded), rests());
  if (rules.always !== undefined) return typed(rules.always);
  const type = rules.type?.(...operands) ?? null;
  return type === null ? unknown : typed(type, rests());
}
