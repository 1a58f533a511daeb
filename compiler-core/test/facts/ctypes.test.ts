/** What is read of the C functions that a module declares, and what its hints and typed bodies make of it. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { quickFunctions } from '../../src/semantics/ctypes/quick-functions.js';
import { annotate, hints, walk } from './infer.js';

const shown = (text: string): readonly string[] => hints(text).filter(({ kind }) => kind === 'native' || kind === 'fallback').map(({ line, label, tooltip }) => `${line} ${label}${/: (.*)$/.exec(label.startsWith('C:') ? '' : tooltip)?.[0] ?? ''}`);

it('shows how a C function is declared, or why it is not read', () => {
  expect(annotate('from ctypes import *\nf = CDLL("m").sin\nf.restype = c_double\nf.argtypes = [c_double]')).toContain('f[C: double(double)?] = CDLL("m").sin');
  const declare = (rest: string): readonly string[] => shown(`import ctypes as ct\nfrom ctypes import cdll, c_int, c_char_p as text\nlib = ct.CDLL(None)\nf = ${rest}`);
  expect(declare('lib.strlen\nf.argtypes, f.restype = (text,), ct.c_size_t')).toEqual(['3 C: unsigned long(char*)']);
  expect(declare('lib["abs"]\nf.argtypes = [c_int]')).toEqual(['3 C: int(int)']);
  expect(declare('cdll.LoadLibrary("x").abs\nf.argtypes = [c_int]\nf.restype = None')).toEqual(['3 C: void(int)']);
  expect(declare('cdll.x.abs\nf.argtypes = []')).toEqual(['3 C: int()']);
  expect(declare('lib.abs')).toEqual(['3 C: no `argtypes` are declared here.']);
  expect(declare('lib.abs\nf.argtypes = [c_int]\nf.argtypes = [c_int]')).toEqual(['3 C: it is declared more than once.']);
  expect(declare('lib.abs\nf.argtypes = types')).toEqual(['3 C: `argtypes` is no list that is written out.']);
  expect(declare('lib.abs\nf.argtypes = [c_int, Own]')).toEqual(["3 C: the type of parameter 2 is none of ctypes' own for numbers and plain pointers."]);
  expect(declare('lib.abs\nf.argtypes = [c_int]\nf.restype = check')).toEqual(["3 C: `restype` is none of ctypes' own types for numbers and plain pointers."]);
  expect(declare('lib.abs\nf.argtypes = [c_int]\nf.errcheck = check')).toEqual(['3 C: `errcheck` is called with each result.']);
  // Others' names, and what is no library.
  expect(shown('from other import CDLL, c_int\nf = CDLL(None).abs\nf.argtypes = [c_int]')).toEqual([]);
  expect(declare('other.abs\nf.argtypes = [c_int]')).toEqual([]);
});

/** The guards of the typed bodies, C functions by the letters of their types. */
function guarded(text: string): readonly string[] {
  const { selected } = walk(text, 'selected');
  return [...selected.calls.values()].flatMap(({ guards }) => guards.flatMap(({ name, foreign }) => (foreign === null ? [] : [name])));
}

it('calls those of numbers in typed bodies that return at once', () => {
  const loop = (library: string, symbol: string, types = 'c_double', argument = 'i * 0.5'): readonly string[] => guarded(`from ctypes import CDLL, PyDLL, c_double, c_int, c_ulong
f = ${library}.${symbol}
f.argtypes = [${types}]
f.restype = ${types}
def g(n):
    t = 0
    for i in range(n):
        x = f(${argument})
    return t
g(3)`);
  expect(loop('CDLL("libm.so.6")', 'sin')).toEqual(['f']);
  expect(loop('CDLL(None)', 'abs', 'c_int', 'i')).toEqual(['f']);
  // They wait; they swap `errno` or keep the lock; a result may need more than a word; the argument is an error; too many.
  expect(loop('CDLL(None)', 'usleep', 'c_int', 'i')).toEqual([]);
  expect(loop('CDLL(None, use_errno=True)', 'abs', 'c_int', 'i')).toEqual([]);
  expect(loop('PyDLL(None)', 'abs', 'c_int', 'i')).toEqual([]);
  expect(loop('CDLL(None)', 'labs', 'c_ulong', 'i')).toEqual([]);
  expect(loop('CDLL(None)', 'abs', 'c_int', 'i * 0.5')).toEqual([]);
  expect(loop('CDLL(None)', 'abs', 'c_int', 'i, i')).toEqual([]);
});

it('knows no quick function that the runtime does not know', () => {
  const text = readFileSync(new URL('../../../runtime/src/ctypes/quick-functions.cpp', import.meta.url), 'utf8');
  const known = new Set([...text.matchAll(/"(\w+)"/g)].map(([, name]) => name));
  const ofFloats = /mathematical\[\] = \{([^}]*)\}/.exec(text)?.[1] ?? '';
  for (const [, name] of ofFloats.matchAll(/"(\w+)"/g)) known.add(`${name}f`);
  expect([...quickFunctions].filter((name) => !known.has(name))).toEqual([]);
  expect(quickFunctions.size).toBeGreaterThan(100);
});

it('knows the fields that structures declare, where a name has one type that fits a word', () => {
  const fields = (text: string): Readonly<Record<string, string>> => Object.fromEntries([...walk(text, 'facts').facts.fields].map(([name, { letter }]) => [name, letter]));
  expect(fields(`import ctypes as ct
from ctypes import Structure, c_double, c_int
class Point(Structure):
    _fields_ = [('x', c_double), ('n', ct.c_short), ('flags', c_int, 3), ('large', ct.c_ulong), ('own', Own), ('é', c_int)]
class Other(ct.Union):
    _fields_ = (('x', c_double), ('y', c_int))
def f():
    class Inner(Structure):
        _fields_ = [('z', ct.c_float), ('y', c_double)]`)).toEqual({ x: 'd', n: 'h', z: 'f' });
  // Others' names, and lists that are not written out.
  expect(fields("from other import Structure, c_int\nclass A(Structure):\n    _fields_ = [('x', c_int)]")).toEqual({});
  expect(fields('from ctypes import *\nclass A(Structure):\n    _fields_ = fields')).toEqual({});
});
