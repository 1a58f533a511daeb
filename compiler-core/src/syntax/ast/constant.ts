import type { PythonString } from './python-string.js';

/** The value of a `Constant` node: exact for every Python literal. */
export type ConstantValue =
  | { readonly type: 'none' }
  | { readonly type: 'ellipsis' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  /** `a + bj`; a literal has only the imaginary part. */
  | { readonly type: 'complex'; readonly real: number; readonly imag: number }
  | { readonly type: 'str'; readonly value: PythonString }
  | { readonly type: 'bytes'; readonly value: Uint8Array };
