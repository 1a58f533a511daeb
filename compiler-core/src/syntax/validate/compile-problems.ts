/**
 * What CPython's compiler says of a tree with sound scopes, in its order. It refuses statements outside the function or loop
 * they need, starred expressions without a place, `__debug__` as a target, patterns that hide others...: only the first of
 * these is told. It warns of what can hardly be meant (`compile-warnings`).
 */
import type {
  arguments as ArgumentsNode, AsyncFunctionDef, AstNode, ClassDef, expr, ExceptHandler, FunctionDef, keyword, Positioned, stmt, Try, TryStar, type_param,
} from '../ast/nodes.generated.js';
import { nodeShapes } from '../ast/nodes.generated.js';
import { foldedNot, warningOfAssert, warningOfCall, warningOfCompare, warningOfSubscript } from './compile-warnings.js';
import { type CompileQuestions, type Comprehension, inBlock, inUnit, leaveBlocks, repeatFinally, type Unit, type Walk, warn } from './compile-walk.js';
import { misplacedFutureImport } from './future-imports.js';
import { checkMatch } from './pattern-problems.js';
import { firstProblem, stopAt, type TreeProblem } from './problem.js';
import { supports } from '../../targets/features.js';
import type { TargetVersion } from '../../targets/target-version.js';

/** What there is to say of a tree: the warnings are those before the problem. */
export interface CompilerSays {
  readonly problem: TreeProblem | null;
  readonly warnings: readonly TreeProblem[];
}

export interface FutureImports {
  /** The line of the last one that stands where it may; 0 if there is none. */
  readonly lastLine: number;
  /** `from __future__ import annotations` */
  readonly lazyAnnotations: boolean;
}

/** Of statements of a module. */
export function askCompiler(body: readonly stmt[], target: TargetVersion, future: FutureImports, questions: CompileQuestions): CompilerSays {
  const warnings: TreeProblem[] = [];
  const unit: Unit = { kind: 'module', blocks: [], isGenerator: false, definition: null, annotations: [] };
  const walk: Walk = { target, futureLine: future.lastLine, lazyAnnotations: future.lazyAnnotations, warnings, silent: 0, ...questions, unit };
  const problem = firstProblem(() => visitUnit(walk, body));
  return { problem, warnings };
}

function visitUnit(walk: Walk, body: readonly stmt[]): void {
  visitBody(walk, body);
  visitAll(walk, walk.unit.annotations);
}

function visitBody(walk: Walk, body: readonly stmt[]): void {
  for (const statement of body) visitStatement(walk, statement);
}

function visitAll(walk: Walk, nodes: readonly (AstNode | null)[]): void {
  for (const node of nodes) if (node !== null) visit(walk, node);
}

const isFunctionLike = (unit: Unit): boolean => unit.kind !== 'module' && unit.kind !== 'class';

function refuseDebug(name: string | null, at: AstNode | Positioned, verb = 'assign to'): void {
  if (name === '__debug__') stopAt(`cannot ${verb} __debug__`, at);
}

