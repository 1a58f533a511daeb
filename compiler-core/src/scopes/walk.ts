/**
 * The walk over the AST in CPython's order that records what each scope does with each name, for `build-scopes` and
 * `edited-scopes`.
 *
 * Errors that CPython reports on this walk are thrown as `ScopeError`.
 */
import type {
  AnnAssign,
  arg,
  AsyncFor,
  AsyncFunctionDef,
  AsyncWith,
  AstNode,
  arguments as ArgumentsNode,
  Await,
  ClassDef,
  DictComp,
  expr,
  FunctionDef,
  GeneratorExp,
  Import,
  ImportFrom,
  ListComp,
  Name,
  NamedExpr,
  Positioned,
  SetComp,
  Try,
  TryStar,
  type_param,
  TypeAlias,
} from '../syntax/ast/nodes.generated.js';
import { nodeShapes } from '../syntax/ast/nodes.generated.js';
import { bindByAssignmentExpression } from './assignment-expression.js';
import { define, type DefinitionKind, failAt, lookUp, use } from './define.js';
import { type DraftScope, isComprehension, isFunctionLike, newDraft } from './draft.js';
import { newIndex, remember, type ScopeIndex } from './scope-index.js';
import { type GenericNode, type ScopeKind, symbolFlag } from './scope.js';
import { supports } from '../targets/features.js';
import type { TargetVersion } from '../targets/target-version.js';

export interface Walk {
  readonly target: TargetVersion;
  readonly module: DraftScope;
  /** `from __future__ import annotations` */
  readonly lazyAnnotations: boolean;
  readonly index: ScopeIndex;
  /** Every scope of the walk but that where it began; those of annotations included. */
  readonly all: DraftScope[];
  current: DraftScope;
}

/** Begins in `current`, the module or a class of it. */
export function startWalk(module: DraftScope, current: DraftScope, target: TargetVersion, lazyAnnotations: boolean): Walk {
  return { target, module, lazyAnnotations, index: newIndex(), all: [], current };
}

/** Runs `body` in a new scope inside the current one. */
function inScope(
  walk: Walk,
  kind: ScopeKind,
  name: string,
  node: AstNode,
  start: Positioned,
  body: (scope: DraftScope) => void,
): DraftScope {
  const outer = walk.current;
  const scope = newDraft(kind, name, node, start, outer, outer.mangledBy);
  if (kind !== 'annotation') outer.children.push(scope);
  walk.all.push(scope);
  remember(walk.index, scope);
  walk.current = scope;
  if ((kind === 'annotate' || kind === 'type-variable' || kind === 'type-alias') && supports(walk.target, 'deferredAnnotations')) {
    define(scope, walk.module, '.format', 'parameter', node);
    use(scope, '.format');
  }
  body(scope);
  walk.current = outer;
  return scope;
}

/** Runs `body` in a scope of which the walk has come out already. */
function backIn(walk: Walk, scope: DraftScope, body: () => void): void {
  const outer = walk.current;
  walk.current = scope;
  body();
  walk.current = outer;
}

export function visitAll(walk: Walk, nodes: readonly (AstNode | null)[]): void {
  for (const node of nodes) visit(walk, node);
}

