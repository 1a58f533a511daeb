/**
 * What the source says before anything is known: the classes at module level with their methods, and the names that code
 * uses which is not seen (`unseen-code.ts`). From the AST, for the module's facts.
 */
import type { IrFunction, IrModule } from '../ir/function.js';
import type { IrConstant } from '../semantics/constants/constant.js';
import { mangle } from '../scopes/name-mangling.js';
import { eachChild } from '../syntax/ast/children.js';
export { firstLineOf };
import type { AstNode, ClassDef, FunctionDef, AsyncFunctionDef, Module } from '../syntax/ast/nodes.generated.js';
import type { CType } from '../semantics/ctypes/c-types.js';
import { declaredFields } from './ctypes/declared-fields.js';
import { type DeclaredFunction, declaredFunctions } from './ctypes/declared-functions.js';
import { decoratingHint, type FunctionDeclaration, type HintNames } from './function-declarations.js';
import { createTally, type Tally } from './names.js';
import { createTextPieces, type Definition, firstLineOf, type TextPieces, type Told, type WrittenClass } from './text-pieces.js';
import { boundBy, type UnseenCode } from './unseen-code.js';

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
  /** What attributes are, by name, that structures declare as their fields. */
  readonly fields: ReadonlyMap<string, CType>;
  /** By index of the function, of those that `def` makes. */
  readonly functions: ReadonlyMap<number, FunctionDeclaration>;
  /** The function that one `def` makes the only thing that a global holds, for all that the text says. */
  functionOfGlobal(name: string): number | undefined;
  readonly hints: HintNames;
  readonly unseen: UnseenCode;
  /** What other classes define that may derive from these. */
  readonly overriding: ReadonlySet<string>;
}

type FunctionOf = (node: Definition) => number | undefined;

/** Bases that make instances as `object` does. */
const plainBases: ReadonlySet<string> = new Set([
  'object', 'BaseException', 'Exception', 'ArithmeticError', 'AssertionError', 'AttributeError', 'BufferError', 'EOFError', 'FloatingPointError', 'ImportError', 'IndexError',
  'KeyError', 'KeyboardInterrupt', 'LookupError', 'MemoryError', 'ModuleNotFoundError', 'NameError', 'NotImplementedError', 'OverflowError', 'RecursionError', 'ReferenceError',
  'RuntimeError', 'StopIteration', 'SyntaxError', 'SystemError', 'TypeError', 'ValueError', 'ZeroDivisionError', 'Warning', 'DeprecationWarning', 'FutureWarning', 'RuntimeWarning', 'UserWarning',
]);
/** Methods with which a class decides itself what an attribute or an instance is. */
const special: readonly string[] = ['__new__', '__getattribute__', '__getattr__', '__setattr__', '__delattr__', '__slots__', '__dict__', '__class__', '__init_subclass__', '__set_name__', '__mro_entries__'];

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

interface ReadClass {
  readonly hasProperty: boolean;
  readonly isRecord: boolean;
  readonly methods: ReadonlyMap<string, { readonly function: number; readonly kind: MethodKind }>;
  readonly attributes: ReadonlyMap<string, IrConstant | null>;
}

