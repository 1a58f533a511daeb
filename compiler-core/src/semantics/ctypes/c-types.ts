/**
 * The C types of `ctypes`: a row each, for the machines that programs are compiled for (64-bit Linux). Typed bodies call C
 * functions of numbers with them; hints show the rest.
 */

export interface CType {
  /** The letter by which ctypes knows it (`_type_`), a pair of equal types by the one that it keeps. */
  readonly letter: string;
  /** As C writes it. */
  readonly text: string;
  /** What a typed body may pass for it, each converted as ctypes does; none where only objects will do. */
  readonly takes: readonly ('int' | 'float' | 'bool')[];
  /** The number that a result of it is; null where it is none, or may need more than a machine word. */
  readonly gives: 'int' | 'float' | 'bool' | null;
}

/** What a function gives that has `restype = None`. */
const nothing = 'v';

const whole = (letter: string, text: string, gives: 'int' | null = 'int'): CType => ({ letter, text, takes: ['int', 'bool'], gives });
const real = (letter: string, text: string): CType => ({ letter, text, takes: ['float', 'int'], gives: 'float' });
const object = (letter: string, text: string): CType => ({ letter, text, takes: [], gives: null });

const [byte, ubyte, short, ushort, int, uint, long, ulong] = [
  whole('b', 'signed char'), whole('B', 'unsigned char'), whole('h', 'short'), whole('H', 'unsigned short'), whole('i', 'int'), whole('I', 'unsigned int'), whole('l', 'long'),
  whole('L', 'unsigned long', null),
];

/** By their names in `ctypes`. */
export const cTypes: ReadonlyMap<string, CType> = new Map(Object.entries({
  c_byte: byte, c_int8: byte, c_ubyte: ubyte, c_uint8: ubyte, c_short: short, c_int16: short, c_ushort: ushort, c_uint16: ushort,
  c_int: int, c_int32: int, c_uint: uint, c_uint32: uint, c_long: long, c_longlong: long, c_int64: long, c_ssize_t: long,
  c_ulong: ulong, c_ulonglong: ulong, c_uint64: ulong, c_size_t: ulong,
  c_float: real('f', 'float'), c_double: real('d', 'double'),
  c_bool: { letter: '?', text: 'bool', takes: ['int', 'bool'], gives: 'bool' },
  c_char: object('c', 'char'), c_char_p: object('z', 'char*'), c_wchar_p: object('Z', 'wchar_t*'), c_void_p: object('P', 'void*'), py_object: object('O', 'PyObject*'),
} satisfies Readonly<Record<string, CType>>));

/** How a C function is declared: `result` null for none. */
export interface CSignature {
  readonly parameters: readonly CType[];
  readonly result: CType | null;
}

/** Letters of the result and of the parameters, as the runtime compares them. */
export function lettersOf({ parameters, result }: CSignature): string {
  return [result?.letter ?? nothing, ...parameters.map(({ letter }) => letter)].join('');
}

/** Whether a typed body can call it with values of these kinds: exactly as many as are declared. */
export function takesNumbers({ parameters, result }: CSignature, kinds: readonly (string | null)[]): boolean {
  if (result !== null && result.gives === null) return false;
  return kinds.length === parameters.length && parameters.every(({ takes }, index) => takes.some((kind) => kind === kinds[index]));
}
