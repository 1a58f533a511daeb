/**
 * The names of the Python package `taipan` (`runtime/hints`) that the compiler knows: what a call gives, what typed bodies do
 * in its place, and what an annotation says. The package lists the objects that mean these (`_known.py`); native code
 * compares with them before it relies on a row.
 */
import type { TypeName } from '../types/type-name.js';
import { type Builtin, builtins } from './builtins.js';

interface Hint {
  /** As an annotation: what values are, and whether type checkers take an int for it too. */
  readonly annotation?: TypeName;
  /** As a decorator: whether what it is applied to, or what the call of it gives is, stays the same object. */
  readonly decorates?: 'itself' | 'when called';
  readonly call: Builtin;
  /** What native code does in spite of it, until something is made of it. */
  readonly missing?: string;
}

const row = (details: Partial<Builtin>): Builtin => ({ isHarmless: true, keywords: [], ...details });
const integer = (type: string): Hint => ({ annotation: 'int', call: row({ gives: 'int', words: { object: null, call: { kind: 'convert', to: 'int', by: type } } }) });
const float = (type: string): Hint => ({ annotation: 'float', call: row({ gives: 'float', words: { object: null, call: { kind: 'convert', to: 'float', by: type } } }) });
const same: Hint = { call: row({ gives: 'argument', words: { object: null, call: { kind: 'same' } } }) };
const decorator: Hint = { decorates: 'itself', call: row({ gives: 'argument' }) };
const decoratorMaker: Hint = { decorates: 'when called', call: row({ isHarmless: false }) };

const rows: ReadonlyMap<string, Hint> = new Map(Object.entries({
  assume: { call: row({ gives: 'none', words: { object: null, call: { kind: 'claim' } } }) },
  likely: same,
  unlikely: same,
  reveal: { call: row({ gives: 'argument' }) },
  i8: integer('std::int8_t'),
  i16: integer('std::int16_t'),
  i32: integer('std::int32_t'),
  i64: integer('std::int64_t'),
  u8: integer('std::uint8_t'),
  u16: integer('std::uint16_t'),
  u32: integer('std::uint32_t'),
  // Half of its values are no words.
  u64: { annotation: 'int', call: row({ gives: 'int' }) },
  f32: float('float'),
  f64: float('double'),
  native: decorator,
  no_deopt: decorator,
  inline: { ...decorator, missing: 'calls of it stay calls, as far as the C++ compiler does not inline them' },
  sealed: decorator,
  frozen: decorator,
  specialize: decoratorMaker,
  cpp: { ...decoratorMaker, missing: 'the Python body runs' },
} satisfies Record<string, Hint>));

const prefix = 'taipan.';

export const hintPackage = 'taipan';

/** By its name in the package; undefined for what the compiler has no row for. */
export function hintRow(name: string): Hint | undefined {
  return rows.get(name);
}

/** The name by which facts know it, which no builtin has. */
export const factNameOf = (hint: string): string => `${prefix}${hint}`;
/** The name in the package; null for a builtin. */
export const hintOfFactName = (name: string): string | null => (name.startsWith(prefix) ? name.slice(prefix.length) : null);

/** What is known of calls of a builtin or of a hint, by the name that facts have for it. */
export function calledRow(name: string): Builtin | undefined {
  const hint = hintOfFactName(name);
  return hint === null ? builtins.get(name) : rows.get(hint)?.call;
}
