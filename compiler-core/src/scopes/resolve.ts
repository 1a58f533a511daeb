/**
 * Decides where each name of each scope lives, from the facts that the walk recorded: the second half of CPython's
 * symbol table, for `build-scopes` and `edited-scopes`.
 *
 * A scope gets the names bound by the functions around it, without those that one of them declares global; it gives
 * back the names that it, or a scope in it, takes from outside. A name that a function binds and an inner scope takes
 * becomes a cell. Classes bind nothing for the scopes in them, except `__class__`.
 */
import type { AstNode } from '../syntax/ast/nodes.generated.js';
import { failAt } from './define.js';
import { type DraftScope, type DraftSymbol, isBound, isFunctionLike, symbolOf } from './draft.js';
import { type Resolution, symbolFlag } from './scope.js';
import { supports } from '../targets/features.js';
import type { TargetVersion } from '../targets/target-version.js';

export type Names = ReadonlySet<string>;

export const noNames: Names = new Set();

/** What a scope sees of those around it. */
export interface Surroundings {
  /** Names bound by enclosing functions; null around the module, where `nonlocal` cannot be. */
  readonly bound: Names | null;
  readonly typeParameters: Names;
  /** The class whose namespace an annotation scope sees. */
  readonly seenClass: DraftScope | null;
}

export const aroundModule: Surroundings = { bound: null, typeParameters: noNames, seenClass: null };

/** The names that a scope takes from outside, after it is resolved; `index` is its place among its parent's children. */
export type ResolveChild = (child: DraftScope, around: Surroundings, index: number) => Names;

/** Resolves the scope and those in it; the names that they take from outside. */
export function resolveScope(scope: DraftScope, around: Surroundings, target: TargetVersion): Names {
  return resolveNames(scope, around, target, (child, inside) => resolveScope(child, inside, target));
}

/** The same with other means for the scopes in it. */
export function resolveNames(scope: DraftScope, around: Surroundings, target: TargetVersion, resolveChild: ResolveChild): Names {
  const own: OwnNames = { scope, bound: around.bound, typeParameters: around.typeParameters, seenClass: around.seenClass, taken: null };
  for (const symbol of scope.symbols.values()) symbol.resolution = resolveName(own, symbol);
  if (scope.children.length === 0) return own.taken ?? noNames;
  const isClass = scope.kind === 'class';
  // A class has no effect on what its methods see.
  const bound = isClass ? boundInClass(around.bound, target) : boundInside(own);
  let taken: Set<string> | null = null;
  const inlinedCells = scope.children.some((child) => runsInFrameOf(scope, child, target)) ? new Set<string>() : null;
  let index = 0;
  for (const child of scope.children) {
    const seenClass = !child.seesClass ? null : isClass ? scope : around.seenClass;
    let takenByChild = resolveChild(child, { bound, typeParameters: own.typeParameters, seenClass }, index++);
    if (inlinedCells !== null && runsInFrameOf(scope, child, target)) takenByChild = inlineComprehension(scope, child, takenByChild, inlinedCells, supports(target, 'marksReadsOfComprehensions'));
    if (takenByChild.size > 0) taken = addAll(taken, takenByChild);
  }
  if (isFunctionLike(scope)) makeCells(scope, taken, inlinedCells);
  if (isClass) {
    scope.needsClassCell = taken?.delete('__class__') ?? false;
    scope.needsClassDictionaryCell = taken?.delete('__classdict__') ?? false;
    if (supports(target, 'deferredAnnotations')) taken?.delete('__conditional_annotations__');
  }
  if (inlinedCells !== null) for (const name of inlinedCells) symbolOf(scope, name).flags |= symbolFlag.inlinedCell;
  if (taken === null) return own.taken ?? noNames;
  passOn(scope, taken, own.bound);
  return own.taken === null ? taken : addAll(own.taken, taken);
}

function addAll(names: Set<string> | null, others: Names): Set<string> {
  if (names === null) return new Set(others);
  for (const name of others) names.add(name);
  return names;
}

/** A scope's view while its names are resolved: sets that it changes are its own from then on. */
interface OwnNames {
  readonly scope: DraftScope;
  readonly seenClass: DraftScope | null;
  bound: Names | null;
  typeParameters: Names;
  taken: Set<string> | null;
}

/** From 3.12, comprehensions other than generator expressions run in the frame around them. */
function runsInFrameOf(scope: DraftScope, child: DraftScope, target: TargetVersion): boolean {
  return supports(target, 'inlinedComprehensions') && child.kind === 'comprehension' && !scope.seesClass;
}

/** What the scopes directly in a class see. */
export function boundInClass(around: Names | null, target: TargetVersion): Names {
  const bound = new Set(around).add('__class__');
  if (supports(target, 'deferredAnnotations')) bound.add('__conditional_annotations__');
  return supports(target, 'typeParameters') ? bound.add('__classdict__') : bound;
}

