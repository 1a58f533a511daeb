/**
 * One module's C++ file: its constants as data, the bodies of its functions, and the records by which the runtime joins
 * them with the code objects that the interpreter made. The same module gives the same bytes.
 */
import { type IrModule, isResumed } from '../ir/function.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import { emitFunctionBody } from './function-body.js';
import type { LowFunction } from '../low/ir/function.js';
import type { Selection } from '../selection/select.js';
import type { Suspension } from '../selection/suspensions.js';
import { bodyName, resumeName } from './names.js';
import { createObjectTable, type ObjectTable } from './object-table.js';
import { foreignDeclarations } from './typed/foreign-calls.js';
import { emitTypedBody, type TypedBody } from './typed/typed-body.js';

/** What the interpreter said of a function's code object. */
export interface CodeObject {
  /** Its place in the interpreter's list for the module. */
  readonly index: number;
  /** The names of variables, cells and free variables, in the order of their places in the frame; null where no interpreter was asked. */
  readonly variables: readonly string[] | null;
  unitOf(position: Positioned): number | null;
  /**
   * The unit of the jump that closes a loop. `from` is where the way back comes from; `start` is the place of a `for` loop's start, null
   * for `while`.
   */
  unitOfReturn(start: Positioned | null, from: Positioned | null): number | null;
  /** The units of the instructions that suspend there with such a stack. */
  unitsOfSuspension(suspension: Suspension): readonly number[];
}

/** By index into `IrModule.functions`. */
export type CodeObjects = (functionIndex: number) => CodeObject;

export interface ModuleEmission {
  /** A C++ identifier that no other module of the program has. */
  readonly symbol: string;
  readonly source: Uint8Array;
  /** What `prepare.py` wrote: code and stubs. */
  readonly code: Uint8Array;
}

function cString(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return `"${[...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c && byte !== 0x3f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`)).join('')}"`;
}

const bytesPerLine = 32;

function byteArray(name: string, bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let start = 0; start < bytes.length; start += bytesPerLine) rows.push(`  ${[...bytes.subarray(start, start + bytesPerLine)].join(',')},`);
  return `static const unsigned char ${name}[] = {\n${rows.join('\n')}\n  0};\n`;
}

/** The text of a module's bodies: what a build compiles and a dump shows. */
export interface EmittedBodies {
  /** What they name. */
  readonly objects: ObjectTable;
  /** By index of the function: those with a body over numbers. */
  readonly typed: ReadonlyMap<number, TypedBody>;
  /** What the typed ones rely on of C functions. */
  readonly foreign: string;
  /** By index of the function; empty for none. */
  readonly generic: readonly string[];
}

export function emitBodies(module: IrModule, { plans, calls }: Selection, low: readonly (LowFunction | null)[], codeObjectOf: CodeObjects): EmittedBodies {
  const objects = createObjectTable();
  const typed = new Map([...plans].map(([index, plan]) => [index, emitTypedBody(module.functions[index]!, plan, {
    ...codeObjectOf(index), objects, plans, calls, functions: module.functions,
  })]));
  const generic = low.map((fn, index) => (fn !== null
    ? emitFunctionBody(fn, { ...codeObjectOf(index), index, objects, resumePoints: typed.get(index)?.resumePoints })
    : ''));
  return { objects, typed, foreign: foreignDeclarations([...calls.values()].flatMap(({ guards }) => guards)), generic };
}

export function emitModuleFile(module: IrModule, { objects, typed: typedBodies, foreign, generic: bodies }: EmittedBodies, codeObjectOf: CodeObjects, emission: ModuleEmission): string {
  const records = module.functions.map((fn, index) => {
    const code = codeObjectOf(index);
    const hasBody = bodies[index] !== '';
    const body = !hasBody ? 'nullptr' : isResumed(fn) ? 'rt::make_generator' : bodyName(fn.name, index);
    const direct = body === 'nullptr' ? body : `rt::run_direct<${body}, ${fn.parameterCount}, ${code.variables?.length ?? 0}>`;
    return `  {${cString(fn.qualname)}, ${code.index}, ${body}, ${fn.parameterCount}, ${direct}, ${hasBody && isResumed(fn) ? resumeName(fn.name, index) : 'nullptr'}, nullptr, nullptr, nullptr, nullptr},`;
  });
  const table = objects.finish();
  const count = module.functions.length;
  return `// ${module.name}: made by Taipan from ${cString(module.file)}.
#include "rt/emitted.hpp"

namespace {

${byteArray('constant_data', table.bytes)}
PyObject* objects[${table.count + 1}];
extern rt::FunctionRecord* const functions[];
${typedBodies.size === 0 ? '' : 'extern rt::NativeFunction natives[];\nPyObject* home;\n'}${foreign}
bool make_constants(PyObject* known) { return rt::load_objects(constant_data, sizeof constant_data - 1, objects, ${table.count}, known); }

${[...typedBodies.values()].map((body) => body.declaration).join('\n')}

${bodies.filter((body) => body !== '').join('\n')}
${[...typedBodies.values()].map((body) => body.text).join('\n')}
rt::FunctionRecord records[] = {
${records.join('\n')}
};

${typedBodies.size === 0 ? '' : `rt::NativeFunction natives[] = {${Array.from({ length: count }, (_, index) => `{&records[${index}], nullptr, nullptr, 0}`).join(', ')}};\n`}
rt::FunctionRecord* const functions[] = {${Array.from({ length: count }, (_, index) => `&records[${index}]`).join(', ')}};

${byteArray('code_data', emission.code)}
${byteArray('source_data', emission.source)}
}  // namespace

rt::ModuleRecord ${emission.symbol} = {
  ${cString(module.name)}, ${cString(module.file)}, ${module.isPackage}, code_data, sizeof code_data - 1,
  reinterpret_cast<const char*>(source_data), sizeof source_data - 1, functions, ${count}, make_constants, nullptr, nullptr, nullptr};
`;
}

/**
 * The program's start: the records of all its modules. `interpreter` is what the program takes its prefix, packages and
 * `sys.executable` from: a virtual environment's, say. `folder`: where its modules were found. `start`: as `python file`, `python folder`
 * or `python -m name` starts it.
 */
export function emitMainFile(symbols: readonly string[], interpreter: string, folder: string, start: { readonly kind: 'file' | 'folder' | 'module'; readonly name?: string }): string {
  return `#include "rt/emitted.hpp"

${symbols.map((symbol) => `extern rt::ModuleRecord ${symbol};`).join('\n')}

int main(int argc, char** argv) {
  rt::ModuleRecord modules[] = {${symbols.join(', ')}};
  return rt::run_main(argc, argv, modules, ${symbols.length}, ${cString(interpreter)}, {rt::Start::as_${start.kind}, ${cString(folder)}, ${start.name === undefined ? 'nullptr' : cString(start.name)}});
}
`;
}

/** The start of an extension module that the stock interpreter imports; `name` is the last part of its dotted name. */
export function emitExtensionFile(symbol: string, name: string): string {
  return `#include "rt/emitted.hpp"

extern rt::ModuleRecord ${symbol};

PyMODINIT_FUNC PyInit_${name}() { return rt::init_extension(&${symbol}); }
`;
}
