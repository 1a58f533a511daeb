/** How a C function is called, in words for its hint. */
import { type CSignature, takesNumbers } from '../../semantics/ctypes/c-types.js';
import type { DeclaredFunction } from './declared-functions.js';

export interface DescribedFunction {
  readonly kind: 'native' | 'fallback';
  readonly label: string;
  readonly tooltip: string;
}

/** As C writes the type of the function: `double(double, int)`. */
function typeText({ parameters, result }: CSignature): string {
  return `${result?.text ?? 'void'}(${parameters.map(({ text }) => text).join(', ')})`;
}

export function describeFunction({ name, symbol, isQuick, signature, problem }: DeclaredFunction): DescribedFunction {
  if (signature === null) return { kind: 'fallback', label: 'C', tooltip: `The C function \`${symbol}\` is called with objects only: ${problem ?? 'it is not declared here'}.` };
  const type = typeText(signature);
  const isOfNumbers = isQuick && takesNumbers(signature, signature.parameters.map(({ takes }) => takes[0] ?? null));
  const how = isOfNumbers ? 'also with numbers in machine registers' : 'with objects';
  return { kind: 'native', label: `C: ${type}`, tooltip: `The C function \`${symbol}\` is called directly as \`${type}\`, ${how}, as long as \`${name}\` is declared so.` };
}
