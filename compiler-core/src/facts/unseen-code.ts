/**
 * What code may do that the analysis has no IR of: functions that keep their bytecode, and class bodies. Read from the
 * AST, by names: such code may read, bind and change each global and each attribute that it names. And what any code of
 * the module does by names that the text does not spell out (`setattr`, `globals()`, `exec`).
 * See docs/decisions/0011-unseen-code-counts-by-its-names.md.
 */
import { mangle } from '../scopes/name-mangling.js';
import type { AstNode, AsyncFunctionDef, Call, ClassDef, FunctionDef, Lambda, stmt } from '../syntax/ast/nodes.generated.js';
import { eachChild } from '../syntax/ast/children.js';
import { textOf } from '../syntax/ast/python-string.js';
import type { Names } from './names.js';

export interface UnseenCode {
  /** Globals that it may read, and so reach what they hold. */
  readonly globals: Names;
  /** Globals that it may bind or delete. */
  readonly globalStores: Names;
  /** Attributes that it may read: it may call such methods. */
  readonly attributes: Names;
  readonly attributeStores: Names;
  /** Attributes that any code of the module stores or deletes, also of classes, modules and functions. */
  readonly allAttributeStores: Names;
  readonly importsStar: boolean;
  /** Some code reads or writes the module's globals by names that are not seen. */
  readonly opensGlobals: boolean;
  /** Code that is not seen, or text that is run, stores attributes by such names. */
  readonly opensAttributes: boolean;
  /** Some code reaches into the variables of running functions. */
  readonly opensFrames: boolean;
}

/** The same of a piece of the text. */
export interface UnseenPiece {
  readonly names: Readonly<Record<NameKind, ReadonlySet<string>>>;
  readonly flags: Readonly<Record<FlagKind, boolean>>;
}

export const nameKinds = ['globals', 'globalStores', 'attributes', 'attributeStores', 'allAttributeStores'] as const;
/** The last two together open all. */
export const flagKinds = ['importsStar', 'opensGlobals', 'opensAttributes', 'opensFrames', 'hasBuiltins', 'namesBuiltin'] as const;
type NameKind = (typeof nameKinds)[number];
type FlagKind = (typeof flagKinds)[number];

type FunctionNode = FunctionDef | AsyncFunctionDef;

/** Where a piece of code stands that is not seen. */
export interface Place {
  /** Names of its own, which are no globals. */
  readonly locals: ReadonlySet<string>;
  readonly isClass: boolean;
  readonly declared: ReadonlySet<string>;
}

/** What gives or changes a module's variables as a whole. */
const namespaceNames: ReadonlySet<string> = new Set(['globals', 'exec', 'eval', '__builtins__']);
const namespaceAttributes: ReadonlySet<string> = new Set(['__globals__', 'f_globals', 'f_builtins', '__builtins__', 'run_path', 'run_module', 'get_objects', 'get_referrers', 'get_referents']);
/** With no argument: the variables of the code around. */
const ownVariables: ReadonlySet<string> = new Set(['vars', 'locals', 'dir']);
const frameAttributes: ReadonlySet<string> = new Set(['f_locals', 'cell_contents']);
const byName: ReadonlySet<string> = new Set(['setattr', 'delattr', '__setattr__', '__delattr__', '__dict__', 'vars']);
const opening: ReadonlySet<string> = new Set(['exec', 'eval']);
/** The same as attributes of `builtins`, or of what mocks. */
const ofBuiltins: ReadonlySet<string> = new Set(['exec', 'eval', 'setattr', 'delattr', 'vars', 'globals', 'patch']);
const setters: ReadonlySet<string> = new Set(['setattr', 'delattr', '__setattr__', '__delattr__']);
const identifier = /^[\p{L}_][\p{L}\p{N}_]*$/u;

const nothing: ReadonlySet<string> = new Set();

/** Names that a function binds, and those that it declares to be others'. */
function placeOf(node: FunctionNode): Place {
  const bound = new Set<string>();
  const declared = new Set<string>();
  const visit = (each: AstNode): void => {
    for (const name of boundBy(each)) bound.add(name);
    if (each._type === 'Global' || each._type === 'Nonlocal') for (const name of each.names) declared.add(name);
    if (each._type === 'FunctionDef' || each._type === 'AsyncFunctionDef' || each._type === 'ClassDef' || each._type === 'Lambda') return;
    eachChild(each, visit);
  };
  visit(node.args);
  for (const statement of node.body) visit(statement);
  for (const name of declared) bound.delete(name);
  return { locals: bound, isClass: false, declared };
}

