/**
 * A module that is being edited, or a class in it that is taken statement by statement: the names and scopes of its
 * statements, put together. For `edited-scopes`.
 *
 * Its own names are the sum of what the statements say of them, and are added up again only when a statement says
 * something else than the one in its place did.
 */
import type { stmt } from '../syntax/ast/nodes.generated.js';
import { markNamespaces } from './build-scopes.js';
import { type DraftScope, type DraftSymbol, symbolOf } from './draft.js';
import type { Fragment, Named, Surrounding } from './fragment.js';
import { type Names, noNames, resolveNames, type Surroundings } from './resolve.js';
import type { TargetVersion } from '../targets/target-version.js';

export interface Container {
  readonly scope: DraftScope;
  /** For the statements in it. */
  readonly surrounding: Surrounding;
  /** What the scope itself sees. */
  readonly around: Surroundings;
  statements: readonly stmt[];
  /** One for each statement, and how many of them have a problem. */
  fragments: readonly Known[];
  problems: number;
  /**
   * What the statements say of names, one after another, and how much each statement says. Lists by themselves, so
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

export interface Known extends Fragment {
  /** Of a class. */
  readonly body: Container | null;
  /** Of a class, that it is taken as a whole, as not all statements in it can be taken by themselves. */
  readonly isWhole: boolean;
}

export function newContainer(scope: DraftScope, surrounding: Surrounding, around: Surroundings): Container {
  return {
    scope, surrounding, around, statements: [], fragments: [], problems: 0, symbols: [], flags: [], counts: [], takenInside: [], globals: [], taken: noNames,
  };
}

/** Puts what was added in the place of the `count` statements from `start`. */
export function replaceStatements(container: Container, body: readonly stmt[], start: number, count: number, added: readonly Known[], target: TargetVersion): void {
  const { fragments } = container;
  const removed = fragments.slice(start, start + count);
  container.statements = body.slice();
  container.fragments = replaceRange(fragments, start, count, added);
  container.problems += countProblems(added) - countProblems(removed);
  for (const fragment of added) for (const inner of fragment.direct) inner.parent = container.scope;
  replaceChildren(container, start, removed, added);
  if (added.length === count && added.every((fragment, index) => saysTheSame(fragment, removed[index]))) return;
  replaceNames(container, start, removed, added);
  addUp(container, target);
}

const countProblems = (fragments: readonly Fragment[]): number => fragments.filter((fragment) => fragment.problem !== null).length;

function replaceRange<T>(items: readonly T[], from: number, count: number, others: readonly T[]): T[] {
  return items.slice(0, from).concat(others, items.slice(from + count));
}

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

function addUp(container: Container, target: TargetVersion): void {
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
  container.taken = resolveNames(scope, around, target, (_child, _around, place) => takenInside[place] ?? noNames);
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
