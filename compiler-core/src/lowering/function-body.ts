/**
 * Functions: their contexts and bodies, and the code that makes them where their statement stands. What has no native
 * form is listed with its reason; the functions inside it are lowered all the same.
 */
import { FunctionBuilder } from '../ir/builder.js';
import type { CellId, FunctionKind, IrFunction, NotCompiled, SlotId, ValueId } from '../ir/function.js';
import { type Scope, symbolFlag } from '../scopes/scope.js';
import { childrenOf } from '../syntax/ast/children.js';
import type { arguments as Parameters, AstNode, ClassDef, expr, FunctionDef, AsyncFunctionDef, Lambda, Positioned } from '../syntax/ast/nodes.generated.js';
import { lowerArguments } from './calls.js';
import { type Comprehension, isComprehension, lowerComprehensionBody } from './comprehensions.js';
import { constantsOf } from './constants.js';
import { lowerExpression } from './expressions.js';
import { emit, emitConstant, type FunctionContext, mangle, mangleIn, none, positionOf, text } from './function-context.js';
import { cellOf, storeName } from './names.js';
import { findNotCompiled, looksAtFrame, partsOutside } from './not-compiled.js';
import { lambdaReturnPosition } from './positions.js';
import { lowerBody } from './statements.js';
import { compareStrings, pythonString } from '../syntax/ast/python-string.js';

/** Whatever another function's code is nested in. */
export type Owner = Pick<FunctionContext, 'module' | 'index' | 'scope' | 'qualname'>;
type FunctionStatement = FunctionDef | AsyncFunctionDef;
type FunctionNode = FunctionStatement | Lambda | ClassDef | Comprehension;

const comprehensionNames = { ListComp: '<listcomp>', SetComp: '<setcomp>', DictComp: '<dictcomp>', GeneratorExp: '<genexpr>' } as const;

function nameOf(node: FunctionNode): string {
  switch (node._type) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
    case 'ClassDef':
      return node.name;
    case 'Lambda':
      return '<lambda>';
    default:
      return comprehensionNames[node._type];
  }
}

/** As `compiler_set_qualname`: a name declared global stands for itself. */
function qualnameOf(owner: Owner, node: FunctionNode): string {
  const name = nameOf(node);
  if (owner.scope.kind === 'module') return name;
  if ('name' in node && owner.scope.symbols.get(mangleIn(owner.scope, name))?.resolution === 'global-explicit') return name;
  const { kind } = owner.scope;
  return kind === 'function' || kind === 'lambda' ? `${owner.qualname}.<locals>.${name}` : `${owner.qualname}.${name}`;
}

function kindOf(node: FunctionNode): FunctionKind {
  switch (node._type) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return 'function';
    case 'ClassDef':
      return 'class';
    case 'Lambda':
      return 'lambda';
    case 'GeneratorExp':
      return 'generator-expression';
    default:
      return 'comprehension';
  }
}

function firstLineOf(node: FunctionNode): number {
  return 'decorator_list' in node ? node.decorator_list[0]?.lineno ?? node.lineno : node.lineno;
}

function isFree(scope: Scope, name: string): boolean {
  const symbol = scope.symbols.get(name);
  return symbol !== undefined && (symbol.resolution === 'free' || (symbol.flags & symbolFlag.freeThroughClass) !== 0);
}

/** `co_freevars`: the order of the closure. */
function freeNamesOf(scope: Scope): readonly string[] {
  return [...scope.symbols.keys()].filter((name) => isFree(scope, name)).sort((left, right) => compareStrings(pythonString(left), pythonString(right)));
}

function createContext(owner: Owner | null, context: Owner): FunctionContext {
  const { scope } = context;
  const builder = new FunctionBuilder();
  const slots = new Map<string, SlotId>();
  const cells = new Map<string, CellId>();
  const parameters = new Map(scope.parameters.map((name) => [name, builder.addSlot(name, 'parameter')]));
  if (owner !== null) {
    for (const { name, resolution } of scope.symbols.values()) {
      const parameter = parameters.get(name);
      if (resolution === 'cell') cells.set(name, builder.addCell({ name, kind: 'own', parameter: parameter ?? null }));
      else if (resolution === 'local') slots.set(name, parameter ?? builder.addSlot(name, 'variable'));
    }
    for (const name of freeNamesOf(scope)) cells.set(name, builder.addCell({ name, kind: 'free', parameter: null }));
  }
  return { ...context, builder, slots, cells, inlined: [], enclosing: [], endsOfLoops: new Map(), returned: [], clearable: [] };
}

