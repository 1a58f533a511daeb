/**
 * Scopes and their names: what CPython's `symtable` says of a module, as plain data.
 *
 * Made by `buildScopes` from an AST and a Python version; read by the lowering (where a name lives), by the checks of
 * the front end and by `dump scopes`. Names are mangled already (`__x` in class `C` is `_C__x`).
 */
import type {
  AsyncFunctionDef,
  AstNode,
  ClassDef,
  DictComp,
  FunctionDef,
  GeneratorExp,
  Lambda,
  ListComp,
  Module,
  Positioned,
  SetComp,
  TypeAlias,
} from '../syntax/ast/nodes.generated.js';
import type { TreeProblem } from '../syntax/validate/problem.js';

export type ScopeKind =
  | 'module'
  | 'class'
  | 'function'
  | 'lambda'
  /** List, set and dict comprehensions; a scope of its own even where it `isInlined`. */
  | 'comprehension'
  | 'generator-expression'
  /** Annotations under `from __future__ import annotations`: never run, so detached from the tree and unresolved. */
  | 'annotation'
  /** Annotations evaluated on demand: those of a function, or of all statements of a scope (3.14). */
  | 'annotate'
  /** The scope around a generic function, class or type alias, with its type parameters (3.12). */
  | 'type-parameters'
  /** The bound or the default of a type parameter, evaluated on demand (3.12). */
  | 'type-variable'
  /** The value of a `type` statement, evaluated on demand (3.12). */
  | 'type-alias';

/**
 * Where a name of a scope lives.
 * - `local`: in this scope alone. In a module, its dictionary; in a class body, the class namespace.
 * - `cell`: local, and shared with an inner scope.
 * - `free`: the cell of an enclosing scope. A class body still looks in its own namespace first.
 * - `global-explicit`: declared `global` here: the module, then the builtins.
 * - `global-implicit`: assigned in no enclosing function. A class body still looks in its own namespace first.
 */
export type Resolution = 'local' | 'cell' | 'free' | 'global-explicit' | 'global-implicit';

/** What a scope does with a name; a symbol has the sum of its flags. */
export const symbolFlag = {
  /** Read somewhere in the scope. */
  referenced: 1,
  parameter: 2,
  /** Bound by any means but `import` and being a parameter: assignment, `del`, `for`, `with`, `def`, `class`... */
  assigned: 4,
  imported: 8,
  annotated: 16,
  declaredGlobal: 32,
  nonlocal: 64,
  /** A function, class, lambda or comprehension of this name is directly inside. */
  namespace: 128,
  /** A type parameter (3.12). */
  typeParameter: 256,
  /** In a comprehension: a target of its `for`s. */
  iterationVariable: 512,
  /**
   * In a class body: the name is also free for a method that goes through the class. The class's own use of the name,
   * if any, follows `resolution`; the cell that is passed on is that of the enclosing function.
   */
  freeThroughClass: 1024,
  /** Captured from an inlined comprehension: the scope around it makes the cell. */
  inlinedCell: 2048,
} as const;

export interface ScopeSymbol {
  /** Mangled. */
  readonly name: string;
  readonly flags: number;
  readonly resolution: Resolution;
}

/** A node that opens a scope of the same extent: what `scopeOf` takes. */
export type ScopeNode =
  | Module
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Lambda
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp;

/** A node with a scope of type parameters around it. */
export type GenericNode = FunctionDef | AsyncFunctionDef | ClassDef | TypeAlias;

export interface Scope {
  readonly kind: ScopeKind;
  /** As `symtable` names it: `top`, the name of the function or class, `lambda`, `listcomp`, `genexpr`... */
  readonly name: string;
  readonly node: AstNode;
  /** What it begins with; a module has no line of its own. */
  readonly start: Positioned | null;
  readonly parent: Scope | null;
  /** In the order in which CPython comes to them. */
  readonly children: readonly Scope[];
  /** By mangled name, in order of first appearance. */
  readonly symbols: ReadonlyMap<string, ScopeSymbol>;
  /** Of a class: some method uses `__class__` or zero-argument `super`, so the body makes the cell `__class__`. */
  readonly needsClassCell: boolean;
  /** Of a class whose annotation or generic scopes see its namespace: the cell `__classdict__` is made (3.12). */
  readonly needsClassDictionaryCell: boolean;
  /**
   * A comprehension that runs in the frame of its parent (3.12), whose `symbols` then have its names too. What is
   * `free` here is a plain variable of the parent unless the parent's symbol is a cell or free.
   */
  readonly isInlined: boolean;
  /** Inside a function, directly or not: free names may be resolved outside it. */
  readonly isNested: boolean;
  /** Mangled, in CPython's order of slots: positional-only, positional, keyword-only, `*args`, `**kwargs`. */
  readonly parameters: readonly string[];
  /** Has a `yield`, or is a generator expression. */
  readonly isGenerator: boolean;
  /** An `async def`, or a comprehension that awaits. */
  readonly isCoroutine: boolean;
  /** The class whose name mangles private names here, or null. */
  readonly mangledBy: string | null;
}

/** What CPython's compiler warns of. */
export type SourceWarning = TreeProblem;

export interface ScopeTree {
  readonly module: Scope;
  /** In CPython's order; of a text that is being edited, in some order. */
  readonly warnings: readonly SourceWarning[];
  /** The scope that the node opens. */
  scopeOf(node: ScopeNode): Scope;
  /** The scope of type parameters around the node, if it has any. */
  typeParametersOf(node: GenericNode): Scope | null;
}

/** An error that CPython reports while it makes its symbol table; columns are those of `SyntaxError.offset`. */
export class ScopeError extends Error {
  readonly lineno: number;
  readonly offset: number;
  readonly endLineno: number;
  /** Null where CPython says none. */
  readonly endOffset: number | null;
  /** What CPython's compiler warns of before it comes to the error. */
  readonly warnings: readonly TreeProblem[];

  constructor(message: string, lineno: number, offset: number, endLineno: number, endOffset: number | null, warnings: readonly TreeProblem[] = []) {
    super(message);
    this.name = 'ScopeError';
    this.lineno = lineno;
    this.offset = offset;
    this.endLineno = endLineno;
    this.endOffset = endOffset;
    this.warnings = warnings;
  }
}