function readBody(node: ClassDef, functionOf: FunctionOf, hasProperty: boolean, isRecord: boolean): Pick<ReadClass, 'methods' | 'attributes'> {
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
function indexesIn(ir: IrModule): FunctionOf {
  const indexes = new Map(ir.functions.map((fn, index) => [`${fn.firstLine} ${fn.name}`, index] as const));
  return (node) => indexes.get(`${firstLineOf(node)} ${node.name}`);
}

export function declarationsOf(ast: Module, ir: IrModule): Declarations {
  const bindings = createTally();
  for (const fn of ir.functions) for (const name of globalsSetIn(fn)) bindings.add(name, 1);
  return createDeclarations(indexesIn(ir)).update(ast, ir.functions, bindings).declarations;
}

/** What is declared after an edit. */
export interface EditedDeclarations extends Told {
  readonly declarations: Declarations;
}

export interface DeclarationsEditor {
  /** `bindings`: how often the code that is seen binds each global. */
  update(ast: Module, functions: readonly IrFunction[], bindings: Pick<Tally, 'has' | 'get'>): EditedDeclarations;
}

export function createDeclarations(functionOf: FunctionOf): DeclarationsEditor {
  let pieces: TextPieces | null = null;
  let before: Declarations | null = null;
  const readBodies = new Map<ClassDef, ReadClass>();

  function readClass(node: ClassDef, hasProperty: boolean, isRecord: boolean): ReadClass {
    const known = readBodies.get(node);
    if (known?.hasProperty === hasProperty && known.isRecord === isRecord) return known;
    const read = { ...readBody(node, functionOf, hasProperty, isRecord), hasProperty, isRecord };
    readBodies.set(node, read);
    return read;
  }

  function classesIn(ast: Module, { hints, unseen }: TextPieces, bindings: Pick<Tally, 'has' | 'get'>): Pick<Declarations, 'classes' | 'classOfGlobal'> & { readonly declared: ReadonlySet<ClassDef> } {
    const importsDataclass = ast.body.some((node) => (node._type === 'ImportFrom' && node.module === 'dataclasses') || (node._type === 'Import' && node.names.some(({ name }) => name === 'dataclasses')));
    const hasProperty = !bindings.has('property');
    const classes: ClassDeclaration[] = [];
    const classOfGlobal = new Map<string, number>();
    const declared = new Set<ClassDef>();
    for (const node of ast.body) {
      if (node._type !== 'ClassDef') continue;
      const body = functionOf(node);
      const bases = node.bases.map((base) => (base._type === 'Name' ? classOfGlobal.get(base.id) ?? (plainBases.has(base.id) && !bindings.has(base.id) ? null : undefined) : undefined));
      if (body === undefined || bindings.get(node.name) !== 1 || unseen.globalStores.has(node.name) || node.keywords.length > 0 || bases.includes(undefined) || !node.decorator_list.every((each) => (importsDataclass && isDataclass(each)) || decoratingHint(hints, each) !== null)) continue;
      const { methods, attributes } = readClass(node, hasProperty, node.decorator_list.some(isDataclass));
      if (special.some((name) => methods.has(name) || attributes.has(name))) continue;
      const known = bases.filter((base) => base !== null && base !== undefined);
      const hasOtherBase = node.bases.some((base) => base._type === 'Name' && base.id !== 'object' && plainBases.has(base.id));
      classOfGlobal.set(node.name, classes.length);
      declared.add(node);
      const made: ClassDeclaration = { name: node.name, body, bases: known, isException: hasOtherBase || known.some((base) => classes[base]?.isException === true), methods, attributes };
      const old = before?.classes[classes.length];
      classes.push(old !== undefined && sameClass(old, made) ? old : made);
    }
    for (const node of readBodies.keys()) if (!declared.has(node)) readBodies.delete(node);
    const isSame = before !== null && before.classes.length === classes.length && before.classes.every((each, place) => each === classes[place]);
    return isSame && before !== null ? { classes: before.classes, classOfGlobal: before.classOfGlobal, declared } : { classes, classOfGlobal, declared };
  }

  return {
    update(ast, functions, bindings) {
      const isSeen = (node: Definition): boolean => functions[functionOf(node) ?? -1]?.notCompiled === null;
      pieces ??= createTextPieces(isSeen, functionOf);
      const { names, functions: told } = pieces.update(ast, functions[0]?.notCompiled === null);
      const { hints, unseen } = pieces;
      const { classes, classOfGlobal, declared } = classesIn(ast, pieces, bindings);
      // Bindings of code that keeps its bytecode are not counted.
      const foreign = new Map(declaredFunctions(ast).flatMap((each) => ((bindings.get(each.name) ?? 1) === 1 ? [[each.name, each] as const] : [])));
      const overriding = findOverriding(ast, pieces.classes(), declared, bindings);
      const now: Declarations = { classes, classOfGlobal, foreign, fields: declaredFields(ast), functions: pieces.functions, functionOfGlobal: pieces.functionOfGlobal, hints, unseen, overriding };
      const isOther = names === null || before === null || before.classes !== classes || foreign.size > 0 || before.foreign.size > 0;
      const toldNames = new Set(isOther ? [] : names);
      if (before !== null) for (const [one, other] of [[before.overriding, overriding], [overriding, before.overriding]] as const) for (const name of one) if (!other.has(name)) toldNames.add(name);
      before = now;
      return { declarations: now, names: isOther ? null : toldNames, functions: told };
    },
  };
}

/** What classes define of which the bases may be declared ones, for all that the text says. */
function findOverriding(ast: Module, classes: Iterable<WrittenClass>, declared: ReadonlySet<ClassDef>, bindings: Pick<Tally, 'has' | 'get'>): ReadonlySet<string> {
  const imported = new Set(ast.body.flatMap((node) => (node._type === 'Import' || node._type === 'ImportFrom' ? boundBy(node) : [])).filter((name) => bindings.get(name) === 1));
  const isForeign = (base: AstNode): boolean => (base._type === 'Name' ? imported.has(base.id) || (plainBases.has(base.id) && !bindings.has(base.id)) : base._type === 'Attribute' ? isForeign(base.value) : base._type === 'Subscript' && isForeign(base.value));
  const overriding = new Set<string>();
  for (const { node, members } of classes) {
    if (!declared.has(node) && !node.bases.every(isForeign)) for (const names of members) for (const name of names) overriding.add(mangle(node.name, name));
  }
  return overriding;
}

const textOfClass = ({ bases, methods, attributes }: ClassDeclaration): string => JSON.stringify([bases, [...methods], [...attributes]], (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : typeof each === 'number' && !Number.isFinite(each) ? String(each) : Object.is(each, -0) ? '-0' : each instanceof Uint8Array ? [...each] : each));

function sameClass(left: ClassDeclaration, right: ClassDeclaration): boolean {
  if (left.name !== right.name || left.body !== right.body || left.isException !== right.isException) return false;
  if (left.methods === right.methods && left.attributes === right.attributes && left.bases.join() === right.bases.join()) return true;
  return textOfClass(left) === textOfClass(right);
}

/** The globals that a function binds or deletes, each as often as it does. */
export function globalsSetIn(fn: IrFunction): readonly string[] {
  return fn.blocks.flatMap((block) => block.instructions.flatMap(({ operation, immediate }) => (operation === 'global.set' || operation === 'global.delete' ? [immediate.name ?? ''] : [])));
}
