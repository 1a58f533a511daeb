/** What functions and values of the standard library give that are written in C and used in loops: a row a module. */
import type { TypeName } from '../semantics/types/type-name.js';

const floats = (names: string): Readonly<Record<string, TypeName>> => Object.fromEntries(names.split(' ').map((name) => [name, 'float' as const]));
const ints = (names: string): Readonly<Record<string, TypeName>> => Object.fromEntries(names.split(' ').map((name) => [name, 'int' as const]));

/** Calls, by module and name. */
const calls: Readonly<Record<string, Readonly<Record<string, TypeName>>>> = {
  math: {
    ...floats('sqrt sin cos tan asin acos atan atan2 sinh cosh tanh exp exp2 expm1 log log2 log10 log1p pow hypot dist degrees radians fabs fmod copysign fsum gamma lgamma erf erfc ldexp cbrt'),
    ...ints('gcd lcm factorial isqrt comb perm'), isnan: 'bool', isinf: 'bool', isfinite: 'bool', isclose: 'bool',
  },
  time: { ...floats('time perf_counter monotonic process_time thread_time'), ...ints('time_ns perf_counter_ns monotonic_ns process_time_ns'), sleep: 'none' },
  os: { getcwd: 'str', getpid: 'int' },
  dataclasses: {},
};

const values: Readonly<Record<string, Readonly<Record<string, TypeName>>>> = {
  math: floats('pi e tau inf nan'), os: { sep: 'str', linesep: 'str' }, sys: { maxsize: 'int', byteorder: 'str', platform: 'str' },
};

export function isKnownModule(name: string): boolean {
  return name in calls || name in values;
}

/** `name` as in `math.sqrt`. */
function row(table: typeof calls, name: string): TypeName | null {
  const [module = '', member = ''] = name.split('.');
  return table[module]?.[member] ?? null;
}

export const libraryCall = (name: string): TypeName | null => row(calls, name);
export const libraryValue = (name: string): TypeName | null => row(values, name);
