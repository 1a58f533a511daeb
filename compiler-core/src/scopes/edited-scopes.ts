/**
 * The scopes of a module that is being edited: only statements that are new are walked again, for the server. A class
 * in the module, or in such a class, is taken statement by statement as the module is.
 *
 * What a function has in it does not depend on the rest of the module or class, and their own names are a sum: see
 * `fragment` and `container`. A class is read as a whole where a statement in it is wrong or is judged by those before
 * it, and so is a module, so that the result is always that of `buildScopes`. A tree holds until the next update.
 */
import type { ClassDef, Module, stmt } from '../syntax/ast/nodes.generated.js';
import { findFutureProblem, lastFutureLine } from '../syntax/validate/future-imports.js';
import { buildScopes, importsLazyAnnotations, isFutureImport, scopeTreeOf } from './build-scopes.js';
import { type Container, type Known, newContainer, replaceStatements } from './container.js';
import { newDraft } from './draft.js';
import { buildFragment, buildHeaderFragment, failForStatement, type FragmentContext } from './fragment.js';
import { aroundModule, boundInClass, noNames } from './resolve.js';
import type { ScopeTree } from './scope.js';
import { forget, newIndex, remember, type ScopeIndex } from './scope-index.js';
import type { TreeProblem } from '../syntax/validate/problem.js';
import type { TargetVersion } from '../targets/target-version.js';


export interface ScopesEditor {
  /** Throws the `ScopeError` that `buildScopes` throws. */
  update(module: Module): ScopeTree;
}

/** All updates with the same future imports. */
interface Session extends FragmentContext {
  readonly index: ScopeIndex;
  readonly top: Container;
}

export function createScopesEditor(target: TargetVersion): ScopesEditor {
  let session: Session | null = null;
  return {
    update(module) {
      if (findFutureProblem(module, target) !== null || hasLateFutureImport(module)) return buildScopes(module, target);
      const lazyAnnotations = importsLazyAnnotations(module);
      if (session?.lazyAnnotations !== lazyAnnotations) session = startSession(module, target, lazyAnnotations);
      const { top, index } = session;
      updateContainer(session, top, module.body);
      if (top.problems > 0) return buildWithProblems(session, module);
      top.scope.node = module;
      return scopeTreeOf(top.scope, index, warningsIn(top));
    },
  };
}

function hasLateFutureImport(module: Module): boolean {
  const last = lastFutureLine(module);
  return module.body.some((statement) => isFutureImport(statement) && statement.lineno > last);
}

function startSession(module: Module, target: TargetVersion, lazyAnnotations: boolean): Session {
  const top = newContainer(newDraft('module', 'top', module, null, null, null), null, aroundModule);
  return { target, lazyAnnotations, index: newIndex(), top };
}

/** If one statement is wrong and the others are not, its error is the module's. */
function buildWithProblems(session: Session, module: Module): ScopeTree {
  const { fragments, problems } = session.top;
  const wrong = module.body[fragments.findIndex((fragment) => fragment.problem === 'wrong')];
  if (problems === 1 && wrong !== undefined) failForStatement(wrong, session);
  return buildScopes(module, session.target);
}

function updateContainer(session: Session, container: Container, body: readonly stmt[]): void {
  const { statements, fragments } = container;
  const shorter = Math.min(statements.length, body.length);
  let start = 0;
  while (start < shorter && statements[start] === body[start]) start++;
  let tail = 0;
  while (tail < shorter - start && statements[statements.length - 1 - tail] === body[body.length - 1 - tail]) tail++;
  const removed = fragments.slice(start, fragments.length - tail);
  const classes = [...removed];
  const added = body.slice(start, body.length - tail).map((statement) => takeStatement(session, container, statement, classes));
  const kept = new Set(added.map((fragment) => fragment.body));
  for (const fragment of removed) forgetAll(session.index, fragment, kept);
  for (const fragment of added) for (const scope of fragment.scopes) remember(session.index, scope);
  replaceStatements(container, body, start, removed.length, added, session.target);
}

/** A new statement; `classes` are, among others, those that it may replace. */
function takeStatement(session: Session, container: Container, statement: stmt, classes: Known[]): Known {
  if (statement._type === 'ClassDef' && statement.type_params.length === 0) return takeClass(session, container, statement, classes);
  return { ...buildFragment(statement, container.surrounding, session), body: null, isWhole: false };
}

function takeClass(session: Session, container: Container, node: ClassDef, classes: Known[]): Known {
  const place = classes.findIndex((known) => known.body?.scope.name === node.name);
  const [before] = place < 0 ? [] : classes.splice(place, 1);
  const body = before?.body ?? newClass(session, container, node);
  updateContainer(session, body, node.body);
  const header = buildHeaderFragment(node, container.surrounding, session);
  if (header.problem !== null || body.problems > 0) {
    return { ...buildFragment(node, container.surrounding, session), body, isWhole: true };
  }
  if (before?.isWhole) for (const fragment of body.fragments) rememberAll(session.index, fragment);
  const { scope, globals, taken } = body;
  forget(session.index, scope);
  scope.node = node;
  scope.start = node;
  const isInModule = container.surrounding === null;
  return {
    names: isInModule ? [...header.names, ...globals] : header.names,
    globals: isInModule ? [] : [...header.globals, ...globals],
    children: [...header.children, scope],
    taken: [...header.taken, taken],
    direct: [...header.direct, scope],
    scopes: [...header.scopes, scope],
    problem: null,
    warnings: header.warnings,
    body,
    isWhole: false,
  };
}

/** Those of a class's own statements are with them. */
function warningsIn({ fragments }: Container): readonly TreeProblem[] {
  return fragments.flatMap(({ warnings, body, isWhole }) => (body === null || isWhole ? warnings : [...warnings, ...warningsIn(body)]));
}

function newClass({ target }: Session, container: Container, node: ClassDef): Container {
  const bound = container.surrounding === null ? noNames : boundInClass(null, target);
  const scope = newDraft('class', node.name, node, node, container.scope, node.name);
  return newContainer(scope, { name: node.name }, { bound, typeParameters: noNames, seenClass: null });
}

function rememberAll(index: ScopeIndex, { scopes, body, isWhole }: Known): void {
  for (const scope of scopes) remember(index, scope);
  if (body !== null && !isWhole) for (const fragment of body.fragments) rememberAll(index, fragment);
}

/** What is in the statement; what is in its class only if that is not kept. */
function forgetAll(index: ScopeIndex, { scopes, body }: Known, kept: ReadonlySet<Container | null>): void {
  for (const scope of scopes) forget(index, scope);
  if (body !== null && !kept.has(body)) for (const fragment of body.fragments) forgetAll(index, fragment, kept);
}
