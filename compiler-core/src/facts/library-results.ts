/** What functions and values of the standard library give that are written in C and used in loops: a row a module. */
import type { TypeName } from '../semantics/types/type-name.js';

/** Maps: a program may call its modules anything, `constructor` too. */
type Rows = ReadonlyMap<string, ReadonlyMap<string, TypeName>>;

const all = (type: TypeName, names: string): Readonly<Record<string, TypeName>> => Object.fromEntries(names.split(' ').map((name) => [name, type]));
const rowsOf = (modules: Readonly<Record<string, Readonly<Record<string, TypeName>>>>): Rows => new Map(Object.entries(modules).map(([module, members]) => [module, new Map(Object.entries(members))]));

/** Calls, by module and name. */
const calls = rowsOf({
  math: {
    ...all('float', 'sqrt sin cos tan asin acos atan atan2 sinh cosh tanh exp exp2 expm1 log log2 log10 log1p pow hypot dist degrees radians fabs fmod copysign fsum gamma lgamma erf erfc ldexp cbrt'),
    ...all('int', 'gcd lcm factorial isqrt comb perm'), isnan: 'bool', isinf: 'bool', isfinite: 'bool', isclose: 'bool',
  },
  time: { ...all('float', 'time perf_counter monotonic process_time thread_time'), ...all('int', 'time_ns perf_counter_ns monotonic_ns process_time_ns'), sleep: 'none' },
  os: { getcwd: 'str', getpid: 'int' },
  dataclasses: {},
});

const values = rowsOf({
  math: all('float', 'pi e tau inf nan'), os: { sep: 'str', linesep: 'str' }, sys: { maxsize: 'int', byteorder: 'str', platform: 'str' },
});

export function isKnownModule(name: string): boolean {
  return calls.has(name) || values.has(name);
}

/** `name` as in `math.sqrt`. */
function row(table: Rows, name: string): TypeName | null {
  const [module = '', member = ''] = name.split('.');
  return table.get(module)?.get(member) ?? null;
}

export const libraryCall = (name: string): TypeName | null => row(calls, name);
export const libraryValue = (name: string): TypeName | null => row(values, name);