/** The names that a node itself binds or deletes. */
export function boundBy(node: AstNode): readonly string[] {
  const named = (name: string | null): readonly string[] => (name === null ? [] : [name]);
  switch (node._type) {
    case 'Name': return node.ctx === 'Load' ? [] : [node.id];
    case 'FunctionDef': case 'AsyncFunctionDef': case 'ClassDef': return [node.name];
    case 'arg': return [node.arg];
    case 'Import': return node.names.map(({ name, asname }) => asname ?? name.split('.')[0] ?? name);
    case 'ImportFrom': return node.names.map(({ name, asname }) => asname ?? name);
    case 'ExceptHandler': case 'MatchAs': case 'MatchStar': return named(node.name);
    case 'MatchMapping': return named(node.rest);
    default: return [];
  }
}

/** Of code in the module itself, where that is not seen. */
export const moduleIsUnseen: Place = { locals: nothing, isClass: false, declared: nothing };

/** Of the body of a class. */
export function placeOfClass(node: ClassDef): Place {
  return { locals: nothing, isClass: true, declared: new Set(node.body.flatMap((each) => (each._type === 'Global' || each._type === 'Nonlocal' ? each.names : []))) };
}

export interface UnseenReader {
  /** A statement of the module, or of a class in it (`owner`); `place` is null where such code is seen. */
  ofStatement(statement: stmt, place: Place | null, owner: string | null): UnseenPiece;
  /** A class without what its body has in it. */
  ofHeader(node: ClassDef, place: Place | null): UnseenPiece;
}

