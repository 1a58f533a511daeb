/** What a float meets of which nothing is known, in a sum, a product or an order: a number too, most likely. */
import { type OperationName, operations } from '../semantics/operations/operations.js';
import type { Fact } from './fact.js';

export const isOpen = ({ type, options, sites }: Fact): boolean => type === 'object' && options === null && sites.length === 0;

const ofNumbers: ReadonlySet<string> = new Set(['add', 'sub', 'mult', 'div', 'lt', 'le', 'gt', 'ge']);

export function meetsNumber(operation: OperationName, left: Fact, right: Fact): boolean {
  const { operator } = operations[operation].meaning;
  if (operator === undefined || !ofNumbers.has(operator)) return false;
  return (left.type === 'float' && isOpen(right)) || (right.type === 'float' && isOpen(left));
}