export function visit(walk: Walk, node: AstNode | null): void {
  if (node === null) return;
  switch (node._type) {
    // Most nodes are of these kinds.
    case 'Name':
      return visitName(walk, node);
    case 'Constant':
      return;
    case 'Attribute':
    case 'Expr':
    case 'keyword':
      return visit(walk, node.value);
    case 'Call':
      visit(walk, node.func);
      visitAll(walk, node.args);
      return visitAll(walk, node.keywords);
    case 'Assign':
      visitAll(walk, node.targets);
      return visit(walk, node.value);
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return visitFunction(walk, node);
    case 'ClassDef':
      return visitClass(walk, node);
    case 'TypeAlias':
      return visitTypeAlias(walk, node);
    case 'AnnAssign':
      return visitAnnotatedAssignment(walk, node);
    case 'Lambda':
      visitDefaults(walk, node.args);
      inScope(walk, 'lambda', ownName(walk, 'lambda'), node, node, () => {
        visitParameters(walk, node.args);
        visit(walk, node.body);
      });
      return;
    case 'ListComp':
      return visitComprehension(walk, node, 'listcomp');
    case 'SetComp':
      return visitComprehension(walk, node, 'setcomp');
    case 'DictComp':
      return visitComprehension(walk, node, 'dictcomp');
    case 'GeneratorExp':
      return visitComprehension(walk, node, 'genexpr');
    case 'NamedExpr':
      return visitAssignmentExpression(walk, node);
    case 'Global':
      for (const name of node.names) bind(walk, name, 'global statement', node);
      return;
    case 'Nonlocal':
      for (const name of node.names) bind(walk, name, 'nonlocal statement', node);
      return;
    case 'Try':
    case 'TryStar':
      return inBlocks(walk, true, () => visitTry(walk, node));
    case 'If':
    case 'For':
    case 'While':
    case 'With':
    case 'Match':
      return inBlocks(walk, false, () => visitFields(walk, node));
    case 'AsyncFor':
    case 'AsyncWith':
      requireAsync(walk, node);
      return inBlocks(walk, false, () => visitFields(walk, node));
    case 'Import':
    case 'ImportFrom':
      if (node.is_lazy === 1) refuseLazyImport(walk, node);
      return visitFields(walk, node);
    case 'ExceptHandler':
      visit(walk, node.type);
      if (node.name !== null) bind(walk, node.name, 'assigned', node);
      return visitAll(walk, node.body);
    case 'alias':
      return visitAlias(walk, node.name, node.asname, node);
    case 'MatchStar':
      if (node.name !== null) bind(walk, node.name, 'assigned', node);
      return;
    case 'MatchMapping':
      visitAll(walk, node.keys);
      visitAll(walk, node.patterns);
      if (node.rest !== null) bind(walk, node.rest, 'assigned', node);
      return;
    case 'MatchAs':
      visit(walk, node.pattern);
      if (node.name !== null) bind(walk, node.name, 'assigned', node);
      return;
    case 'Yield':
    case 'YieldFrom':
      refuseInAnnotation(walk, 'yield expression', node);
      visit(walk, node.value);
      walk.current.isGenerator = true;
      if (isComprehension(walk.current)) refuseYield(walk.current, node);
      return;
    case 'Await':
      refuseInAnnotation(walk, 'await expression', node);
      requireAwaitable(walk, node);
      visit(walk, node.value);
      walk.current.isCoroutine = true;
      return;
    default:
      return visitFields(walk, node);
  }
}

/** What a lambda or comprehension is called. */
const ownName = (walk: Walk, name: string): string => (supports(walk.target, 'bracketsScopeNames') ? `<${name}>` : name);

function visitTry(walk: Walk, node: Try | TryStar): void {
  visitAll(walk, node.body);
  if (!supports(walk.target, 'handlersBeforeElse')) visitAll(walk, node.orelse);
  visitAll(walk, node.handlers);
  if (supports(walk.target, 'handlersBeforeElse')) visitAll(walk, node.orelse);
  visitAll(walk, node.finalbody);
}

/** A statement whose blocks may not run. */
function inBlocks({ current }: Walk, isTry: boolean, body: () => void): void {
  current.conditionalDepth++;
  if (isTry) current.tryDepth++;
  body();
  current.conditionalDepth--;
  if (isTry) current.tryDepth--;
}

function refuseLazyImport(walk: Walk, node: Import | ImportFrom): void {
  const { kind, tryDepth } = walk.current;
  const what = node._type === 'Import' ? 'lazy import' : 'lazy from ... import';
  if (tryDepth > 0) failAt(`${what} not allowed inside try/except blocks`, node);
  if (kind === 'class') failAt(`${what} not allowed inside classes`, node);
  if (kind !== 'module') failAt(`${what} not allowed inside functions`, node);
  if (node.names[0]?.name === '*') failAt('lazy from ... import * is not allowed', node);
}

function requireAwaitable(walk: Walk, node: Await): void {
  const { current, target } = walk;
  if (!supports(target, 'checksAwaitInScopes')) return;
  if (!isFunctionLike(current)) failAt("'await' outside function", node);
  if (!current.isCoroutine && !isComprehension(current)) failAt("'await' outside async function", node);
}

function requireAsync(walk: Walk, node: AsyncFor | AsyncWith): void {
  if (!supports(walk.target, 'checksAwaitInScopes') || walk.current.isCoroutine) return;
  failAt(`'${node._type === 'AsyncFor' ? 'async for' : 'async with'}' outside async function`, node);
}

function visitName(walk: Walk, node: Name): void {
  if (walk.current.isUnevaluated) return;
  if (node.ctx !== 'Load') return bind(walk, node.id, 'assigned', node);
  use(walk.current, node.id);
  // Zero-argument `super` finds its class through this cell.
  if (node.id === 'super' && isFunctionLike(walk.current)) use(walk.current, '__class__');
}

