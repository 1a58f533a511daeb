/**
 * Text to the exact AST that CPython's `ast.parse` gives for the target version, for every later stage.
 *
 * tree-sitter accepts more than Python does and, for some valid texts, gives another tree; `repairs.ts` and the
 * builders say where. A text with a problem still gives the statements that have none.
 */
import { createSourceFile, errorOffsetAt, positionAt, SourceDecodingError, type SourceFile } from '../../source/source-file.js';
import { supports, type TargetMinor } from '../../targets/target-version.js';
import type { Module, stmt } from '../ast/nodes.generated.js';
import type { CstNode, PythonParser } from '../cst/parser.js';
import { readModule } from '../validate/check.js';
import { tokenize } from '../validate/tokenizer.js';
import type { FoundError } from '../validate/tokens.js';
import type { BuildContext, SyntaxProblem } from './context.js';
import { parseMasked } from './masked-parse.js';
import { buildStatements } from './statements.js';

export interface BuiltModule {
  readonly module: Module;
  readonly errors: readonly SyntaxProblem[];
}

export function buildModule(parser: PythonParser, source: string | Uint8Array | SourceFile, target: TargetMinor): BuiltModule {
  const errors: SyntaxProblem[] = [];
  let file: SourceFile;
  try {
    file = typeof source === 'string' || source instanceof Uint8Array ? createSourceFile(source) : source;
  } catch (error) {
    if (!(error instanceof SourceDecodingError)) throw error;
    return { module: { _type: 'Module', body: [], type_ignores: [] }, errors: [{ type: 'SyntaxError', message: error.message, lineno: 1, offset: 1 }] };
  }
  const reported = new Set<number>();
  const context: BuildContext = {
    source: file,
    target,
    report: (message, offset) => {
      if (reported.has(offset)) return;
      reported.add(offset);
      errors.push({ type: 'SyntaxError', message, lineno: positionAt(file, offset).line, offset: errorOffsetAt(file, offset) });
    },
  };
  const { error, tokens, spots } = readModule(file.text, target);
  let body: stmt[] = [];
  if (error !== null || !spots.some((spot) => spot.isTreacherous)) {
    const root = parser.parse(file.text);
    body = buildStatements(context, root.children);
    if (errors.length === 0) reportErrors(context, root);
    if (error !== null) return { module: { _type: 'Module', body, type_ignores: [] }, errors: [locate(file, error)] };
    if (errors.length === 0) return { module: { _type: 'Module', body, type_ignores: [] }, errors };
  }
  // The text is Python, though the grammar of the CST has no tree for it.
  errors.length = 0;
  reported.clear();
  const masks = parseMasked(parser, file.text, supports(target, 'formalizedFormatStrings') ? tokens : tokenize(file.text, 12).tokens, spots);
  const masked: BuildContext = { ...context, masks };
  body = buildStatements(masked, masks.root.children);
  if (errors.length === 0) reportErrors(masked, masks.root);
  return { module: { _type: 'Module', body, type_ignores: [] }, errors: errors.sort((a, b) => a.lineno - b.lineno || a.offset - b.offset) };
}

function locate(file: SourceFile, found: FoundError): SyntaxProblem {
  const { line } = positionAt(file, found.offset);
  return { type: found.type, message: found.message, lineno: found.line ?? line, offset: found.column ?? errorOffsetAt(file, found.offset) };
}

/** Errors in places no builder looks at. */
function reportErrors(context: BuildContext, node: CstNode): void {
  if (node.type === 'ERROR' || node.missing) context.report('invalid syntax', node.start);
  else for (const child of node.children) reportErrors(context, child);
}
