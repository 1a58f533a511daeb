/** Finds what keeps a function's bytecode: the first construct in its own code that has no native form. */
import type { NotCompiled } from '../ir/function.js';
import type { Scope } from '../scopes/scope.js';
import { childrenOf } from '../syntax/ast/children.js';
import type { AstNode, Positioned } from '../syntax/ast/nodes.generated.js';
import { supports } from '../targets/features.js';
import { type ModuleContext, positionOf } from './function-context.js';

const constructs: Readonly<Record<string, string>> = {
  Interpolation: 'a template string',
  Match: 'a match statement',
  TemplateStr: 'a template string',
  TryStar: 'except*',
  TypeAlias: 'a type statement',
};

/** Builtins that read or write the variables of the function that calls them, and what gives it its own frame. */
const frameReaders: ReadonlySet<string> = new Set(['locals', 'vars', 'dir', 'eval', 'exec', '_getframe', 'currentframe']);

/**
 * What begins or ends that somebody watches the program. A function that does so is to be watched itself from there on,
 * which only bytecode is.
 */
const watchers: ReadonlySet<string> = new Set([
  'settrace', 'settrace_all_threads', 'setprofile', 'setprofile_all_threads', 'set_events', 'set_local_events', 'set_trace', 'breakpoint',
]);

/** The methods of CPython's own profilers that do so. */
const profilerMethods: ReadonlySet<string> = new Set(['enable', 'disable']);

function beginsToWatch(node: AstNode, module: ModuleContext): boolean {
  if (node._type === 'Name') return watchers.has(node.id);
  return node._type === 'Attribute' && (watchers.has(node.attr) || (module.importsProfiler && profilerMethods.has(node.attr)));
}

function isPositioned(node: AstNode): node is AstNode & Positioned {
  return 'lineno' in node;
}

/** Whether the node has annotations, which need text from the interpreter where they are strings. */
function hasAnnotations(node: AstNode): boolean {
  if (node._type !== 'FunctionDef' && node._type !== 'AsyncFunctionDef') return false;
  const { posonlyargs, args, vararg, kwonlyargs, kwarg } = node.args;
  return node.returns !== null || [...posonlyargs, ...args, vararg, ...kwonlyargs, kwarg].some((parameter) => parameter !== null && parameter.annotation !== null);
}

/** `[*row for row in rows]`, `{**part for part in parts}`. */
function unpacksElements(node: AstNode): boolean {
  if (node._type === 'DictComp') return node.value === null;
  return (node._type === 'ListComp' || node._type === 'SetComp' || node._type === 'GeneratorExp') && node.elt._type === 'Starred';
}

function constructOf(node: AstNode, module: ModuleContext, scope: Scope): string | null {
  const construct = constructs[node._type];
  if (construct !== undefined) return construct;
  if ('type_params' in node && node.type_params.length > 0) return 'type parameters';
  if (module.hasStringAnnotations && (hasAnnotations(node) || (node._type === 'AnnAssign' && scope.kind === 'module'))) return 'annotations kept as strings';
  // The interpreter makes functions of them, which `annotationlib` runs as bytecode, with other names.
  const isDeferred = supports(module.target, 'deferredAnnotations') && (hasAnnotations(node) || (node._type === 'AnnAssign' && scope.kind === 'module'));
  if (isDeferred) return 'annotations evaluated on demand';
  if ((node._type === 'Import' || node._type === 'ImportFrom') && node.is_lazy === 1) return 'a lazy import';
  if (node._type === 'comprehension' && node.is_async !== 0) return 'an asynchronous comprehension';
  if (unpacksElements(node)) return 'unpacking in a comprehension';
  if (beginsToWatch(node, module)) return 'a tracer or profiler';
  return null;
}

/** What of a nested function or class runs in the code around it. */
export function partsOutside(node: AstNode, module: ModuleContext): readonly AstNode[] | null {
  switch (node._type) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return [...node.decorator_list, node.args, ...(node.returns === null ? [] : [node.returns])];
    case 'ClassDef':
      return [...node.decorator_list, ...node.bases, ...node.keywords];
    case 'Lambda':
      return [node.args];
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return module.scopes.scopeOf(node).isInlined ? null : node.generators.slice(0, 1).map((first) => first.iter);
    default:
      return null;
  }
}

/** The nodes of a function's own code, in the order of the text. */
function* ownNodes(module: ModuleContext, body: readonly AstNode[]): Generator<AstNode> {
  const pending: AstNode[] = [...body].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    const parts = partsOutside(node, module) ?? childrenOf(node);
    for (let index = parts.length - 1; index >= 0; index--) pending.push(parts[index]!);
  }
}

/** Whether a function's own code names what reads or writes its variables by name, or gives its frame. */
export function looksAtFrame(module: ModuleContext, body: readonly AstNode[]): boolean {
  for (const node of ownNodes(module, body)) {
    if ((node._type === 'Name' && frameReaders.has(node.id)) || (node._type === 'Attribute' && frameReaders.has(node.attr))) return true;
  }
  return false;
}

function hasInlinedComprehension(module: ModuleContext, body: readonly AstNode[]): boolean {
  for (const node of ownNodes(module, body)) {
    if ((node._type === 'ListComp' || node._type === 'SetComp' || node._type === 'DictComp') && module.scopes.scopeOf(node).isInlined) return true;
  }
  return false;
}

export function findNotCompiled(module: ModuleContext, scope: Scope, body: readonly AstNode[]): NotCompiled | null {
  if (scope.isCoroutine && (scope.isGenerator || !supports(module.target, 'suspendsAlike'))) {
    return { code: 'not-compiled', construct: scope.isGenerator ? 'an asynchronous generator' : 'async', position: null };
  }
  for (const node of ownNodes(module, body)) {
    const construct = constructOf(node, module, scope);
    if (construct !== null) return { code: 'not-compiled', construct, position: isPositioned(node) ? positionOf(node) : null };
  }
  // Such a comprehension has the places of the function's own variables in the frame, where it has the same names.
  if (scope.kind !== 'module' && looksAtFrame(module, body) && hasInlinedComprehension(module, body)) {
    return { code: 'not-compiled', construct: 'its own variables by name beside a comprehension', position: null };
  }
  return null;
}
