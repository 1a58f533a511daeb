/** Conformance programs under the debug interpreter, which ends the process where an assertion of its own fails. */
import { compare } from './programs.mjs';

export function check(interpreter, program) {
  return compare(interpreter, program, ['-w'], {});
}
