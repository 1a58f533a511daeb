/** The scopes as JSON, in the words of the standard module `symtable` of the given version: `taipan dump scopes`. */
import { type Scope, type ScopeSymbol, type ScopeTree, symbolFlag } from './scope.js';
import { supports } from '../targets/features.js';
import type { TargetVersion } from '../targets/target-version.js';

export interface DumpedScope {
  readonly type: string;
  readonly name: string;
  readonly lineno: number;
  readonly nested: boolean;
  /** Each symbol with the questions of `symtable.Symbol` that it answers with yes. */
  readonly symbols: Readonly<Record<string, readonly string[]>>;
  readonly children: readonly DumpedScope[];
}

export function dumpScopes(tree: ScopeTree, target: TargetVersion): DumpedScope {
  return dumpScope(tree.module, target);
}

function dumpScope(scope: Scope, target: TargetVersion): DumpedScope {
  const symbols = [...scope.symbols.values()].map((symbol): [string, string[]] => [
    symbol.name,
    // `symtable` knows a module by this name, so a function called `top` passes for one.
    answers(symbol, scope.name === 'top'),
  ]);
  return {
    type: typeWord(scope, target),
    name: scope.name,
    lineno: scope.start?.lineno ?? 0,
    nested: scope.isNested,
    symbols: Object.fromEntries(symbols),
    children: visibleChildren(scope).map((child) => dumpScope(child, target)),
  };
}

/** `symtable` shows the scopes in an inlined comprehension in its place. */
function visibleChildren(scope: Scope): readonly Scope[] {
  return scope.children.flatMap((child) => (child.isInlined ? visibleChildren(child) : [child]));
}

const bindings = symbolFlag.assigned | symbolFlag.parameter | symbolFlag.imported | symbolFlag.typeParameter;

function answers({ flags, resolution }: ScopeSymbol, inModule: boolean): string[] {
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const boundInModule = inModule && has(bindings);
  const all: readonly (readonly [string, boolean])[] = [
    ['referenced', has(symbolFlag.referenced)],
    ['parameter', has(symbolFlag.parameter)],
    ['global', resolution === 'global-implicit' || resolution === 'global-explicit' || boundInModule],
    ['declared_global', resolution === 'global-explicit'],
    ['local', resolution === 'local' || resolution === 'cell' || boundInModule],
    ['free', resolution === 'free'],
    ['assigned', has(symbolFlag.assigned)],
    ['imported', has(symbolFlag.imported)],
    ['annotated', has(symbolFlag.annotated)],
    ['nonlocal', has(symbolFlag.nonlocal)],
    ['namespace', has(symbolFlag.namespace)],
  ];
  return all.filter(([, yes]) => yes).map(([word]) => word);
}

function typeWord(scope: Scope, target: TargetVersion): string {
  switch (scope.kind) {
    case 'module':
    case 'class':
    case 'annotation':
      return scope.kind;
    case 'annotate':
      return 'annotation';
    case 'function':
    case 'lambda':
    case 'comprehension':
    case 'generator-expression':
      return 'function';
    case 'type-parameters':
      return supports(target, 'typeParameterDefaults') ? 'type parameters' : 'type parameter';
    case 'type-variable':
      return supports(target, 'typeParameterDefaults') ? 'type variable' : 'TypeVar bound';
    case 'type-alias':
      return 'type alias';
  }
}
