/** A module's text with its inferred types written into it, or the insertions alone: for `taipan annotate` and the editor. */
import { type Insertion, annotationsOf } from '../facts/annotations.js';
import { createTextPlaces } from '../facts/text-places.js';
import type { ScopeTree } from '../scopes/scope.js';
import { eachChild } from '../syntax/ast/children.js';
import type { AstNode, Module } from '../syntax/ast/nodes.generated.js';
import type { TargetVersion } from '../targets/target-version.js';
import { parseModule } from './front-end.js';
import { walkAccepted } from './stages.js';

/** How many annotations a tree has. */
function countAnnotations(module: Module): number {
  let count = 0;
  const visit = (node: AstNode): void => {
    if (node._type === 'AnnAssign' || (node._type === 'arg' && node.annotation !== null)) count += 1;
    if ((node._type === 'FunctionDef' || node._type === 'AsyncFunctionDef') && node.returns !== null) count += 1;
    eachChild(node, visit);
  };
  visit(module);
  return count;
}

export function applyInsertions(text: string, insertions: readonly Insertion[]): string {
  let [result, at] = ['', 0];
  for (const { offset, text: inserted } of insertions) {
    result += text.slice(at, offset) + inserted;
    at = offset;
  }
  return result + text.slice(at);
}

/** `text` is the text that the module was parsed from. In the order of their offsets. */
export function annotateModule(module: Module, scopes: ScopeTree, text: string, target: TargetVersion): readonly Insertion[] {
  const source = { name: '__main__', file: '<text>', isPackage: false, content: text };
  const { joined, facts } = walkAccepted({ source, target, codes: null }, { ast: module, scopes }, ['joined', 'facts']);
  const insertions = annotationsOf({ text, ast: module, ir: joined.ir, facts, offsetOf: createTextPlaces(text).offsetOf });
  const parsed = parseModule(applyInsertions(text, insertions), target);
  if (parsed.kind === 'rejected' || countAnnotations(parsed.module) !== countAnnotations(module) + insertions.length) {
    throw new Error(`the annotations of ${insertions.length} places do not fit into the text: ${parsed.kind === 'rejected' ? parsed.errors[0]?.message : 'other code came of it'}`);
  }
  return insertions;
}
