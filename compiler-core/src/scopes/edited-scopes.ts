/**
 * The scopes of a module that is being edited: only statements that are new are walked again, for the server. A class
 * in the module, or in such a class, is taken statement by statement as the module is.
 *
 * What a function has in it does not depend on the rest of the module, and the names of a module or class are the sum
 * of what its statements do: it is made again only when a statement says something else of them than the one in its
 * place did. Where a statement is wrong, or is judged by those before it, the whole class or module is read, so the
 * result is always that of `buildScopes`. A tree holds until the next update.
 */
import type { AstNode, ClassDef, Module, stmt } from '../syntax/ast/nodes.generated.js';
import { findFutureProblem } from '../syntax/validate/tree/future-imports.js';
import { buildScopes, importsLazyAnnotations, markNamespaces, scopeTreeOf } from './build-scopes.js';
import { type DraftScope, newDraft, symbolOf } from './draft.js';
import { buildFragment, buildHeaderFragment, type Fragment, type FragmentContext, type Named, type Surrounding } from './fragment.js';
import { aroundModule, boundInClass, type Names, noNames, resolveNames, type Surroundings } from './resolve.js';
import type { ScopeTree } from './scope.js';

export interface ScopesEditor {
  /** Throws the `ScopeError` that `buildScopes` throws. */
  update(module: Module): ScopeTree;
}

/** A module, or a class of it that is taken statement by statement. */
interface Container {
  readonly scope: DraftScope;
  /** For the statements in it. */
  readonly surrounding: Surrounding;
  /** What the scope itself sees. */
  readonly around: Surroundings;
  statements: readonly stmt[];
  /** One for each statement. */
  fragments: readonly Known[];
  /** Of a class: what the statements in it say of the module, and the names that they take from outside. */
  globals: readonly Named[];
  taken: Names;
}

interface Known extends Fragment {
  /** Of a class that is taken statement by statement. */
  readonly body: Container | null;
}

/** For all updates with the same future imports. */
interface Session extends FragmentContext {
  readonly top: Container;
  /** Of statements taken whole, with the class around: an error elsewhere does not lose them. */
  readonly known: WeakMap<stmt, { readonly fragment: Fragment | null; readonly surrounding: string | null }>;
}

export function createScopesEditor(minor: number): ScopesEditor {
  let session: Session | null = null;
  return {
    update(module) {
      if (findFutureProblem(module) !== null) return buildScopes(module, minor);
      const lazyAnnotations = importsLazyAnnotations(module);
      if (session?.lazyAnnotations !== lazyAnnotations) session = startSession(module, minor, lazyAnnotations);
      const { top, opened, typeParameters } = session;
      if (!updateContainer(session, top, module.body)) return buildScopes(module, minor);
      top.scope.node = module;
      opened.set(module, top.scope);
      return scopeTreeOf(top.scope, opened, typeParameters);
    },
  };
}

function startSession(module: Module, minor: number, lazyAnnotations: boolean): Session {
  const top = newContainer(newDraft('module', 'top', module, null, null, null), null, aroundModule);
  return { minor, lazyAnnotations, opened: new WeakMap<AstNode, DraftScope>(), typeParameters: new WeakMap<AstNode, DraftScope>(), top, known: new WeakMap() };
}

function newContainer(scope: DraftScope, surrounding: Surrounding, around: Surroundings): Container {
  return { scope, surrounding, around, statements: [], fragments: [], globals: [], taken: noNames };
}

/** Whether all statements could be taken by themselves; if not, the container is as before. */
function updateContainer(session: Session, container: Container, body: readonly stmt[]): boolean {
  const { scope, statements, fragments } = container;
  const shorter = Math.min(statements.length, body.length);
  let start = 0;
  while (start < shorter && isKept(container, start, body[start])) start++;
  let tail = 0;
  while (tail < shorter - start && isKept(container, statements.length - 1 - tail, body[body.length - 1 - tail])) tail++;
  const removed = fragments.slice(start, fragments.length - tail);
  const classes = removed.flatMap((fragment) => fragment.body ?? []);
  const added: Known[] = [];
  for (const statement of body.slice(start, body.length - tail)) {
    const fragment = takeStatement(session, container, statement, classes);
    if (fragment === null) return false;
    added.push(fragment);
  }
  for (const fragment of added) for (const inner of fragment.direct) inner.parent = scope;
  container.statements = body.slice();
  container.fragments = fragments.slice(0, start).concat(added, fragments.slice(fragments.length - tail));
  scope.children = [];
  for (const fragment of container.fragments) for (const child of fragment.children) scope.children.push(child);
  const isSame = added.length === removed.length && added.every((fragment, index) => saysTheSame(fragment, removed[index]));
  if (!isSame) addUp(session, container);
  return true;
}

