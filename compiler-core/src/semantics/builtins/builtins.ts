/**
 * The builtins that the compiler knows: a row each. Facts read what calls give and do, selection and emission which of them
 * typed bodies have. What a call of one gives that has no rule here, `facts/builtin-results.ts` computes.
 */
import type { TypeName } from '../types/type-name.js';

/** How a typed body does a call with numbers. */
export type WordCall =
  /** A cursor over one to three ints. */
  | { readonly kind: 'range' }
  /** One number as one of another kind, and by way of a type of C++ if that is a smaller one. */
  | { readonly kind: 'convert'; readonly to: 'int' | 'float' | 'bool'; readonly by?: string }
  /** One number, which it gives back; or which nothing is done with. */
  | { readonly kind: 'same' | 'claim' };

export interface Builtin {
  /** The exact type of what a call gives, whatever the arguments are, unless it raises; or its only argument itself. */
  readonly gives?: TypeName | 'argument';
  /** The container or iterator that a call makes of what its argument holds. */
  readonly collects?: TypeName;
  /** The method of the argument that makes the text which a call gives. */
  readonly text?: '__str__' | '__repr__' | '__format__';
  /** Whether it neither keeps its arguments nor calls something that could. */
  readonly isHarmless: boolean;
  /** The keywords that do not change what is given. */
  readonly keywords: readonly string[];
  /** For typed bodies: the object in C that the name must still hold, null for one of the package `taipan`; and the call. */
  readonly words?: { readonly object: string | null; readonly call: WordCall };
}

const row = (details: Partial<Builtin>): Builtin => ({ isHarmless: false, keywords: [], ...details });
const harmless = (gives: TypeName, details: Partial<Builtin> = {}): Builtin => row({ gives, isHarmless: true, ...details });
const convert = (to: 'int' | 'float' | 'bool', object: string): Partial<Builtin> => ({ words: { object, call: { kind: 'convert', to } } });

/** A map: a program may call anything `constructor` or `toString`. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(Object.entries({
  abs: row({ isHarmless: true }),
  all: harmless('bool'),
  any: harmless('bool'),
  ascii: row({ text: '__repr__' }),
  bin: harmless('str'),
  bool: harmless('bool', convert('bool', 'PyBool_Type')),
  bytes: row({}),
  callable: harmless('bool'),
  chr: harmless('str'),
  complex: harmless('complex'),
  delattr: row({ gives: 'none' }),
  dict: row({}),
  dir: harmless('list'),
  divmod: row({}),
  enumerate: row({ keywords: ['start'] }),
  eval: row({}),
  exec: row({}),
  filter: row({}),
  float: harmless('float', convert('float', 'PyFloat_Type')),
  format: row({ text: '__format__' }),
  frozenset: row({ collects: 'frozenset' }),
  hasattr: harmless('bool'),
  hash: harmless('int'),
  hex: harmless('str'),
  id: harmless('int'),
  input: harmless('str'),
  int: row({ isHarmless: true, keywords: ['base'], ...convert('int', 'PyLong_Type') }),
  isinstance: harmless('bool'),
  issubclass: harmless('bool'),
  iter: row({ collects: 'iterator' }),
  len: harmless('int'),
  list: row({ collects: 'list' }),
  map: row({}),
  max: row({ keywords: ['key'] }),
  min: row({ keywords: ['key'] }),
  next: row({}),
  oct: harmless('str'),
  ord: harmless('int'),
  print: harmless('none', { keywords: ['sep', 'end', 'file', 'flush'] }),
  range: harmless('range', { words: { object: 'PyRange_Type', call: { kind: 'range' } } }),
  repr: row({ text: '__repr__' }),
  reversed: row({ collects: 'iterator' }),
  round: row({ isHarmless: true }),
  set: row({ collects: 'set' }),
  setattr: row({ gives: 'none' }),
  slice: harmless('slice'),
  sorted: row({ collects: 'list', keywords: ['key', 'reverse'] }),
  str: row({ text: '__str__', isHarmless: true }),
  sum: row({ keywords: ['start'] }),
  super: row({}),
  tuple: row({ collects: 'tuple' }),
  type: row({}),
  vars: row({}),
  zip: row({ keywords: ['strict'] }),
}));
