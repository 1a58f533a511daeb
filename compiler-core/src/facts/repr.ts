/** Constants as Python's `repr` writes them, for people to read. */
import type { IrConstant } from '../semantics/constants/constant.js';
import { reprOfString } from '../syntax/ast/python-string.js';

function ofFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const exponent = value === 0 ? 0 : Number(value.toExponential().split('e')[1] ?? '0');
  if (exponent < -4 || exponent >= 16) {
    const [mantissa = ''] = value.toExponential().split('e');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (Object.is(value, -0)) return '-0.0';
  // Between these exponents JavaScript writes the same digits.
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** Null for constants that are not written out. */
export function reprOf(constant: IrConstant): string | null {
  switch (constant.type) {
    case 'none': return 'None';
    case 'ellipsis': return 'Ellipsis';
    case 'bool': return constant.value ? 'True' : 'False';
    case 'int': return String(constant.value);
    case 'float': return ofFloat(constant.value);
    case 'str': return reprOfString(constant.value);
    case 'tuple': {
      const items = constant.items.map(reprOf);
      return items.includes(null) ? null : `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
    }
    case 'complex': case 'bytes': case 'frozenset': return null;
  }
}
