/**
 * What the analysis of a module takes from its text and its IR, by name and by function: so that after an edit it can be asked
 * for which names and which functions something else is said.
 */
import type { IrFunction, IrModule } from '../ir/function.js';
import type { Module } from '../syntax/ast/nodes.generated.js';
import { createDeclarations, type Declarations, globalsSetIn, type MethodKind } from './class-declarations.js';
import type { FunctionDeclaration } from './function-declarations.js';
import { type FunctionMaker, makersIn } from './function-makers.js';
import { createTally, type Names, type Tally } from './names.js';
import type { Definition, Told } from './text-pieces.js';

export interface ModuleText {
  /** By index; after edits with holes. */
  readonly functions: readonly IrFunction[];
  readonly declarations: Declarations;
  readonly makers: ReadonlyMap<number, FunctionMaker>;
  /** The function that a global name is bound to, where one `def` at module level is all that binds it. */
  functionOfGlobal(name: string): number | undefined;
  /** How often the code that is seen binds each global. */
  readonly bindings: Pick<Tally, 'has' | 'get'>;
  /** The classes whose methods a function is, by its index. */
  readonly methods: ReadonlyMap<number, readonly { readonly owner: number; readonly kind: MethodKind }[]>;
  /** Functions that run the bodies of classes. */
  readonly bodies: ReadonlySet<number>;
  /** Cells that functions share which are not seen. */
  readonly opaqueCells: Names;
  /** All that changes what every function means. */
  readonly whole: string;
}

/** After an edit: what the module says now, and of what that may be something else. */
export interface EditedText extends Told {
  readonly text: ModuleText;
  /** Whether something else is said of the module as a whole, so that all is to be analyzed anew. */
  readonly isOther: boolean;
}

export interface TextEditor {
  /** Functions in `changed` are new or do something else. */
  update(ast: Module, functions: readonly IrFunction[], changed: ReadonlySet<number>, removed: ReadonlySet<number>): EditedText;
}

/** What a function says of others. */
interface Said {
  readonly sets: readonly string[];
  readonly makes: readonly FunctionMaker[];
  readonly cells: readonly string[];
}

export function createTextEditor(functionOf: (node: Definition) => number | undefined): TextEditor {
  const declarations = createDeclarations(functionOf);
  const reader = createFunctionReader();
  let before: ModuleText | null = null;
  return {
    update(ast, functions, changed, removed) {
      const said = reader.update(functions, changed, removed);
      const { declarations: declared, names, functions: toldFunctions } = declarations.update(ast, functions, reader.bindings);
      const old = before;
      const text = textOf(functions, declared, reader, old);
      before = text;
      return { text, names: names === null ? null : new Set([...names, ...said.names]), functions: new Set([...toldFunctions, ...said.functions]), isOther: old === null || old.whole !== text.whole || old.declarations.classes !== declared.classes };
    },
  };
}

/** Of a module that is not edited. */
export function readModule({ functions }: IrModule, declarations: Declarations): ModuleText {
  const reader = createFunctionReader();
  reader.update(functions, new Set(functions.keys()), new Set());
  return textOf(functions, declarations, reader, null);
}

function textOf(functions: readonly IrFunction[], declarations: Declarations, reader: FunctionReader, before: ModuleText | null): ModuleText {
  const isSame = before !== null && before.declarations.classes === declarations.classes;
  const methods = new Map<number, { readonly owner: number; readonly kind: MethodKind }[]>();
  if (!isSame) {
    declarations.classes.forEach((each, owner) => {
      for (const { function: index, kind } of each.methods.values()) methods.set(index, [...methods.get(index) ?? [], { owner, kind }]);
    });
  }
  return {
    functions, declarations, makers: reader.makers, bindings: reader.bindings, opaqueCells: reader.opaqueCells, whole: wholeOf(declarations, reader.opaqueCells),
    // Decorators hide from code what the text tells, and so does code that keeps its bytecode.
    functionOfGlobal: (name) => reader.functionOfGlobal(name) ?? declarations.functionOfGlobal(name),
    methods: isSame ? before.methods : methods,
    bodies: isSame ? before.bodies : new Set(declarations.classes.map(({ body }) => body)),
  };
}

interface FunctionReader {
  /** Of what something else may be said than before. */
  update(functions: readonly IrFunction[], changed: ReadonlySet<number>, removed: ReadonlySet<number>): { readonly names: ReadonlySet<string>; readonly functions: ReadonlySet<number> };
  readonly makers: ReadonlyMap<number, FunctionMaker>;
  readonly bindings: Tally;
  readonly opaqueCells: Tally;
  functionOfGlobal(name: string): number | undefined;
}

