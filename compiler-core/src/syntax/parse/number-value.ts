/** The value of a number's token, for the parser. */
import type { ConstantValue } from '../ast/constant.js';

export function parseNumber(token: string): ConstantValue {
  const digits = token.includes('_') ? token.replaceAll('_', '').toLowerCase() : token.toLowerCase();
  if (/^0[xob]/.test(digits)) return { type: 'int', value: BigInt(digits) };
  if (digits.endsWith('j')) return { type: 'complex', real: 0, imag: Number(digits.slice(0, -1)) };
  return /^[0-9]+$/.test(digits) ? { type: 'int', value: BigInt(digits) } : { type: 'float', value: Number(digits) };
}
