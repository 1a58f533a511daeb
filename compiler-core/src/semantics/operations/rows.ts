/** How rows of the table are written: what most of them have in common. */
import type { AliasClass, Effects, ImmediateKind, Meaning, ObjectLowering, Operation, OptionKind, SlotEffect } from './operation.js';

/** A row whose immediates the type checker knows, so that instructions have just those. */
export type Row<Kinds extends readonly ImmediateKind[], Options extends readonly OptionKind[]> = Omit<Operation, 'immediates' | 'options'> & { readonly immediates: Kinds; readonly options: Options };

export const pure: Effects = { reads: [], writes: [], runsPython: false };
export const python: Effects = { reads: ['global', 'attribute', 'item', 'cell'], writes: ['global', 'attribute', 'item', 'cell'], runsPython: true };
export const reads = (...classes: readonly AliasClass[]): Effects => ({ ...pure, reads: classes });
export const writes = (...classes: readonly AliasClass[]): Effects => ({ ...pure, writes: classes });

export const own: ObjectLowering = { kind: 'own' };

type Call = ObjectLowering & { readonly kind: 'call' };
/** A runtime function that takes the operands one by one; `more` says what is otherwise. */
export function call(name: string, more: Partial<Pick<Call, 'needsFrame' | 'operands' | 'cache'>> = {}): ObjectLowering {
  return { kind: 'call', function: name, needsFrame: false, operands: 'each', cache: null, ...more };
}

export const slots = {
  read: { reads: true, leaves: 'same' },
  bind: { reads: false, leaves: 'bound' },
  empty: { reads: false, leaves: 'empty' },
  take: { reads: true, leaves: 'empty' },
  update: { reads: true, leaves: 'bound' },
} as const satisfies Record<string, SlotEffect>;

type Family = Exclude<Meaning['family'], 'binary' | 'inplace' | 'unary' | 'compare'>;
type Details<Kinds, Options> = Partial<Omit<Operation, 'meaning' | 'immediates' | 'options' | 'operands' | 'object'>> & { readonly immediates?: Kinds; readonly options?: Options };

/** By default it gives a new object, may raise, and may run Python code. */
export function row<const Kinds extends readonly ImmediateKind[] = readonly [], const Options extends readonly OptionKind[] = readonly []>(
  family: Family, operands: number, object: ObjectLowering, details: Details<Kinds, Options> = {},
): Row<Kinds, Options> {
  return {
    meaning: { family }, operands, object, result: 'new', failure: 'raises', effects: python, quiet: null, slot: null, words: null, rules: {}, methods: null,
    ...details, immediates: (details.immediates ?? []) as Kinds, options: (details.options ?? []) as Options,
  };
}
