/**
 * What the source says before anything is known: the classes at module level with their methods, and the names that code
 * uses which is not looked into (class bodies, functions that keep their bytecode). From the AST, for the module's facts.
 */
import type { IrConstant, IrModule } from '../ir/function.js';
import type { AstNode, ClassDef, FunctionDef, AsyncFunctionDef, Module } from '../syntax/ast/nodes.generated.js';

export type MethodKind = 'method' | 'property' | 'other';

interface ClassDeclaration {
  readonly name: string;
  /** Index of the function that runs its body. */
  readonly body: number;
  /** Places of its bases among the module's classes. */
  readonly bases: readonly number[];
  /** The place of the topmost class of its family in the module. */
  readonly root: number;
  readonly methods: ReadonlyMap<string, { readonly function: number; readonly kind: MethodKind }>;
  /** What the body binds besides; null for what is not a constant. */
  readonly attributes: ReadonlyMap<string, IrConstant | null>;
}

export interface Declarations {
  readonly classes: readonly ClassDeclaration[];
  readonly classOfGlobal: ReadonlyMap<string, number>;
  /** Names and attributes in code that is not looked into. */
  readonly unseen: ReadonlySet<string>;
}

type Definition = ClassDef | FunctionDef | AsyncFunctionDef;

/** Bases that make instances as `object` does. */
const plainBases = /^(object|Exception|BaseException|\w+Error|StopIteration|Warning|\w+Warning)$/;
/** Methods with which a class decides itself what an attribute or an instance is. */
const special: readonly string[] = ['__new__', '__getattribute__', '__getattr__', '__setattr__', '__slots__'];

export function firstLineOf(node: Definition): number {
  return Math.min(node.lineno, ...node.decorator_list.map((decorator) => decorator.lineno));
}

function isDataclass(node: AstNode): boolean {
  if (node._type === 'Call') return isDataclass(node.func);
  return (node._type === 'Name' && node.id === 'dataclass') || (node._type === 'Attribute' && node.attr === 'dataclass');
}

function methodKind(node: FunctionDef | AsyncFunctionDef): MethodKind {
  const [decorator] = node.decorator_list;
  if (decorator === undefined) return node._type === 'FunctionDef' && node.name !== '__init_subclass__' && node.name !== '__class_getitem__' ? 'method' : 'other';
  return decorator._type === 'Name' && decorator.id === 'property' && node.decorator_list.length === 1 ? 'property' : 'other';
}

/** As `childrenOf`, without making lists: it runs over the whole source at each pause of the typing. */
export function eachChild(node: AstNode, visit: (child: AstNode) => void): void {
  for (const key in node) {
    const field: unknown = node[key as keyof AstNode];
    if (typeof field !== 'object' || field === null) continue;
    if (Array.isArray(field)) for (const item of field as readonly unknown[]) {
      if (typeof item === 'object' && item !== null && '_type' in item) visit(item as AstNode);
    }
    else if ('_type' in field) visit(field as AstNode);
  }
}

function collectNames(node: AstNode, names: Set<string>): void {
  if (node._type === 'Name') names.add(node.id);
  if (node._type === 'Attribute') names.add(node.attr);
  eachChild(node, (child) => { collectNames(child, names); });
}

export function declarationsOf(ast: Module, ir: IrModule): Declarations {
  const indexes = new Map(ir.functions.map((fn, index) => [`${fn.firstLine} ${fn.name}`, index] as const));
  const functionOf = (node: Definition): number | undefined => indexes.get(`${firstLineOf(node)} ${node.name}`);
  const unseen = new Set<string>();
  const bindings = new Map<string, number>();
  for (const fn of ir.functions) for (const block of fn.blocks) for (const { operation, immediate } of block.instructions) if (operation === 'global.set') bindings.set(immediate.name ?? '', (bindings.get(immediate.name ?? '') ?? 0) + 1);
  const visit = (node: AstNode): void => {
    if (node._type === 'ClassDef') for (const statement of node.body) if (statement._type !== 'FunctionDef' && statement._type !== 'ClassDef' && statement._type !== 'AsyncFunctionDef') collectNames(statement, unseen);
    if (node._type === 'FunctionDef' || node._type === 'AsyncFunctionDef') {
      const index = functionOf(node);
      if (index === undefined || ir.functions[index]?.notCompiled !== null) {
        collectNames(node, unseen);
        return;
      }
    }
    eachChild(node, visit);
  };
  visit(ast);

  const classes: ClassDeclaration[] = [];
  const classOfGlobal = new Map<string, number>();
  for (const node of ast.body) {
    if (node._type !== 'ClassDef') continue;
    const body = functionOf(node);
    const bases = node.bases.map((base) => (base._type === 'Name' ? classOfGlobal.get(base.id) ?? (plainBases.test(base.id) && !bindings.has(base.id) ? null : undefined) : undefined));
    if (body === undefined || bindings.get(node.name) !== 1 || node.keywords.length > 0 || bases.includes(undefined) || !node.decorator_list.every(isDataclass)) continue;
    const methods = new Map<string, { readonly function: number; readonly kind: MethodKind }>();
    const attributes = new Map<string, IrConstant | null>();
    for (const statement of node.body) {
      if (statement._type === 'FunctionDef' || statement._type === 'AsyncFunctionDef') {
        const index = functionOf(statement);
        if (index !== undefined) methods.set(statement.name, { function: index, kind: methods.has(statement.name) ? 'other' : methodKind(statement) });
        continue;
      }
      const value = statement._type === 'Assign' || (statement._type === 'AnnAssign' && statement.value !== null) ? statement.value : null;
      const names = new Set<string>();
      if (statement._type !== 'AnnAssign' || statement.value !== null) collectNames(statement, names);
      const isSimple = value?._type === 'Constant';
      for (const name of names) attributes.set(name, isSimple && !attributes.has(name) && value._type === 'Constant' ? value.value : null);
    }
    if (special.some((name) => methods.has(name) || attributes.has(name))) continue;
    const known = bases.filter((base) => base !== null && base !== undefined);
    const [first] = known;
    const place = classes.length;
    classes.push({ name: node.name, body, bases: known, root: first === undefined ? place : classes[first]?.root ?? place, methods, attributes });
    classOfGlobal.set(node.name, place);
  }
  // Classes with two roots are one family.
  const isSplit = classes.some((each) => each.bases.some((base) => classes[base]?.root !== each.root));
  return isSplit ? { classes: classes.map((each) => ({ ...each, root: 0 })), classOfGlobal, unseen } : { classes, classOfGlobal, unseen };
}
