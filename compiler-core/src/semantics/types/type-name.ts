/** The types that the compiler tells apart: exact classes of Python, and kinds of objects of which it knows more than the class. */
export type TypeName =
  | 'int' | 'float' | 'bool' | 'none' | 'str' | 'bytes' | 'complex' | 'ellipsis' | 'tuple' | 'frozenset' | 'list' | 'dict' | 'set' | 'slice'
  | 'range' | 'range_iterator'
  /** A function of the module, or one of `builtins`: which one, says the fact. */
  | 'function' | 'builtin'
  /** Any other iterator whose items are known: a generator, what `zip` gives. */
  | 'iterator'
  /** A class of the module, and an instance of it or of a subclass: the fact's target. */
  | 'class' | 'instance'
  /** A module of the standard library, and what it holds: `math`, `math.sqrt`. */
  | 'module' | 'external'
  /** A C function reached through ctypes: how it is declared, says the fact. */
  | 'foreign'
  /** A method bound to a receiver that the fact tells. */
  | 'method';

/** The lattice's ends besides: `bottom` where nothing has come yet, `object` where anything may come. */
export type KnownType = TypeName | 'bottom' | 'object';