export function createUnseenReader(isSeen: (node: FunctionNode) => boolean): UnseenReader {
  let found = newPiece();

  /** An object whose attributes are stored may be the module itself. */
  function openAll(): void {
    found.flags.opensGlobals = true;
    found.flags.opensAttributes = true;
  }

  const called = new WeakSet<AstNode>();

  function storeAttribute(name: string, isUnseen: boolean): void {
    found.names.allAttributeStores.add(name);
    if (isUnseen) found.names.attributeStores.add(name);
  }

  /** `setattr` and the like as values are called by code that is not seen. */
  function visitName(name: string, isCalled: boolean): void {
    if (namespaceNames.has(name)) found.flags.opensGlobals = true;
    if (opening.has(name) || (byName.has(name) && !isCalled)) openAll();
    if (name === 'builtins' || name === '__builtins__') found.flags.hasBuiltins = true;
  }

  function visitCall(node: Call, place: Place | null, depth: number): void {
    const { func, args } = node;
    if (func._type === 'Name' && ownVariables.has(func.id) && args.length === 0 && depth === 0) found.flags.opensGlobals = true;
    const isMethod = func._type === 'Attribute' && setters.has(func.attr);
    if (!isMethod && !(func._type === 'Name' && setters.has(func.id))) return;
    const names = args.slice(0, 2).flatMap((arg) => (arg._type === 'Constant' && arg.value.type === 'str' ? [textOf(arg.value.value)] : []));
    for (const name of names) storeAttribute(name, place !== null);
    // In code that is seen, the call itself says which object is meant.
    if (names.length === 0 && (place !== null || isMethod)) openAll();
  }

  function visitFunction(node: FunctionNode, place: Place | null, depth: number, owner: string | null): void {
    for (const decorator of node.decorator_list) visit(decorator, place, depth, owner);
    const seen = isSeen(node);
    for (const each of [...node.args.defaults, ...node.args.kw_defaults]) if (each !== null) visit(each, place, depth, owner);
    // Annotations name what is not called.
    const { posonlyargs, args, vararg, kwonlyargs, kwarg } = node.args;
    for (const each of [...posonlyargs, ...args, vararg, ...kwonlyargs, kwarg]) if (each !== null && each.annotation !== null) visit(each.annotation, null, depth, owner);
    if (node.returns !== null) visit(node.returns, null, depth, owner);
    const inside = seen ? null : placeOf(node);
    for (const statement of node.body) visit(statement, inside, depth + 1, owner);
  }

  function visitHeader(node: ClassDef, place: Place | null, depth: number, owner: string | null): void {
    for (const each of [...node.decorator_list, ...node.bases, ...node.keywords]) visit(each, place, depth, owner);
  }

  function visitClass(node: ClassDef, place: Place | null, depth: number, owner: string | null): void {
    visitHeader(node, place, depth, owner);
    const inside = placeOfClass(node);
    for (const statement of node.body) visit(statement, inside, depth + 1, node.name);
  }

  function bind(name: string, place: Place): void {
    if (place.locals.has(name)) return;
    found.names.globals.add(name);
    if (!place.isClass || place.declared.has(name)) found.names.globalStores.add(name);
  }

  function visit(node: AstNode, place: Place | null, depth: number, owner: string | null): void {
    if (place !== null) for (const name of boundBy(node)) bind(name, place);
    switch (node._type) {
      case 'Import': case 'ImportFrom':
        if (node.names.some(({ name }) => /\bmock\b/.test(name) || name === 'builtins') || (node._type === 'ImportFrom' && /\bmock\b|^builtins$/.test(node.module ?? ''))) found.flags.hasBuiltins = true;
        if (node.names.some(({ name }) => name === 'patch')) openAll();
        if (node.names.some(({ name }) => name === '*')) found.flags.importsStar = true;
        return;
      case 'FunctionDef': case 'AsyncFunctionDef': visitFunction(node, place, depth, owner); return;
      case 'ClassDef': visitClass(node, place, depth, owner); return;
      case 'Lambda': visitLambda(node, place, depth, owner); return;
      case 'Name':
        visitName(node.id, called.has(node));
        if (node.id === 'vars' && place !== null) openAll();
        if (place !== null && !place.locals.has(node.id)) found.names.globals.add(node.id);
        return;
      case 'Attribute': {
        const attr = mangle(owner, node.attr);
        if (node.ctx !== 'Load') storeAttribute(attr, place !== null);
        if (place !== null) found.names.attributes.add(attr);
        if (namespaceAttributes.has(attr)) found.flags.opensGlobals = true;
        if (frameAttributes.has(attr)) found.flags.opensFrames = true;
        if (ofBuiltins.has(attr)) found.flags.namesBuiltin = true;
        if (attr === '__dict__' && place !== null) openAll();
        break;
      }
      case 'Constant':
        // As arguments of `getattr`, `attrgetter` and so on.
        if (node.value.type === 'str') visitName(textOf(node.value.value), false);
        return;
      case 'Call':
        called.add(node.func);
        visitCall(node, place, depth);
        // `getattr` and the like: what is named may be reached.
        if (place !== null) for (const arg of node.args) if (arg._type === 'Constant' && arg.value.type === 'str' && identifier.test(textOf(arg.value.value))) found.names.attributes.add(textOf(arg.value.value));
        break;
      case 'AnnAssign':
        visit(node.target, place, depth, owner);
        visit(node.annotation, null, depth, owner);
        if (node.value !== null) visit(node.value, place, depth, owner);
        return;
      case 'MatchClass':
        for (const name of node.kwd_attrs) found.names.attributes.add(mangle(owner, name));
        break;
      default: break;
    }
    eachChild(node, (child) => { visit(child, place, depth, owner); });
  }

  function visitLambda(node: Lambda, place: Place | null, depth: number, owner: string | null): void {
    visit(node.args, place, depth, owner);
    visit(node.body, place, depth + 1, owner);
  }

  function reading(visitAll: () => void): UnseenPiece {
    found = newPiece();
    visitAll();
    return found;
  }

  return {
    ofStatement: (statement, place, owner) => reading(() => { visit(statement, place, owner === null ? 0 : 1, owner); }),
    ofHeader: (node, place) => reading(() => {
      if (place !== null) bind(node.name, place);
      visitHeader(node, place, 0, null);
    }),
  };
}

function newPiece(): { readonly names: Record<NameKind, Set<string>>; readonly flags: Record<FlagKind, boolean> } {
  return {
    names: { globals: new Set(), globalStores: new Set(), attributes: new Set(), attributeStores: new Set(), allAttributeStores: new Set() },
    flags: { importsStar: false, opensGlobals: false, opensAttributes: false, opensFrames: false, hasBuiltins: false, namesBuiltin: false },
  };
}
