/**
 * What the analysis of a module takes from its text and its IR, by name and by function: so that after an edit it can be asked
 * for which names and which functions something else is said.
 */
import type { IrFunction, IrModule } from '../ir/function.js';
import { bindingsOf, type ClassDeclaration, type Declarations, type MethodKind } from './class-declarations.js';
import type { DeclaredFunction } from './ctypes/declared-functions.js';
import type { FunctionDeclaration } from './function-declarations.js';
import { type FunctionMaker, makersOf } from './function-makers.js';

export interface ModuleText {
  /** By index; after edits with holes. */
  readonly functions: readonly IrFunction[];
  readonly declarations: Declarations;
  readonly makers: ReadonlyMap<number, FunctionMaker>;
  /** The function that a global name is bound to, where one `def` at module level is all that binds it. */
  readonly functionOfGlobal: ReadonlyMap<string, number>;
  /** How often the code that is seen binds each global. */
  readonly bindings: ReadonlyMap<string, number>;
  /** The classes whose methods a function is, by its index. */
  readonly methods: ReadonlyMap<number, readonly { readonly owner: number; readonly kind: MethodKind }[]>;
  /** Functions that run the bodies of classes. */
  readonly bodies: ReadonlyMap<number, number>;
  /** Cells that functions share which are not seen. */
  readonly opaqueCells: ReadonlySet<string>;
}

export function readModule({ functions }: IrModule, declarations: Declarations): ModuleText {
  const makers = makersOf(functions);
  const methods = new Map<number, { readonly owner: number; readonly kind: MethodKind }[]>();
  declarations.classes.forEach((each, owner) => {
    for (const { function: index, kind } of each.methods.values()) methods.set(index, [...methods.get(index) ?? [], { owner, kind }]);
  });
  return {
    functions,
    declarations,
    makers,
    // Decorators hide from code what the text tells, and so does code that keeps its bytecode.
    functionOfGlobal: new Map([
      ...[...declarations.functions].flatMap(([index, { global }]) => (global === null ? [] : [[global, index] as const])),
      ...[...makers.values()].flatMap((maker) => (maker.global === null ? [] : [[maker.global, maker.function] as const])),
    ]),
    bindings: bindingsOf(functions),
    methods,
    bodies: new Map(declarations.classes.map(({ body }, place) => [body, place])),
    opaqueCells: new Set(functions.flatMap((fn) => (fn.notCompiled === null ? [] : fn.cells.map((cell) => cell.name)))),
  };
}

/** All that the analysis asks about a global or an attribute, by its name. */
export function saidOfName({ declarations, functionOfGlobal, bindings }: ModuleText, name: string): string {
  const { unseen, overriding, classOfGlobal, hints, foreign } = declarations;
  const declared = foreign.get(name);
  const flags = [unseen.globals, unseen.globalStores, unseen.attributes, unseen.attributeStores, unseen.allAttributeStores, overriding].map((names) => (names.has(name) ? '1' : '0')).join('');
  return `${flags} ${Math.min(bindings.get(name) ?? 0, 2)} ${functionOfGlobal.get(name)} ${classOfGlobal.get(name)} ${hints.imported.get(name)} ${declared === undefined ? '' : `${declared.isQuick} ${JSON.stringify(declared.signature)}`}`;
}

/** What callers of a function go by. */
export function signatureOf({ functions, makers }: ModuleText, index: number): string {
  const fn = functions[index];
  if (fn === undefined) return '';
  const defaults = makers.get(index)?.defaults ?? [];
  return `${fn.notCompiled === null} ${fn.isGenerator} ${fn.parameterCount} ${fn.positionalCount} ${fn.name} ${fn.slots.slice(0, fn.parameterCount).map(({ name }) => name).join()} ${textOf(defaults)}`;
}

/** What is known of a function beside its code. */
export function saidOfFunction({ functions, declarations, makers, methods, bodies }: ModuleText, index: number): string {
  const fn = functions[index];
  if (fn === undefined) return '';
  const parent = functions[fn.parent ?? -1];
  const { annotations } = declarations.functions.get(index) ?? {} as Partial<FunctionDeclaration>;
  return `${parent?.kind} ${parent?.notCompiled === null} ${bodies.get(fn.parent ?? -1)} ${JSON.stringify(methods.get(index) ?? [])} ${JSON.stringify([...annotations ?? []])} ${declarations.unseen.attributes.has(fn.name)} ${textOf(makers.get(index)?.defaults ?? [])}`;
}

const textOf = (value: unknown): string => JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : typeof each === 'number' && !Number.isFinite(each) ? String(each) : Object.is(each, -0) ? '-0' : each instanceof Uint8Array ? [...each] : each));

const sameClass = (left: ClassDeclaration, right: ClassDeclaration): boolean => left === right
  || (left.name === right.name && left.body === right.body && left.isException === right.isException && textOf([left.bases, [...left.methods], [...left.attributes]]) === textOf([right.bases, [...right.methods], [...right.attributes]]));

const specialNames: readonly string[] = ['__code__', '__defaults__', '__kwdefaults__', '__class__', '__bases__', '__getattribute__', '__getattr__', '__setattr__', '__delattr__', '__get__', '__set__', '__delete__', '__new__'];

/** Whether something else is said of the module as a whole, so that all is to be analyzed anew. */
export function isOtherModule(before: ModuleText, after: ModuleText): boolean {
  const [one, other] = [before.declarations, after.declarations];
  const isOther = <Item>(left: Iterable<Item>, right: Iterable<Item>): boolean => textOf([...left]) !== textOf([...right]);
  return one.unseen.importsStar !== other.unseen.importsStar || one.unseen.opensGlobals !== other.unseen.opensGlobals || one.unseen.opensAttributes !== other.unseen.opensAttributes
    || one.hints.isUsed !== other.hints.isUsed || isOther([...before.opaqueCells].sort(), [...after.opaqueCells].sort())
    || specialNames.some((name) => one.unseen.allAttributeStores.has(name) !== other.unseen.allAttributeStores.has(name))
    || one.classes.length !== other.classes.length || !one.classes.every((each, place) => sameClass(each, other.classes[place]!));
}

export type { DeclaredFunction };