/** A class that was brought up to date for a module that was wrong elsewhere is no longer that of its old statement. */
function isKept({ statements, fragments }: Container, index: number, statement: stmt | undefined): boolean {
  if (statements[index] !== statement) return false;
  const body = fragments[index]?.body ?? null;
  return body === null || body.scope.node === statement;
}

/** A new statement; `classes` are those of the statements it may replace. */
function takeStatement(session: Session, container: Container, statement: stmt, classes: Container[]): Known | null {
  if (statement._type === 'ClassDef' && statement.type_params.length === 0) {
    const taken = takeClass(session, container, statement, classes);
    if (taken !== null) return taken;
  }
  const surrounding = container.surrounding?.name ?? null;
  let entry = session.known.get(statement);
  if (entry === undefined || entry.surrounding !== surrounding) {
    entry = { fragment: buildFragment(statement, container.surrounding, session), surrounding };
    session.known.set(statement, entry);
  }
  return entry.fragment === null ? null : { ...entry.fragment, body: null };
}

function takeClass(session: Session, container: Container, node: ClassDef, classes: Container[]): Known | null {
  const header = buildHeaderFragment(node, container.surrounding, session);
  if (header === null) return null;
  const index = classes.findIndex((known) => known.scope.name === node.name);
  const [body = newClass(session, container, node)] = index < 0 ? [] : classes.splice(index, 1);
  if (!updateContainer(session, body, node.body)) return null;
  const { scope, globals, taken } = body;
  scope.node = node;
  scope.start = node;
  session.opened.set(node, scope);
  const isInModule = container.surrounding === null;
  return {
    names: isInModule ? [...header.names, ...globals] : header.names,
    globals: isInModule ? [] : [...header.globals, ...globals],
    children: [...header.children, scope],
    taken: [...header.taken, taken],
    direct: [...header.direct, scope],
    body,
  };
}

function newClass({ minor }: Session, container: Container, node: ClassDef): Container {
  const bound = container.surrounding === null ? noNames : boundInClass(null, minor);
  const scope = newDraft('class', node.name, node, node, container.scope, node.name);
  return newContainer(scope, { name: node.name }, { bound, typeParameters: noNames, seenClass: null });
}

/** The names of a container: the sum of its statements. */
function addUp({ minor }: Session, container: Container): void {
  const { scope, around, fragments } = container;
  scope.symbols = new Map();
  scope.needsClassCell = false;
  scope.needsClassDictionaryCell = false;
  const taken: Names[] = [];
  const globals: Named[] = [];
  for (const fragment of fragments) {
    for (const { name, flags } of fragment.names) symbolOf(scope, name).flags |= flags;
    for (const named of fragment.globals) globals.push(named);
    for (const names of fragment.taken) taken.push(names);
  }
  container.taken = resolveNames(scope, around, minor, (_child, _around, index) => taken[index] ?? noNames);
  container.globals = globals;
  markNamespaces(scope);
}

function saysTheSame(fragment: Fragment, before: Fragment | undefined): boolean {
  return (
    before !== undefined &&
    sameNames(fragment.names, before.names) &&
    sameNames(fragment.globals, before.globals) &&
    fragment.children.length === before.children.length &&
    fragment.children.every((child, index) => looksTheSame(child, before.children[index])) &&
    fragment.taken.every((names, index) => sameSet(names, before.taken[index] ?? noNames))
  );
}

/** The names in a comprehension may be the container's too. */
function looksTheSame(child: DraftScope, before: DraftScope | undefined): boolean {
  return child.name === before?.name && child.kind !== 'comprehension' && before.kind !== 'comprehension';
}

function sameNames(names: readonly Named[], before: readonly Named[]): boolean {
  return names.length === before.length && names.every(({ name, flags }, index) => before[index]?.name === name && before[index].flags === flags);
}

function sameSet(names: Names, before: Names): boolean {
  if (names === before) return true;
  if (names.size !== before.size) return false;
  for (const name of names) if (!before.has(name)) return false;
  return true;
}
