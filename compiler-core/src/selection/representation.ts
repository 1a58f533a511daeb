/** How a typed body holds a value, from what is known of it. */
import type { Fact } from '../facts/fact.js';

export type Representation =
  /** `std::int64_t`, `double`, `bool`. */
  | 'int' | 'float' | 'bool'
  /** Nothing to hold: always the same object. */
  | 'none' | 'constant' | 'function' | 'builtin' | 'foreign'
  /** A cursor: start, items left, step. */
  | 'range' | 'range_iterator';

export type NumberRepresentation = 'int' | 'float' | 'bool';

const fitsWord = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

/** Null where only an object will do. */
export function representationOf(fact: Fact): Representation | null {
  const { constant } = fact;
  switch (fact.type) {
    case 'int': return constant?.type === 'int' && !fitsWord(constant.value) ? 'constant' : 'int';
    case 'float': case 'bool': case 'none': case 'range': case 'range_iterator': case 'function': case 'builtin': case 'foreign': return fact.type;
    default: return null;
  }
}

/** How a variable is held that gets all the values of a fact. */
export function slotRepresentation(fact: Fact): Representation | null {
  const representation = representationOf({ ...fact, constant: null });
  switch (representation) {
    case 'int': case 'float': case 'bool': case 'none': case 'range_iterator': return representation;
    default: return null;
  }
}

export function isNumber(representation: Representation | 'object' | null): representation is NumberRepresentation {
  return representation === 'int' || representation === 'float' || representation === 'bool';
}
