/**
 * What the parameters of one function are: joined from what calls pass, where these say nothing from annotations, defaults and
 * what becomes of them in the body.
 */
import type { IrFunction } from '../ir/function.js';
import type { IrConstant } from '../semantics/constants/constant.js';
import type { TypeName } from '../semantics/types/type-name.js';
import { type Assumption, assume, guess } from './assumption.js';
import { bottom, type Fact, join, sameFact, typed, unknown } from './fact.js';
import type { Lattice } from './fixpoint/variable.js';
import type { FunctionDeclaration } from './function-declarations.js';
import { withoutConstant } from './function-facts.js';
import type { FunctionMaker } from './function-makers.js';
import { guessFromUse } from './parameter-guesses.js';

/** What calls pass for one parameter: apart from each other what is known, and what the function may know better than its callers. */
export interface Passed {
  readonly known: Fact;
  /** Of no known type, though it may be told where it was made. */
  readonly open: Fact;
  readonly isUnknown: boolean;
}

const nothing: Passed = { known: bottom, open: bottom, isUnknown: false };

/** By index of the parameter; what is missing at the end was never passed. */
export const passedLattice: Lattice<readonly Passed[]> = {
  bottom: [],
  join(left, right) {
    if (left.length === 0) return right;
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
      const [one, other] = [left[index] ?? nothing, right[index] ?? nothing];
      if (one === nothing || other === nothing) return one === nothing ? other : one;
      return { known: join(one.known, other.known), open: join(one.open, other.open), isUnknown: one.isUnknown || other.isUnknown };
    });
  },
  same: (left, right) => left === right || (left.length === right.length && left.every((one, index) => {
    const other = right[index]!;
    return one === other || (one.isUnknown === other.isUnknown && sameFact(one.known, other.known) && sameFact(one.open, other.open));
  })),
};

function at(index: number, passed: Passed): readonly Passed[] {
  return Array.from({ length: index + 1 }, (_, place) => (place === index ? passed : nothing));
}

/** An argument, as the variable of the function's parameters takes it. */
export function passArgument(index: number, fact: Fact, check: Assumption): readonly Passed[] {
  if (fact.type !== 'object') return at(index, { ...nothing, known: withoutConstant(fact, check) });
  const isPlain = fact.options === null && fact.sites.length === 0;
  return at(index, isPlain ? { ...nothing, isUnknown: true } : { ...nothing, open: fact });
}

/** A fact that the parameter is given as it is. */
export function giveParameter(index: number, fact: Fact): readonly Passed[] {
  return at(index, { ...nothing, known: fact });
}

const nameOfParameter = (fn: IrFunction, index: number): string => fn.slots[index]?.name ?? '';

/** That calls pass what those of the module do. */
export const checkOfParameter = (fn: IrFunction, index: number): Assumption => assume('calls', nameOfParameter(fn, index));

/** Whether calls bind arguments to parameters one to one. */
export function hasPlainParameters(fn: IrFunction): boolean {
  return fn.parameterCount === fn.positionalCount;
}

export function defaultOf(fn: IrFunction, maker: FunctionMaker | undefined, index: number): IrConstant | undefined {
  return maker === undefined || index >= fn.positionalCount ? undefined : maker.defaults[index - (fn.positionalCount - maker.defaults.length)];
}

/** Whether there is anything that an assumption could be about. */
const isTold = ({ type, options }: Fact): boolean => type !== 'bottom' && (type !== 'object' || options !== null);

export interface Parameters {
  /** `isEntered`: code that is not seen calls the function too. */
  factOf(index: number, passed: readonly Passed[], isEntered: boolean): Fact;
  /** Of a parameter that no call is seen for. */
  guessOf(index: number, isEntered: boolean): Fact;
}

export function createParameters(fn: IrFunction, maker: FunctionMaker | undefined, declared: FunctionDeclaration | undefined): Parameters {
  const annotatedType = (index: number): TypeName | undefined => declared?.annotations.get(nameOfParameter(fn, index));
  const used: (TypeName | null | undefined)[] = [];
  const usedType = (index: number): TypeName | null => {
    const type = used[index] === undefined ? guessFromUse(fn, index) : used[index];
    used[index] = type;
    return type;
  };
  const isPlain = hasPlainParameters(fn);

  return {
    factOf(index, passed, isEntered) {
      const { known, open, isUnknown } = passed[index] ?? nothing;
      const check = checkOfParameter(fn, index);
      const annotated = isPlain ? annotatedType(index) : undefined;
      const instead = (type: TypeName): Fact => typed(type, guess(check));
      let fact = known;
      if (open.type !== 'bottom') fact = join(fact, annotated !== undefined ? instead(annotated) : isTold(open) ? withoutConstant(open, check) : open);
      if (isUnknown) {
        // Of an argument that nothing is known of, the annotation may tell, or what becomes of it.
        const type = isPlain ? annotated ?? usedType(index) : null;
        fact = join(fact, type === null ? unknown : instead(type));
      }
      return isEntered && isTold(fact) ? withoutConstant(fact, guess(check)) : fact;
    },
    guessOf(index, isEntered) {
      if (!isPlain && index >= fn.positionalCount) return unknown;
      const annotated = annotatedType(index);
      const rests = assume('annotation', nameOfParameter(fn, index));
      // Annotations take an int for a float.
      if (annotated !== undefined) return typed(annotated, annotated === 'float' || isEntered ? guess(rests) : rests);
      const byDefault = defaultOf(fn, maker, index);
      const guessed = guess(checkOfParameter(fn, index));
      if (byDefault !== undefined && (byDefault.type === 'int' || byDefault.type === 'float')) return typed(byDefault.type, guessed);
      const type = usedType(index);
      return type === null ? unknown : typed(type, guessed);
    },
  };
}
