/** Calls of C functions in typed bodies: each argument as ctypes would pass it, the function by its own type. */
import { type CSignature, type CType, lettersOf } from '../../semantics/ctypes/c-types.js';
import type { GuardedName } from '../../selection/typed-calls.js';
import { foreignName } from '../names.js';
import type { TypedOperand } from './numbers.js';

const isReal = ({ gives }: CType): boolean => gives === 'float';
/** How a register holds it: libffi fills the whole of one, whatever the type's size, and functions declared otherwise than they are see that. */
const registerText = (type: CType): string => (isReal(type) ? type.text : 'std::int64_t');

/** Ints are cut to the type's size in silence, and floats rounded to it. */
export function foreignArgument(type: CType, { text, kind }: TypedOperand): string {
  if (type.letter === '?') return `std::int64_t(${kind === 'bool' ? text : `${text} != 0`})`;
  // A float of single precision is rounded once more, from the double that the number is first.
  if (isReal(type)) return type.letter === 'f' && kind === 'int' ? `float(double(${text}))` : `${type.text}(${text})`;
  return `std::int64_t(static_cast<${type.text}>(${text}))`;
}

/** The call as an expression of the type that a typed body holds the result in. */
export function foreignCall({ parameters, result }: CSignature, address: string, words: readonly string[]): string {
  const call = `reinterpret_cast<${result === null ? 'void' : registerText(result)} (*)(${parameters.map(registerText).join(', ')})>(${address})(${words.join(', ')})`;
  if (result === null || isReal(result)) return call;
  // Of a truth value one byte counts.
  return result.letter === '?' ? `(static_cast<unsigned char>(${call}) != 0)` : `static_cast<${result.text}>(${call})`;
}

/** What a module's guards remember of each C function, by global; before all bodies. */
export function foreignDeclarations(guards: readonly GuardedName[]): string {
  const rows = new Map(guards.flatMap(({ name, foreign }) => (foreign === null ? [] : [[name, foreign] as const])));
  return [...rows].map(([name, signature]) => `rt::ForeignName ${foreignName(name)} = {"${lettersOf(signature)}", nullptr, nullptr, nullptr, nullptr, nullptr};\n`).join('');
}
