/** Numbers in typed bodies: C++ types, literals, and operators with the checks that Python's meaning asks for. */
import type { IrConstant } from '../../semantics/constants/constant.js';
import type { TypedPlan } from '../../selection/plan.js';
import type { NumberRepresentation } from '../../selection/representation.js';
import type { WordLowering, WordLowerings } from '../../semantics/operations/operation.js';

export const cppTypes = { int: 'std::int64_t', float: 'double', bool: 'bool' } as const satisfies Record<NumberRepresentation, string>;

/** The type of what a typed body returns. */
export function resultType(plan: TypedPlan): string {
  return plan.result === 'float' ? 'rt::FloatResult' : 'rt::IntResult';
}

export interface TypedOperand {
  readonly text: string;
  readonly kind: NumberRepresentation;
}

export function literal(constant: IrConstant): string | null {
  switch (constant.type) {
    case 'bool': return String(constant.value);
    case 'int': return constant.value === -(2n ** 63n) ? 'INT64_MIN' : BigInt.asIntN(64, constant.value) === constant.value ? `INT64_C(${constant.value})` : null;
    case 'float': return floatLiteral(constant.value);
    default: return null;
  }
}

function floatLiteral(value: number): string {
  if (Number.isNaN(value)) return '__builtin_nan("")';
  if (!Number.isFinite(value)) return value > 0 ? '__builtin_inf()' : '-__builtin_inf()';
  if (Object.is(value, -0)) return '-0.0';
  // The shortest digits that read back as the same double.
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const asInt = ({ text, kind }: TypedOperand): string => (kind === 'bool' ? `std::int64_t(${text})` : text);
const asFloat = ({ text, kind }: TypedOperand): string => (kind === 'float' ? text : `double(${text})`);
export const asTruth = ({ text, kind }: TypedOperand): string => (kind === 'bool' ? text : `(${text} != 0)`);

/** What computes a result: an expression that always can, or a call that says whether it could. */
export type Computation =
  | { readonly kind: 'always'; readonly expression: string }
  | { readonly kind: 'checked'; readonly call: (target: string) => string };

const always = (expression: string): Computation => ({ kind: 'always', expression });
const checked = (name: string, operands: readonly string[]): Computation => ({ kind: 'checked', call: (target) => `rt::${name}(${operands.join(', ')}, &${target})` });

/** The kind that the operands of an operation are converted to, and how it is done there. */
function wordLowering({ bool, int, float }: WordLowerings, operands: readonly TypedOperand[]): { readonly kind: NumberRepresentation; readonly lowering: WordLowering } {
  const kind = operands.some((operand) => operand.kind === 'float') ? 'float' : bool !== undefined && operands.every((operand) => operand.kind === 'bool') ? 'bool' : 'int';
  const lowering = { bool, int, float }[kind];
  if (lowering === undefined) throw new Error(`no operation on machine words of kind ${kind}`);
  return { kind, lowering };
}

const converted = (operand: TypedOperand, kind: NumberRepresentation): string => (kind === 'float' ? asFloat(operand) : kind === 'int' ? asInt(operand) : operand.text);

export function binary(lowerings: WordLowerings, left: TypedOperand, right: TypedOperand): Computation {
  const { kind, lowering } = wordLowering(lowerings, [left, right]);
  const [first, second] = [converted(left, kind), converted(right, kind)];
  switch (lowering.kind) {
    case 'checked': return checked(lowering.function, [first, second]);
    case 'token': {
      const text = `${first} ${lowering.token} ${second}`;
      return always(kind === 'float' ? text : kind === 'bool' ? `bool(${text})` : `(${text})`);
    }
    case 'same': case 'is-zero': throw new Error('an operation on one operand got two');
  }
}

export function unary(lowerings: WordLowerings, operand: TypedOperand): Computation {
  const { kind, lowering } = wordLowering(lowerings, [operand]);
  switch (lowering.kind) {
    case 'is-zero': return always(`!${asTruth(operand)}`);
    case 'same': return always(converted(operand, kind));
    case 'token': return always(`${lowering.token}${converted(operand, kind)}`);
    case 'checked': return checked(lowering.function, [converted(operand, kind)]);
  }
}

/** `exact` says when the comparison of an int with a float is exact as doubles; null where it always is. */
export function comparison(lowerings: WordLowerings, left: TypedOperand, right: TypedOperand): { readonly expression: string; readonly exact: string | null } {
  const { kind, lowering } = wordLowering(lowerings, [left, right]);
  if (lowering.kind !== 'token') throw new Error('a comparison of machine words is an operator of C++');
  const isMixed = (left.kind === 'float') !== (right.kind === 'float');
  return { expression: `${converted(left, kind)} ${lowering.token} ${converted(right, kind)}`, exact: isMixed ? `rt::exact_pair(${left.kind === 'bool' ? asInt(left) : left.text}, ${right.kind === 'bool' ? asInt(right) : right.text})` : null };
}
