/**
 * The scopes of a module that is being edited: only statements that are new are walked again, for the server. A class
 * in the module, or in such a class, is taken statement by statement as the module is.
 *
 * What a function has in it does not depend on the rest of the module or class, and their own names are a sum: see
 * `fragment` and `container`. Where a statement is wrong, or is judged by those before it, the whole class or module is
 * read, so the result is always that of `buildScopes`. A tree holds until the next update.
 */
import type { ClassDef, Module, stmt } from '../syntax/ast/nodes.generated.js';
import { findFutureProblem, lastFutureLine } from '../syntax/validate/tree/future-imports.js';
import { buildScopes, importsLazyAnnotations, isFutureImport, newIndex, scopeTreeOf } from './build-scopes.js';
import { type Container, type Known, newContainer, replaceStatements } from './container.js';
import { type DraftScope, newDraft } from './draft.js';
import { buildFragment, buildHeaderFragment, type Fragment, type FragmentContext } from './fragment.js';
import { aroundModule, boundInClass, noNames } from './resolve.js';
import type { ScopeTree } from './scope.js';
import { placeInIndex, type ScopeIndex } from './walk.js';

export interface ScopesEditor {
  /** Throws the `ScopeError` that `buildScopes` throws. */
  update(module: Module): ScopeTree;
}

/** All updates with the same future imports. */
interface Session extends FragmentContext {
  readonly index: ScopeIndex;
  readonly top: Container;
  /** Statements of modules and classes that could not be taken by statements, with the class around. */
  readonly putAside: WeakMap<stmt, { readonly fragment: Fragment | null; readonly surrounding: string | null }>;
}

export function createScopesEditor(minor: number): ScopesEditor {
  let session: Session | null = null;
  return {
    update(module) {
      if (findFutureProblem(module) !== null || hasLateFutureImport(module)) return buildScopes(module, minor);
      const lazyAnnotations = importsLazyAnnotations(module);
      if (session?.lazyAnnotations !== lazyAnnotations) session = startSession(module, minor, lazyAnnotations);
      const { top, index } = session;
      if (!updateContainer(session, top, module.body)) return buildScopes(module, minor);
      top.scope.node = module;
      return scopeTreeOf(top.scope, index);
    },
  };
}

function hasLateFutureImport(module: Module): boolean {
  const last = lastFutureLine(module);
  return module.body.some((statement) => isFutureImport(statement) && statement.lineno > last);
}

function startSession(module: Module, minor: number, lazyAnnotations: boolean): Session {
  const top = newContainer(newDraft('module', 'top', module, null, null, null), null, aroundModule);
  return { minor, lazyAnnotations, index: newIndex(), top, putAside: new WeakMap() };
}

/** Whether all statements could be taken by themselves; if not, the container is as before. */
function updateContainer(session: Session, container: Container, body: readonly stmt[]): boolean {
  const { statements, fragments } = container;
  const shorter = Math.min(statements.length, body.length);
  let start = 0;
  while (start < shorter && statements[start] === body[start]) start++;
  let tail = 0;
  while (tail < shorter - start && statements[statements.length - 1 - tail] === body[body.length - 1 - tail]) tail++;
  const end = fragments.length - tail;
  const removed = fragments.slice(start, end);
  const classes = removed.flatMap((fragment) => fragment.body ?? []);
  const added: Known[] = [];
  const fresh = body.slice(start, body.length - tail);
  for (const statement of fresh) {
    const fragment = takeStatement(session, container, statement, classes);
    if (fragment === null) {
      putAside(session, container, fresh, added);
      // Some of the classes may be those of the new statements now.
      container.statements = statements.map((before, index) => (index >= start && index < end ? null : before));
      return false;
    }
    added.push(fragment);
  }
  const kept = new Set(added.map((fragment) => fragment.body));
  for (const fragment of removed) forget(session.index, fragment, kept);
  for (const fragment of added) for (const scope of fragment.scopes) placeInIndex(session.index, scope)?.set(scope.node, scope);
  replaceStatements(container, body, start, removed.length, added, session.minor);
  return true;
}

/** Keeps what was made of the statements for the next time; the one after them could not be taken. */
function putAside(session: Session, container: Container, statements: readonly stmt[], added: readonly Known[]): void {
  const surrounding = container.surrounding?.name ?? null;
  for (const [index, statement] of statements.slice(0, added.length + 1).entries()) {
    const fragment = added[index] ?? null;
    if (fragment === null || fragment.body === null) session.putAside.set(statement, { fragment, surrounding });
  }
}

function forget(index: ScopeIndex, { scopes, body }: Known, kept: ReadonlySet<Container | null>): void {
  forgetScopes(index, scopes);
  if (body === null || kept.has(body)) return;
  forgetScopes(index, [body.scope]);
  for (const fragment of body.fragments) forget(index, fragment, kept);
}

/** Unless their nodes have newer ones. */
function forgetScopes(index: ScopeIndex, scopes: readonly DraftScope[]): void {
  for (const scope of scopes) {
    const place = placeInIndex(index, scope);
    if (place?.get(scope.node) === scope) place.delete(scope.node);
  }
}

/** A new statement; `classes` are those of the statements it may replace. */
function takeStatement(session: Session, container: Container, statement: stmt, classes: Container[]): Known | null {
  const surrounding = container.surrounding?.name ?? null;
  const before = session.putAside.get(statement);
  if (before?.surrounding === surrounding) return before.fragment === null ? null : { ...before.fragment, body: null };
  if (statement._type === 'ClassDef' && statement.type_params.length === 0) {
    const taken = takeClass(session, container, statement, classes);
    if (taken !== null) return taken;
  }
  const fragment = buildFragment(statement, container.surrounding, session);
  return fragment === null ? null : { ...fragment, body: null };
}

function takeClass(session: Session, container: Container, node: ClassDef, classes: Container[]): Known | null {
  const header = buildHeaderFragment(node, container.surrounding, session);
  if (header === null) return null;
  const place = classes.findIndex((known) => known.scope.name === node.name);
  const [body = newClass(session, container, node)] = place < 0 ? [] : classes.splice(place, 1);
  if (!updateContainer(session, body, node.body)) return null;
  const { scope, globals, taken } = body;
  forgetScopes(session.index, [scope]);
  scope.node = node;
  scope.start = node;
  session.index.opened.set(node, scope);
  const isInModule = container.surrounding === null;
  return {
    names: isInModule ? [...header.names, ...globals] : header.names,
    globals: isInModule ? [] : [...header.globals, ...globals],
    children: [...header.children, scope],
    taken: [...header.taken, taken],
    direct: [...header.direct, scope],
    scopes: header.scopes,
    body,
  };
}

function newClass({ minor }: Session, container: Container, node: ClassDef): Container {
  const bound = container.surrounding === null ? noNames : boundInClass(null, minor);
  const scope = newDraft('class', node.name, node, node, container.scope, node.name);
  return newContainer(scope, { name: node.name }, { bound, typeParameters: noNames, seenClass: null });
}
