/**
 * What the source says before anything is known: the classes at module level with their methods, and the names that code
 * uses which is not seen (`unseen-code.ts`). From the AST, for the module's facts.
 */
import type { IrFunction, IrModule } from '../ir/function.js';
import type { IrConstant } from '../semantics/constants/constant.js';
import { mangle } from '../scopes/name-mangling.js';
import { eachChild } from '../syntax/ast/children.js';
import type { AstNode, ClassDef, FunctionDef, AsyncFunctionDef, Module } from '../syntax/ast/nodes.generated.js';
import { type DeclaredFunction, declaredFunctions } from './ctypes/declared-functions.js';
import { decoratingHint, declareFunction, type FunctionDeclaration, type HintNames, hintNames } from './function-declarations.js';
import { boundBy, findUnseen, type UnseenCode } from './unseen-code.js';

export type MethodKind = 'method' | 'property' | 'other';

export interface ClassDeclaration {
  readonly name: string;
  /** Index of the function that runs its body. */
  readonly body: number;
  /** Places of its bases among the module's classes. */
  readonly bases: readonly number[];
  /** Whether its instances have attributes that an exception's own code sets. */
  readonly isException: boolean;
  readonly methods: ReadonlyMap<string, { readonly function: number; readonly kind: MethodKind }>;
  /** What the body binds besides; null for what is not a constant. */
  readonly attributes: ReadonlyMap<string, IrConstant | null>;
}

export interface Declarations {
  readonly classes: readonly ClassDeclaration[];
  readonly classOfGlobal: ReadonlyMap<string, number>;
  /** Those that one binding makes a global hold. */
  readonly foreign: ReadonlyMap<string, DeclaredFunction>;
  /** By index of the function, of those that `def` makes. */
  readonly functions: ReadonlyMap<number, FunctionDeclaration>;
  readonly hints: HintNames;
  readonly unseen: UnseenCode;
  /** What other classes define that may derive from these. */
  readonly overriding: ReadonlySet<string>;
}

type Definition = ClassDef | FunctionDef | AsyncFunctionDef;

/** Bases that make instances as `object` does. */
const plainBases: ReadonlySet<string> = new Set([
  'object', 'BaseException', 'Exception', 'ArithmeticError', 'AssertionError', 'AttributeError', 'BufferError', 'EOFError', 'FloatingPointError', 'ImportError', 'IndexError',
  'KeyError', 'KeyboardInterrupt', 'LookupError', 'MemoryError', 'ModuleNotFoundError', 'NameError', 'NotImplementedError', 'OverflowError', 'RecursionError', 'ReferenceError',
  'RuntimeError', 'StopIteration', 'SyntaxError', 'SystemError', 'TypeError', 'ValueError', 'ZeroDivisionError', 'Warning', 'DeprecationWarning', 'FutureWarning', 'RuntimeWarning', 'UserWarning',
]);
/** Methods with which a class decides itself what an attribute or an instance is. */
const special: readonly string[] = ['__new__', '__getattribute__', '__getattr__', '__setattr__', '__delattr__', '__slots__', '__dict__', '__class__', '__init_subclass__', '__set_name__', '__mro_entries__'];

export function firstLineOf(node: Definition): number {
  return Math.min(node.lineno, ...node.decorator_list.map((decorator) => decorator.lineno));
}

function isDataclass(node: AstNode): boolean {
  if (node._type === 'Call') return isDataclass(node.func);
  return (node._type === 'Name' && node.id === 'dataclass') || (node._type === 'Attribute' && node.attr === 'dataclass');
}

function methodKind(node: FunctionDef | AsyncFunctionDef, hasProperty: boolean): MethodKind {
  const [decorator] = node.decorator_list;
  if (decorator === undefined) return node._type === 'FunctionDef' && node.name !== '__init_subclass__' && node.name !== '__class_getitem__' ? 'method' : 'other';
  return hasProperty && decorator._type === 'Name' && decorator.id === 'property' && node.decorator_list.length === 1 ? 'property' : 'other';
}

function collectNames(node: AstNode, names: Set<string>): void {
  if (node._type === 'Name') names.add(node.id);
  if (node._type === 'Attribute') names.add(node.attr);
  eachChild(node, (child) => { collectNames(child, names); });
}

/** Names that the statements of a class's body bind. */
function membersOf(node: ClassDef): ReadonlySet<string> {
  const members = new Set<string>();
  const visit = (each: AstNode): void => {
    for (const name of boundBy(each)) members.add(name);
    if (each._type !== 'FunctionDef' && each._type !== 'AsyncFunctionDef' && each._type !== 'ClassDef' && each._type !== 'Lambda') eachChild(each, visit);
  };
  for (const statement of node.body) visit(statement);
  return members;
}

interface ReadClass {
  readonly methods: ReadonlyMap<string, { readonly function: number; readonly kind: MethodKind }>;
  readonly attributes: ReadonlyMap<string, IrConstant | null>;
}

/** All functions that the text defines; those in the code of the module itself may be globals. */
function declareFunctions(ast: Module, names: HintNames, functionOf: (node: Definition) => number | undefined): ReadonlyMap<number, FunctionDeclaration> {
  const functions = new Map<number, FunctionDeclaration>();
  const visit = (node: AstNode, owner: string | null, isGlobal: boolean): void => {
    const isFunction = node._type === 'FunctionDef' || node._type === 'AsyncFunctionDef';
    const index = isFunction ? functionOf(node) : undefined;
    if (isFunction && index !== undefined) functions.set(index, declareFunction(names, node, owner, isGlobal));
    const within = node._type === 'ClassDef' ? node.name : owner;
    eachChild(node, (child) => { visit(child, within, isGlobal && !isFunction && node._type !== 'ClassDef' && node._type !== 'Lambda'); });
  };
  visit(ast, null, true);
  return functions;
}

