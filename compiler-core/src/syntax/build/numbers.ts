/** The value of a number's token, for the expression builder. */
import type { ConstantValue } from '../ast/constant.js';

/** Undefined if Python does not take the token for a number, though the grammar of the CST does. */
export function parseNumber(token: string): ConstantValue | undefined {
  if (/__|_$|_[.jJ]|\._|[lL]$/.test(token) && !/^0[xX]/.test(token)) return undefined;
  const digits = token.replaceAll('_', '').toLowerCase();
  if (/^0[xob]/.test(digits)) return parseInteger(digits);
  if (digits.endsWith('j')) return { type: 'complex', real: 0, imag: Number(digits.slice(0, -1)) };
  if (/^[0-9]+$/.test(digits)) return /^0+[1-9]/.test(digits) ? undefined : parseInteger(digits);
  const value = Number(digits);
  return Number.isNaN(value) ? undefined : { type: 'float', value };
}

function parseInteger(digits: string): ConstantValue | undefined {
  try {
    return { type: 'int', value: BigInt(digits) };
  } catch {
    return undefined;
  }
}