function codeOf(node: FunctionNode): readonly AstNode[] {
  switch (node._type) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
    case 'ClassDef':
      return node.body;
    case 'Lambda':
      return [node.body];
    default:
      return childrenOf(node);
  }
}

/** What was lowered; nothing of code that keeps its bytecode. */
function bodyOf({ builder }: FunctionContext, notCompiled: NotCompiled | null): Pick<IrFunction, 'slots' | 'cells' | 'blocks' | 'valueCount' | 'notCompiled'> {
  const { slots, cells } = builder;
  return { slots, cells, ...(notCompiled === null ? builder.finish() : { blocks: [], valueCount: 0 }), notCompiled };
}

/** The function that a node stands for, by its index; lowered when it is met first. */
function lowerFunction(owner: Owner, node: FunctionNode): number {
  const { module } = owner;
  const index = module.functionOf.get(node) ?? module.numbers.next(owner.index, node, nameOf(node));
  module.numbers.met(owner.index, index);
  if (module.functionOf.has(node)) return index;
  module.functions[index] = null;
  module.functionOf.set(node, index);
  const scope = module.scopes.scopeOf(node);
  const context = createContext(owner, { module, index, scope, qualname: qualnameOf(owner, node) });
  const notCompiled = lowerOrKeep(context, node);
  module.functions[index] = {
    name: nameOf(node),
    qualname: context.qualname,
    kind: kindOf(node),
    firstLine: firstLineOf(node),
    position: positionOf(node),
    parent: owner.index,
    isGenerator: scope.isGenerator,
    isCoroutine: scope.isCoroutine,
    parameterCount: scope.parameters.length,
    positionalCount: 'args' in node ? node.args.posonlyargs.length + node.args.args.length : scope.parameters.length,
    ...bodyOf(context, notCompiled),
    looksAtFrame: (scope.symbols.has('super') && scope.parameters.length > 0) || looksAtFrame(module, codeOf(node)),
  };
  return index;
}

/** Lowers the node's own code; for code without a native form, only what is nested in it, and says why. */
function lowerOrKeep(context: FunctionContext, node: FunctionNode): NotCompiled | null {
  // A class body runs once, and the interpreter knows best what its namespace gets.
  const notCompiled: NotCompiled | null = node._type === 'ClassDef' ? { code: 'not-compiled', construct: 'a class body', position: null } : findNotCompiled(context.module, context.scope, codeOf(node));
  if (notCompiled === null && node._type !== 'ClassDef') lowerCode(context, node);
  else lowerNestedFunctions(context, codeOf(node));
  return notCompiled;
}

function lowerCode(context: FunctionContext, node: Exclude<FunctionNode, ClassDef>): void {
  if (isComprehension(node)) return lowerComprehensionBody(context, node);
  if (node._type !== 'Lambda') return lowerFunctionBody(context, node.body);
  const value = lowerExpression(context, node.body);
  context.builder.end({ kind: 'return', value, position: lambdaReturnPosition(context, node) });
}

export function lowerFunctionBody(context: FunctionContext, body: FunctionDef['body']): void {
  lowerBody(context, body);
  // The frame stays on the line of what came last, whichever way led here.
  if (!context.builder.isDead) context.builder.end({ kind: 'return', value: emitConstant(context, none, null), position: null });
}

/** Lowers the functions inside code that keeps its bytecode. */
export function lowerNestedFunctions(owner: Owner, code: readonly AstNode[]): void {
  for (const node of code) {
    const outside = partsOutside(node, owner.module);
    if ('type_params' in node && node.type_params.length > 0) continue;
    if (node._type === 'AnnAssign' && (owner.module.hasStringAnnotations || (owner.scope.kind !== 'module' && owner.scope.kind !== 'class'))) {
      lowerNestedFunctions(owner, node.value === null ? [node.target] : [node.target, node.value]);
    } else lowerNestedFunctions(owner, outside ?? childrenOf(node));
    if (outside !== null) lowerFunction(owner, node as FunctionNode);
  }
}

