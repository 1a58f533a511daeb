/**
 * Decides where each name of each scope lives, from the facts that the walk recorded: the second half of CPython's
 * symbol table, for `build-scopes`.
 *
 * A scope gets the names bound by the functions around it, without those that one of them declares global; it gives
 * back the names that it, or a scope in it, takes from outside. A name that a function binds and an inner scope takes
 * becomes a cell. Classes bind nothing for the scopes in them, except `__class__`.
 */
import type { AstNode } from '../syntax/ast/nodes.generated.js';
import { type DraftScope, type DraftSymbol, isBound, isFunctionLike, symbolOf } from './draft.js';
import type { Resolution } from './scope.js';

export interface ResolveContext {
  /** From 3.12, comprehensions other than generator expressions run in the frame around them. */
  readonly inlinesComprehensions: boolean;
  fail(message: string, at: AstNode): never;
}

/** What a scope sees of those around it. Each scope has copies of its own, since it edits them. */
interface Surroundings {
  /** Names bound by enclosing functions; null in the module, where `nonlocal` cannot be. */
  readonly bound: Set<string> | null;
  readonly typeParameters: Set<string>;
  /** The class whose namespace an annotation scope sees. */
  readonly seenClass: DraftScope | null;
}

export function resolveScopes(module: DraftScope, context: ResolveContext): void {
  resolveModule(module, () => resolveChildren(module, context), context);
}

/** The scopes in a module see nothing of it; for each, the names it takes from outside. */
export function resolveChildren(module: DraftScope, context: ResolveContext): readonly Set<string>[] {
  return module.children.map((child) => resolveScope(child, { bound: new Set(), typeParameters: new Set(), seenClass: null }, context));
}

/** The module's own names, and those that it has from the scopes in it. */
export function resolveModule(module: DraftScope, resolveInner: () => readonly ReadonlySet<string>[], context: ResolveContext): void {
  const around: Surroundings = { bound: null, typeParameters: new Set(), seenClass: null };
  const taken = new Set<string>();
  for (const symbol of module.symbols.values()) symbol.resolution = resolveName(module, symbol, around, new Set(), taken, context);
  const takenByChildren = resolveInner();
  const inlinedCells = new Set<string>();
  for (const [index, child] of module.children.entries()) {
    const takenByChild = new Set(takenByChildren[index]);
    if (context.inlinesComprehensions && child.kind === 'comprehension') inlineComprehension(module, child, takenByChild, inlinedCells);
    for (const name of takenByChild) taken.add(name);
  }
  for (const name of inlinedCells) symbolOf(module, name).flags.inlinedCell = true;
  passOn(module, taken, null);
}

/** Resolves the scope and those in it; the names that they take from outside. */
function resolveScope(scope: DraftScope, around: Surroundings, context: ResolveContext): Set<string> {
  const isClass = scope.kind === 'class';
  const local = new Set<string>();
  const taken = new Set<string>();
  // A class has no effect on what its methods see, so their view is taken before its own names are.
  const bound = new Set(isClass ? around.bound : []);

  for (const symbol of scope.symbols.values()) {
    symbol.resolution = resolveName(scope, symbol, around, local, taken, context);
  }
  if (isClass) {
    bound.add('__class__');
    if (context.inlinesComprehensions) bound.add('__classdict__');
  } else {
    if (isFunctionLike(scope)) for (const name of local) bound.add(name);
    for (const name of around.bound ?? []) bound.add(name);
  }

  const inlinedCells = new Set<string>();
  for (const child of scope.children) {
    const seenClass = !child.seesClass ? null : isClass ? scope : around.seenClass;
    const takenByChild = resolveScope(
      child,
      {
        bound: new Set(bound),
        typeParameters: new Set(around.typeParameters),
        seenClass,
      },
      context,
    );
    if (context.inlinesComprehensions && child.kind === 'comprehension' && !scope.seesClass) {
      inlineComprehension(scope, child, takenByChild, inlinedCells);
    }
    for (const name of takenByChild) taken.add(name);
  }

  if (isFunctionLike(scope)) makeCells(scope, taken, inlinedCells);
  if (isClass) {
    scope.needsClassCell = taken.delete('__class__');
    scope.needsClassDictionaryCell = taken.delete('__classdict__');
  }
  for (const name of inlinedCells) symbolOf(scope, name).flags.inlinedCell = true;
  passOn(scope, taken, around.bound);
  return taken;
}