function visitStatement(walk: Walk, node: stmt): void {
  switch (node._type) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      visitAll(walk, node.decorator_list);
      visitFunction(walk, node, node.args);
      refuseDebug(node.name, node);
      return;
    case 'ClassDef':
      visitClass(walk, node);
      refuseDebug(node.name, node);
      return;
    case 'Return':
      return checkReturn(walk, node);
    case 'For':
    case 'AsyncFor':
      if (node._type === 'AsyncFor') requireAsync(walk, "'async for'", node);
      visit(walk, node.iter);
      inBlock(walk, 'loop', node, () => {
        visit(walk, node.target);
        visitBody(walk, node.body);
      });
      visitBody(walk, node.orelse);
      return;
    case 'While':
      inBlock(walk, 'loop', node, () => {
        visit(walk, node.test);
        visitBody(walk, node.body);
        if (supports(walk.target, 'repeatsConditions')) visit(walk, node.test);
      });
      visitBody(walk, node.orelse);
      return;
    case 'Assert':
      warn(walk, warningOfAssert(node, walk.target), node);
      return visitFields(walk, node);
    case 'If':
      visit(walk, node.test);
      visitBody(walk, node.body);
      visitBody(walk, node.orelse);
      return;
    case 'With':
    case 'AsyncWith':
      if (node._type === 'AsyncWith') requireAsync(walk, "'async with'", node);
      return visitWith(walk, node, 0);
    case 'Try':
    case 'TryStar':
      return visitTry(walk, node);
    case 'Match':
      visit(walk, node.subject);
      checkMatch(node, walk.target);
      for (const matchCase of node.cases) {
        if (matchCase.guard) visit(walk, matchCase.guard);
        visitBody(walk, matchCase.body);
      }
      return;
    case 'Break':
    case 'Continue':
      return checkJump(walk, node);
    case 'Import':
    case 'ImportFrom':
      if (node._type === 'ImportFrom' && node.module === '__future__' && node.level === 0 && node.lineno > walk.futureLine) {
        stopAt(misplacedFutureImport, node);
      }
      for (const alias of node.names) refuseDebug(alias.asname ?? alias.name.split('.')[0] ?? null, supports(walk.target, 'debugPlacedAtAlias') ? alias : node);
      return;
    case 'TypeAlias':
      if (node.name._type === 'Name') refuseDebug(node.name.id, supports(walk.target, 'debugPlacedAtName') ? node.name : node);
      visitTypeParameters(walk, node.type_params);
      visit(walk, node.value);
      return;
    case 'AnnAssign':
      if (node.value) {
        visit(walk, node.value);
        visit(walk, node.target);
      } else if (node.target._type === 'Name') refuseDebug(node.target.id, supports(walk.target, 'debugPlacedAtName') ? node.target : node);
      else {
        if (node.target._type === 'Attribute') refuseDebug(node.target.attr, supports(walk.target, 'debugPlacedAtName') ? node.target : node);
        visit(walk, node.target);
      }
      return visitAnnotation(walk, node);
    case 'Assign':
      visit(walk, node.value);
      visitAll(walk, node.targets);
      return;
    default:
      return visitFields(walk, node);
  }
}

function checkReturn(walk: Walk, node: Extract<stmt, { _type: 'Return' }>): void {
  const { unit } = walk;
  if (!isFunctionLike(unit)) stopAt("'return' outside function", node);
  if (node.value && unit.kind === 'async function' && unit.isGenerator) stopAt("'return' with value in async generator", node);
  if (node.value) visit(walk, node.value);
  leaveBlocks(walk, 0, (body) => visitBody(walk, body));
  const isConstant = node.value?._type === 'Constant' && node.value.lineno === node.lineno;
  if (unit.blocks.includes('group handler')) stopAt(leavesGroup, isConstant && node.value ? node.value : node);
}

const leavesGroup = "'break', 'continue' and 'return' cannot appear in an except* block";

function checkJump(walk: Walk, node: Extract<stmt, { _type: 'Break' | 'Continue' }>): void {
  const { blocks } = walk.unit;
  const place = blocks.findLastIndex((block) => block === 'loop' || block === 'group handler');
  leaveBlocks(walk, place + 1, (body) => visitBody(walk, body));
  const left = blocks[place];
  if (left === 'loop') return;
  if (left === 'group handler') stopAt(leavesGroup, node);
  stopAt(node._type === 'Break' ? "'break' outside loop" : "'continue' not properly in loop", node);
}

/** The names of variables in a function have annotations that nobody evaluates. */
function visitAnnotation(walk: Walk, { simple, annotation }: Extract<stmt, { _type: 'AnnAssign' }>): void {
  if (walk.lazyAnnotations) return;
  const { unit } = walk;
  if (unit.kind !== 'module' && unit.kind !== 'class') return;
  if (!supports(walk.target, 'deferredAnnotations')) return visit(walk, annotation);
  if (simple) unit.annotations.push(annotation);
}

function requireAsync(walk: Walk, what: string, node: AstNode): void {
  if (walk.unit.kind !== 'async function' && !supports(walk.target, 'checksAwaitInScopes')) stopAt(`${what} outside async function`, node);
}

function visitWith(walk: Walk, node: Extract<stmt, { _type: 'With' | 'AsyncWith' }>, index: number): void {
  const item = node.items[index];
  if (!item) return visitBody(walk, node.body);
  visit(walk, item.context_expr);
  inBlock(walk, 'other', node, () => {
    if (item.optional_vars) visit(walk, item.optional_vars);
    visitWith(walk, node, index + 1);
  });
}

