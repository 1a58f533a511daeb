/**
 * Writes constants in CPython's marshal format (`Python/marshal.c`, version 4 without references), so that a module's
 * constants reach the program as one data table and the interpreter builds the objects.
 */
import type { IrConstant } from '../semantics/constants/constant.js';
import { codePointsOf, type PythonString, pythonString, textOf } from '../syntax/ast/python-string.js';

const codeOf = (letter: string): number => letter.charCodeAt(0);
/** Digits of a PyLong in marshal are 15 bits wide on every platform. */
const digitBits = 15n;
const digitMask = 0x7fffn;

function int32(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff];
}

function float64(value: number): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return [...bytes];
}

function writeInt(value: bigint): number[] {
  // The short form gives the interpreter's own object for a small int, as everything expects that compares by identity.
  if (BigInt.asIntN(32, value) === value) return [codeOf('i'), ...int32(Number(value))];
  const digits: number[] = [];
  for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= digitBits) digits.push(Number(rest & digitMask));
  const count = value < 0n ? -digits.length : digits.length;
  return [codeOf('l'), ...int32(count), ...digits.flatMap((digit) => [digit & 0xff, digit >> 8])];
}

/** UTF-8 in which a surrogate is written as its three bytes, as `surrogatepass` reads it. */
function encode(value: PythonString): number[] {
  return codePointsOf(value).flatMap((code) => {
    if (code < 0x80) return [code];
    if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 0x3f)];
    if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
    return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  });
}

function writeString(value: PythonString, letter: 'u' | 't'): number[] {
  const bytes = encode(value);
  return [codeOf(letter), ...int32(bytes.length), ...bytes];
}

function writeItems(letter: string, items: readonly IrConstant[]): number[] {
  return [codeOf(letter), ...int32(items.length), ...items.flatMap(marshalConstant)];
}

/** The marshal bytes of one constant. */
export function marshalConstant(constant: IrConstant): number[] {
  switch (constant.type) {
    case 'none': return [codeOf('N')];
    case 'ellipsis': return [codeOf('.')];
    case 'bool': return [codeOf(constant.value ? 'T' : 'F')];
    case 'int': return writeInt(constant.value);
    case 'float': return [codeOf('g'), ...float64(constant.value)];
    case 'complex': return [codeOf('y'), ...float64(constant.real), ...float64(constant.imag)];
    // CPython interns the constants that could be names, so that equal ones are one object everywhere.
    case 'str': return writeString(constant.value, /^\w*$/.test(textOf(constant.value)) ? 't' : 'u');
    case 'bytes': return [codeOf('s'), ...int32(constant.value.length), ...constant.value];
    case 'tuple': return writeItems('(', constant.items);
    case 'frozenset': return writeItems('>', constant.items);
  }
}

/** The marshal bytes of an identifier, which unmarshals to an interned string. */
export function marshalName(name: string): number[] {
  return writeString(pythonString(name), 't');
}

/** The marshal bytes of a tuple of items that are marshal bytes themselves. */
export function marshalTuple(items: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([codeOf('('), ...int32(items.length), ...items.flat()]);
}
