/** Arithmetic: `a + b`, `a += b`, `-a`. */
import { foldBinary, foldUnary } from '../../constants/folding.js';
import type { ArithmeticOperator, UnaryOperator } from '../../types/operator.js';
import type { KnownOperand, ObjectLowering, OperatorMethods, ResultRules, WordLowerings } from '../operation.js';
import { call, python, type Row } from '../rows.js';
import { algebra, bits, concatenation, first, formatting, isInPlace, power, quotient, repetition, type Rule, shift, unaryType, union, widest } from '../type-rules.js';

/** Names in `rt`: the function that takes no reference over, that which takes the left operand's, the right one's, both. */
type Names = readonly [none: string, left: string, right: string, both: string];
/** The update of a variable that takes no reference over, and that which takes the right operand's. */
type UpdateNames = readonly [none: string, right: string];

function lowering([none, left, right, both]: Names, [plain, taking]: UpdateNames): ObjectLowering {
  return { kind: 'operator', forms: { none, left, right, both }, update: { none: plain, right: taking }, test: null };
}

const common = { operands: 2, immediates: [], options: [], result: 'new', failure: 'raises', effects: python, quiet: 'are_plain', slot: null } as const;

/** `rule`: the type of the result of exact operands. */
function binary(operator: ArithmeticOperator, names: Names, update: UpdateNames, methods: OperatorMethods, words: WordLowerings | null, rule: Rule): Row<readonly [], readonly []> {
  return { ...common, meaning: { family: 'binary', operator }, object: lowering(names, update), words, methods, rules: arithmeticRules(operator, rule) };
}

function inplace(operator: ArithmeticOperator, names: Names, update: UpdateNames, methods: OperatorMethods, words: WordLowerings | null, rule: Rule): Row<readonly [], readonly []> {
  return {
    ...common, meaning: { family: 'inplace', operator }, object: lowering(names, update), words, methods,
    rules: { ...arithmeticRules(operator, rule), changesLeft: (left, right) => isInPlace(operator, left, right) },
  };
}

function arithmeticRules(operator: ArithmeticOperator, rule: Rule): ResultRules {
  return {
    type: rule,
    fold: (left: KnownOperand, right: KnownOperand) => (left.constant === null || right.constant === null ? null : foldBinary(operator, left.constant, right.constant)),
  };
}

/** `a + b` tries `__add__` of the left class and `__radd__` of the right one; `a += b` tries `__iadd__` before. */
const methodsOf = (name: string): OperatorMethods => ({ own: [`__${name}__`], reflected: [`__r${name}__`] });
const methodsInPlace = (name: string): OperatorMethods => ({ own: [`__i${name}__`, `__${name}__`], reflected: [`__r${name}__`] });

function unary(operator: UnaryOperator, name: string, method: string | null, words: WordLowerings): Row<readonly [], readonly []> {
  const always = operator === 'not' ? 'bool' : undefined;
  return {
    ...common, operands: 1, meaning: { family: 'unary', operator }, object: call(name), quiet: operator === 'not' ? 'has_plain_truth' : 'are_plain', words, methods: method === null ? null : { own: [method], reflected: [] },
    rules: {
      ...(always === undefined ? { type: (operand: KnownOperand) => unaryType(operator, operand) } : { always }),
      fold: (operand: KnownOperand) => (operand.constant === null ? null : foldUnary(operator, operand.constant)),
    },
  };
}

const token = (text: string) => ({ kind: 'token', token: text }) as const;
const checked = (name: string) => ({ kind: 'checked', function: name }) as const;

const words = {
  add: { int: checked('add'), float: token('+') },
  sub: { int: checked('sub'), float: token('-') },
  mult: { int: checked('mult'), float: token('*') },
  matmult: null,
  div: { int: checked('div'), float: checked('div') },
  mod: { int: checked('mod'), float: checked('mod') },
  pow: { int: checked('pow'), float: checked('pow') },
  lshift: { int: checked('lshift') },
  rshift: { int: checked('rshift') },
  bitor: { bool: token('|'), int: token('|') },
  bitxor: { bool: token('^'), int: token('^') },
  bitand: { bool: token('&'), int: token('&') },
  floordiv: { int: checked('floordiv'), float: checked('floordiv') },
} as const satisfies Record<ArithmeticOperator, WordLowerings | null>;

