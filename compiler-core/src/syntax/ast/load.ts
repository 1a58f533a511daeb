/**
 * Reads an AST from its JSON form: the tree that the target interpreter's own `ast.parse` gave, printed node by node
 * with its fields and positions. A build takes its trees this way, so they are the interpreter's by construction.
 *
 * The table of node shapes says what each field holds; whatever does not fit it is refused, with the path to it.
 */
import type { ConstantValue } from './constant.js';
import { type AstNode, type FieldShape, type Module, nodeShapes } from './nodes.generated.js';
import { ofCodePoints, pythonString } from './python-string.js';
import { sums, words } from './schema.js';

/** The JSON is not an AST; `path` leads to the place, as in `Module.body[3].value`. */
class AstFormatError extends Error {
  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
    this.name = 'AstFormatError';
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

const positions = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'] as const;

/** For each field type, the `_type`s or operator words it admits. */
const admitted: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...Object.entries(sums).map(([sum, rows]): [string, ReadonlySet<string>] => [
    sum,
    new Set(rows.map((row) => row.split(' ', 1)[0] ?? row)),
  ]),
  ...Object.entries(words).map(([sum, choices]): [string, ReadonlySet<string>] => [sum, new Set<string>(choices)]),
]);

export function loadAst(json: unknown): Module {
  const node = loadNode(json, 'Module', 'Module');
  if (node._type !== 'Module') throw new AstFormatError('Module', `found ${node._type}`);
  return node;
}

function loadNode(json: unknown, type: string, path: string): AstNode {
  const object = asObject(json, path);
  const name = object['_type'];
  if (!isNodeName(name) || !admits(type, name)) {
    throw new AstFormatError(path, `${JSON.stringify(name)} where ${type} is expected`);
  }
  const shape = nodeShapes[name];
  const node: Record<string, unknown> = { _type: name };
  for (const field of shape.fields) {
    node[field.name] = loadField(object[field.name], field, `${path}.${field.name}`);
  }
  if (shape.positioned) {
    for (const position of positions) node[position] = asInteger(object[position], `${path}.${position}`);
  }
  // The loop above filled exactly the fields that the generated interface of this `_type` lists.
  return node as unknown as AstNode;
}

function loadField(json: unknown, field: FieldShape, path: string): unknown {
  if (!field.list) return loadItem(json, field, path);
  // A version older than the field prints nothing.
  if (json === undefined && field.since !== undefined) return [];
  if (!Array.isArray(json)) throw new AstFormatError(path, 'a list is expected');
  return json.map((item: unknown, index) => loadItem(item, field, `${path}[${index}]`));
}

function loadItem(json: unknown, field: FieldShape, path: string): unknown {
  if (json === null || json === undefined) {
    if (field.optional) return null;
    if (json === undefined && field.since !== undefined) return 0;
    throw new AstFormatError(path, `${field.type} is missing`);
  }
  switch (field.type) {
    case 'identifier':
    case 'string':
      if (typeof json !== 'string') throw new AstFormatError(path, 'a string is expected');
      return json;
    case 'int':
      return asInteger(json, path);
    case 'constant':
      return loadConstant(json, path);
    case 'operator':
    case 'unaryop':
    case 'boolop':
    case 'cmpop':
    case 'expr_context':
      return loadWord(json, field.type, path);
    default:
      return loadNode(json, field.type, path);
  }
}

/** `{"_type": "Add"}`, as `ast` has it, or the plain word. */
function loadWord(json: unknown, type: string, path: string): string {
  const word = typeof json === 'string' ? json : asObject(json, path)['_type'];
  if (typeof word !== 'string' || !admits(type, word)) {
    throw new AstFormatError(path, `${JSON.stringify(word)} where ${type} is expected`);
  }
  return word;
}

function loadConstant(json: unknown, path: string): ConstantValue {
  if (typeof json === 'string') return { type: 'str', value: pythonString(json) };
  const object = asObject(json, path);
  const [kind, text] = Object.entries(object)[0] ?? [];
  // JSON cannot say two surrogates, so a string that has any comes as its code points.
  if (kind === 'str' && Array.isArray(text)) return { type: 'str', value: ofCodePoints(text.map((code) => asInteger(code, path))) };
  if (typeof text !== 'string') throw new AstFormatError(path, 'a constant is expected');
  switch (kind) {
    case 'const':
      return loadSingleton(text, path);
    case 'int':
      return { type: 'int', value: BigInt(text) };
    case 'float':
      return { type: 'float', value: parseFloatRepr(text, path) };
    case 'complex':
      return loadComplex(text, path);
    case 'bytes':
      return { type: 'bytes', value: new Uint8Array(Buffer.from(text, 'hex')) };
    default:
      throw new AstFormatError(path, `unknown constant ${JSON.stringify(kind)}`);
  }
}

function loadSingleton(text: string, path: string): ConstantValue {
  switch (text) {
    case 'None':
      return { type: 'none' };
    case 'True':
    case 'False':
      return { type: 'bool', value: text === 'True' };
    case 'Ellipsis':
      return { type: 'ellipsis' };
    default:
      throw new AstFormatError(path, `unknown constant ${text}`);
  }
}

/** The `repr` of a complex number: `2j`, or `(1+2j)` when the real part is not a positive zero. */
function loadComplex(text: string, path: string): ConstantValue {
  if (!text.endsWith('j') && !text.endsWith('j)')) throw new AstFormatError(path, `${text} is not a complex number`);
  if (!text.startsWith('(')) return { type: 'complex', real: 0, imag: parseFloatRepr(text.slice(0, -1), path) };
  const inner = text.slice(1, -2);
  // The sign between the parts is the last one that does not belong to an exponent.
  const split = Math.max(...[...inner.matchAll(/(?<!e)[+-]/g)].map((match) => match.index));
  return {
    type: 'complex',
    real: parseFloatRepr(inner.slice(0, split), path),
    imag: parseFloatRepr(inner.slice(split), path),
  };
}

function parseFloatRepr(text: string, path: string): number {
  if (/^[+-]?inf$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (!/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) throw new AstFormatError(path, `${text} is not a number`);
  return Number(text);
}

function admits(type: string, name: string): boolean {
  return admitted.get(type)?.has(name) ?? type === name;
}

function isNodeName(name: unknown): name is AstNode['_type'] {
  return typeof name === 'string' && Object.hasOwn(nodeShapes, name);
}

function asObject(json: unknown, path: string): JsonObject {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new AstFormatError(path, 'an object is expected');
  }
  return json as JsonObject;
}

function asInteger(json: unknown, path: string): number {
  if (!Number.isSafeInteger(json)) throw new AstFormatError(path, 'an integer is expected');
  return json as number;
}
