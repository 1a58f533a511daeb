/**
 * What an operation gives, from what is known of its operands: by the rules of its row. Calls, variables and what
 * containers hold are not here: they need the function and the module around them.
 */
import { type OperationName, operations } from '../semantics/operations/operations.js';
import { weaker } from './assumption.js';
import { assuming, bottom, type Fact, ofConstant, typed, unknown } from './fact.js';

export function transfer(operation: OperationName, operands: readonly Fact[]): Fact {
  if (operands.some((operand) => operand.type === 'bottom')) return bottom;
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
