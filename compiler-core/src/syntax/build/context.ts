/**
 * What every part of the tree builder shares: the source, the target, the way to a position and to a child, and the
 * way out when a text is not Python.
 */
import { positionAt, type SourceFile } from '../../source/source-file.js';
import type { MaskedTree } from './masked-parse.js';
import type { RaisedError } from '../validate/raised-of-bytes.js';
import type { SyntaxErrorType } from '../validate/tokens.js';
import type { TargetMinor } from '../../targets/target-version.js';
import type { Positioned } from '../ast/nodes.generated.js';
import type { CstNode } from '../cst/parser.js';

export interface SyntaxProblem {
  readonly type: SyntaxErrorType;
  readonly message: string;
  readonly lineno: number;
  /** In characters, from 1. */
  readonly offset: number;
  /** Of a text that comes from bytes. */
  readonly raised?: RaisedError;
}

export interface BuildContext {
  readonly source: SourceFile;
  readonly target: TargetMinor;
  /** What stands behind placeholders of the CST, if the text was parsed with some. */
  readonly masks?: MaskedTree;
  /** Records a problem and lets the rest of the module be built. */
  readonly report: (message: string, offset: number) => void;
}

/** Leaves the statement being built; the nearest list of statements reports it and goes on. */
export class SyntaxRejection extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export function reject(message: string, node: CstNode): never {
  throw new SyntaxRejection(message, node.start);
}

export function spanOf(context: BuildContext, start: number, end: number): Positioned {
  const first = positionAt(context.source, start);
  const last = positionAt(context.source, end);
  return { lineno: first.line, col_offset: first.column, end_lineno: last.line, end_col_offset: last.column };
}

export function positionOf(context: BuildContext, node: CstNode): Positioned {
  return spanOf(context, node.start, node.end);
}

export function textOf(context: BuildContext, node: CstNode): string {
  return context.source.text.slice(node.start, node.end);
}

/** PEP 3131: identifiers are equal if their NFKC forms are. */
export function identifierOf(context: BuildContext, node: CstNode): string {
  return textOf(context, node).normalize('NFKC');
}

export function findField(node: CstNode, field: string): CstNode | undefined {
  return node.children.find((child) => child.field === field);
}

export function requireField(node: CstNode, field: string): CstNode {
  return findField(node, field) ?? reject('invalid syntax', node);
}

export function namedFields(node: CstNode, field: string): CstNode[] {
  return node.children.filter((child) => child.field === field && child.named);
}

export function namedChildren(node: CstNode): CstNode[] {
  return node.children.filter((child) => child.named);
}

export function requireChild(nodes: readonly CstNode[], index: number, parent: CstNode): CstNode {
  return nodes.at(index) ?? reject('invalid syntax', parent);
}

export function hasToken(node: CstNode, token: string): boolean {
  return node.children.some((child) => !child.named && child.type === token);
}

/** The end of a list: its last item, or the comma after it. */
export function listEnd(node: CstNode, items: readonly CstNode[]): number {
  const comma = node.children.findLast((child) => child.type === ',');
  return Math.max(items.at(-1)?.end ?? 0, comma?.end ?? 0);
}