/** The signature without its annotations where they are strings, which no code computes. */
function makeFunction(context: FunctionContext, node: FunctionStatement | Lambda, parameters: Parameters): ValueId {
  const operands: ValueId[] = [];
  const defaults = parameters.defaults.length > 0;
  if (defaults) {
    const items = constantsOf(parameters.defaults, context.module.target);
    operands.push(items === null ? emit(context, 'build.tuple', parameters.defaults.map((value) => lowerExpression(context, value)), {}, node) : emitConstant(context, { type: 'tuple', items }, node));
  }
  const pairs = parameters.kwonlyargs.flatMap(({ arg }, index) => {
    const value = parameters.kw_defaults[index];
    return value === null || value === undefined ? [] : [emitConstant(context, text(mangle(context, arg)), node), lowerExpression(context, value)];
  });
  if (pairs.length > 0) operands.push(emit(context, 'build.dict', pairs, {}, node));
  const annotated = node._type === 'Lambda' ? [] : lowerAnnotations(context, parameters, node.returns, node);
  if (annotated.length > 0) operands.push(emit(context, 'build.tuple', annotated, {}, node));
  return emitClosure(context, node, operands, { defaults, keywordDefaults: pairs.length > 0, annotations: annotated.length > 0 }, node);
}

/** Name, value, name, value in the order of `compiler_visit_annotations`: ordinary parameters before positional-only ones. */
function lowerAnnotations(context: FunctionContext, parameters: Parameters, returns: expr | null, node: Positioned): readonly ValueId[] {
  const { args, posonlyargs, vararg, kwonlyargs, kwarg } = parameters;
  const named = [...args, ...posonlyargs, vararg, ...kwonlyargs, kwarg].flatMap((parameter) => (parameter === null ? [] : [{ name: mangle(context, parameter.arg), annotation: parameter.annotation, isStar: parameter === vararg }]));
  return [...named, { name: 'return', annotation: returns, isStar: false }].flatMap(({ name, annotation, isStar }) => {
    if (annotation === null) return [];
    const key = emitConstant(context, text(name), node);
    return [key, isStar && annotation._type === 'Starred' ? lowerStarredAnnotation(context, annotation.value, annotation) : lowerExpression(context, annotation)];
  });
}

/** `*args: *Ts` is annotated with the only item of `Ts` (PEP 646). */
function lowerStarredAnnotation(context: FunctionContext, value: expr, node: Positioned): ValueId {
  const items = emit(context, 'unpack.sequence', [lowerExpression(context, value)], { count: 1 }, node);
  return emit(context, 'unpack.item', [items], { index: 0 }, node);
}

function emitClosure(context: FunctionContext, node: FunctionNode, operands: readonly ValueId[], optional: { readonly defaults?: boolean; readonly keywordDefaults?: boolean; readonly annotations?: boolean }, position: Positioned): ValueId {
  const index = lowerFunction(context, node);
  const closure = freeNamesOf(context.module.scopes.scopeOf(node)).map((name) => emit(context, 'cell.object', [], { cell: cellOf(context, name) }, position));
  return emit(context, 'make.function', [...operands, ...closure], { function: index, ...optional }, position);
}

export function makeLambda(context: FunctionContext, node: Lambda): ValueId {
  return makeFunction(context, node, node.args);
}

export function makeComprehension(context: FunctionContext, node: Comprehension): ValueId {
  return emitClosure(context, node, [], {}, node);
}

/** Applies decorators, innermost last in the list, and binds the name. */
function bindDecorated(context: FunctionContext, node: FunctionStatement | ClassDef, make: () => ValueId): void {
  const decorators = node.decorator_list.map((decorator) => lowerExpression(context, decorator));
  let value = make();
  for (const [index, decorator] of [...decorators.entries()].reverse()) {
    value = emit(context, 'call', [decorator, value], {}, node.decorator_list[index] ?? node);
  }
  storeName(context, node.name, value, node);
}

export function makeFunctionStatement(context: FunctionContext, node: FunctionStatement): void {
  bindDecorated(context, node, () => makeFunction(context, node, node.args));
}

export function makeClass(context: FunctionContext, node: ClassDef): void {
  bindDecorated(context, node, () => {
    const build = emit(context, 'load.build_class', [], {}, node);
    const body = emitClosure(context, node, [], {}, node);
    return lowerArguments(context, build, [body, emitConstant(context, text(node.name), node)], node.bases, node.keywords, node);
  });
}

export function createModuleContext(module: FunctionContext['module']): FunctionContext {
  module.functions[0] = null;
  return createContext(null, { module, index: 0, scope: module.scopes.module, qualname: '<module>' });
}

export function finishModule(context: FunctionContext, notCompiled: IrFunction['notCompiled']): void {
  context.module.functions[0] = {
    name: '<module>',
    qualname: '<module>',
    kind: 'module',
    firstLine: 1,
    position: null,
    parent: null,
    isGenerator: false,
    isCoroutine: false,
    parameterCount: 0,
    positionalCount: 0,
    ...bodyOf(context, notCompiled),
    looksAtFrame: false,
  };
}