/** The nodes in the fields, in their order; for every node without names or scopes of its own. */
function visitFields(walk: Walk, node: AstNode): void {
  const fields = node as unknown as Readonly<Record<string, AstNode | readonly (AstNode | null)[] | null>>;
  for (const { name, list } of nodeFields[node._type]) {
    const value = fields[name] ?? null;
    if (list) visitAll(walk, value as readonly (AstNode | null)[]);
    else visit(walk, value as AstNode | null);
  }
}

const nodeFieldTypes: ReadonlySet<string> = new Set([
  'stmt', 'expr', 'excepthandler', 'pattern', 'withitem', 'match_case', 'keyword', 'alias',
]);

/** Of each kind of node, the fields with nodes that may name something. */
const nodeFields = Object.fromEntries(
  Object.entries(nodeShapes).map(([type, { fields }]) => [type, fields.filter((field) => nodeFieldTypes.has(field.type))]),
) as unknown as Readonly<Record<AstNode['_type'], readonly { readonly name: string; readonly list: boolean }[]>>;

function bind(walk: Walk, name: string, kind: DefinitionKind, at: AstNode): void {
  define(walk.current, walk.module, name, kind, at);
}

function visitFunction(walk: Walk, node: FunctionDef | AsyncFunctionDef): void {
  bind(walk, node.name, 'assigned', node);
  visitDefaults(walk, node.args);
  if (supports(walk.target, 'decoratorsFirst')) visitAll(walk, node.decorator_list);
  const { kw_defaults } = node.args;
  inTypeParameters(walk, node, node.name, node.type_params, () => {
    if (node.type_params.length > 0) {
      // CPython has this one even for no defaults, as its list of them is empty but there.
      bind(walk, '.defaults', 'parameter', node);
      if (kw_defaults.some((value) => value !== null)) bind(walk, '.kwdefaults', 'parameter', node);
    }
  }, () => {
    visitSignatureAnnotations(walk, node);
    if (!supports(walk.target, 'decoratorsFirst')) visitAll(walk, node.decorator_list);
    inScope(walk, 'function', node.name, node, node, (scope) => {
      scope.isCoroutine = node._type === 'AsyncFunctionDef';
      visitParameters(walk, node.args);
      visitAll(walk, node.body);
    });
  });
}

function visitClass(walk: Walk, node: ClassDef): void {
  visitClassHeader(walk, node, () => {
    inScope(walk, 'class', node.name, node, node, (scope) => {
      scope.mangledBy = node.name;
      if (node.type_params.length > 0) {
        bind(walk, '__type_params__', 'assigned', node);
        use(scope, '.type_params');
      }
      visitAll(walk, node.body);
    });
  });
}

/** What of a class belongs to the scope around it; `inside` makes its own. */
export function visitClassHeader(walk: Walk, node: ClassDef, inside: () => void): void {
  bind(walk, node.name, 'assigned', node);
  if (supports(walk.target, 'decoratorsFirst')) visitAll(walk, node.decorator_list);
  inTypeParameters(walk, node, node.name, node.type_params, () => {
    if (node.type_params.length === 0) return;
    walk.current.mangledBy = node.name;
    if (supports(walk.target, 'typeParameterDefaults')) walk.current.mangledNames = new Set();
    for (const hidden of ['.type_params', '.generic_base']) {
      bind(walk, hidden, 'assigned', node);
      use(walk.current, hidden);
    }
  }, () => {
    visitAll(walk, node.bases);
    visitAll(walk, node.keywords);
    if (!supports(walk.target, 'decoratorsFirst')) visitAll(walk, node.decorator_list);
    inside();
  });
}

function visitTypeAlias(walk: Walk, node: TypeAlias): void {
  visit(walk, node.name);
  const name = node.name._type === 'Name' ? node.name.id : '';
  inTypeParameters(walk, node, name, node.type_params, () => undefined, () => {
    inScope(walk, 'type-alias', name, node, node, (scope) => {
      seeClassOf(scope.parent, scope);
      visit(walk, node.value);
    });
  });
}

/** Runs `body` in the scope of the type parameters, which is only there if there are some. */
function inTypeParameters(
  walk: Walk,
  node: GenericNode,
  name: string,
  parameters: readonly type_param[],
  prepare: () => void,
  body: () => void,
): void {
  if (parameters.length === 0) return body();
  inScope(walk, 'type-parameters', name, node, node, (scope) => {
    seeClassOf(scope.parent, scope);
    prepare();
    for (const parameter of parameters) visitTypeParameter(walk, parameter);
    body();
  });
}

