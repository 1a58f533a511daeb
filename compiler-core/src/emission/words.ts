/**
 * Instructions on machine words as C++: what computes a result, and the condition on which the body leaves instead.
 *
 *     v35: i64 = inplace.add v32, v34, or leave    →    if (RT_UNLIKELY(!rt::add(v32, INT64_C(1), &v35))) goto leave_1;
 */
import type { LowInstruction, Representation, Word } from '../low/ir/function.js';
import { builtins } from '../semantics/builtins/builtins.js';
import { operations } from '../semantics/operations/operations.js';
import { asTruth, binary, comparison, type Computation, literal, type TypedOperand, unary } from './typed/numbers.js';

export const cppWords = { i64: 'std::int64_t', f64: 'double', i1: 'bool', cursor: 'rt::RangeCursor' } as const satisfies Record<Word | 'cursor', string>;
const kinds = { i64: 'int', f64: 'float', i1: 'bool' } as const satisfies Record<Word, TypedOperand['kind']>;

export interface WordOperand {
  readonly text: string;
  readonly rep: Representation | undefined;
}

function wordOf({ text, rep }: WordOperand): TypedOperand {
  if (rep !== 'i64' && rep !== 'f64' && rep !== 'i1') throw new Error(`${text} is no machine word`);
  return { text, kind: kinds[rep] };
}

/** How a word is computed. */
export type WordCode =
  /** An expression, which may need a condition to hold. */
  | { readonly kind: 'value'; readonly text: string; readonly condition: string | null }
  /** A call that says whether it could, and stores the result if so. */
  | { readonly kind: 'checked'; readonly call: (target: string) => string }
  /** Only a condition, without a result. */
  | { readonly kind: 'check'; readonly condition: string };

const value = (text: string, condition: string | null = null): WordCode => ({ kind: 'value', text, condition });
const checked = (call: (target: string) => string): WordCode => ({ kind: 'checked', call });
const codeOf = (computation: Computation): WordCode => (computation.kind === 'always' ? value(computation.expression) : checked(computation.call));

function convert(operand: TypedOperand, rep: Representation | null): WordCode {
  if (rep === 'i1') return value(asTruth(operand));
  if (rep === 'i64' && operand.kind === 'float') return checked((target) => `rt::truncate(${operand.text}, &${target})`);
  return value(`${rep === 'f64' ? 'double' : 'std::int64_t'}(${operand.text})`);
}

/** What stands for the builtin of a name in C: a type, or a function of the builtins. */
function builtinCheck(object: string, name: string): string {
  const type = builtins.get(name)?.words?.object;
  return type === undefined ? `rt::is_builtin(${object}, rt::Builtin::${name})` : `${object} == reinterpret_cast<PyObject*>(&${type})`;
}

/** Null for what is no instruction on words. */
export function wordCode({ operation, immediate, rep }: LowInstruction, operands: readonly WordOperand[]): WordCode | null {
  const [first, second] = operands;
  switch (operation) {
    case 'constant': return rep === 'borrowed' || rep === 'object' ? null : value(literal(immediate.constant) ?? '0');
    case 'word.unbox': return checked((target) => `rt::unbox(${first?.text}, &${target})`);
    case 'word.number': return checked((target) => `rt::unbox_number(${first?.text}, &${target})`);
    case 'word.convert': return first === undefined ? null : convert(wordOf(first), rep);
    case 'builtin.check': return { kind: 'check', condition: builtinCheck(first?.text ?? '', immediate.name) };
    case 'length': return checked((target) => `rt::length(${first?.text}, &${target})`);
    case 'range.start': return checked((target) => `rt::start_range(${operands.map(({ text }) => text).join(', ')}, &${target})`);
    case 'truth': return first === undefined || first.rep === 'object' || first.rep === 'borrowed' ? null : value(asTruth(wordOf(first)));
    default: break;
  }
  const { words, meaning } = operations[operation];
  if (words === null || first === undefined || operands.some(({ rep: held }) => held === 'object' || held === 'borrowed')) return null;
  if (second === undefined) return codeOf(unary(words, wordOf(first)));
  if (meaning.family !== 'compare') return codeOf(binary(words, wordOf(first), wordOf(second)));
  const { expression, exact } = comparison(words, wordOf(first), wordOf(second));
  return value(expression, exact);
}