function visitTry(walk: Walk, node: Try | TryStar): void {
  const visitHandled = (): void => {
    if (node.handlers.length === 0) return visitBody(walk, node.body);
    inBlock(walk, 'other', node, () => visitBody(walk, node.body));
    const misplaced = node.handlers.slice(0, -1).find((handler) => handler.type === null);
    if (node._type === 'Try') visitBody(walk, node.orelse);
    visitHandlers(walk, node, misplaced);
    if (node._type === 'TryStar') visitBody(walk, node.orelse);
  };
  const { finalbody } = node;
  if (finalbody.length === 0) return visitHandled();
  inBlock(walk, { finalbody }, node, visitHandled);
  visitBody(walk, finalbody);
  repeatFinally(walk, node, () => visitBody(walk, finalbody));
}

function visitHandlers(walk: Walk, node: Try | TryStar, misplaced: ExceptHandler | undefined): void {
  const isGroup = node._type === 'TryStar';
  inBlock(walk, isGroup ? 'group handler' : 'other', node, () => {
    for (const handler of node.handlers) {
      if (handler === misplaced) stopAt("default 'except:' must be last", handler);
      if (handler.type) visit(walk, handler.type);
      refuseDebug(handler.name, handler);
      inBlock(walk, 'other', handler, () => visitBody(walk, handler.body));
    }
  });
}

function visitFunction(walk: Walk, node: FunctionDef | AsyncFunctionDef, args: ArgumentsNode): void {
  visitAll(walk, args.defaults);
  visitAll(walk, args.kw_defaults);
  visitTypeParameters(walk, node.type_params);
  for (const parameter of allParameters(args)) {
    // Only `*args: *Ts` may have a star.
    const { annotation } = parameter;
    if (annotation === null || walk.lazyAnnotations) continue;
    visit(walk, annotation._type === 'Starred' && parameter === args.vararg ? annotation.value : annotation);
  }
  if (node.returns && !walk.lazyAnnotations) visit(walk, node.returns);
  refuseDebugParameters(walk, args, node);
  const kind = node._type === 'FunctionDef' ? 'function' : 'async function';
  inUnit(walk, kind, walk.isGenerator(node), node, () => visitUnit(walk, node.body));
}

const allParameters = (args: ArgumentsNode) =>
  [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg].filter((parameter) => parameter !== null);

function refuseDebugParameters(walk: Walk, args: ArgumentsNode, node: AstNode): void {
  for (const parameter of allParameters(args)) refuseDebug(parameter.arg, supports(walk.target, 'debugPlacedAtArgument') ? parameter : node);
}

function visitClass(walk: Walk, node: ClassDef): void {
  visitAll(walk, node.decorator_list);
  visitTypeParameters(walk, node.type_params);
  inUnit(walk, 'class', false, node, () => visitUnit(walk, node.body));
  visitArguments(walk, node.bases, node.keywords, node);
}

function visitTypeParameters(walk: Walk, parameters: readonly type_param[]): void {
  let hasDefault = false;
  for (const parameter of parameters) {
    refuseDebug(parameter.name, parameter);
    if (parameter._type === 'TypeVar' && parameter.bound) visit(walk, parameter.bound);
    const { default_value } = parameter;
    if (default_value) {
      hasDefault = true;
      visit(walk, default_value._type === 'Starred' ? default_value.value : default_value);
    } else if (hasDefault) stopAt(`non-default type parameter '${parameter.name}' follows default type parameter`, parameter);
  }
}

/** Items that a star may unpack into. */
function visitItems(walk: Walk, items: readonly expr[]): void {
  for (const item of items) visit(walk, item._type === 'Starred' ? item.value : item);
}

function visitArguments(walk: Walk, args: readonly expr[], keywords: readonly keyword[], call: AstNode): void {
  const seen = new Set<string>();
  for (const { arg, ...node } of keywords) {
    if (arg === null) continue;
    refuseDebug(arg, supports(walk.target, 'debugPlacedAtArgument') ? node : call);
    if (seen.has(arg)) stopAt(`keyword argument repeated: ${arg}`, node);
    seen.add(arg);
  }
  visitItems(walk, args);
  for (const { value } of keywords) visit(walk, value);
}

