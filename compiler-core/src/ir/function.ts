/**
 * The semantic IR: one function of Python operations in basic blocks, as plain data.
 *
 * Expression values are SSA: each is defined once and its definition dominates its uses. Python variables are *slots*
 * with explicit reads and writes, because a variable owns its object until Python drops it (the as-if rule fixes when
 * objects die); which definition reaches a read is answered by `analysis/local-definitions`, not stored here.
 * See docs/decisions/0002-slots-and-values.md.
 */
import type { IrConstant } from '../semantics/constants/constant.js';
import type { Positioned } from '../syntax/ast/nodes.generated.js';
import type { OperationName, OperationTable } from '../semantics/operations/operations.js';

declare const brand: unique symbol;
type Id<Entity extends string> = number & { readonly [brand]: Entity };
/** An expression's value, printed `v3`. */
export type ValueId = Id<'value'>;
/** A basic block, printed `block1`. */
export type BlockId = Id<'block'>;
/** A variable that only its function sees, or a hidden one of the compiler's (`.iterator0`), printed by its name. */
export type SlotId = Id<'slot'>;
/** A variable shared with an inner or outer function through a cell object. */
export type CellId = Id<'cell'>;

/** What `await` runs, what `async with` does of what `__aenter__` and `__aexit__` gave, what `async for` does for the next item. */
export type AwaitedKind = 'awaited' | 'entered' | 'exited' | 'next';

/**
 * What lies on the frame's stack while a generator is suspended, from its bottom: the object that a hidden slot holds, that slot's
 * exception that was handled before (None for none), the exception that is being handled, or where that was raised.
 */
export type StackItem =
  | { readonly kind: 'object' | 'handled' | AwaitedKind; readonly slot: SlotId }
  /** An object whose slot is elsewhere otherwise, as what is around it ends first: what a `return` gives. */
  | { readonly kind: 'kept'; readonly kept: SlotId }
  | { readonly kind: 'exception' | 'place' };

/** What each kind of immediate holds. */
interface ImmediateTypes {
  readonly slot: SlotId;
  readonly cell: CellId;
  /** An identifier, already mangled where Python mangles it. */
  readonly name: string;
  readonly constant: IrConstant;
  /** Index into `IrModule.functions`. */
  readonly function: number;
  readonly count: number;
  readonly after: number;
  readonly index: number;
  readonly level: number;
  readonly conversion: number;
  readonly keywords: readonly string[];
  readonly operation: OperationName;
  readonly stack: readonly StackItem[];
}

interface OptionTypes {
  readonly folded: boolean;
  readonly lookup: Positioned | null;
  readonly bound: boolean;
  readonly defaults: boolean;
  readonly keywordDefaults: boolean;
  readonly annotations: boolean;
}

type ImmediateKindOf<Name extends OperationName> = OperationTable[Name]['immediates'][number];
type OptionKindOf<Name extends OperationName> = OperationTable[Name]['options'][number];

/** The part of an operation's instructions that is known when they are made: what its row says, and nothing else. */
export type ImmediateOf<Name extends OperationName> = Name extends OperationName
  ? Pick<ImmediateTypes, ImmediateKindOf<Name>> & Partial<Pick<OptionTypes, OptionKindOf<Name>>>
    & { readonly [Kind in Exclude<keyof (ImmediateTypes & OptionTypes), ImmediateKindOf<Name> | OptionKindOf<Name>>]?: undefined }
  : never;

export interface InstructionOf<Name extends OperationName> {
  readonly result: ValueId | null;
  readonly operation: Name;
  readonly operands: readonly ValueId[];
  readonly immediate: ImmediateOf<Name>;
  /** What a traceback through this instruction underlines; null where CPython has no location. */
  readonly position: Positioned | null;
}

/** To ask for its operation is to know its immediates. */
export type Instruction = { [Name in OperationName]: InstructionOf<Name> }[OperationName];

