/**
 * The C functions that a module reaches through `ctypes` and declares at its top level:
 *
 *     lib = CDLL('libm.so.6')
 *     sine = lib.sin
 *     sine.argtypes = [c_double]
 *     sine.restype = c_double
 *
 * What is found is a guess for native code, which looks at the function itself before it relies on any of it.
 */
import { type CSignature, type CType, cTypes } from '../../semantics/ctypes/c-types.js';
import { quickFunctions } from '../../semantics/ctypes/quick-functions.js';
import { textOf } from '../../syntax/ast/python-string.js';
import type { expr, Module, Positioned, stmt } from '../../syntax/ast/nodes.generated.js';
import { ImportedNames, statementsOf } from './imported-names.js';

export interface DeclaredFunction {
  /** The global that holds it. */
  readonly name: string;
  /** Its name in the library. */
  readonly symbol: string;
  /** Where it is bound: the target of the assignment. */
  readonly position: Positioned;
  /** Whether ctypes does nothing around its calls that another thread could notice: neither `errno` nor locks matter. */
  readonly isQuick: boolean;
  /** Null where some part of it cannot be read. */
  readonly signature: CSignature | null;
  /** Why there is none, in words. */
  readonly problem: string | null;
}

/** Classes and loaders of `ctypes` whose calls give a library. */
const libraryMakers: ReadonlySet<string> = new Set(['CDLL', 'PyDLL']);

/** What an assignment binds to what, tuples on both sides item by item. */
function* pairsOf(target: expr, value: expr): Generator<readonly [target: expr, value: expr]> {
  const isBoth = (target._type === 'Tuple' || target._type === 'List') && (value._type === 'Tuple' || value._type === 'List') && target.elts.length === value.elts.length;
  if (!isBoth) yield [target, value];
  else for (const [index, each] of target.elts.entries()) yield* pairsOf(each, value.elts[index]!);
}

class Reader {
  /** By name: whether ctypes calls its functions without more ado. */
  private readonly libraries = new Map<string, boolean>();
  private readonly imported: ImportedNames;
  private readonly statements: readonly stmt[];

  constructor(module: Module) {
    this.statements = [...statementsOf(module.body)];
    this.imported = new ImportedNames(this.statements);
  }

  /**
   * Of an expression that gives a library (`CDLL(...)`, `cdll.LoadLibrary(...)`, `cdll.name`, or the name of one), whether ctypes
   * calls its functions without more ado; null for anything else.
   */
  private libraryOf(node: expr): boolean | null {
    if (node._type === 'Name') return this.libraries.get(node.id) ?? null;
    if (node._type === 'Call') {
      const name = this.imported.of(node.func) ?? '';
      if (libraryMakers.has(name)) return name === 'CDLL' && node.args.length <= 2 && node.keywords.every(({ arg }) => arg === 'mode' || arg === 'name');
      return node.func._type === 'Attribute' && node.func.attr === 'LoadLibrary' ? this.loaderOf(node.func.value) : null;
    }
    return node._type === 'Attribute' ? this.loaderOf(node.value) : null;
  }

  private loaderOf(node: expr): boolean | null {
    const name = this.imported.of(node);
    return name === 'cdll' ? true : name === 'pydll' ? false : null;
  }

  /** What an expression looks up in a library; null for anything else. */
  private lookupOf(node: expr): { readonly symbol: string; readonly isQuick: boolean } | null {
    const isPlain = node._type === 'Attribute' || node._type === 'Subscript' ? this.libraryOf(node.value) : null;
    if (isPlain === null) return null;
    const symbol = node._type === 'Attribute' ? node.attr : node._type === 'Subscript' && node.slice._type === 'Constant' && node.slice.value.type === 'str' ? textOf(node.slice.value.value) : null;
    return symbol === null ? null : { symbol, isQuick: isPlain && quickFunctions.has(symbol) };
  }

  private typeOf(node: expr): CType | null {
    return cTypes.get(this.imported.of(node) ?? '') ?? null;
  }

  read(): readonly DeclaredFunction[] {
    if (this.imported.isEmpty) return [];
    const bound = new Map<string, Pick<DeclaredFunction, 'symbol' | 'isQuick' | 'position'>>();
    const declared = new Map<string, expr[]>();
    for (const statement of this.statements) {
      if (statement._type !== 'Assign') continue;
      for (const [target, value] of statement.targets.flatMap((each) => [...pairsOf(each, statement.value)])) {
        if (target._type === 'Attribute' && target.value._type === 'Name') {
          const key = `${target.value.id}.${target.attr}`;
          declared.set(key, [...declared.get(key) ?? [], value]);
        } else if (target._type === 'Name') {
          const library = this.libraryOf(value);
          if (library !== null) this.libraries.set(target.id, library);
          const found = this.lookupOf(value);
          if (found !== null) bound.set(target.id, { ...found, position: target });
        }
      }
    }
    return [...bound].map(([name, found]) => ({ name, ...found, ...this.signatureOf(name, declared) }));
  }

  private signatureOf(name: string, declared: ReadonlyMap<string, readonly expr[]>): Pick<DeclaredFunction, 'signature' | 'problem'> {
    const because = (problem: string) => ({ signature: null, problem });
    const [parameters, result, check] = ['argtypes', 'restype', 'errcheck'].map((attribute) => declared.get(`${name}.${attribute}`) ?? []) as [readonly expr[], readonly expr[], readonly expr[]];
    if (check.length > 0) return because('`errcheck` is called with each result');
    if (parameters.length === 0) return because('no `argtypes` are declared here');
    if (parameters.length > 1 || result.length > 1) return because('it is declared more than once');
    const [list] = parameters;
    if (list?._type !== 'List' && list?._type !== 'Tuple') return because('`argtypes` is no list that is written out');
    const types = list.elts.map((each) => this.typeOf(each));
    const unread = types.indexOf(null);
    if (unread >= 0) return because(`the type of parameter ${unread + 1} is none of ctypes' own for numbers and plain pointers`);
    const [given] = result;
    const isNone = given?._type === 'Constant' && given.value.type === 'none';
    const type = given === undefined ? cTypes.get('c_int')! : isNone ? null : this.typeOf(given);
    if (type === null && !isNone) return because('`restype` is none of ctypes\' own types for numbers and plain pointers');
    return { signature: { parameters: types.filter((each) => each !== null), result: type }, problem: null };
  }
}

/** In the order of their first bindings. */
export function declaredFunctions(module: Module): readonly DeclaredFunction[] {
  return new Reader(module).read();
}
