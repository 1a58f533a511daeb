/** A module's AST and scopes to its IR functions: the entry of the lowering. */
import type { IrFunction, IrModule } from '../ir/function.js';
import { fuseMethodCalls } from '../ir/passes/fuse-method-calls.js';
import { simplifyControlFlow } from '../ir/passes/simplify-control-flow.js';
import { verifyFunction } from '../ir/verifier.js';
import type { ScopeTree } from '../scopes/scope.js';
import { childrenOf } from '../syntax/ast/children.js';
import type { AstNode, Module, stmt } from '../syntax/ast/nodes.generated.js';
import { supports } from '../targets/features.js';
import type { TargetVersion } from '../targets/target-version.js';
import { cleanDocstring } from './docstrings.js';
import { createModuleContext, finishModule, lowerFunctionBody, lowerNestedFunctions } from './function-body.js';
import { effect, emitConstant, type FunctionContext, type FunctionNumbers } from './function-context.js';
import { findNotCompiled } from './not-compiled.js';

export interface ModuleDescription {
  readonly name: string;
  readonly file: string;
  readonly isPackage: boolean;
  readonly target: TargetVersion;
}

export function importsStringAnnotations(body: readonly stmt[]): boolean {
  return body.some((node) => node._type === 'ImportFrom' && node.module === '__future__' && node.names.some(({ name }) => name === 'annotations'));
}

const profilers: ReadonlySet<string> = new Set(['cProfile', 'profile', '_lsprof']);

/** Whether code imports one of CPython's profilers, at any depth. */
export function importsProfilerIn(body: readonly stmt[]): boolean {
  const pending: AstNode[] = [...body];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node._type === 'ImportFrom' && node.module !== null && profilers.has(node.module)) return true;
    if (node._type === 'Import' && node.names.some(({ name }) => profilers.has(name))) return true;
    for (const child of childrenOf(node)) pending.push(child);
  }
  return false;
}

/** Whether a module has an annotated name, at any depth of its own statements: then it has `__annotations__`. */
function isAnnotated(node: AstNode): boolean {
  switch (node._type) {
    case 'AnnAssign':
      return true;
    case 'FunctionDef':
    case 'AsyncFunctionDef':
    case 'ClassDef':
      return false;
    default:
      return childrenOf(node).some(isAnnotated);
  }
}

function lowerModuleBody(context: FunctionContext, body: readonly stmt[]): void {
  const [first] = body;
  if (body.some(isAnnotated)) effect(context, 'annotations.setup', [], {}, first ?? null);
  if (first?._type === 'Expr' && first.value._type === 'Constant' && first.value.value.type === 'str') {
    const { value } = first.value.value;
    const docstring = supports(context.module.target, 'cleanDocstrings') ? cleanDocstring(value) : value;
    effect(context, 'global.set', [emitConstant(context, { type: 'str', value: docstring }, first)], { name: '__doc__' }, first);
  }
  lowerFunctionBody(context, body);
}

/** The module's own code, and all functions in it that are not known yet. */
export function lowerModuleCode(module: Module, context: FunctionContext): void {
  const notCompiled = findNotCompiled(context.module, context.scope, module.body);
  if (notCompiled === null) lowerModuleBody(context, module.body);
  else lowerNestedFunctions(context, module.body);
  finishModule(context, notCompiled);
}

export function finishFunction(fn: IrFunction | null | undefined): IrFunction {
  if (fn === null || fn === undefined) throw new Error('a function was met and never lowered');
  const simplified = fuseMethodCalls(simplifyControlFlow(fn));
  verifyFunction(simplified);
  return simplified;
}

export function lowerModule(module: Module, scopes: ScopeTree, description: ModuleDescription): IrModule {
  const { name, file, isPackage, target } = description;
  const functions: (IrFunction | null)[] = [];
  const numbers: FunctionNumbers = { next: () => functions.length, met: () => undefined };
  const context = createModuleContext({ scopes, target, hasStringAnnotations: importsStringAnnotations(module.body), importsProfiler: importsProfilerIn(module.body), functions, functionOf: new Map(), numbers });
  lowerModuleCode(module, context);
  return { name, file, isPackage, functions: functions.map(finishFunction) };
}
