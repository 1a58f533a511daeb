/**
 * Text to a concrete syntax tree of plain objects. The only file that knows tree-sitter: the native binding where it
 * loads, the WebAssembly one (same grammar) where it does not.
 */
import { createRequire } from 'node:module';

export interface CstNode {
  /** The grammar's name of the node, or the token itself if it is not named. */
  readonly type: string;
  readonly field: string | null;
  readonly named: boolean;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** Without comments and line continuations. */
  readonly children: readonly CstNode[];
  /** The parser supposed this token to make sense of the rest. */
  readonly missing?: true;
}

export interface PythonParser {
  readonly binding: 'native' | 'wasm';
  parse(text: string): CstNode;
  /** The nodes right below the root that have errors in them. */
  parseBroken(text: string): readonly CstNode[];
}

interface Soundness {
  readonly hasError: boolean;
}

/** The part of a tree cursor that both bindings have. */
interface Cursor {
  readonly nodeType: string;
  readonly currentFieldName: string | null | undefined;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  /** A method in one of them. */
  readonly currentNode: Soundness | (() => Soundness);
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

interface NativeParser {
  setLanguage(language: unknown): void;
  parse(input: (index: number) => string | null, oldTree: null, options: { bufferSize: number }): { walk(): Cursor };
}

const require = createRequire(import.meta.url);
/** Longer than any text the binding copies in one piece without refusing it. */
const chunkLength = 16 * 1024;

export async function createParser(prefer: 'native' | 'wasm' = 'native'): Promise<PythonParser> {
  const native = prefer === 'native' ? createNativeParser() : undefined;
  return native ?? (await createWasmParser());
}

function createNativeParser(): PythonParser | undefined {
  try {
    const Parser = require('tree-sitter') as new () => NativeParser;
    const parser = new Parser();
    parser.setLanguage(require('tree-sitter-python'));
    const walk = (text: string): Cursor => parser.parse((index) => text.slice(index, index + chunkLength), null, { bufferSize: 4 * chunkLength }).walk();
    return { binding: 'native', parse: (text) => readTree(walk(text)), parseBroken: (text) => readBroken(walk(text)) };
  } catch {
    // No binary for this platform or C++ library.
    return undefined;
  }
}

async function createWasmParser(): Promise<PythonParser> {
  const { Language, Parser } = await import('web-tree-sitter');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-python/tree-sitter-python.wasm')));
  const withTree = <T>(text: string, read: (cursor: Cursor) => T): T => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('the parser has no language');
    const cursor = tree.walk();
    try {
      return read(cursor);
    } finally {
      // A cursor that the garbage collector frees by its finalizer takes memory of later trees with it.
      cursor.delete();
      tree.delete();
    }
  };
  return { binding: 'wasm', parse: (text) => withTree(text, readTree), parseBroken: (text) => withTree(text, readBroken) };
}

/** Every question to the cursor leaves JavaScript, so these are not asked where the answer follows from the type. */
const withoutField: ReadonlySet<string> = new Set([
  '(', ')', '[', ']', '{', '}', ',', ':', '.', ';', '=', 'def', 'class', 'if', 'elif', 'else', 'for', 'return', 'import', 'from', 'as', 'while', 'with', 'try', 'except',
]);
/** Names of tokens and of nodes. */
const ambiguousTypes: ReadonlySet<string> = new Set(['lambda', 'await', 'yield', 'type']);
const leafTypes: ReadonlySet<string> = new Set(['identifier', 'integer', 'float', 'true', 'false', 'none', 'string_start', 'string_end', 'ellipsis', 'pass_statement']);
/** Nodes whose children have no fields in the grammar. */
const fieldlessTypes: ReadonlySet<string> = new Set([
  'argument_list', 'assert_statement', 'await', 'case_pattern', 'class_pattern', 'concatenated_string', 'conditional_expression', 'decorator', 'delete_statement',
  'dictionary', 'dotted_name', 'expression_list', 'expression_statement', 'finally_clause', 'global_statement', 'import_prefix', 'lambda_parameters', 'list',
  'list_pattern', 'module', 'nonlocal_statement', 'parameters', 'parenthesized_expression', 'pattern_list', 'relative_import', 'return_statement', 'set', 'string',
  'tuple', 'tuple_pattern', 'with_clause', 'wildcard_import',
]);
const isNamedType = new Map<string, boolean>();

function readIsNamed(cursor: Cursor, type: string): boolean {
  const known = isNamedType.get(type);
  if (known !== undefined) return known;
  const named = cursor.nodeIsNamed;
  // A type like ERROR is not asked for often, and may be what the grammar does not say.
  if (!ambiguousTypes.has(type) && type !== 'ERROR') isNamedType.set(type, named);
  return named;
}

function hasError(cursor: Cursor): boolean {
  const { currentNode } = cursor;
  return (typeof currentNode === 'function' ? currentNode.call(cursor) : currentNode).hasError;
}

/** Without errors, a token is as long as its type, and nothing is missing. */
function readTree(cursor: Cursor): CstNode {
  return readNode(cursor, cursor.nodeType, false, !hasError(cursor));
}

function readBroken(cursor: Cursor): readonly CstNode[] {
  const found: CstNode[] = [];
  if (!hasError(cursor) || !cursor.gotoFirstChild()) return found;
  do if (hasError(cursor)) found.push(readNode(cursor, cursor.nodeType, false, false));
  while (cursor.gotoNextSibling());
  return found;
}

function readNode(cursor: Cursor, type: string, mayHaveField: boolean, isSound: boolean): CstNode {
  const named = readIsNamed(cursor, type);
  const field = mayHaveField && (named || !withoutField.has(type)) ? (cursor.currentFieldName ?? null) : null;
  const start = cursor.startIndex;
  const end = isSound && !named && !type.includes(' ') ? start + type.length : cursor.endIndex;
  const missing = !isSound && start === end && cursor.nodeIsMissing;
  let children: CstNode[] = noChildren;
  if (named && !leafTypes.has(type) && cursor.gotoFirstChild()) {
    children = [];
    const haveFields = !fieldlessTypes.has(type);
    do {
      const childType = cursor.nodeType;
      if (childType !== 'comment' && childType !== 'line_continuation') children.push(readNode(cursor, childType, haveFields, isSound));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return missing ? { type, field, named, start, end, children, missing } : { type, field, named, start, end, children };
}

const noChildren: CstNode[] = [];
