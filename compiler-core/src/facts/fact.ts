/**
 * What is known of a value: its exact type, its constant if it has one, and the assumption that the knowledge rests on.
 * The lattice of the analysis: `bottom` (nothing reached it yet) below everything, `object` above everything.
 */
import type { IrConstant } from '../ir/function.js';

export type TypeName =
  | 'int' | 'float' | 'bool' | 'none' | 'str' | 'bytes' | 'complex' | 'ellipsis' | 'tuple' | 'frozenset' | 'list' | 'dict' | 'set' | 'slice'
  | 'range' | 'range_iterator'
  /** A function of the module, or one of `builtins`: which one, says the fact. */
  | 'function' | 'builtin';

export interface Fact {
  readonly type: TypeName | 'bottom' | 'object';
  /** The value, where it is always the same one. */
  readonly constant: IrConstant | null;
  /** For `function`: its index in the module. */
  readonly target: number | null;
  /** For `builtin`: its name. */
  readonly name: string | null;
  /** The condition under which the fact holds, in words; null where it holds whatever anyone does (proved). */
  readonly assumption: string | null;
}

const plain = { constant: null, target: null, name: null, assumption: null } as const;
export const bottom: Fact = { ...plain, type: 'bottom' };
export const unknown: Fact = { ...plain, type: 'object' };

export function typed(type: TypeName, assumption: string | null = null): Fact {
  return { ...plain, type, assumption };
}

export function ofConstant(constant: IrConstant): Fact {
  return { ...plain, type: constant.type, constant };
}

export function ofFunction(target: number, assumption: string): Fact {
  return { ...plain, type: 'function', target, assumption };
}

export function ofBuiltin(name: string, assumption: string): Fact {
  return { ...plain, type: 'builtin', name, assumption };
}

export function assuming(fact: Fact, assumption: string | null): Fact {
  return assumption === null || fact.assumption !== null || fact.type === 'bottom' ? fact : { ...fact, assumption };
}

function sameConstant(left: IrConstant | null, right: IrConstant | null): boolean {
  if (left === null || right === null) return left === right;
  switch (left.type) {
    case 'none': case 'ellipsis': return left.type === right.type;
    case 'bool': return right.type === 'bool' && left.value === right.value;
    case 'int': return right.type === 'int' && left.value === right.value;
    case 'float': return right.type === 'float' && Object.is(left.value, right.value);
    case 'str': return right.type === 'str' && left.value === right.value;
    case 'complex': return right.type === 'complex' && Object.is(left.real, right.real) && Object.is(left.imag, right.imag);
    case 'bytes': return right.type === 'bytes' && left.value.length === right.value.length && left.value.every((byte, index) => byte === right.value[index]);
    case 'tuple': return right.type === 'tuple' && left.items.length === right.items.length && left.items.every((item, index) => sameConstant(item, right.items[index] ?? null));
    case 'frozenset': return left === right;
  }
}

export function sameFact(left: Fact, right: Fact): boolean {
  return left === right || (left.type === right.type && left.target === right.target && left.name === right.name
    && left.assumption === right.assumption && sameConstant(left.constant, right.constant));
}

export function join(left: Fact, right: Fact): Fact {
  if (left.type === 'bottom') return right;
  if (right.type === 'bottom') return left;
  if (left.type === 'object' || right.type === 'object') return unknown;
  const assumption = left.assumption ?? right.assumption;
  if (left.type !== right.type || left.target !== right.target || left.name !== right.name) return unknown;
  return { ...left, constant: sameConstant(left.constant, right.constant) ? left.constant : null, assumption };
}

const written: Partial<Record<Fact['type'], string>> = { none: 'None', function: 'Callable', builtin: 'Callable', ellipsis: 'EllipsisType' };

/** The type as Python would write it. */
export function typeText(fact: Fact): string {
  return written[fact.type] ?? fact.type;
}
