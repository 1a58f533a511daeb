// Made by tools/generate-ast.mjs from schema.ts: change that instead.
import type { ConstantValue } from './constant.js';

/** Lines from 1, columns from 0 in UTF-8 bytes, as `ast` counts. */
export interface Positioned {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

export interface FunctionDef extends Positioned {
  readonly _type: 'FunctionDef';
  readonly name: string;
  readonly args: arguments;
  readonly body: readonly stmt[];
  readonly decorator_list: readonly expr[];
  readonly returns: expr | null;
  readonly type_comment: string | null;
  readonly type_params: readonly type_param[];
}

export interface AsyncFunctionDef extends Positioned {
  readonly _type: 'AsyncFunctionDef';
  readonly name: string;
  readonly args: arguments;
  readonly body: readonly stmt[];
  readonly decorator_list: readonly expr[];
  readonly returns: expr | null;
  readonly type_comment: string | null;
  readonly type_params: readonly type_param[];
}

export interface ClassDef extends Positioned {
  readonly _type: 'ClassDef';
  readonly name: string;
  readonly bases: readonly expr[];
  readonly keywords: readonly keyword[];
  readonly body: readonly stmt[];
  readonly decorator_list: readonly expr[];
  readonly type_params: readonly type_param[];
}

export interface Return extends Positioned {
  readonly _type: 'Return';
  readonly value: expr | null;
}

export interface Delete extends Positioned {
  readonly _type: 'Delete';
  readonly targets: readonly expr[];
}

export interface Assign extends Positioned {
  readonly _type: 'Assign';
  readonly targets: readonly expr[];
  readonly value: expr;
  readonly type_comment: string | null;
}

export interface TypeAlias extends Positioned {
  readonly _type: 'TypeAlias';
  readonly name: expr;
  readonly type_params: readonly type_param[];
  readonly value: expr;
}

export interface AugAssign extends Positioned {
  readonly _type: 'AugAssign';
  readonly target: expr;
  readonly op: operator;
  readonly value: expr;
}

export interface AnnAssign extends Positioned {
  readonly _type: 'AnnAssign';
  readonly target: expr;
  readonly annotation: expr;
  readonly value: expr | null;
  readonly simple: number;
}

export interface For extends Positioned {
  readonly _type: 'For';
  readonly target: expr;
  readonly iter: expr;
  readonly body: readonly stmt[];
  readonly orelse: readonly stmt[];
  readonly type_comment: string | null;
}

export interface AsyncFor extends Positioned {
  readonly _type: 'AsyncFor';
  readonly target: expr;
  readonly iter: expr;
  readonly body: readonly stmt[];
  readonly orelse: readonly stmt[];
  readonly type_comment: string | null;
}

export interface While extends Positioned {
  readonly _type: 'While';
  readonly test: expr;
  readonly body: readonly stmt[];
  readonly orelse: readonly stmt[];
}

export interface If extends Positioned {
  readonly _type: 'If';
  readonly test: expr;
  readonly body: readonly stmt[];
  readonly orelse: readonly stmt[];
}

export interface With extends Positioned {
  readonly _type: 'With';
  readonly items: readonly withitem[];
  readonly body: readonly stmt[];
  readonly type_comment: string | null;
}

export interface AsyncWith extends Positioned {
  readonly _type: 'AsyncWith';
  readonly items: readonly withitem[];
  readonly body: readonly stmt[];
  readonly type_comment: string | null;
}

export interface Match extends Positioned {
  readonly _type: 'Match';
  readonly subject: expr;
  readonly cases: readonly match_case[];
}

export interface Raise extends Positioned {
  readonly _type: 'Raise';
  readonly exc: expr | null;
  readonly cause: expr | null;
}

export interface Try extends Positioned {
  readonly _type: 'Try';
  readonly body: readonly stmt[];
  readonly handlers: readonly excepthandler[];
  readonly orelse: readonly stmt[];
  readonly finalbody: readonly stmt[];
}

export interface TryStar extends Positioned {
  readonly _type: 'TryStar';
  readonly body: readonly stmt[];
  readonly handlers: readonly excepthandler[];
  readonly orelse: readonly stmt[];
  readonly finalbody: readonly stmt[];
}

export interface Assert extends Positioned {
  readonly _type: 'Assert';
  readonly test: expr;
  readonly msg: expr | null;
}

export interface Import extends Positioned {
  readonly _type: 'Import';
  readonly names: readonly alias[];
  readonly is_lazy: number;
}

export interface ImportFrom extends Positioned {
  readonly _type: 'ImportFrom';
  readonly module: string | null;
  readonly names: readonly alias[];
  readonly level: number | null;
  readonly is_lazy: number;
}

export interface Global extends Positioned {
  readonly _type: 'Global';
  readonly names: readonly string[];
}

export interface Nonlocal extends Positioned {
  readonly _type: 'Nonlocal';
  readonly names: readonly string[];
}

export interface Expr extends Positioned {
  readonly _type: 'Expr';
  readonly value: expr;
}

export interface Pass extends Positioned {
  readonly _type: 'Pass';
}

export interface Break extends Positioned {
  readonly _type: 'Break';
}

export interface Continue extends Positioned {
  readonly _type: 'Continue';
}

export interface BoolOp extends Positioned {
  readonly _type: 'BoolOp';
  readonly op: boolop;
  readonly values: readonly expr[];
}

export interface NamedExpr extends Positioned {
  readonly _type: 'NamedExpr';
  readonly target: expr;
  readonly value: expr;
}

export interface BinOp extends Positioned {
  readonly _type: 'BinOp';
  readonly left: expr;
  readonly op: operator;
  readonly right: expr;
}

export interface UnaryOp extends Positioned {
  readonly _type: 'UnaryOp';
  readonly op: unaryop;
  readonly operand: expr;
}

export interface Lambda extends Positioned {
  readonly _type: 'Lambda';
  readonly args: arguments;
  readonly body: expr;
}

export interface IfExp extends Positioned {
  readonly _type: 'IfExp';
  readonly test: expr;
  readonly body: expr;
  readonly orelse: expr;
}

export interface Dict extends Positioned {
  readonly _type: 'Dict';
  readonly keys: readonly (expr | null)[];
  readonly values: readonly expr[];
}

export interface Set extends Positioned {
  readonly _type: 'Set';
  readonly elts: readonly expr[];
}

export interface ListComp extends Positioned {
  readonly _type: 'ListComp';
  readonly elt: expr;
  readonly generators: readonly comprehension[];
}

export interface SetComp extends Positioned {
  readonly _type: 'SetComp';
  readonly elt: expr;
  readonly generators: readonly comprehension[];
}

export interface DictComp extends Positioned {
  readonly _type: 'DictComp';
  readonly key: expr;
  readonly value: expr | null;
  readonly generators: readonly comprehension[];
}

export interface GeneratorExp extends Positioned {
  readonly _type: 'GeneratorExp';
  readonly elt: expr;
  readonly generators: readonly comprehension[];
}

export interface Await extends Positioned {
  readonly _type: 'Await';
  readonly value: expr;
}

export interface Yield extends Positioned {
  readonly _type: 'Yield';
  readonly value: expr | null;
}

export interface YieldFrom extends Positioned {
  readonly _type: 'YieldFrom';
  readonly value: expr;
}

export interface Compare extends Positioned {
  readonly _type: 'Compare';
  readonly left: expr;
  readonly ops: readonly cmpop[];
  readonly comparators: readonly expr[];
}

export interface Call extends Positioned {
  readonly _type: 'Call';
  readonly func: expr;
  readonly args: readonly expr[];
  readonly keywords: readonly keyword[];
}

export interface FormattedValue extends Positioned {
  readonly _type: 'FormattedValue';
  readonly value: expr;
  readonly conversion: number;
  readonly format_spec: expr | null;
}

export interface JoinedStr extends Positioned {
  readonly _type: 'JoinedStr';
  readonly values: readonly expr[];
}

export interface Interpolation extends Positioned {
  readonly _type: 'Interpolation';
  readonly value: expr;
  readonly str: string;
  readonly conversion: number;
  readonly format_spec: expr | null;
}

export interface TemplateStr extends Positioned {
  readonly _type: 'TemplateStr';
  readonly values: readonly expr[];
}

export interface Constant extends Positioned {
  readonly _type: 'Constant';
  readonly value: ConstantValue;
  readonly kind: string | null;
}

export interface Attribute extends Positioned {
  readonly _type: 'Attribute';
  readonly value: expr;
  readonly attr: string;
  readonly ctx: expr_context;
}

export interface Subscript extends Positioned {
  readonly _type: 'Subscript';
  readonly value: expr;
  readonly slice: expr;
  readonly ctx: expr_context;
}

export interface Starred extends Positioned {
  readonly _type: 'Starred';
  readonly value: expr;
  readonly ctx: expr_context;
}

export interface Name extends Positioned {
  readonly _type: 'Name';
  readonly id: string;
  readonly ctx: expr_context;
}

export interface List extends Positioned {
  readonly _type: 'List';
  readonly elts: readonly expr[];
  readonly ctx: expr_context;
}

export interface Tuple extends Positioned {
  readonly _type: 'Tuple';
  readonly elts: readonly expr[];
  readonly ctx: expr_context;
}

export interface Slice extends Positioned {
  readonly _type: 'Slice';
  readonly lower: expr | null;
  readonly upper: expr | null;
  readonly step: expr | null;
}

export interface ExceptHandler extends Positioned {
  readonly _type: 'ExceptHandler';
  readonly type: expr | null;
  readonly name: string | null;
  readonly body: readonly stmt[];
}

export interface MatchValue extends Positioned {
  readonly _type: 'MatchValue';
  readonly value: expr;
}

export interface MatchSingleton extends Positioned {
  readonly _type: 'MatchSingleton';
  readonly value: ConstantValue;
}

export interface MatchSequence extends Positioned {
  readonly _type: 'MatchSequence';
  readonly patterns: readonly pattern[];
}

export interface MatchMapping extends Positioned {
  readonly _type: 'MatchMapping';
  readonly keys: readonly expr[];
  readonly patterns: readonly pattern[];
  readonly rest: string | null;
}

export interface MatchClass extends Positioned {
  readonly _type: 'MatchClass';
  readonly cls: expr;
  readonly patterns: readonly pattern[];
  readonly kwd_attrs: readonly string[];
  readonly kwd_patterns: readonly pattern[];
}

export interface MatchStar extends Positioned {
  readonly _type: 'MatchStar';
  readonly name: string | null;
}

export interface MatchAs extends Positioned {
  readonly _type: 'MatchAs';
  readonly pattern: pattern | null;
  readonly name: string | null;
}

export interface MatchOr extends Positioned {
  readonly _type: 'MatchOr';
  readonly patterns: readonly pattern[];
}

export interface TypeVar extends Positioned {
  readonly _type: 'TypeVar';
  readonly name: string;
  readonly bound: expr | null;
  readonly default_value: expr | null;
}

export interface ParamSpec extends Positioned {
  readonly _type: 'ParamSpec';
  readonly name: string;
  readonly default_value: expr | null;
}

export interface TypeVarTuple extends Positioned {
  readonly _type: 'TypeVarTuple';
  readonly name: string;
  readonly default_value: expr | null;
}

export interface Module {
  readonly _type: 'Module';
  readonly body: readonly stmt[];
  readonly type_ignores: readonly string[];
}

export interface arguments {
  readonly _type: 'arguments';
  readonly posonlyargs: readonly arg[];
  readonly args: readonly arg[];
  readonly vararg: arg | null;
  readonly kwonlyargs: readonly arg[];
  readonly kw_defaults: readonly (expr | null)[];
  readonly kwarg: arg | null;
  readonly defaults: readonly expr[];
}

export interface comprehension {
  readonly _type: 'comprehension';
  readonly target: expr;
  readonly iter: expr;
  readonly ifs: readonly expr[];
  readonly is_async: number;
}

export interface withitem {
  readonly _type: 'withitem';
  readonly context_expr: expr;
  readonly optional_vars: expr | null;
}

export interface match_case {
  readonly _type: 'match_case';
  readonly pattern: pattern;
  readonly guard: expr | null;
  readonly body: readonly stmt[];
}

export interface arg extends Positioned {
  readonly _type: 'arg';
  readonly arg: string;
  readonly annotation: expr | null;
  readonly type_comment: string | null;
}

export interface keyword extends Positioned {
  readonly _type: 'keyword';
  readonly arg: string | null;
  readonly value: expr;
}

export interface alias extends Positioned {
  readonly _type: 'alias';
  readonly name: string;
  readonly asname: string | null;
}

export type stmt =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Expr
  | Pass
  | Break
  | Continue;

export type expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | Set
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | JoinedStr
  | Interpolation
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

export type excepthandler =
  | ExceptHandler;

export type pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

export type type_param =
  | TypeVar
  | ParamSpec
  | TypeVarTuple;

export type operator = 'Add' | 'Sub' | 'Mult' | 'MatMult' | 'Div' | 'Mod' | 'Pow' | 'LShift' | 'RShift' | 'BitOr' | 'BitXor' | 'BitAnd' | 'FloorDiv';

export type unaryop = 'Invert' | 'Not' | 'UAdd' | 'USub';

export type boolop = 'And' | 'Or';

export type cmpop = 'Eq' | 'NotEq' | 'Lt' | 'LtE' | 'Gt' | 'GtE' | 'Is' | 'IsNot' | 'In' | 'NotIn';

export type expr_context = 'Load' | 'Store' | 'Del';

export type AstNode =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Expr
  | Pass
  | Break
  | Continue
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | Set
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | JoinedStr
  | Interpolation
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice
  | ExceptHandler
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr
  | TypeVar
  | ParamSpec
  | TypeVarTuple
  | Module
  | arguments
  | comprehension
  | withitem
  | match_case
  | arg
  | keyword
  | alias;

export interface FieldShape {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly list: boolean;
  /** The first Python version whose `ast` has the field. */
  readonly since?: string;
}

/** The fields of each node, in the order of `_fields`. */
export const nodeShapes: Readonly<Record<AstNode['_type'], { readonly positioned: boolean; readonly fields: readonly FieldShape[] }>> = {
  FunctionDef: { positioned: true, fields: [{ name: 'name', type: 'identifier', optional: false, list: false }, { name: 'args', type: 'arguments', optional: false, list: false }, { name: 'body', type: 'stmt', optional: false, list: true }, { name: 'decorator_list', type: 'expr', optional: false, list: true }, { name: 'returns', type: 'expr', optional: true, list: false }, { name: 'type_comment', type: 'string', optional: true, list: false }, { name: 'type_params', type: 'type_param', optional: false, list: true, since: '3.12' }] },
  AsyncFunctionDef: { positioned: true, fields: [{ name: 'name', type: 'identifier', optional: false, list: false }, { name: 'args', type: 'arguments', optional: false, list: false }, { name: 'body', type: 'stmt', optional: false, list: true }, { name: 'decorator_list', type: 'expr', optional: false, list: true }, { name: 'returns', type: 'expr', optional: true, list: false }, { name: 'type_comment', type: 'string', optional: true, list: false }, { name: 'type_params', type: 'type_param', optional: false, list: true, since: '3.12' }] },
  ClassDef: { positioned: true, fields: [{ name: 'name', type: 'identifier', optional: false, list: false }, { name: 'bases', type: 'expr', optional: false, list: true }, { name: 'keywords', type: 'keyword', optional: false, list: true }, { name: 'body', type: 'stmt', optional: false, list: true }, { name: 'decorator_list', type: 'expr', optional: false, list: true }, { name: 'type_params', type: 'type_param', optional: false, list: true, since: '3.12' }] },
  Return: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: true, list: false }] },
  Delete: { positioned: true, fields: [{ name: 'targets', type: 'expr', optional: false, list: true }] },
  Assign: { positioned: true, fields: [{ name: 'targets', type: 'expr', optional: false, list: true }, { name: 'value', type: 'expr', optional: false, list: false }, { name: 'type_comment', type: 'string', optional: true, list: false }] },
  TypeAlias: { positioned: true, fields: [{ name: 'name', type: 'expr', optional: false, list: false }, { name: 'type_params', type: 'type_param', optional: false, list: true }, { name: 'value', type: 'expr', optional: false, list: false }] },
  AugAssign: { positioned: true, fields: [{ name: 'target', type: 'expr', optional: false, list: false }, { name: 'op', type: 'operator', optional: false, list: false }, { name: 'value', type: 'expr', optional: false, list: false }] },
  AnnAssign: { positioned: true, fields: [{ name: 'target', type: 'expr', optional: false, list: false }, { name: 'annotation', type: 'expr', optional: false, list: false }, { name: 'value', type: 'expr', optional: true, list: false }, { name: 'simple', type: 'int', optional: false, list: false }] },
  For: { positioned: true, fields: [{ name: 'target', type: 'expr', optional: false, list: false }, { name: 'iter', type: 'expr', optional: false, list: false }, { name: 'body', type: 'stmt', optional: false, list: true }, { name: 'orelse', type: 'stmt', optional: false, list: true }, { name: 'type_comment', type: 'string', optional: true, list: false }] },
  AsyncFor: { positioned: true, fields: [{ name: 'target', type: 'expr', optional: false, list: false }, { name: 'iter', type: 'expr', optional: false, list: false }, { name: 'body', type: 'stmt', optional: false, list: true }, { name: 'orelse', type: 'stmt', optional: false, list: true }, { name: 'type_comment', type: 'string', optional: true, list: false }] },
  While: { positioned: true, fields: [{ name: 'test', type: 'expr', optional: false, list: false }, { name: 'body', type: 'stmt', optional: false, list: true }, { name: 'orelse', type: 'stmt', optional: false, list: true }] },
  If: { positioned: true, fields: [{ name: 'test', type: 'expr', optional: false, list: false }, { name: 'body', type: 'stmt', optional: false, list: true }, { name: 'orelse', type: 'stmt', optional: false, list: true }] },
  With: { positioned: true, fields: [{ name: 'items', type: 'withitem', optional: false, list: true }, { name: 'body', type: 'stmt', optional: false, list: true }, { name: 'type_comment', type: 'string', optional: true, list: false }] },
  AsyncWith: { positioned: true, fields: [{ name: 'items', type: 'withitem', optional: false, list: true }, { name: 'body', type: 'stmt', optional: false, list: true }, { name: 'type_comment', type: 'string', optional: true, list: false }] },
  Match: { positioned: true, fields: [{ name: 'subject', type: 'expr', optional: false, list: false }, { name: 'cases', type: 'match_case', optional: false, list: true }] },
  Raise: { positioned: true, fields: [{ name: 'exc', type: 'expr', optional: true, list: false }, { name: 'cause', type: 'expr', optional: true, list: false }] },
  Try: { positioned: true, fields: [{ name: 'body', type: 'stmt', optional: false, list: true }, { name: 'handlers', type: 'excepthandler', optional: false, list: true }, { name: 'orelse', type: 'stmt', optional: false, list: true }, { name: 'finalbody', type: 'stmt', optional: false, list: true }] },
  TryStar: { positioned: true, fields: [{ name: 'body', type: 'stmt', optional: false, list: true }, { name: 'handlers', type: 'excepthandler', optional: false, list: true }, { name: 'orelse', type: 'stmt', optional: false, list: true }, { name: 'finalbody', type: 'stmt', optional: false, list: true }] },
  Assert: { positioned: true, fields: [{ name: 'test', type: 'expr', optional: false, list: false }, { name: 'msg', type: 'expr', optional: true, list: false }] },
  Import: { positioned: true, fields: [{ name: 'names', type: 'alias', optional: false, list: true }, { name: 'is_lazy', type: 'int', optional: false, list: false, since: '3.15' }] },
  ImportFrom: { positioned: true, fields: [{ name: 'module', type: 'identifier', optional: true, list: false }, { name: 'names', type: 'alias', optional: false, list: true }, { name: 'level', type: 'int', optional: true, list: false }, { name: 'is_lazy', type: 'int', optional: false, list: false, since: '3.15' }] },
  Global: { positioned: true, fields: [{ name: 'names', type: 'identifier', optional: false, list: true }] },
  Nonlocal: { positioned: true, fields: [{ name: 'names', type: 'identifier', optional: false, list: true }] },
  Expr: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: false, list: false }] },
  Pass: { positioned: true, fields: [] },
  Break: { positioned: true, fields: [] },
  Continue: { positioned: true, fields: [] },
  BoolOp: { positioned: true, fields: [{ name: 'op', type: 'boolop', optional: false, list: false }, { name: 'values', type: 'expr', optional: false, list: true }] },
  NamedExpr: { positioned: true, fields: [{ name: 'target', type: 'expr', optional: false, list: false }, { name: 'value', type: 'expr', optional: false, list: false }] },
  BinOp: { positioned: true, fields: [{ name: 'left', type: 'expr', optional: false, list: false }, { name: 'op', type: 'operator', optional: false, list: false }, { name: 'right', type: 'expr', optional: false, list: false }] },
  UnaryOp: { positioned: true, fields: [{ name: 'op', type: 'unaryop', optional: false, list: false }, { name: 'operand', type: 'expr', optional: false, list: false }] },
  Lambda: { positioned: true, fields: [{ name: 'args', type: 'arguments', optional: false, list: false }, { name: 'body', type: 'expr', optional: false, list: false }] },
  IfExp: { positioned: true, fields: [{ name: 'test', type: 'expr', optional: false, list: false }, { name: 'body', type: 'expr', optional: false, list: false }, { name: 'orelse', type: 'expr', optional: false, list: false }] },
  Dict: { positioned: true, fields: [{ name: 'keys', type: 'expr', optional: true, list: true }, { name: 'values', type: 'expr', optional: false, list: true }] },
  Set: { positioned: true, fields: [{ name: 'elts', type: 'expr', optional: false, list: true }] },
  ListComp: { positioned: true, fields: [{ name: 'elt', type: 'expr', optional: false, list: false }, { name: 'generators', type: 'comprehension', optional: false, list: true }] },
  SetComp: { positioned: true, fields: [{ name: 'elt', type: 'expr', optional: false, list: false }, { name: 'generators', type: 'comprehension', optional: false, list: true }] },
  DictComp: { positioned: true, fields: [{ name: 'key', type: 'expr', optional: false, list: false }, { name: 'value', type: 'expr', optional: true, list: false }, { name: 'generators', type: 'comprehension', optional: false, list: true }] },
  GeneratorExp: { positioned: true, fields: [{ name: 'elt', type: 'expr', optional: false, list: false }, { name: 'generators', type: 'comprehension', optional: false, list: true }] },
  Await: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: false, list: false }] },
  Yield: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: true, list: false }] },
  YieldFrom: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: false, list: false }] },
  Compare: { positioned: true, fields: [{ name: 'left', type: 'expr', optional: false, list: false }, { name: 'ops', type: 'cmpop', optional: false, list: true }, { name: 'comparators', type: 'expr', optional: false, list: true }] },
  Call: { positioned: true, fields: [{ name: 'func', type: 'expr', optional: false, list: false }, { name: 'args', type: 'expr', optional: false, list: true }, { name: 'keywords', type: 'keyword', optional: false, list: true }] },
  FormattedValue: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: false, list: false }, { name: 'conversion', type: 'int', optional: false, list: false }, { name: 'format_spec', type: 'expr', optional: true, list: false }] },
  JoinedStr: { positioned: true, fields: [{ name: 'values', type: 'expr', optional: false, list: true }] },
  Interpolation: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: false, list: false }, { name: 'str', type: 'string', optional: false, list: false }, { name: 'conversion', type: 'int', optional: false, list: false }, { name: 'format_spec', type: 'expr', optional: true, list: false }] },
  TemplateStr: { positioned: true, fields: [{ name: 'values', type: 'expr', optional: false, list: true }] },
  Constant: { positioned: true, fields: [{ name: 'value', type: 'constant', optional: false, list: false }, { name: 'kind', type: 'string', optional: true, list: false }] },
  Attribute: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: false, list: false }, { name: 'attr', type: 'identifier', optional: false, list: false }, { name: 'ctx', type: 'expr_context', optional: false, list: false }] },
  Subscript: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: false, list: false }, { name: 'slice', type: 'expr', optional: false, list: false }, { name: 'ctx', type: 'expr_context', optional: false, list: false }] },
  Starred: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: false, list: false }, { name: 'ctx', type: 'expr_context', optional: false, list: false }] },
  Name: { positioned: true, fields: [{ name: 'id', type: 'identifier', optional: false, list: false }, { name: 'ctx', type: 'expr_context', optional: false, list: false }] },
  List: { positioned: true, fields: [{ name: 'elts', type: 'expr', optional: false, list: true }, { name: 'ctx', type: 'expr_context', optional: false, list: false }] },
  Tuple: { positioned: true, fields: [{ name: 'elts', type: 'expr', optional: false, list: true }, { name: 'ctx', type: 'expr_context', optional: false, list: false }] },
  Slice: { positioned: true, fields: [{ name: 'lower', type: 'expr', optional: true, list: false }, { name: 'upper', type: 'expr', optional: true, list: false }, { name: 'step', type: 'expr', optional: true, list: false }] },
  ExceptHandler: { positioned: true, fields: [{ name: 'type', type: 'expr', optional: true, list: false }, { name: 'name', type: 'identifier', optional: true, list: false }, { name: 'body', type: 'stmt', optional: false, list: true }] },
  MatchValue: { positioned: true, fields: [{ name: 'value', type: 'expr', optional: false, list: false }] },
  MatchSingleton: { positioned: true, fields: [{ name: 'value', type: 'constant', optional: false, list: false }] },
  MatchSequence: { positioned: true, fields: [{ name: 'patterns', type: 'pattern', optional: false, list: true }] },
  MatchMapping: { positioned: true, fields: [{ name: 'keys', type: 'expr', optional: false, list: true }, { name: 'patterns', type: 'pattern', optional: false, list: true }, { name: 'rest', type: 'identifier', optional: true, list: false }] },
  MatchClass: { positioned: true, fields: [{ name: 'cls', type: 'expr', optional: false, list: false }, { name: 'patterns', type: 'pattern', optional: false, list: true }, { name: 'kwd_attrs', type: 'identifier', optional: false, list: true }, { name: 'kwd_patterns', type: 'pattern', optional: false, list: true }] },
  MatchStar: { positioned: true, fields: [{ name: 'name', type: 'identifier', optional: true, list: false }] },
  MatchAs: { positioned: true, fields: [{ name: 'pattern', type: 'pattern', optional: true, list: false }, { name: 'name', type: 'identifier', optional: true, list: false }] },
  MatchOr: { positioned: true, fields: [{ name: 'patterns', type: 'pattern', optional: false, list: true }] },
  TypeVar: { positioned: true, fields: [{ name: 'name', type: 'identifier', optional: false, list: false }, { name: 'bound', type: 'expr', optional: true, list: false }, { name: 'default_value', type: 'expr', optional: true, list: false, since: '3.13' }] },
  ParamSpec: { positioned: true, fields: [{ name: 'name', type: 'identifier', optional: false, list: false }, { name: 'default_value', type: 'expr', optional: true, list: false, since: '3.13' }] },
  TypeVarTuple: { positioned: true, fields: [{ name: 'name', type: 'identifier', optional: false, list: false }, { name: 'default_value', type: 'expr', optional: true, list: false, since: '3.13' }] },
  Module: { positioned: false, fields: [{ name: 'body', type: 'stmt', optional: false, list: true }, { name: 'type_ignores', type: 'string', optional: false, list: true }] },
  arguments: { positioned: false, fields: [{ name: 'posonlyargs', type: 'arg', optional: false, list: true }, { name: 'args', type: 'arg', optional: false, list: true }, { name: 'vararg', type: 'arg', optional: true, list: false }, { name: 'kwonlyargs', type: 'arg', optional: false, list: true }, { name: 'kw_defaults', type: 'expr', optional: true, list: true }, { name: 'kwarg', type: 'arg', optional: true, list: false }, { name: 'defaults', type: 'expr', optional: false, list: true }] },
  comprehension: { positioned: false, fields: [{ name: 'target', type: 'expr', optional: false, list: false }, { name: 'iter', type: 'expr', optional: false, list: false }, { name: 'ifs', type: 'expr', optional: false, list: true }, { name: 'is_async', type: 'int', optional: false, list: false }] },
  withitem: { positioned: false, fields: [{ name: 'context_expr', type: 'expr', optional: false, list: false }, { name: 'optional_vars', type: 'expr', optional: true, list: false }] },
  match_case: { positioned: false, fields: [{ name: 'pattern', type: 'pattern', optional: false, list: false }, { name: 'guard', type: 'expr', optional: true, list: false }, { name: 'body', type: 'stmt', optional: false, list: true }] },
  arg: { positioned: true, fields: [{ name: 'arg', type: 'identifier', optional: false, list: false }, { name: 'annotation', type: 'expr', optional: true, list: false }, { name: 'type_comment', type: 'string', optional: true, list: false }] },
  keyword: { positioned: true, fields: [{ name: 'arg', type: 'identifier', optional: true, list: false }, { name: 'value', type: 'expr', optional: false, list: false }] },
  alias: { positioned: true, fields: [{ name: 'name', type: 'identifier', optional: false, list: false }, { name: 'asname', type: 'identifier', optional: true, list: false }] },
};
