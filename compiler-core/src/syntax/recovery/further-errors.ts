/**
 * The errors of a text after its first, for people who mend a file: CPython stops at one. The concrete tree, whose
 * parser recovers, says which statements further on are broken; each is read by itself, so that its error has CPython's
 * words. Only what both hold to be wrong is told: a mistake must not be reported twice.
 */
import { indexLines, type SourceFile } from '../../source/source-file.js';
import type { TargetVersion } from '../../targets/target-version.js';
import type { CstNode, PythonParser } from '../cst/parser.js';
import { readModule } from '../parse/parse-module.js';
import { locateError, type SyntaxProblem } from '../parse/problem.js';

const maximumErrors = 50;
/** A statement in a block is read below this line. */
const blockHeader = 'if 1:\n';

/** In the order of their lines, all below `lineno`: that of the error that CPython reports. */
export function findFurtherErrors(parser: PythonParser, file: SourceFile, lineno: number, target: TargetVersion): SyntaxProblem[] {
  const found: SyntaxProblem[] = [];
  let last = lineno;
  for (const node of parser.parseBroken(file.text).flatMap(brokenStatements)) {
    const lines = linesOf(file, node);
    if (lines === undefined || lines.first <= last) continue;
    const problem = readStatement(lines, target);
    if (problem === undefined || found.length >= maximumErrors) continue;
    found.push(problem);
    last = lines.last;
  }
  return found;
}

/** Parts of a statement that have a block of their own. */
const clauses: ReadonlySet<string> = new Set(['elif_clause', 'else_clause', 'except_clause', 'except_group_clause', 'finally_clause', 'case_clause', 'class_definition', 'function_definition']);

const isBroken = (node: CstNode): boolean => node.type === 'ERROR' || node.missing === true || node.children.some(isBroken);

/** The innermost statements with an error: one whose blocks alone are broken is left for what is in these. */
function brokenStatements(node: CstNode): readonly CstNode[] {
  return withinBlocks(node) ?? [node];
}

/** Undefined if something else than blocks is broken. */
function withinBlocks(node: CstNode): CstNode[] | undefined {
  const found: CstNode[] = [];
  for (const part of node.children.filter(isBroken)) {
    if (part.type === 'block') found.push(...part.children.filter(isBroken).flatMap(brokenStatements));
    else {
      const inner = clauses.has(part.type) ? withinBlocks(part) : undefined;
      if (inner === undefined) return undefined;
      found.push(...inner);
    }
  }
  return found;
}

/** From 1, both included. */
interface Lines {
  readonly first: number;
  readonly last: number;
  readonly text: string;
  readonly isIndented: boolean;
}

/** Undefined if the statement does not begin its line. */
function linesOf({ text }: SourceFile, node: CstNode): Lines | undefined {
  const start = text.lastIndexOf('\n', node.start - 1) + 1;
  if (text.slice(start, node.start).trim() !== '') return undefined;
  const newline = text.indexOf('\n', node.end - 1);
  const end = newline < 0 ? text.length : newline + 1;
  const first = countLines(text, 0, start);
  return { first: first + 1, last: first + countLines(text, start, Math.max(end - 1, start)) + 1, text: text.slice(start, end), isIndented: node.start > start };
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function readStatement({ first, last, text, isIndented }: Lines, target: TargetVersion): SyntaxProblem | undefined {
  const source: SourceFile = { ...indexLines((isIndented ? blockHeader : '') + text), firstLine: isIndented ? first - 1 : first };
  const { error } = readModule(source, target);
  const problem = error === null ? undefined : locateError(source, error, target);
  return problem && problem.lineno >= first && problem.lineno <= last ? problem : undefined;
}