const rules: Readonly<Record<ArithmeticOperator, Rule>> = {
  add: first(widest, concatenation),
  sub: first(widest, algebra),
  mult: first(widest, repetition),
  matmult: () => null,
  div: quotient,
  mod: first(widest, formatting),
  pow: power,
  lshift: shift,
  rshift: shift,
  bitor: first(bits, algebra, union),
  bitxor: first(bits, algebra),
  bitand: first(bits, algebra),
  floordiv: widest,
};

export const arithmetic = {
  'binary.add': binary('add', ['binary_add', 'binary_add_l', 'binary_add_r', 'binary_add_lr'], ['update_binary_add', 'update_binary_add_r'], methodsOf('add'), words.add, rules.add),
  'binary.sub': binary('sub', ['binary_sub', 'binary_sub_l', 'binary_sub_r', 'binary_sub_lr'], ['update_binary_sub', 'update_binary_sub_r'], methodsOf('sub'), words.sub, rules.sub),
  'binary.mult': binary('mult', ['binary_mult', 'binary_mult_l', 'binary_mult_r', 'binary_mult_lr'], ['update_binary_mult', 'update_binary_mult_r'], methodsOf('mul'), words.mult, rules.mult),
  'binary.matmult': binary('matmult', ['binary_matmult', 'binary_matmult_l', 'binary_matmult_r', 'binary_matmult_lr'], ['update_binary_matmult', 'update_binary_matmult_r'], methodsOf('matmul'), words.matmult, rules.matmult),
  'binary.div': binary('div', ['binary_div', 'binary_div_l', 'binary_div_r', 'binary_div_lr'], ['update_binary_div', 'update_binary_div_r'], methodsOf('truediv'), words.div, rules.div),
  'binary.mod': binary('mod', ['binary_mod', 'binary_mod_l', 'binary_mod_r', 'binary_mod_lr'], ['update_binary_mod', 'update_binary_mod_r'], methodsOf('mod'), words.mod, rules.mod),
  'binary.pow': binary('pow', ['binary_pow', 'binary_pow_l', 'binary_pow_r', 'binary_pow_lr'], ['update_binary_pow', 'update_binary_pow_r'], methodsOf('pow'), words.pow, rules.pow),
  'binary.lshift': binary('lshift', ['binary_lshift', 'binary_lshift_l', 'binary_lshift_r', 'binary_lshift_lr'], ['update_binary_lshift', 'update_binary_lshift_r'], methodsOf('lshift'), words.lshift, rules.lshift),
  'binary.rshift': binary('rshift', ['binary_rshift', 'binary_rshift_l', 'binary_rshift_r', 'binary_rshift_lr'], ['update_binary_rshift', 'update_binary_rshift_r'], methodsOf('rshift'), words.rshift, rules.rshift),
  'binary.bitor': binary('bitor', ['binary_bitor', 'binary_bitor_l', 'binary_bitor_r', 'binary_bitor_lr'], ['update_binary_bitor', 'update_binary_bitor_r'], methodsOf('or'), words.bitor, rules.bitor),
  'binary.bitxor': binary('bitxor', ['binary_bitxor', 'binary_bitxor_l', 'binary_bitxor_r', 'binary_bitxor_lr'], ['update_binary_bitxor', 'update_binary_bitxor_r'], methodsOf('xor'), words.bitxor, rules.bitxor),
  'binary.bitand': binary('bitand', ['binary_bitand', 'binary_bitand_l', 'binary_bitand_r', 'binary_bitand_lr'], ['update_binary_bitand', 'update_binary_bitand_r'], methodsOf('and'), words.bitand, rules.bitand),
  'binary.floordiv': binary('floordiv', ['binary_floordiv', 'binary_floordiv_l', 'binary_floordiv_r', 'binary_floordiv_lr'], ['update_binary_floordiv', 'update_binary_floordiv_r'], methodsOf('floordiv'), words.floordiv, rules.floordiv),
  'inplace.add': inplace('add', ['inplace_add', 'inplace_add_l', 'inplace_add_r', 'inplace_add_lr'], ['update_inplace_add', 'update_inplace_add_r'], methodsInPlace('add'), words.add, rules.add),
  'inplace.sub': inplace('sub', ['inplace_sub', 'inplace_sub_l', 'inplace_sub_r', 'inplace_sub_lr'], ['update_inplace_sub', 'update_inplace_sub_r'], methodsInPlace('sub'), words.sub, rules.sub),
  'inplace.mult': inplace('mult', ['inplace_mult', 'inplace_mult_l', 'inplace_mult_r', 'inplace_mult_lr'], ['update_inplace_mult', 'update_inplace_mult_r'], methodsInPlace('mul'), words.mult, rules.mult),
  'inplace.matmult': inplace('matmult', ['inplace_matmult', 'inplace_matmult_l', 'inplace_matmult_r', 'inplace_matmult_lr'], ['update_inplace_matmult', 'update_inplace_matmult_r'], methodsInPlace('matmul'), words.matmult, rules.matmult),
  'inplace.div': inplace('div', ['inplace_div', 'inplace_div_l', 'inplace_div_r', 'inplace_div_lr'], ['update_inplace_div', 'update_inplace_div_r'], methodsInPlace('truediv'), words.div, rules.div),
  'inplace.mod': inplace('mod', ['inplace_mod', 'inplace_mod_l', 'inplace_mod_r', 'inplace_mod_lr'], ['update_inplace_mod', 'update_inplace_mod_r'], methodsInPlace('mod'), words.mod, rules.mod),
  'inplace.pow': inplace('pow', ['inplace_pow', 'inplace_pow_l', 'inplace_pow_r', 'inplace_pow_lr'], ['update_inplace_pow', 'update_inplace_pow_r'], methodsInPlace('pow'), words.pow, rules.pow),
  'inplace.lshift': inplace('lshift', ['inplace_lshift', 'inplace_lshift_l', 'inplace_lshift_r', 'inplace_lshift_lr'], ['update_inplace_lshift', 'update_inplace_lshift_r'], methodsInPlace('lshift'), words.lshift, rules.lshift),
  'inplace.rshift': inplace('rshift', ['inplace_rshift', 'inplace_rshift_l', 'inplace_rshift_r', 'inplace_rshift_lr'], ['update_inplace_rshift', 'update_inplace_rshift_r'], methodsInPlace('rshift'), words.rshift, rules.rshift),
  'inplace.bitor': inplace('bitor', ['inplace_bitor', 'inplace_bitor_l', 'inplace_bitor_r', 'inplace_bitor_lr'], ['update_inplace_bitor', 'update_inplace_bitor_r'], methodsInPlace('or'), words.bitor, rules.bitor),
  'inplace.bitxor': inplace('bitxor', ['inplace_bitxor', 'inplace_bitxor_l', 'inplace_bitxor_r', 'inplace_bitxor_lr'], ['update_inplace_bitxor', 'update_inplace_bitxor_r'], methodsInPlace('xor'), words.bitxor, rules.bitxor),
  'inplace.bitand': inplace('bitand', ['inplace_bitand', 'inplace_bitand_l', 'inplace_bitand_r', 'inplace_bitand_lr'], ['update_inplace_bitand', 'update_inplace_bitand_r'], methodsInPlace('and'), words.bitand, rules.bitand),
  'inplace.floordiv': inplace('floordiv', ['inplace_floordiv', 'inplace_floordiv_l', 'inplace_floordiv_r', 'inplace_floordiv_lr'], ['update_inplace_floordiv', 'update_inplace_floordiv_r'], methodsInPlace('floordiv'), words.floordiv, rules.floordiv),
  'unary.neg': unary('neg', 'unary_neg', '__neg__', { int: checked('neg'), float: token('-') }),
  'unary.pos': unary('pos', 'unary_pos', '__pos__', { int: { kind: 'same' }, float: { kind: 'same' } }),
  'unary.invert': unary('invert', 'unary_invert', '__invert__', { int: token('~') }),
  'unary.not': unary('not', 'unary_not', null, { bool: { kind: 'is-zero' }, int: { kind: 'is-zero' }, float: { kind: 'is-zero' } }),
};
