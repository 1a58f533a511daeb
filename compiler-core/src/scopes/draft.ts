/**
 * A scope while it is being made: the facts of the walk over the AST, before any name is resolved.
 *
 * Made by `build-scopes`, completed by `resolve`, and handed out as a `Scope`.
 */
import type { AstNode } from '../syntax/ast/nodes.generated.js';
import { mangle } from './name-mangling.js';
import type { Resolution, Scope, ScopeKind, ScopeSymbol } from './scope.js';

/** What is recorded of a name, before and after its resolution. */
export interface DraftSymbol {
  readonly name: string;
  readonly flags: DraftFlags;
  resolution: Resolution;
}

export interface DraftFlags {
  referenced: boolean;
  parameter: boolean;
  assigned: boolean;
  imported: boolean;
  annotated: boolean;
  declaredGlobal: boolean;
  nonlocal: boolean;
  namespace: boolean;
  typeParameter: boolean;
  iterationVariable: boolean;
  freeThroughClass: boolean;
  /** Captured from an inlined comprehension: the scope around it makes the cell. */
  inlinedCell: boolean;
}

export type DraftFlag = keyof DraftFlags;

export interface DraftScope {
  readonly kind: ScopeKind;
  readonly name: string;
  /** Lines and the module around change while a text is edited. */
  lineno: number;
  readonly node: AstNode;
  parent: DraftScope | null;
  readonly children: DraftScope[];
  readonly symbols: Map<string, DraftSymbol>;
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
  /** Of a type variable's scope, for errors: `a TypeVar bound`... */
  lazyPlace: string | null;
  /** If given, only these names are mangled: those of a generic class's type parameters (3.13). */
  mangledNames: Set<string> | null;
  /** Depth of comprehension iterables around the place of the walk. */
  iterableDepth: number;
  /** The walk is in the target of a comprehension's `for`. */
  inIterationTarget: boolean;
  /** Where `global` and `nonlocal` name what, for errors. */
  readonly directives: Map<string, AstNode>;
}

/** Scopes whose names are kept by position or cell, so that inner scopes can capture them. */
export function isFunctionLike(scope: { readonly kind: ScopeKind }): boolean {
  return scope.kind !== 'module' && scope.kind !== 'class' && scope.kind !== 'annotation';
}

export function isComprehension(scope: { readonly kind: ScopeKind }): boolean {
  return scope.kind === 'comprehension' || scope.kind === 'generator-expression';
}

export function isBound(flags: DraftFlags): boolean {
  return flags.assigned || flags.parameter || flags.imported || flags.typeParameter;
}

export function newDraft(
  kind: ScopeKind,
  name: string,
  lineno: number,
  node: AstNode,
  parent: DraftScope | null,
  mangledBy: string | null,
): DraftScope {
  return {
    kind,
    name,
    lineno,
    node,
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
    lazyPlace: null,
    mangledNames: null,
    iterableDepth: parent?.iterableDepth ?? 0,
    inIterationTarget: false,
    directives: new Map(),
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
  const symbol: DraftSymbol = { name, flags: noFlags(), resolution: 'global-implicit' };
  scope.symbols.set(name, symbol);
  return symbol;
}

function noFlags(): DraftFlags {
  return {
    referenced: false,
    parameter: false,
    assigned: false,
    imported: false,
    annotated: false,
    declaredGlobal: false,
    nonlocal: false,
    namespace: false,
    typeParameter: false,
    iterationVariable: false,
    freeThroughClass: false,
    inlinedCell: false,
  };
}

/** The finished form; drafts are complete scopes once resolved, so this only narrows the type. */
export function finish(scope: DraftScope): Scope {
  const symbols: ReadonlyMap<string, ScopeSymbol> = scope.symbols;
  return Object.assign(scope, { symbols });
}
