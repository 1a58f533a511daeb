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
import { type DraftScope, type DraftSymbol, newDraft, symbolOf } from './draft.js';
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
  /** Null where the statement is to be taken again. */
  statements: readonly (stmt | null)[];
  /** One for each statement. */
  fragments: readonly Known[];
  /**
   * What the statements say of names, one after another, and how much each statement says. Numbers by themselves, so
   * that adding them up does not go through the statements' objects, which lie all over the memory.
   */
  symbols: readonly DraftSymbol[];
  flags: readonly number[];
  counts: readonly number[];
  /** For each scope in it, the names that it takes from outside. */
  takenInside: readonly Names[];
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
  return { scope, surrounding, around, statements: [], fragments: [], symbols: [], flags: [], counts: [], takenInside: [], globals: [], taken: noNames };
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
  for (const statement of body.slice(start, body.length - tail)) {
    const fragment = takeStatement(session, container, statement, classes);
    if (fragment === null) {
      // Some of the classes may be those of the new statements now.
      container.statements = statements.map((before, index) => (index >= start && index < end ? null : before));
      return false;
    }
    added.push(fragment);
  }
  container.statements = body.slice();
  container.fragments = replaceRange(fragments, start, removed.length, added);
  for (const fragment of added) for (const inner of fragment.direct) inner.parent = container.scope;
  const isSame = added.length === removed.length && added.every((fragment, index) => saysTheSame(fragment, removed[index]));
  replaceChildren(container, start, removed, added);
  if (!isSame) {
    replaceNames(container, start, removed, added);
    addUp(session, container);
  }
  return true;
}

/** Puts the scopes of the added statements in the place of those of the removed ones, `start` statements down. */
function replaceChildren(container: Container, start: number, removed: readonly Known[], added: readonly Known[]): void {
  const { scope, fragments } = container;
  let before = start - 1;
  while (before >= 0 && fragments[before]?.children.length === 0) before--;
  const last = fragments[before]?.children.at(-1);
  const from = last === undefined ? 0 : scope.children.indexOf(last) + 1;
  const count = removed.reduce((sum, { children }) => sum + children.length, 0);
  scope.children = replaceRange(scope.children, from, count, added.flatMap(({ children }) => children));
  container.takenInside = replaceRange(container.takenInside, from, count, added.flatMap(({ taken }) => taken));
}

function replaceNames(container: Container, start: number, removed: readonly Known[], added: readonly Known[]): void {
  const { scope, symbols, flags, counts } = container;
  let from = 0;
  for (let index = 0; index < start; index++) from += counts[index] ?? 0;
  const count = removed.reduce((sum, { names }) => sum + names.length, 0);
  const names = added.flatMap((fragment) => fragment.names);
  container.symbols = replaceRange(symbols, from, count, names.map(({ name }) => symbolOf(scope, name)));
  container.flags = replaceRange(flags, from, count, names.map((named) => named.flags));
  container.counts = replaceRange(counts, start, removed.length, added.map((fragment) => fragment.names.length));
}

function replaceRange<T>(items: readonly T[], from: number, count: number, others: readonly T[]): T[] {
  return items.slice(0, from).concat(others, items.slice(from + count));
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
  const { scope, around, surrounding, fragments, flags, takenInside } = container;
  for (const symbol of scope.symbols.values()) symbol.flags = 0;
  const symbols: DraftSymbol[] = [];
  let index = 0;
  for (const symbol of container.symbols) {
    if (symbol.flags === 0) symbols.push(symbol);
    symbol.flags |= flags[index++] ?? 0;
  }
  if (!hasSymbols(scope, symbols)) {
    scope.symbols = new Map();
    for (const symbol of symbols) scope.symbols.set(symbol.name, symbol);
  }
  scope.needsClassCell = false;
  scope.needsClassDictionaryCell = false;
  container.taken = resolveNames(scope, around, minor, (_child, _around, place) => takenInside[place] ?? noNames);
  if (surrounding !== null) container.globals = fragments.flatMap((fragment) => fragment.globals);
  markNamespaces(scope);
}

/** Whether these are the scope's symbols, in this order. */
function hasSymbols(scope: DraftScope, symbols: readonly DraftSymbol[]): boolean {
  let index = 0;
  for (const symbol of scope.symbols.values()) if (symbol !== symbols[index++]) return false;
  return index === symbols.length;
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