function readBody(node: ClassDef, functionOf: (node: Definition) => number | undefined, hasProperty: boolean, isRecord: boolean): ReadClass {
  const methods = new Map<string, { readonly function: number; readonly kind: MethodKind }>();
  const attributes = new Map<string, IrConstant | null>();
  for (const statement of node.body) {
    if (statement._type === 'FunctionDef' || statement._type === 'AsyncFunctionDef') {
      const [index, name] = [functionOf(statement), mangle(node.name, statement.name)];
      if (index !== undefined) methods.set(name, { function: index, kind: methods.has(name) ? 'other' : methodKind(statement, hasProperty) });
      else attributes.set(name, null);
      continue;
    }
    const isAnnotated = statement._type === 'AnnAssign';
    const value = statement._type === 'Assign' || isAnnotated ? statement.value : null;
    const names = new Set<string>();
    // A data class's fields are what its constructor is given.
    if (!isAnnotated || statement.value !== null || isRecord) collectNames(statement, names);
    const isSimple = value?._type === 'Constant' && !(isAnnotated && isRecord);
    for (const each of names) {
      const name = mangle(node.name, each);
      attributes.set(name, isSimple && !attributes.has(name) && !methods.has(name) ? value.value : null);
      if (methods.has(name)) methods.delete(name);
    }
  }
  return { methods, attributes };
}

/** By line and name, as an IR does not know its nodes. */
function indexesIn(ir: IrModule): (node: Definition) => number | undefined {
  const indexes = new Map(ir.functions.map((fn, index) => [`${fn.firstLine} ${fn.name}`, index] as const));
  return (node) => indexes.get(`${firstLineOf(node)} ${node.name}`);
}

export function declarationsOf(ast: Module, ir: IrModule, functionOf: (node: Definition) => number | undefined = indexesIn(ir)): Declarations {
  const isSeen = (node: Definition): boolean => ir.functions[functionOf(node) ?? -1]?.notCompiled === null;
  const unseen = findUnseen(ast, isSeen, ir.functions[0]?.notCompiled === null);
  const bindings = bindingsOf(ir.functions);
  const hints = hintNames(ast);
  const importsDataclass = ast.body.some((node) => (node._type === 'ImportFrom' && node.module === 'dataclasses') || (node._type === 'Import' && node.names.some(({ name }) => name === 'dataclasses')));

  const classes: ClassDeclaration[] = [];
  const classOfGlobal = new Map<string, number>();
  const declared = new Set<ClassDef>();
  for (const node of ast.body) {
    if (node._type !== 'ClassDef') continue;
    const body = functionOf(node);
    const bases = node.bases.map((base) => (base._type === 'Name' ? classOfGlobal.get(base.id) ?? (plainBases.has(base.id) && !bindings.has(base.id) ? null : undefined) : undefined));
    if (body === undefined || bindings.get(node.name) !== 1 || unseen.globalStores.has(node.name) || node.keywords.length > 0 || bases.includes(undefined) || !node.decorator_list.every((each) => (importsDataclass && isDataclass(each)) || decoratingHint(hints, each) !== null)) continue;
    const isRecord = node.decorator_list.some(isDataclass);
    const { methods, attributes } = readBody(node, functionOf, !bindings.has('property'), isRecord);
    if (special.some((name) => methods.has(name) || attributes.has(name))) continue;
    const known = bases.filter((base) => base !== null && base !== undefined);
    const hasOtherBase = node.bases.some((base) => base._type === 'Name' && base.id !== 'object' && plainBases.has(base.id));
    classOfGlobal.set(node.name, classes.length);
    declared.add(node);
    classes.push({ name: node.name, body, bases: known, isException: hasOtherBase || known.some((base) => classes[base]?.isException === true), methods, attributes });
  }
  // Bindings of code that keeps its bytecode are not counted.
  const foreign = new Map(declaredFunctions(ast).flatMap((each) => ((bindings.get(each.name) ?? 1) === 1 ? [[each.name, each] as const] : [])));
  return { classes, classOfGlobal, foreign, functions: declareFunctions(ast, hints, functionOf), hints, unseen, overriding: findOverriding(ast, declared, bindings) };
}

/** What classes define of which the bases may be declared ones, for all that the text says. */
function findOverriding(ast: Module, declared: ReadonlySet<ClassDef>, bindings: ReadonlyMap<string, number>): ReadonlySet<string> {
  const imported = new Set(ast.body.flatMap((node) => (node._type === 'Import' || node._type === 'ImportFrom' ? boundBy(node) : [])).filter((name) => bindings.get(name) === 1));
  const isForeign = (base: AstNode): boolean => (base._type === 'Name' ? imported.has(base.id) || (plainBases.has(base.id) && !bindings.has(base.id)) : base._type === 'Attribute' ? isForeign(base.value) : base._type === 'Subscript' && isForeign(base.value));
  const overriding = new Set<string>();
  const visit = (node: AstNode): void => {
    if (node._type === 'ClassDef' && !declared.has(node) && !node.bases.every(isForeign)) for (const name of membersOf(node)) overriding.add(mangle(node.name, name));
    eachChild(node, visit);
  };
  visit(ast);
  return overriding;
}

/** How often the code that is seen binds each global. */
export function bindingsOf(functions: readonly (IrFunction | undefined)[]): ReadonlyMap<string, number> {
  const bindings = new Map<string, number>();
  for (const fn of functions) for (const block of fn?.blocks ?? []) for (const { operation, immediate } of block.instructions) {
    if (operation === 'global.set' || operation === 'global.delete') bindings.set(immediate.name ?? '', (bindings.get(immediate.name ?? '') ?? 0) + 1);
  }
  return bindings;
}