function visitTypeParameter(walk: Walk, node: type_param): void {
  walk.current.mangledNames?.add(node.name);
  if (node.name === '__classdict__' && supports(walk.target, 'reservesClassDictionary')) failAt("reserved name '__classdict__' cannot be used for type parameter", node);
  bind(walk, node.name, 'type parameter', node);
  const bound = node._type === 'TypeVar' ? node.bound : null;
  const lazy = [
    { value: bound, what: supports(walk.target, 'typeParameterDefaults') && bound?._type === 'Tuple' ? 'a TypeVar constraint' : 'a TypeVar bound' },
    { value: node.default_value, what: `a ${node._type} default` },
  ];
  for (const { value, what } of lazy) {
    if (value === null) continue;
    const start = supports(walk.target, 'typeParameterDefaults') ? value : node;
    inScope(walk, 'type-variable', node.name, node, start, (scope) => {
      scope.lazyPlace = what;
      seeClassOf(scope.parent, scope);
      visit(walk, value);
    });
  }
}

/** An annotation scope in a class looks names up in the class namespace, through the cell `__classdict__`. */
function seeClassOf(parent: DraftScope | null, scope: DraftScope): void {
  if (parent === null || !(parent.kind === 'class' || parent.seesClass)) return;
  scope.seesClass = true;
  use(scope, '__classdict__');
}

function visitDefaults(walk: Walk, node: ArgumentsNode): void {
  visitAll(walk, node.defaults);
  visitAll(walk, node.kw_defaults);
}

/** In the order of their slots. */
function visitParameters(walk: Walk, { posonlyargs, args, kwonlyargs, vararg, kwarg }: ArgumentsNode): void {
  const saysParameter = supports(walk.target, 'saysParameters');
  const bindParameter = (parameter: arg): void => define(walk.current, walk.module, parameter.arg, 'parameter', parameter, saysParameter);
  posonlyargs.forEach(bindParameter);
  args.forEach(bindParameter);
  kwonlyargs.forEach(bindParameter);
  if (vararg !== null) bindParameter(vararg);
  if (kwarg !== null) bindParameter(kwarg);
}

function visitSignatureAnnotations(walk: Walk, node: FunctionDef | AsyncFunctionDef): void {
  if (supports(walk.target, 'deferredAnnotations')) {
    inScope(walk, walk.lazyAnnotations ? 'annotation' : 'annotate', '__annotate__', node, node, (scope) => {
      seeClassOf(scope.parent, scope);
      visitParameterAnnotations(walk, node.args);
      visit(walk, node.returns);
    });
    return;
  }
  if (walk.lazyAnnotations) inScope(walk, 'annotation', '_annotation', node, node, () => visitParameterAnnotations(walk, node.args));
  else visitParameterAnnotations(walk, node.args);
  if (node.returns !== null) visitAnnotation(walk, node.returns);
}

function visitParameterAnnotations(walk: Walk, { posonlyargs, args, vararg, kwarg, kwonlyargs }: ArgumentsNode): void {
  for (const parameter of posonlyargs) visit(walk, parameter.annotation);
  for (const parameter of args) visit(walk, parameter.annotation);
  visit(walk, vararg?.annotation ?? null);
  visit(walk, kwarg?.annotation ?? null);
  for (const parameter of kwonlyargs) visit(walk, parameter.annotation);
}

/** All annotations of a scope's statements are in one scope, which the first of them makes. */
function visitDeferredAnnotation(walk: Walk, annotation: expr): void {
  const outer = walk.current;
  const mayNotRun = outer.kind === 'module' || (outer.kind === 'class' && outer.conditionalDepth > 0);
  if (mayNotRun && !outer.hasConditionalAnnotations) {
    outer.hasConditionalAnnotations = true;
    use(outer, '__conditional_annotations__');
  }
  outer.annotations ??= inScope(walk, walk.lazyAnnotations ? 'annotation' : 'annotate', '__annotate__', annotation, annotation, (scope) => {
    if (outer.kind === 'class' && !walk.lazyAnnotations) seeClassOf(outer, scope);
  });
  const scope = outer.annotations;
  scope.isUnevaluated = isFunctionLike(outer);
  backIn(walk, scope, () => visit(walk, annotation));
  scope.isUnevaluated = false;
}

function visitAnnotation(walk: Walk, annotation: expr): void {
  if (supports(walk.target, 'deferredAnnotations')) return visitDeferredAnnotation(walk, annotation);
  if (!walk.lazyAnnotations) return visit(walk, annotation);
  inScope(walk, 'annotation', '_annotation', annotation, annotation, () => visit(walk, annotation));
}

