/**
 * An AST as plain JSON, in the fields and order of Python's `ast` for one target, for comparison with the interpreter
 * and for `dump ast --json`. Constants keep their type: an int is `{"int": "1"}`, text is a string, whose surrogates
 * `withEscapedSurrogates` writes.
 */
import type { TargetVersion } from '../../targets/target-version.js';
import type { ConstantValue } from './constant.js';
import { nodeShapes, type AstNode, type FieldShape, type Module } from './nodes.generated.js';
import { jsonValueOf } from './python-string.js';
import { words } from './schema.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function dumpAst(module: Module, target: TargetVersion): Json {
  return dumpNode(module, target);
}

const positions = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'] as const;

function dumpNode(node: AstNode, target: TargetVersion): Json {
  const shape = nodeShapes[node._type];
  const values = new Map<string, unknown>(Object.entries(node));
  const dumped: { [key: string]: Json } = { _type: node._type };
  for (const field of shape.fields) {
    if (field.since !== undefined && Number(field.since.split('.')[1]) > target.minor) continue;
    const value = values.get(field.name);
    dumped[field.name] = Array.isArray(value) ? value.map((item) => dumpField(field, item, target)) : dumpField(field, value, target);
  }
  if (shape.positioned) for (const name of positions) dumped[name] = Number(values.get(name));
  return dumped;
}

function dumpField(field: FieldShape, value: unknown, target: TargetVersion): Json {
  if (value === null || value === undefined) return null;
  if (field.type in words) return { _type: String(value) };
  switch (field.type) {
    case 'identifier':
    case 'string':
      return String(value);
    case 'int':
      return Number(value);
    case 'constant':
      return dumpConstant(value as ConstantValue);
    default:
      return dumpNode(value as AstNode, target);
  }
}

export function dumpConstant(constant: ConstantValue): Json {
  switch (constant.type) {
    case 'none':
      return { const: 'None' };
    case 'ellipsis':
      return { const: 'Ellipsis' };
    case 'bool':
      return { const: constant.value ? 'True' : 'False' };
    case 'int':
      return { int: String(constant.value) };
    case 'float':
      return { float: formatFloat(constant.value, '.0') };
    case 'complex':
      return { complex: formatComplex(constant.real, constant.imag) };
    case 'bytes':
      return { bytes: Buffer.from(constant.value).toString('hex') };
    case 'str':
      return jsonValueOf(constant.value);
  }
}

function formatComplex(real: number, imag: number): string {
  const imaginary = `${formatFloat(imag, '')}j`;
  if (Object.is(real, 0)) return imaginary;
  return `(${formatFloat(real, '')}${imaginary.startsWith('-') ? '' : '+'}${imaginary})`;
}

/** `repr` of a float: the shortest digits, with an exponent below 1e-4 and from 1e16. */
function formatFloat(value: number, wholeSuffix: string): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return `-0${wholeSuffix}`;
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const digits = mantissa.replace(/[-.]/g, '');
  const sign = value < 0 ? '-' : '';
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return `${sign}${whole}${fraction ? `.${fraction}` : wholeSuffix}`;
}
