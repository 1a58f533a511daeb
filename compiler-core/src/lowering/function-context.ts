/**
 * The mutable draft of one function while its body is lowered: its builder, the scopes its names resolve through, and
 * what `return`, `break` and `continue` must undo on their way out. For every file of the lowering.
 */
import type { BlockDraft, FunctionBuilder } from '../ir/builder.js';
import type { CellId, ImmediateOf, IrFunction, SlotId, StackItem, ValueId } from '../ir/function.js';
import type { IrConstant } from '../semantics/constants/constant.js';
import type { Scope, ScopeTree } from '../scopes/scope.js';
import type { OperationName } from '../semantics/operations/operations.js';
import type { AstNode, Positioned, stmt } from '../syntax/ast/nodes.generated.js';
import type { TargetVersion } from '../targets/target-version.js';
import { pythonString } from '../syntax/ast/python-string.js';

export interface ModuleContext {
  readonly scopes: ScopeTree;
  readonly target: TargetVersion;
  readonly hasStringAnnotations: boolean;
  /** Whether the module imports `cProfile` or the like. */
  readonly importsProfiler: boolean;
  /** Filled as functions are met; null while a function is being lowered. */
  readonly functions: (IrFunction | null)[];
  /** A finally body is lowered several times, but its functions once. */
  readonly functionOf: Map<AstNode, number>;
  readonly numbers: FunctionNumbers;
}

/** Which index in the module a function gets that is met first, and who is told of all that are met. */
export interface FunctionNumbers {
  next(owner: number, node: AstNode, name: string): number;
  met(owner: number, index: number): void;
}

/** One nested construct that leaving early must undo, innermost last; `outerHandler` is in force outside it. */
export type Enclosing = { readonly outerHandler: BlockDraft | null } & (
  | { readonly kind: 'loop'; readonly iterator: SlotId | null; readonly onBreak: BlockDraft; readonly onContinue: BlockDraft }
  | { readonly kind: 'protected' }
  | { readonly kind: 'finally'; readonly body: readonly stmt[] }
  /** `keepsException`: of `finally`, which raises it again. */
  | { readonly kind: 'handler'; readonly saved: SlotId; readonly name: string | null; readonly keepsException: boolean }
  | { readonly kind: 'with'; readonly exit: SlotId; readonly position: Positioned; readonly isAsync: boolean }
);

/** The names that a comprehension compiled inline adds to its function. */
interface InlinedScope {
  readonly scope: Scope;
  readonly slots: ReadonlyMap<string, SlotId>;
  readonly cells: ReadonlyMap<string, CellId>;
}

export interface FunctionContext {
  readonly module: ModuleContext;
  readonly index: number;
  readonly scope: Scope;
  readonly qualname: string;
  readonly builder: FunctionBuilder;
  readonly slots: Map<string, SlotId>;
  readonly cells: Map<string, CellId>;
  readonly inlined: InlinedScope[];
  readonly enclosing: Enclosing[];
  /** Where the ways through an `if` lead that is the end of a loop's body: each goes back to the loop's start itself. */
  readonly endsOfLoops: Map<stmt, BlockDraft>;
  /** Hidden slots with what a `return` gives, while it undoes what it leaves. */
  readonly returned: SlotId[];
  /** Hidden slots that hold an object across operations that may raise: handlers outside them empty them. */
  readonly clearable: SlotId[];
}

/** How many values of a display CPython's compiler lets lie on the stack: `STACK_USE_GUIDELINE` of `Python/compile.c`. */
export const mostOnStack = 30;

export const none: IrConstant = { type: 'none' };

export function positionOf(node: Positioned): Positioned {
  return { lineno: node.lineno, col_offset: node.col_offset, end_lineno: node.end_lineno, end_col_offset: node.end_col_offset };
}

export function emit<Name extends OperationName>(context: FunctionContext, operation: Name, operands: readonly ValueId[], immediate: ImmediateOf<Name>, node: Positioned | null): ValueId {
  return context.builder.emit(operation, operands, immediate, node === null ? null : positionOf(node));
}

export function effect<Name extends OperationName>(context: FunctionContext, operation: Name, operands: readonly ValueId[], immediate: ImmediateOf<Name>, node: Positioned | null): void {
  context.builder.effect(operation, operands, immediate, node === null ? null : positionOf(node));
}

export function emitConstant(context: FunctionContext, constant: IrConstant, node: Positioned | null): ValueId {
  return emit(context, 'constant', [], { constant }, node);
}

export function text(value: string): IrConstant {
  return { type: 'str', value: pythonString(value) };
}

/** A hidden slot that a handler outside must empty. */
export function addOwnedSlot(context: FunctionContext, purpose: string): SlotId {
  const slot = context.builder.addHiddenSlot(purpose);
  context.clearable.push(slot);
  return slot;
}

/** What lies on the frame's stack here, below the operands of expressions. */
export function stackOf({ enclosing, returned }: FunctionContext): readonly StackItem[] {
  const below = enclosing.flatMap((entry): readonly StackItem[] => {
    switch (entry.kind) {
      case 'loop': return entry.iterator === null ? [] : [{ kind: 'object', slot: entry.iterator }];
      case 'with': return [{ kind: 'object', slot: entry.exit }];
      case 'handler': return [{ kind: 'handled', slot: entry.saved }, ...(entry.keepsException ? [{ kind: 'exception' } as const] : [])];
      case 'protected': case 'finally': return [];
    }
  });
  return [...below, ...returned.map((slot) => ({ kind: 'kept', kept: slot }) as const)];
}

/** The name as the enclosing class mangles it: CPython's `_Py_Mangle`. */
export function mangle(context: FunctionContext, name: string): string {
  return mangleIn(context.inlined.at(-1)?.scope ?? context.scope, name);
}

export function mangleIn(scope: Scope, name: string): string {
  const owner = scope.mangledBy?.replace(/^_+/, '') ?? '';
  if (owner === '' || !name.startsWith('__') || name.endsWith('__') || name.includes('.')) return name;
  return `_${owner}${name}`;
}
