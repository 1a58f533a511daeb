/**
 * What a row of the table of operations says. All that stages know of an operation they read here: lowering which
 * immediates it takes, facts what it gives, passes what it touches, selection and emission how it is done with values held
 * one way or another.
 */
import type { IrConstant } from '../constants/constant.js';
import type { ArithmeticOperator, ComparisonOperator, UnaryOperator } from '../types/operator.js';
import type { KnownType, TypeName } from '../types/type-name.js';

/** What the operation is, and with which operator. */
export type Meaning =
  | { readonly family: 'binary' | 'inplace'; readonly operator: ArithmeticOperator }
  | { readonly family: 'unary'; readonly operator: UnaryOperator }
  | { readonly family: 'compare'; readonly operator: ComparisonOperator }
  | { readonly family: 'constant' | 'variable' | 'object' | 'display' | 'call' | 'iteration' | 'suspension' | 'exception' | 'import'; readonly operator?: undefined }
  /** A step that Python has no word for: of the lower IR only. */
  | { readonly family: 'machine'; readonly operator?: undefined };

/** The part of an instruction that is known when it is made; what each kind holds, says `ir/function.ts`. */
export type ImmediateKind =
  | 'slot' | 'cell' | 'name' | 'constant' | 'function'
  /** How many items; how many after those. */
  | 'count' | 'after'
  /** The place of an item, or a layout's number; the dots of an import; -1, or the code of `s`, `r`, `a` in an f-string, or of a C type's letter. */
  | 'index' | 'level' | 'conversion'
  /** The names of the last operands. */
  | 'keywords'
  /** Another operation, which this one does in a way of its own. */
  | 'operation'
  /** What a suspension leaves on the frame's stack. */
  | 'stack';
export type OptionKind =
  /** Of a constant: the text spells it out with operators. */
  | 'folded'
  /** Where `call.method` looks its method up; the instruction's own position is the call's. */
  | 'lookup'
  /** Of a read: the slot is bound for certain, or the object's layout known, so that it cannot fail. */
  | 'bound'
  /** Which optional operands of `make.function` are there, in this order. */
  | 'defaults' | 'keywordDefaults' | 'annotations';

/** Parts of memory: operations on different ones do not meet, unless Python code runs. */
export type AliasClass = 'slot' | 'cell' | 'global' | 'attribute' | 'item' | 'handled exception';

export interface Effects {
  readonly reads: readonly AliasClass[];
  readonly writes: readonly AliasClass[];
  /** Whether it may run Python code, which may read and write everything that is not the function's own. */
  readonly runsPython: boolean;
}

/** What it does with the slot that it names. */
export interface SlotEffect {
  readonly reads: boolean;
  readonly leaves: 'same' | 'bound' | 'empty';
}

/** Functions in namespace `rt` that do the same and differ in which operands' references they take over. */
export interface OperatorForms {
  readonly none: string;
  readonly left: string;
  readonly right: string;
  readonly both: string;
}

/** Names in `rt`, by whether the operand's reference is taken over: it ends before what the variable held. */
export interface UpdateForms {
  readonly none: string;
  readonly right: string;
}

/** How it is done with every value a `PyObject*`: the meaning of the operation, which each has. */
export type ObjectLowering =
  /** Emission writes it itself, or no native body has it (generators). */
  | { readonly kind: 'own' }
  | {
    readonly kind: 'call';
    /** Function in namespace `rt`. */
    readonly function: string;
    /** Whether it takes the frame first (globals, builtins, locals, thread). */
    readonly needsFrame: boolean;
    /** How the operands are passed: one by one; as an array and its size; or with a number besides that says which of them are taken over. */
    readonly operands: 'each' | 'array' | 'moved';
    /** The type in `rt` of what each place of the operation remembers between its turns; the last argument. */
    readonly cache: 'AttributeCache' | 'GlobalCache' | 'CallCache' | 'KeywordCache' | 'ViewCache' | null;
  }
  | {
    readonly kind: 'operator';
    readonly forms: OperatorForms;
    /** `variable = variable op right` in one step. */
    readonly update: UpdateForms | null;
    /** The truth of the result: 1, 0, or -1 with an exception set. */
    readonly test: OperatorForms | null;
  };

/** How it is done with machine words of one kind; the operands are converted to it. */
export type WordLowering =
  /** A C++ operator between the operands, or before the only one. */
  | { readonly kind: 'token'; readonly token: string }
  /** A function in namespace `rt` that says whether it could; if not, the generic body does the operation. */
  | { readonly kind: 'checked'; readonly function: string }
  /** The operand itself. */
  | { readonly kind: 'same' }
  /** Whether the operand is zero. */
  | { readonly kind: 'is-zero' };

/** By the kind that the operands have together: `bool` if all are, `float` if one is. Without `bool`, bools are ints. */
export interface WordLowerings {
  readonly bool?: WordLowering;
  readonly int?: WordLowering;
  readonly float?: WordLowering;
}

/** What is known of an operand. */
export interface KnownOperand {
  readonly type: KnownType;
  /** The value, where it is always the same one. */
  readonly constant: IrConstant | null;
}

/** What is known of the result; nothing if no rule says it. An operation may still raise. */
export interface ResultRules {
  /** The type, whatever the operands are. */
  readonly always?: TypeName;
  /** The type, from what the operands are. */
  readonly type?: (...operands: readonly KnownOperand[]) => TypeName | null;
  /** The value, bit for bit; null where it raises, is long, or is not known here. */
  readonly fold?: (...operands: readonly KnownOperand[]) => IrConstant | null;
  /** Whether the left operand is changed in place, and is the result. */
  readonly changesLeft?: (left: KnownType, right: KnownType) => boolean;
}

/** The methods of classes that it calls: the data model's names (Python Language Reference, 3.3). */
export interface OperatorMethods {
  /** Of the first operand's class. */
  readonly own: readonly string[];
  /** Of the second one's, called with the first. */
  readonly reflected: readonly string[];
}

export interface Operation {
  readonly meaning: Meaning;
  /** Number of operands; `-1` for any. */
  readonly operands: number;
  /** In the order in which the runtime function takes them after the operands. */
  readonly immediates: readonly ImmediateKind[];
  /** Immediates that may be there. */
  readonly options: readonly OptionKind[];
  /** `new`: an owned reference; `borrowed`: lives as long as its owner; `none`: no result. */
  readonly result: 'new' | 'borrowed' | 'none';
  readonly failure: 'raises' | 'never';
  readonly effects: Effects;
  /**
   * Of an operation that may run Python code: the function in `rt` that says of its operands (and its cache, if it has one)
   * that this time it does not; `always` where its objects are such that it never does. Null where nobody can say.
   */
  readonly quiet: string | null;
  readonly slot: SlotEffect | null;
  readonly object: ObjectLowering;
  /** Null where only objects will do. */
  readonly words: WordLowerings | null;
  readonly rules: ResultRules;
  readonly methods: OperatorMethods | null;
}
