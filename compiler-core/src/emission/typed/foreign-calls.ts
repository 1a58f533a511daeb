/** Calls of C functions in typed bodies: each argument as ctypes would pass it, the function by its own type. */
import { type CSignature, type CType, lettersOf } from '../../semantics/ctypes/c-types.js';
import type { GuardedName } from '../../selection/typed-calls.js';
import { foreignName } from '../names.js';
import type { TypedOperand } from './numbers.js';

/** Ints are cut to the type's size in silence, and floats rounded to it. */
export function foreignArgument({ text, letter }: CType, operand: TypedOperand): string {
  if (letter === '?') return operand.kind === 'bool' ? operand.text : `(${operand.text} != 0)`;
  // A float of single precision is rounded once more, from the double that the number is first.
  return letter === 'f' && operand.kind === 'int' ? `float(double(${operand.text}))` : `static_cast<${text}>(${operand.text})`;
}

/** The call as an expression of the type that a typed body holds the result in. */
export function foreignCall({ parameters, result }: CSignature, address: string, words: readonly string[]): string {
  const type = `${result?.text ?? 'void'} (*)(${parameters.map(({ text }) => text).join(', ')})`;
  return `reinterpret_cast<${type}>(${address})(${words.join(', ')})`;
}

/** What a module's guards remember of each C function, by global; before all bodies. */
export function foreignDeclarations(guards: readonly GuardedName[]): string {
  const rows = new Map(guards.flatMap(({ name, foreign }) => (foreign === null ? [] : [[name, foreign] as const])));
  return [...rows].map(([name, signature]) => `rt::ForeignName ${foreignName(name)} = {"${lettersOf(signature)}", nullptr, nullptr, nullptr, nullptr};\n`).join('');
}
