/**
 * Text to the exact AST that CPython's `ast.parse` gives for the target version, for every later stage.
 *
 * tree-sitter accepts more than Python does and, for some valid texts, gives another tree; `repairs.ts` and the
 * builders say where. A text with a problem still gives the statements that have none.
 */
import { SourceDecodingError } from '../../source/decode.js';
import { createSourceFile, errorOffsetAt, positionAt, type SourceFile } from '../../source/source-file.js';
import { supports, type TargetMinor } from '../../targets/target-version.js';
import type { Module, stmt } from '../ast/nodes.generated.js';
import type { CstNode, PythonParser } from '../cst/parser.js';
import { type ReadModule, readModule } from '../validate/check.js';
import { tokenize } from '../validate/tokenizer.js';
import { raisedOfBytes } from '../validate/raised-of-bytes.js';
import type { FoundError } from '../validate/tokens.js';
import type { BuildContext, SyntaxProblem } from './context.js';
import { parseMasked } from './masked-parse.js';
import { buildStatements } from './statements.js';

export interface BuiltModule {
  readonly module: Module;
  readonly errors: readonly SyntaxProblem[];
}

export function buildModule(parser: PythonParser, source: string | Uint8Array | SourceFile, target: TargetMinor): BuiltModule {
  let file: SourceFile;
  try {
    file = typeof source === 'string' || source instanceof Uint8Array ? createSourceFile(source, target) : source;
  } catch (error) {
    if (!(error instanceof SourceDecodingError)) throw error;
    const { message, lineno, offset } = error;
    return { module: moduleOf([]), errors: [{ type: 'SyntaxError', message, lineno: 1, offset: 1, raised: { type: 'SyntaxError', message, lineno, offset } }] };
  }
  const read = readModule(file.text, target, file.decoded?.hasUndecodedBytes);
  if (read.error === null) return buildReadModule(parser, file, read, target);
  // The statements without a problem may serve an editor.
  const { body } = withinStack(() => buildCst(createContext(file, target), parser.parse(file.text)));
  return { module: moduleOf(body), errors: [locateError(file, read.error, target)] };
}

const moduleOf = (body: readonly stmt[]): Module => ({ _type: 'Module', body, type_ignores: [] });

/** The AST of a text that is Python. An error here is one of this front end. */
export function buildReadModule(parser: PythonParser, file: SourceFile, read: ReadModule, target: TargetMinor): BuiltModule {
  const context = createContext(file, target);
  if (!read.spots.some((spot) => spot.isTreacherous)) {
    const { body, errors } = withinStack(() => buildCst(context, parser.parse(file.text)));
    if (errors.length === 0) return { module: moduleOf(body), errors };
  }
  // The grammar of the CST has no tree for it, or a wrong one.
  const tokens = supports(target, 'formalizedFormatStrings') ? read.tokens : tokenize(file.text, 12).tokens;
  const { body, errors } = withinStack(() => {
    const masks = parseMasked(parser, file.text, tokens, read.spots);
    return buildCst({ ...context, masks }, masks.root);
  });
  return { module: moduleOf(body), errors };
}

function createContext(source: SourceFile, target: TargetMinor): Omit<BuildContext, 'report'> {
  return { source, target };
}

interface BuiltBody {
  readonly body: readonly stmt[];
  readonly errors: readonly SyntaxProblem[];
}

/** Nested deeper than our stack goes, where CPython's would not go either. */
const tooDeep: BuiltBody = { body: [], errors: [{ type: 'SyntaxError', message: 'too many nested parentheses', lineno: 1, offset: 1 }] };

function withinStack(build: () => BuiltBody): BuiltBody {
  try {
    return build();
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

function buildCst(partial: Omit<BuildContext, 'report'>, root: CstNode): BuiltBody {
  const { source } = partial;
  const found = new Map<number, SyntaxProblem>();
  const report = (message: string, offset: number): void => {
    if (found.has(offset)) return;
    found.set(offset, { type: 'SyntaxError', message, lineno: positionAt(source, offset).line, offset: errorOffsetAt(source, offset) });
  };
  const context: BuildContext = { ...partial, report };
  const body = buildStatements(context, root.children);
  if (found.size === 0) reportErrors(context, root);
  return { body, errors: [...found.values()].sort((a, b) => a.lineno - b.lineno || a.offset - b.offset) };
}

export function locateError(file: SourceFile, found: FoundError, target: TargetMinor): SyntaxProblem {
  const { line } = positionAt(file, found.offset);
  const { from, to, more } = found.counted ?? { from: 0, to: 0, more: 0 };
  const offset = found.column ?? (to > 0 ? [...file.text.slice(from, to)].length + more : errorOffsetAt(file, found.offset));
  return { type: found.type, message: found.message, lineno: found.line ?? line, offset, ...(file.decoded && { raised: raisedOfBytes(file, found, target) }) };
}

/** Errors in places no builder looks at. */
function reportErrors(context: BuildContext, node: CstNode): void {
  if (node.type === 'ERROR' || node.missing) context.report('invalid syntax', node.start);
  else for (const child of node.children) reportErrors(context, child);
}