function visit(walk: Walk, node: AstNode): void {
  switch (node._type) {
    case 'Name':
      if (node.ctx !== 'Load') refuseDebug(node.id, node, node.ctx === 'Del' ? 'delete' : 'assign to');
      return;
    case 'Attribute':
      visit(walk, node.value);
      if (node.ctx === 'Store') refuseDebug(node.attr, node);
      return;
    case 'Constant':
      return;
    case 'Starred':
      return stopAt(node.ctx === 'Store' ? 'starred assignment target must be in a list or tuple' : "can't use starred expression here", node);
    case 'List':
    case 'Tuple':
      if (node.ctx === 'Store' && node.elts.filter((item) => item._type === 'Starred').length > 1) {
        stopAt('multiple starred expressions in assignment', node);
      }
      return visitItems(walk, node.elts);
    case 'Set':
      return visitItems(walk, node.elts);
    case 'UnaryOp':
      return visit(walk, foldedNot(node, walk.target) ?? node.operand);
    case 'Compare':
      warn(walk, warningOfCompare(node, walk.target), node);
      return visitFields(walk, node);
    case 'Subscript':
      if (node.ctx === 'Load') warn(walk, warningOfSubscript(node, walk.target), node);
      return visitFields(walk, node);
    case 'Dict':
      for (const [index, value] of node.values.entries()) visitAll(walk, [node.keys[index] ?? null, value]);
      return;
    case 'Call':
      warn(walk, warningOfCall(node, walk.target), node);
      visit(walk, node.func);
      return visitArguments(walk, node.args, node.keywords, node);
    case 'Lambda':
      visitAll(walk, node.args.defaults);
      visitAll(walk, node.args.kw_defaults);
      refuseDebugParameters(walk, node.args, node);
      inUnit(walk, 'lambda', false, node, () => visit(walk, node.body));
      return;
    case 'Yield':
    case 'YieldFrom':
      return checkYield(walk, node);
    case 'Await':
      if (supports(walk.target, 'checksAwaitInScopes')) return visit(walk, node.value);
      if (!isFunctionLike(walk.unit)) stopAt("'await' outside function", node);
      if (walk.unit.kind !== 'async function' && walk.unit.kind !== 'comprehension') stopAt("'await' outside async function", node);
      visit(walk, node.value);
      return;
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return visitComprehension(walk, node);
    default:
      return visitFields(walk, node);
  }
}

function checkYield(walk: Walk, node: Extract<expr, { _type: 'Yield' | 'YieldFrom' }>): void {
  const isFrom = node._type === 'YieldFrom';
  if (!isFunctionLike(walk.unit)) stopAt(isFrom && supports(walk.target, 'saysYieldFrom') ? "'yield from' outside function" : "'yield' outside function", node);
  if (isFrom && walk.unit.kind === 'async function') stopAt("'yield from' inside async function", node);
  if (node.value) visit(walk, node.value);
}

function visitComprehension(walk: Walk, node: Comprehension): void {
  const isAllowed = supports(walk.target, 'checksAwaitInScopes') || node._type === 'GeneratorExp' || walk.unit.kind === 'async function' || walk.unit.kind === 'comprehension';
  if (!isAllowed && walk.isCoroutine(node)) stopAt('asynchronous comprehension outside of an asynchronous function', node);
  const [first] = node.generators;
  // What the frame around runs itself, it begins with.
  const isInlined = supports(walk.target, 'inlinedComprehensions') && node._type !== 'GeneratorExp';
  if (first && isInlined) visit(walk, first.iter);
  inUnit(walk, 'comprehension', false, null, () => {
    for (const [index, generator] of node.generators.entries()) {
      if (index > 0) visit(walk, generator.iter);
      visit(walk, generator.target);
      visitAll(walk, generator.ifs);
    }
    if (node._type === 'DictComp') visitAll(walk, [node.key, node.value]);
    else visitItems(walk, [node.elt]);
  });
  if (first && !isInlined) visit(walk, first.iter);
}

const childTypes: ReadonlySet<string> = new Set(['expr', 'stmt', 'keyword', 'comprehension', 'withitem']);

function visitFields(walk: Walk, node: AstNode): void {
  const fields = node as unknown as Readonly<Record<string, AstNode | readonly (AstNode | null)[] | null>>;
  for (const { name, type, list } of nodeShapes[node._type].fields) {
    if (!childTypes.has(type)) continue;
    const value = fields[name] ?? null;
    if (list) visitAll(walk, value as readonly (AstNode | null)[]);
    else if (value) visit(walk, value as AstNode);
  }
}
