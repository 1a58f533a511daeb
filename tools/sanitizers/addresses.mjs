/** Conformance programs under AddressSanitizer and UndefinedBehaviorSanitizer, compiled without a warning. */
import { compare } from './programs.mjs';

export const warnings = ['-Wall', '-Wextra', '-Werror'];
export const sanitizers = ['-g1', '-fno-omit-frame-pointer', '-fsanitize=address,undefined', '-fno-sanitize-recover=undefined'];

/** Each object in memory of its own, so that one that is used after its end is seen. What Python never gives back is not ours. */
export const environment = {
  PYTHONMALLOC: 'malloc',
  ASAN_OPTIONS: 'detect_leaks=0:detect_stack_use_after_return=0:allocator_may_return_null=1:handle_abort=0',
  UBSAN_OPTIONS: 'print_stacktrace=1',
};

export function check(interpreter, program) {
  return compare(interpreter, program, [...warnings, ...sanitizers], environment);
}