function boundInside({ scope, bound }: OwnNames): Names {
  const inside = new Set(bound);
  if (isFunctionLike(scope)) {
    for (const symbol of scope.symbols.values()) if (symbol.resolution === 'local') inside.add(symbol.name);
  }
  return inside;
}

function without(names: Names, name: string): Names {
  if (!names.has(name)) return names;
  const others = new Set(names);
  others.delete(name);
  return others;
}

function resolveName(own: OwnNames, { name, flags }: DraftSymbol): Resolution {
  if (flags & symbolFlag.declaredGlobal) {
    if (flags & symbolFlag.nonlocal) failAt(`name '${name}' is nonlocal and global`, placeOf(own.scope, name));
    if (own.bound !== null) own.bound = without(own.bound, name);
    return 'global-explicit';
  }
  if (flags & symbolFlag.nonlocal) {
    if (own.bound === null) failAt('nonlocal declaration not allowed at module level', placeOf(own.scope, name));
    if (!own.bound.has(name)) failAt(`no binding for nonlocal '${name}' found`, placeOf(own.scope, name));
    if (own.typeParameters.has(name)) {
      failAt(`nonlocal binding not allowed for type parameter '${name}'`, placeOf(own.scope, name));
    }
    return take(own, name);
  }
  if (isBound(flags)) {
    own.typeParameters =
      flags & symbolFlag.typeParameter ? new Set(own.typeParameters).add(name) : without(own.typeParameters, name);
    return 'local';
  }
  const inClass = own.seenClass?.symbols.get(name)?.flags ?? 0;
  // The class namespace comes first at run time; past it, the globals, whatever the functions around bind.
  if (inClass & symbolFlag.declaredGlobal) return 'global-explicit';
  if (isBound(inClass) && !(inClass & symbolFlag.nonlocal)) return 'global-implicit';
  return own.bound?.has(name) ? take(own, name) : 'global-implicit';
}

function placeOf(scope: DraftScope, name: string): AstNode {
  return scope.directives?.get(name) ?? scope.node;
}

function take(own: OwnNames, name: string): Resolution {
  own.taken ??= new Set();
  own.taken.add(name);
  return 'free';
}

/** Gives the names of a comprehension that runs in this scope's frame to this scope; what it takes from outside. */
function inlineComprehension(scope: DraftScope, comprehension: DraftScope, takenInside: Names, inlinedCells: Set<string>, readsInFrame: boolean): Names {
  let taken = takenInside;
  comprehension.isInlined = true;
  for (const inner of comprehension.symbols.values()) {
    if (inner.flags & symbolFlag.parameter) continue;
    if (inner.resolution === 'cell' || inner.flags & symbolFlag.inlinedCell) inlinedCells.add(inner.name);
    const outer = scope.symbols.get(inner.name);
    // What a comprehension reads of the frame that it runs in, that frame's scope reads too.
    if (readsInFrame && outer !== undefined && inner.resolution === 'free') outer.flags |= inner.flags & symbolFlag.referenced;
    if (outer === undefined) {
      if (inner.resolution === 'free' && scope.kind === 'class' && (inner.name === '__class__' || (readsInFrame && inner.name === '__classdict__'))) {
        // A class body does not see the cell that it makes for its methods.
        inner.resolution = 'global-implicit';
        taken = without(taken, inner.name);
      }
      const copy = symbolOf(scope, inner.name);
      copy.flags = inner.flags & ~(symbolFlag.inlinedCell | symbolFlag.freeThroughClass);
      copy.resolution = inner.resolution;
    } else if (isBound(outer.flags) && scope.kind !== 'class' && !isFreeInside(comprehension, inner.name)) {
      // The comprehension reads the variable of its own frame: no cell is needed for it.
      taken = without(taken, inner.name);
    }
  }
  return taken;
}

function isFreeInside(scope: DraftScope, name: string): boolean {
  return scope.children.some((child) =>
    child.isInlined ? isFreeInside(child, name) : child.symbols.get(name)?.resolution === 'free',
  );
}

function makeCells(scope: DraftScope, taken: Set<string> | null, inlinedCells: Names | null): void {
  if (taken === null && inlinedCells === null) return;
  for (const symbol of scope.symbols.values()) {
    if (symbol.resolution !== 'local') continue;
    if (!taken?.has(symbol.name) && !inlinedCells?.has(symbol.name)) continue;
    symbol.resolution = 'cell';
    taken?.delete(symbol.name);
  }
}

/** Names that only inner scopes take are free here too, so that the closure reaches them. */
function passOn(scope: DraftScope, taken: Names, bound: Names | null): void {
  for (const name of taken) {
    const own = scope.symbols.get(name);
    if (own !== undefined) {
      if (scope.kind === 'class' && (isBound(own.flags) || own.flags & symbolFlag.declaredGlobal)) {
        own.flags |= symbolFlag.freeThroughClass;
      }
    } else if (bound === null || bound.has(name)) {
      symbolOf(scope, name).resolution = 'free';
    }
  }
}
