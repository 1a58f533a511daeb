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
}

/** The part of a tree cursor that both bindings have. */
interface Cursor {
  readonly nodeType: string;
  readonly currentFieldName: string | null | undefined;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
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
    return {
      binding: 'native',
      parse: (text) => readTree(parser.parse((index) => text.slice(index, index + chunkLength), null, { bufferSize: 4 * chunkLength }).walk()),
    };
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
  return {
    binding: 'wasm',
    parse: (text) => {
      const tree = parser.parse(text);
      if (tree === null) throw new Error('the parser has no language');
      const root = readTree(tree.walk());
      tree.delete();
      return root;
    },
  };
}

function readTree(cursor: Cursor): CstNode {
  const children: CstNode[] = [];
  const type = cursor.nodeType;
  const field = cursor.currentFieldName ?? null;
  const named = cursor.nodeIsNamed;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const missing = cursor.nodeIsMissing;
  if (cursor.gotoFirstChild()) {
    do {
      const childType = cursor.nodeType;
      if (childType !== 'comment' && childType !== 'line_continuation') children.push(readTree(cursor));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  const node = { type, field, named, start, end, children };
  return missing ? { ...node, missing } : node;
}
