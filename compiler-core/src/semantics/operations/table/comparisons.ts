/** Comparisons: `a < b`, `a in b`, `a is b`. */
import { foldComparison } from '../../constants/folding.js';
import type { ComparisonOperator, OrderOperator } from '../../types/operator.js';
import type { KnownOperand, Operation, OperatorMethods, ResultRules, WordLowerings } from '../operation.js';
import { pure, python, type Row } from '../rows.js';
import { identity, truthOfComparison } from '../type-rules.js';

/** Names in `rt`: the function that takes no reference over, that which takes the left operand's, the right one's, both. */
type Names = readonly [none: string, left: string, right: string, both: string];

function comparison(operator: ComparisonOperator, [none, left, right, both]: Names, test: Names, words: WordLowerings | null, rules: ResultRules, methods: OperatorMethods | null, certain: Pick<Operation, 'failure' | 'effects'> = { failure: 'raises', effects: python }): Row<readonly [], readonly []> {
  return {
    meaning: { family: 'compare', operator }, operands: 2, immediates: [], options: [], result: 'new', ...certain, quiet: 'are_plain', slot: null, words, rules, methods,
    object: { kind: 'operator', forms: { none, left, right, both }, update: null, test: { none: test[0], left: test[1], right: test[2], both: test[3] } },
  };
}

const orderRules = (operator: OrderOperator): ResultRules => ({
  type: truthOfComparison,
  fold: (left: KnownOperand, right: KnownOperand) => (left.constant === null || right.constant === null ? null : foldComparison(operator, left.constant, right.constant)),
});
const identityRules = (isNegated: boolean): ResultRules => ({
  always: 'bool',
  fold: (left: KnownOperand, right: KnownOperand) => identity(isNegated, left, right),
});
const order = (token: string): WordLowerings => ({ int: { kind: 'token', token }, float: { kind: 'token', token } });
/** `mirrored`: what the other operand's class is asked. */
const methods = (name: string, mirrored: string): OperatorMethods => ({ own: [name], reflected: [mirrored] });

export const comparisons = {
  'compare.eq': comparison('eq', ['compare_eq', 'compare_eq_l', 'compare_eq_r', 'compare_eq_lr'], ['test_eq', 'test_eq_l', 'test_eq_r', 'test_eq_lr'], order('=='), orderRules('eq'), methods('__eq__', '__eq__')),
  'compare.ne': comparison('ne', ['compare_ne', 'compare_ne_l', 'compare_ne_r', 'compare_ne_lr'], ['test_ne', 'test_ne_l', 'test_ne_r', 'test_ne_lr'], order('!='), orderRules('ne'), methods('__ne__', '__ne__')),
  'compare.lt': comparison('lt', ['compare_lt', 'compare_lt_l', 'compare_lt_r', 'compare_lt_lr'], ['test_lt', 'test_lt_l', 'test_lt_r', 'test_lt_lr'], order('<'), orderRules('lt'), methods('__lt__', '__gt__')),
  'compare.le': comparison('le', ['compare_le', 'compare_le_l', 'compare_le_r', 'compare_le_lr'], ['test_le', 'test_le_l', 'test_le_r', 'test_le_lr'], order('<='), orderRules('le'), methods('__le__', '__ge__')),
  'compare.gt': comparison('gt', ['compare_gt', 'compare_gt_l', 'compare_gt_r', 'compare_gt_lr'], ['test_gt', 'test_gt_l', 'test_gt_r', 'test_gt_lr'], order('>'), orderRules('gt'), methods('__gt__', '__lt__')),
  'compare.ge': comparison('ge', ['compare_ge', 'compare_ge_l', 'compare_ge_r', 'compare_ge_lr'], ['test_ge', 'test_ge_l', 'test_ge_r', 'test_ge_lr'], order('>='), orderRules('ge'), methods('__ge__', '__le__')),
  /** Operands: item, container. */
  'compare.in': comparison('in', ['compare_in', 'compare_in_l', 'compare_in_r', 'compare_in_lr'], ['test_in', 'test_in_l', 'test_in_r', 'test_in_lr'], null, { always: 'bool' }, null),
  'compare.not_in': comparison('not_in', ['compare_not_in', 'compare_not_in_l', 'compare_not_in_r', 'compare_not_in_lr'], ['test_not_in', 'test_not_in_l', 'test_not_in_r', 'test_not_in_lr'], null, { always: 'bool' }, null),
  'compare.is': comparison('is', ['compare_is', 'compare_is_l', 'compare_is_r', 'compare_is_lr'], ['test_is', 'test_is_l', 'test_is_r', 'test_is_lr'], null, identityRules(false), null, { failure: 'never', effects: pure }),
  'compare.is_not': comparison('is_not', ['compare_is_not', 'compare_is_not_l', 'compare_is_not_r', 'compare_is_not_lr'], ['test_is_not', 'test_is_not_l', 'test_is_not_r', 'test_is_not_lr'], null, identityRules(true), null, { failure: 'never', effects: pure }),
};
