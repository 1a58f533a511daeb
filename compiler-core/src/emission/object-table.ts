/**
 * The objects that a module's code names: identifiers and constants, each once, by index. The table is data in the
 * output (`marshal.ts`); code refers to `objects[index]`.
 */
import type { IrConstant } from '../semantics/constants/constant.js';
import { marshalConstant, marshalName, marshalTuple } from './marshal.js';

export interface ObjectTable {
  /** The C++ expression for an interned identifier. */
  nameExpression(name: string): string;
  constantExpression(constant: IrConstant): string;
  /** The table as marshal bytes of one tuple, and how many objects it has. */
  finish(): { readonly bytes: Uint8Array; readonly count: number };
}

/** Constants that the interpreter keeps for ever need no place in the table. */
function singleton(constant: IrConstant): string | null {
  switch (constant.type) {
    case 'none': return 'Py_None';
    case 'ellipsis': return 'Py_Ellipsis';
    case 'bool': return constant.value ? 'Py_True' : 'Py_False';
    default: return null;
  }
}

export function createObjectTable(): ObjectTable {
  const items: (readonly number[])[] = [];
  const known = new Map<string, number>();
  // Equal bytes are the same object: the format keeps 1, 1.0, -0.0 and True apart, and names (interned) from strings.
  const indexOf = (bytes: readonly number[]): number => {
    const key = Buffer.from(bytes).toString('latin1');
    const index = known.get(key) ?? items.length;
    if (index === items.length) {
      items.push(bytes);
      known.set(key, index);
    }
    return index;
  };
  return {
    nameExpression: (name) => `objects[${indexOf(marshalName(name))}]`,
    constantExpression: (constant) => singleton(constant) ?? `objects[${indexOf(marshalConstant(constant))}]`,
    finish: () => ({ bytes: marshalTuple(items), count: items.length }),
  };
}
