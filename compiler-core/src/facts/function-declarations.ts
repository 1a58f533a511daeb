/**
 * What the text says where it defines functions: what annotations and hints of the package `taipan` tell of parameters, and
 * which decorators leave the function what it is. From the AST, as the code that makes a function may keep its bytecode.
 */
import { hintPackage, hintRow } from '../semantics/builtins/hints.js';
import type { TypeName } from '../semantics/types/type-name.js';
import { mangle } from '../scopes/name-mangling.js';
import { eachChild } from '../syntax/ast/children.js';
import type { AstNode, AsyncFunctionDef, expr, FunctionDef, Module, stmt } from '../syntax/ast/nodes.generated.js';
import { textOf } from '../syntax/ast/python-string.js';
import { createTally, type Tally } from './names.js';
import { boundBy } from './unseen-code.js';

type FunctionNode = FunctionDef | AsyncFunctionDef;

export interface FunctionDeclaration {
  /** By parameter. */
  readonly annotations: ReadonlyMap<string, TypeName>;
  /** The hints that decorate it, and where. */
  readonly hints: readonly { readonly hint: string; readonly node: expr }[];
  /** The global that its statement binds to it, in spite of its decorators; null where that is no global, or something else. */
  readonly global: string | null;
}

/** Names that a module imports from the package `taipan`, and binds nowhere else. */
export interface HintNames {
  /** By global name, the name in the package. */
  readonly imported: ReadonlyMap<string, string>;
  /** All that makes names hints. */
  readonly text: string;
  /** Whether it imports the package at all. */
  readonly isUsed: boolean;
  /** How often the text binds each global. */
  readonly bindings: Pick<Tally, 'has' | 'get'>;
  /** The hint that an expression names; null where it is none. */
  hintOf(node: expr): string | null;
}

const plainTypes: ReadonlyMap<string, TypeName> = new Map((['int', 'float', 'bool', 'str', 'bytes'] as const).map((name) => [name, name]));

/** The globals that a statement binds, each as often as it does; what a function or class declares global counts as well. */
export function globalsBoundIn(statement: stmt, isOfModule: boolean): readonly string[] {
  const names: string[] = [];
  const visit = (node: AstNode, isGlobal: boolean): void => {
    if (isGlobal) names.push(...boundBy(node));
    if (node._type === 'Global') names.push(...node.names);
    const opens = node._type === 'FunctionDef' || node._type === 'AsyncFunctionDef' || node._type === 'ClassDef' || node._type === 'Lambda';
    // A walrus in a decorator or a default is looked for in vain here; guards look at the name itself.
    eachChild(node, (child) => { visit(child, isGlobal && !opens); });
  };
  visit(statement, isOfModule);
  return names;
}

export function hintNames(module: Module): HintNames {
  const bindings = createTally();
  for (const statement of module.body) for (const name of globalsBoundIn(statement, true)) bindings.add(name, 1);
  return hintNamesIn(module, bindings);
}

/** `bindings`: how often the text binds each global. */
export function hintNamesIn(module: Module, bindings: HintNames['bindings']): HintNames {
  const imports = module.body.filter((node) => (node._type === 'ImportFrom' && node.module === hintPackage && node.level === 0) || (node._type === 'Import' && node.names.some(({ name }) => name === hintPackage)));
  const imported = new Map<string, string>();
  const modules = new Set<string>();
  for (const node of imports) {
    if (node._type !== 'ImportFrom' && node._type !== 'Import') continue;
    for (const { name, asname } of node.names) {
      const bound = asname ?? name;
      if (bindings.get(bound) !== 1) continue;
      if (node._type === 'Import' && name === hintPackage) modules.add(bound);
      if (node._type === 'ImportFrom' && hintRow(name) !== undefined) imported.set(bound, name);
    }
  }
  return {
    imported,
    text: `${[...imported].join()} ${[...modules].join()}`,
    isUsed: imports.length > 0,
    bindings,
    hintOf(node) {
      if (node._type === 'Name') return imported.get(node.id) ?? null;
      const isMember = node._type === 'Attribute' && node.value._type === 'Name' && modules.has(node.value.id) && hintRow(node.attr) !== undefined;
      return isMember ? node.attr : null;
    },
  };
}