/** What functions say of each other, kept from edit to edit. */
function createFunctionReader(): FunctionReader {
  let [told, toldFunctions] = [new Set<string>(), new Set<number>()];
  const tell = (name: string): void => { told.add(name); };
  const said = new Map<number, Said>();
  const makers = new Map<number, FunctionMaker>();
  const bindings = createTally(tell);
  const opaqueCells = createTally();
  /** How often a function is made for a global, and those that the module's own code makes. */
  const made = createTally(tell);
  const ofModule = new Map<string, number>();

  function count({ sets, makes, cells }: Said, by: 1 | -1): void {
    for (const name of sets) bindings.add(name, by);
    for (const name of cells) opaqueCells.add(name, by);
    for (const maker of makes) {
      toldFunctions.add(maker.function);
      if (by === 1) makers.set(maker.function, maker);
      else makers.delete(maker.function);
      for (const name of maker.globals) {
        made.add(name, by);
        tell(name);
        if (maker.isOfModule && by === 1) ofModule.set(name, maker.function);
        if (maker.isOfModule && by === -1) ofModule.delete(name);
      }
    }
  }

  return {
    makers, bindings, opaqueCells,
    functionOfGlobal: (name) => (made.get(name) === 1 ? ofModule.get(name) : undefined),
    update(functions, changed, removed) {
      [told, toldFunctions] = [new Set(), new Set()];
      for (const index of [...changed, ...removed]) {
        const old = said.get(index);
        if (old !== undefined) count(old, -1);
        said.delete(index);
      }
      for (const index of [...changed].sort((a, b) => a - b)) {
        const fn = functions[index];
        if (fn === undefined) continue;
        const now: Said = { sets: globalsSetIn(fn), makes: makersIn(fn), cells: fn.notCompiled === null ? [] : fn.cells.map(({ name }) => name) };
        count(now, 1);
        said.set(index, now);
      }
      return { names: told, functions: toldFunctions };
    },
  };
}

/** All that the analysis asks about a global or an attribute, by its name. */
export function saidOfName({ declarations, functionOfGlobal, bindings }: ModuleText, name: string): string {
  const { unseen, overriding, classOfGlobal, hints, foreign } = declarations;
  const declared = foreign.get(name);
  const flags = [unseen.globals, unseen.globalStores, unseen.attributes, unseen.attributeStores, unseen.allAttributeStores, overriding].map((names) => (names.has(name) ? '1' : '0')).join('');
  return `${flags} ${Math.min(bindings.get(name) ?? 0, 2)} ${functionOfGlobal(name)} ${classOfGlobal.get(name)} ${hints.imported.get(name)} ${declared === undefined ? '' : `${declared.isQuick} ${JSON.stringify(declared.signature)}`}`;
}

/** What callers of a function go by. */
export function signatureOf({ functions, makers }: ModuleText, index: number): string {
  const fn = functions[index];
  if (fn === undefined) return '';
  const defaults = makers.get(index)?.defaults ?? [];
  return `${fn.notCompiled === null} ${fn.isGenerator} ${fn.isCoroutine} ${fn.parameterCount} ${fn.positionalCount} ${fn.name} ${fn.slots.slice(0, fn.parameterCount).map(({ name }) => name).join()} ${jsonOf(defaults)}`;
}

/** What is known of a function beside its code. */
export function saidOfFunction({ functions, declarations, makers, methods, bodies }: ModuleText, index: number): string {
  const fn = functions[index];
  if (fn === undefined) return '';
  const parent = functions[fn.parent ?? -1];
  const { annotations } = declarations.functions.get(index) ?? {} as Partial<FunctionDeclaration>;
  return `${parent?.kind} ${parent?.notCompiled === null} ${bodies.has(fn.parent ?? -1)} ${JSON.stringify(methods.get(index) ?? [])} ${JSON.stringify([...annotations ?? []])} ${declarations.unseen.attributes.has(fn.name)} ${jsonOf(makers.get(index)?.defaults ?? [])}`;
}

const jsonOf = (value: unknown): string => JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : typeof each === 'number' && !Number.isFinite(each) ? String(each) : Object.is(each, -0) ? '-0' : each instanceof Uint8Array ? [...each] : each));

const specialNames: readonly string[] = ['__code__', '__defaults__', '__kwdefaults__', '__class__', '__bases__', '__getattribute__', '__getattr__', '__setattr__', '__delattr__', '__get__', '__set__', '__delete__', '__new__'];

function wholeOf({ unseen, hints }: Declarations, opaqueCells: Tally): string {
  return JSON.stringify([unseen.importsStar, unseen.opensGlobals, unseen.opensAttributes, hints.text, [...opaqueCells.keys()].sort(), specialNames.filter((name) => unseen.allAttributeStores.has(name))]);
}
