/**
 * A scope while it is being made: the facts of the walk over the AST, before any name is resolved.
 *
 * Made by `walk`, completed by `resolve`, and handed out as a `Scope`. What most scopes do not have is not there: a
 * program has many scopes, and half of the time they cost is that of collecting them.
 */
import type { AstNode, Positioned } from '../syntax/ast/nodes.generated.js';
import { mangle } from './name-mangling.js';
import { type Resolution, type ScopeKind, symbolFlag } from './scope.js';

/** What is recorded of a name, before and after its resolution. */
export interface DraftSymbol {
  readonly name: string;
  flags: number;
  resolution: Resolution;
}

export interface DraftScope {
  readonly kind: ScopeKind;
  readonly name: string;
  /** Of a module or class that is being edited, the newest. */
  node: AstNode;
  start: Positioned | null;
  parent: DraftScope | null;
  children: DraftScope[];
  symbols: Map<string, DraftSymbol>;
  readonly isNested: boolean;
  readonly parameters: string[];
  needsClassCell: boolean;
  needsClassDictionaryCell: boolean;
  isGenerator: boolean;
  isCoroutine: boolean;
  isInlined: boolean;
  mangledBy: string | null;
  /** An annotation scope directly in a class, or in such a scope: its names may be the class's. */
  seesClass: boolean;
  /** The scope of the annotations of its statements (3.14). */
  annotations: DraftScope | null;
  /** Has `__conditional_annotations__` (3.14). */
  hasConditionalAnnotations: boolean;
  /** The walk is in a block of a statement, which may not run. */
  conditionalDepth: number;
  /** The walk is in a `try` statement. */
  tryDepth: number;
  /** The walk is in the annotation of a local, which is never evaluated. */
  isUnevaluated: boolean;
  /** Of a type variable's scope, for errors: `a TypeVar bound`... */
  lazyPlace: string | null;
  /** If given, only these names are mangled: those of a generic class's type parameters (3.13). */
  mangledNames: Set<string> | null;
  /** Depth of comprehension iterables around the place of the walk. */
  iterableDepth: number;
  /** The walk is in the target of a comprehension's `for`. */
  inIterationTarget: boolean;
  /** Where `global` and `nonlocal` name what, for errors. */
  directives: Map<string, AstNode> | null;
}

/** Scopes whose names are kept by position or cell, so that inner scopes can capture them. */
export function isFunctionLike(scope: { readonly kind: ScopeKind }): boolean {
  return scope.kind !== 'module' && scope.kind !== 'class' && scope.kind !== 'annotation';
}

export function isComprehension(scope: { readonly kind: ScopeKind }): boolean {
  return scope.kind === 'comprehension' || scope.kind === 'generator-expression';
}

const bindings = symbolFlag.assigned | symbolFlag.parameter | symbolFlag.imported | symbolFlag.typeParameter;

export const isBound = (flags: number): boolean => (flags & bindings) !== 0;

export function newDraft(
  kind: ScopeKind,
  name: string,
  node: AstNode,
  start: Positioned | null,
  parent: DraftScope | null,
  mangledBy: string | null,
): DraftScope {
  return {
    kind,
    name,
    node,
    start,
    parent,
    children: [],
    symbols: new Map(),
    isNested: parent !== null && (parent.isNested || isFunctionLike(parent)),
    parameters: [],
    needsClassCell: false,
    needsClassDictionaryCell: false,
    isGenerator: false,
    isCoroutine: false,
    isInlined: false,
    mangledBy,
    seesClass: false,
    annotations: null,
    hasConditionalAnnotations: false,
    conditionalDepth: 0,
    tryDepth: 0,
    isUnevaluated: false,
    lazyPlace: null,
    mangledNames: null,
    iterableDepth: parent?.iterableDepth ?? 0,
    inIterationTarget: false,
    directives: null,
  };
}

/** The name as this scope stores it. */
export function mangleIn(scope: DraftScope, name: string): string {
  if (scope.mangledNames !== null && !scope.mangledNames.has(name)) return name;
  return mangle(scope.mangledBy, name);
}

/** The symbol of an already mangled name, made if it is new. */
export function symbolOf(scope: DraftScope, name: string): DraftSymbol {
  const known = scope.symbols.get(name);
  if (known !== undefined) return known;
  const symbol: DraftSymbol = { name, flags: 0, resolution: 'global-implicit' };
  scope.symbols.set(name, symbol);
  return symbol;
}
