/** Numbers in typed bodies: C++ types, literals, and operators with the checks that Python's meaning asks for. */
import type { IrConstant } from '../../ir/function.js';
import type { TypedPlan } from '../../selection/plan.js';
import type { NumberRepresentation } from '../../selection/representation.js';

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

const bitOperators: Readonly<Record<string, string>> = { bitor: '|', bitxor: '^', bitand: '&' };
const floatOperators: Readonly<Record<string, string>> = { add: '+', sub: '-', mult: '*' };
const comparisons: Readonly<Record<string, string>> = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' };

export function binary(operator: string, left: TypedOperand, right: TypedOperand, result: NumberRepresentation): Computation {
  const bit = bitOperators[operator];
  if (bit !== undefined) return always(result === 'bool' ? `bool(${left.text} ${bit} ${right.text})` : `(${asInt(left)} ${bit} ${asInt(right)})`);
  const isFloat = left.kind === 'float' || right.kind === 'float';
  if (!isFloat) return checked(operator, [asInt(left), asInt(right)]);
  const plain = floatOperators[operator];
  return plain === undefined ? checked(operator, [asFloat(left), asFloat(right)]) : always(`${asFloat(left)} ${plain} ${asFloat(right)}`);
}

export function unary(operator: string, operand: TypedOperand): Computation {
  switch (operator) {
    case 'not': return always(`!${asTruth(operand)}`);
    case 'invert': return always(`~${asInt(operand)}`);
    case 'neg': return operand.kind === 'float' ? always(`-${operand.text}`) : checked('neg', [asInt(operand)]);
    default: return always(operand.kind === 'float' ? operand.text : asInt(operand));
  }
}

/** `exact` says when the comparison of an int with a float is exact as doubles; null where it always is. */
export function comparison(operator: string, left: TypedOperand, right: TypedOperand): { readonly expression: string; readonly exact: string | null } {
  const sign = comparisons[operator] ?? '==';
  const isMixed = (left.kind === 'float') !== (right.kind === 'float');
  const convert = left.kind === 'float' || right.kind === 'float' ? asFloat : asInt;
  return { expression: `${convert(left)} ${sign} ${convert(right)}`, exact: isMixed ? `rt::exact_pair(${left.kind === 'bool' ? asInt(left) : left.text}, ${right.kind === 'bool' ? asInt(right) : right.text})` : null };
}