function resolveName(
  scope: DraftScope,
  symbol: DraftSymbol,
  around: Surroundings,
  local: Set<string>,
  taken: Set<string>,
  context: ResolveContext,
): Resolution {
  const { name, flags } = symbol;
  const place = scope.directives.get(name) ?? scope.node;
  if (flags.declaredGlobal) {
    if (flags.nonlocal) context.fail(`name '${name}' is nonlocal and global`, place);
    around.bound?.delete(name);
    return 'global-explicit';
  }
  if (flags.nonlocal) {
    if (around.bound === null) context.fail('nonlocal declaration not allowed at module level', place);
    if (!around.bound.has(name)) context.fail(`no binding for nonlocal '${name}' found`, place);
    if (around.typeParameters.has(name)) {
      context.fail(`nonlocal binding not allowed for type parameter '${name}'`, place);
    }
    taken.add(name);
    return 'free';
  }
  if (isBound(flags)) {
    local.add(name);
    if (flags.typeParameter) around.typeParameters.add(name);
    else around.typeParameters.delete(name);
    return 'local';
  }
  const inClass = around.seenClass?.symbols.get(name)?.flags;
  // The class namespace comes first at run time; past it, the globals, whatever the functions around bind.
  if (inClass?.declaredGlobal) return 'global-explicit';
  if (inClass !== undefined && isBound(inClass) && !inClass.nonlocal) return 'global-implicit';
  if (around.bound?.has(name)) {
    taken.add(name);
    return 'free';
  }
  return 'global-implicit';
}

/** Gives the names of a comprehension that runs in this scope's frame to this scope. */
function inlineComprehension(
  scope: DraftScope,
  comprehension: DraftScope,
  taken: Set<string>,
  inlinedCells: Set<string>,
): void {
  comprehension.isInlined = true;
  for (const inner of comprehension.symbols.values()) {
    if (inner.flags.parameter) continue;
    if (inner.resolution === 'cell' || inner.flags.inlinedCell) inlinedCells.add(inner.name);
    const outer = scope.symbols.get(inner.name);
    if (outer === undefined) {
      if (inner.resolution === 'free' && scope.kind === 'class' && inner.name === '__class__') {
        // A class body does not see the cell that it makes for its methods.
        inner.resolution = 'global-implicit';
        taken.delete(inner.name);
      }
      const copy = symbolOf(scope, inner.name);
      Object.assign(copy.flags, inner.flags, { inlinedCell: false, freeThroughClass: false });
      copy.resolution = inner.resolution;
    } else if (isBound(outer.flags) && scope.kind !== 'class' && !isFreeInside(comprehension, inner.name)) {
      // The comprehension reads the variable of its own frame: no cell is needed for it.
      taken.delete(inner.name);
    }
  }
}

function isFreeInside(scope: DraftScope, name: string): boolean {
  return scope.children.some((child) =>
    child.isInlined ? isFreeInside(child, name) : child.symbols.get(name)?.resolution === 'free',
  );
}

function makeCells(scope: DraftScope, taken: Set<string>, inlinedCells: ReadonlySet<string>): void {
  for (const symbol of scope.symbols.values()) {
    if (symbol.resolution !== 'local') continue;
    if (!taken.has(symbol.name) && !inlinedCells.has(symbol.name)) continue;
    symbol.resolution = 'cell';
    taken.delete(symbol.name);
  }
}

/** Names that only inner scopes take are free here too, so that the closure reaches them. */
function passOn(scope: DraftScope, taken: ReadonlySet<string>, bound: ReadonlySet<string> | null): void {
  for (const name of taken) {
    const own = scope.symbols.get(name);
    if (own !== undefined) {
      if (scope.kind === 'class' && (isBound(own.flags) || own.flags.declaredGlobal)) own.flags.freeThroughClass = true;
    } else if (bound === null || bound.has(name)) {
      symbolOf(scope, name).resolution = 'free';
    }
  }
}