/** `Target` is how a block is named: by its number, or while it is built by its draft. */
export type Terminator<Target = BlockId> = { readonly position: Positioned | null } & (
  | { readonly kind: 'jump'; readonly target: Target }
  /** Tests the truth of an object (which may raise). */
  | { readonly kind: 'branch'; readonly test: ValueId; readonly then: Target; readonly otherwise: Target }
  /** Takes the next item: `result` is defined in `body`; `exhausted` otherwise. */
  | { readonly kind: 'next'; readonly iterator: ValueId; readonly result: ValueId; readonly body: Target; readonly exhausted: Target }
  | { readonly kind: 'return'; readonly value: ValueId }
  /** `raise exc from cause`; without `exc`, the exception being handled again. */
  | { readonly kind: 'raise'; readonly exc: ValueId | null; readonly cause: ValueId | null }
  /** Raises an exception object again, its traceback untouched by this function; the frame may show its line once more. */
  | { readonly kind: 'reraise'; readonly exception: ValueId; readonly showsRaise: boolean }
);

export interface Block {
  readonly id: BlockId;
  readonly instructions: readonly Instruction[];
  readonly terminator: Terminator;
  /** Where an exception raised in this block goes; null leaves the function. */
  readonly handler: BlockId | null;
}

/** What analyses of values and control flow need of a function, at either level. */
export interface FlowBlock {
  readonly id: BlockId;
  /** A way out of an instruction reads values too. */
  readonly instructions: readonly (Pick<Instruction, 'result' | 'operation' | 'operands' | 'immediate'> & { readonly exit?: { readonly held: readonly ValueId[] } | null })[];
  readonly terminator: Terminator;
}
export interface FlowGraph {
  readonly blocks: readonly FlowBlock[];
}

/** The same with where exceptions go. */
export interface GuardedGraph {
  readonly blocks: readonly (FlowBlock & Pick<Block, 'handler'>)[];
}

export interface Slot {
  readonly name: string;
  readonly kind: 'parameter' | 'variable' | 'hidden';
  /** Of a comprehension that runs in its function's frame (PEP 709): how many such are around it, itself included. */
  readonly inlined?: number;
}

export interface Cell {
  readonly name: string;
  /** `own`: this function makes the cell; `free`: it comes with the closure, in this order. */
  readonly kind: 'own' | 'free';
  /** For an own cell of a parameter: the parameter's slot, whose value moves into the cell at entry. */
  readonly parameter: SlotId | null;
  /** As of slots. */
  readonly inlined?: number;
}

export type FunctionKind = 'module' | 'class' | 'function' | 'lambda' | 'comprehension' | 'generator-expression';

/** Why a function keeps its bytecode instead of a native body. */
export interface NotCompiled {
  readonly code: 'not-compiled';
  /** What it uses, in the user's words: `a match statement`. */
  readonly construct: string;
  readonly position: Positioned | null;
}

export interface IrFunction {
  /** `co_name`: `area`, `<lambda>`, `<module>`, the class's name. */
  readonly name: string;
  readonly qualname: string;
  readonly kind: FunctionKind;
  /** `co_firstlineno`: the first decorator's line where there is one. */
  readonly firstLine: number;
  /** The whole definition without its decorators, which is what the code that makes it underlines; null for the module. */
  readonly position: Positioned | null;
  /** Index of the function whose body makes this one; null for the module. */
  readonly parent: number | null;
  readonly isGenerator: boolean;
  readonly isCoroutine: boolean;
  /** Positional-only, ordinary, keyword-only, then `*args`, then `**kwargs`: the order of `co_varnames`. Slots 0 to n-1. */
  readonly parameterCount: number;
  readonly positionalCount: number;
  readonly slots: readonly Slot[];
  readonly cells: readonly Cell[];
  /** `blocks[i].id === i`; block 0 is the entry. Empty when `notCompiled` says why. */
  readonly blocks: readonly Block[];
  readonly valueCount: number;
  readonly notCompiled: NotCompiled | null;
  /** Whether zero-argument `super()`, `locals()` or the like looks at this function's frame for its variables. */
  readonly looksAtFrame: boolean;
}

/** Whether calls give an object whose frame is entered again and again. */
export const isResumed = ({ isGenerator, isCoroutine }: Pick<IrFunction, 'isGenerator' | 'isCoroutine'>): boolean => isGenerator || isCoroutine;

export interface IrModule {
  /** Dotted name, `__main__` for the entry. */
  readonly name: string;
  readonly file: string;
  readonly isPackage: boolean;
  /** Function 0 is the module's body. */
  readonly functions: readonly IrFunction[];
}
