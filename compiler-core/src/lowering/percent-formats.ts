/**
 * `'%s: %r' % (name, value)` is an f-string to CPython's optimizer (`optimize_format` of `Python/ast_opt.c`), which the methods of
 * the values and tracebacks show.
 *
 *     '%s: %-5r' % (name, value)    →    f'{name!s}: {value!r:5}'
 */
import type { BinOp, Constant, expr, FormattedValue, JoinedStr, Positioned } from '../syntax/ast/nodes.generated.js';
import { codePointsOf, ofCodePoints, type PythonString, pythonString } from '../syntax/ast/python-string.js';
import { supports } from '../targets/features.js';
import { constantOf } from './constants.js';
import { type FunctionContext, positionOf } from './function-context.js';

/** A field: conversion, width, precision; those with more digits, or other conversions, are left as they are. */
const field = /^%([-+ #0]*)(\d{0,2})(?:\.(\d{0,2}))?([sra])/u;

const textAt = (value: PythonString, place: Positioned): Constant => ({ ...positionOf(place), _type: 'Constant', value: { type: 'str', value }, kind: null });

function formatted(value: expr, [, flags = '', width = '', precision, conversion = 's']: readonly (string | undefined)[]): FormattedValue {
  const alignment = !flags.includes('-') && Number(width) > 0 ? '>' : '';
  const specification = `${alignment}${width === '' ? '' : Number(width)}${precision === undefined ? '' : `.${Number(precision)}`}`;
  const format_spec = specification === '' ? null : textAt(pythonString(specification), value);
  return { ...positionOf(value), _type: 'FormattedValue', value, conversion: conversion.charCodeAt(0), format_spec };
}

/** The f-string that such an operation is; null where it stays an operation. */
export function asFormatString({ module }: FunctionContext, node: BinOp): JoinedStr | null {
  if (node.op !== 'Mod' || node.right._type !== 'Tuple' || node.right.elts.some((element) => element._type === 'Starred') || constantOf(node.right, module.target) !== null) return null;
  if (node.left._type !== 'Constant' && !supports(module.target, 'foldsInTree')) return null;
  const format = constantOf(node.left, module.target);
  if (format?.type !== 'str') return null;
  const codes = codePointsOf(format.value);
  const values: expr[] = [];
  const items = [...node.right.elts];
  let literal: number[] = [];
  const endLiteral = (): void => {
    if (literal.length > 0) values.push(textAt(ofCodePoints(literal), node.left));
    literal = [];
  };
  const percent = 0x25;
  for (let at = 0; at < codes.length;) {
    const code = codes[at] ?? 0;
    if (code !== percent || codes[at + 1] === percent) {
      literal.push(code);
      at += code === percent ? 2 : 1;
      continue;
    }
    const parts = field.exec(String.fromCodePoint(...codes.slice(at, at + 40).map((each) => (each < 0x80 ? each : 0x7f))));
    const item = items.shift();
    if (parts === null || item === undefined) return null;
    endLiteral();
    values.push(formatted(item, parts));
    at += parts[0].length;
  }
  endLiteral();
  return items.length > 0 ? null : { ...positionOf(node), _type: 'JoinedStr', values };
}