function visitAnnotatedAssignment(walk: Walk, node: AnnAssign): void {
  const { target } = node;
  if (target._type === 'Name') {
    const known = lookUp(walk.current, target.id);
    const declared = known & symbolFlag.declaredGlobal ? 'global' : known & symbolFlag.nonlocal ? 'nonlocal' : null;
    if (declared !== null && walk.current !== walk.module && node.simple === 1) {
      failAt(`annotated name '${target.id}' can't be ${declared}`, node);
    }
    if (node.simple === 1) bind(walk, target.id, 'annotated', target);
    else if (node.value !== null) bind(walk, target.id, 'assigned', target);
  } else {
    visit(walk, target);
  }
  visitAnnotation(walk, node.annotation);
  visit(walk, node.value);
}

function visitAlias(walk: Walk, name: string, asname: string | null, at: AstNode): void {
  if (name === '*') {
    if (walk.current.kind !== 'module') failAt('import * only allowed at module level', at);
    return;
  }
  bind(walk, asname ?? name.split('.', 1)[0] ?? name, 'imported', at);
}

function visitAssignmentExpression(walk: Walk, node: NamedExpr): void {
  if (walk.current.iterableDepth > 0) {
    failAt('assignment expression cannot be used in a comprehension iterable expression', node);
  }
  refuseInAnnotation(walk, 'named expression', node);
  if (isComprehension(walk.current) && node.target._type === 'Name') {
    bindByAssignmentExpression(walk.current, walk.module, node.target.id, node.target);
  }
  visit(walk, node.value);
  visit(walk, node.target);
}

/** The first iterable is evaluated outside, and comes in as the parameter `.0`. */
function visitComprehension(walk: Walk, node: ListComp | SetComp | DictComp | GeneratorExp, name: string): void {
  const [first, ...others] = node.generators;
  if (first === undefined) throw new Error('a comprehension without for');
  const outer = walk.current;
  if (supports(walk.target, 'refusesComprehensionsThatSeeClasses') && outer.seesClass) {
    failAt('Cannot use comprehension in annotation scope within class scope', node);
  }
  outer.iterableDepth++;
  visit(walk, first.iter);
  outer.iterableDepth--;
  const lazy = node._type === 'GeneratorExp';
  const inner = inScope(walk, lazy ? 'generator-expression' : 'comprehension', ownName(walk, name), node, node, (scope) => {
    scope.isCoroutine = first.is_async !== 0;
    bind(walk, '.0', 'parameter', node);
    visitIterationTarget(walk, scope, first.target);
    visitAll(walk, first.ifs);
    for (const generator of others) {
      visitIterationTarget(walk, scope, generator.target);
      scope.iterableDepth++;
      visit(walk, generator.iter);
      scope.iterableDepth--;
      visitAll(walk, generator.ifs);
      if (generator.is_async !== 0) scope.isCoroutine = true;
    }
    if (node._type === 'DictComp') {
      visit(walk, node.value);
      visit(walk, node.key);
    } else {
      visit(walk, node.elt);
    }
    scope.isGenerator = lazy;
  });
  if (inner.isCoroutine && !lazy) {
    if (supports(walk.target, 'checksAwaitInScopes') && !outer.isCoroutine && !isComprehension(outer)) {
      failAt('asynchronous comprehension outside of an asynchronous function', node);
    }
    outer.isCoroutine = true;
  }
}

function visitIterationTarget(walk: Walk, scope: DraftScope, target: expr): void {
  scope.inIterationTarget = true;
  visit(walk, target);
  scope.inIterationTarget = false;
}

function refuseYield(scope: DraftScope, node: AstNode): never {
  const words: Readonly<Record<string, string>> = {
    listcomp: 'list comprehension',
    setcomp: 'set comprehension',
    dictcomp: 'dict comprehension',
    genexpr: 'generator expression',
  };
  return failAt(`'yield' inside ${words[scope.name.replace(/[<>]/g, '')] ?? scope.name}`, node);
}

function refuseInAnnotation(walk: Walk, what: string, node: AstNode): void {
  const place = annotationWords(walk);
  if (place === null) return;
  failAt(!supports(walk.target, 'saysCannotUnquoted') ? `'${what}' can not be used within ${place}` : `${what} cannot be used within ${place}`, node);
}

function annotationWords(walk: Walk): string | null {
  switch (walk.current.kind) {
    case 'annotation':
    case 'annotate':
      return 'an annotation';
    case 'type-variable':
      return walk.current.lazyPlace;
    case 'type-alias':
      return 'a type alias';
    case 'type-parameters':
      return 'the definition of a generic';
    case 'module':
    case 'class':
    case 'function':
    case 'lambda':
    case 'comprehension':
    case 'generator-expression':
      return null;
  }
}