/** The hint that decorates, if what it decorates stays itself. */
export function decoratingHint(names: HintNames, node: expr): string | null {
  const [named, kind] = node._type === 'Call' ? [node.func, 'when called'] : [node, 'itself'];
  const hint = names.hintOf(named);
  return hint !== null && hintRow(hint)?.decorates === kind ? hint : null;
}

/** The type that an annotation names, also as a string. */
function annotatedType(names: HintNames, node: expr): TypeName | null {
  const hint = names.hintOf(node);
  if (hint !== null) return hintRow(hint)?.annotation ?? null;
  if (node._type === 'Name') return plainTypes.get(node.id) ?? null;
  if (node._type !== 'Constant' || node.value.type !== 'str') return null;
  const text = textOf(node.value.value);
  const [module, member] = text.split('.');
  const imported = names.imported.get(text) ?? (module === hintPackage ? member : undefined);
  return plainTypes.get(text) ?? hintRow(imported ?? '')?.annotation ?? null;
}

/** The types of `@specialize(int, float)`, one a positional parameter. */
function specializedTypes(names: HintNames, node: FunctionNode): readonly (TypeName | null)[] {
  const calls = node.decorator_list.filter((each) => each._type === 'Call' && decoratingHint(names, each) === 'specialize');
  const [first] = calls;
  return first?._type === 'Call' ? first.args.map((arg) => annotatedType(names, arg)) : [];
}

/** Where no call is seen, `assume(isinstance(n, int))` and `assert isinstance(n, int)` at a function's start tell too. */
function claimedTypes(names: HintNames, node: FunctionNode): ReadonlyMap<string, TypeName> {
  const claimed = new Map<string, TypeName>();
  const read = (claim: expr): void => {
    if (claim._type === 'BoolOp' && claim.op === 'And') for (const each of claim.values) read(each);
    if (claim._type !== 'Call' || claim.func._type !== 'Name' || claim.func.id !== 'isinstance' || claim.args.length !== 2) return;
    const [subject, wanted] = claim.args;
    const type = wanted === undefined ? null : annotatedType(names, wanted);
    if (subject?._type === 'Name' && type !== null) claimed.set(subject.id, type);
  };
  for (const statement of node.body) {
    if (statement._type === 'Assert') read(statement.test);
    else if (statement._type === 'Expr' && statement.value._type === 'Call' && names.hintOf(statement.value.func) === 'assume' && statement.value.args[0] !== undefined) read(statement.value.args[0]);
    else if (!(statement._type === 'Expr' && statement.value._type === 'Constant')) break;
  }
  return claimed;
}

/** `owner` is the class whose body defines it, for names that it mangles. */
export function declareFunction(names: HintNames, node: FunctionNode, owner: string | null, isGlobal: boolean): FunctionDeclaration {
  const { posonlyargs, args, kwonlyargs } = node.args;
  const annotations = new Map<string, TypeName>();
  const claimed = claimedTypes(names, node);
  const specialized = specializedTypes(names, node);
  [...posonlyargs, ...args, ...kwonlyargs].forEach((parameter, place) => {
    const positional = place < posonlyargs.length + args.length ? specialized[place] ?? null : null;
    const type = positional ?? claimed.get(parameter.arg) ?? (parameter.annotation === null ? null : annotatedType(names, parameter.annotation));
    if (type !== null) annotations.set(mangle(owner, parameter.arg), type);
  });
  const hints = node.decorator_list.map((decorator) => decoratingHint(names, decorator));
  const isItself = isGlobal && hints.every((hint) => hint !== null);
  return { annotations, hints: node.decorator_list.flatMap((decorator, at) => (hints[at] == null ? [] : [{ hint: hints[at], node: decorator }])), global: isItself ? node.name : null };
}
