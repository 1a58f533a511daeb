// Made by tools/generate-ast.mjs from schema.ts: change that instead.
import type { ConstantValue } from './constant.js';
import type { AnnAssign, Assert, Assign, AsyncFor, AsyncFunctionDef, AsyncWith, Attribute, AugAssign, Await, BinOp, BoolOp, Break, Call, ClassDef, Compare, Constant, Continue, Delete, Dict, DictComp, ExceptHandler, Expr, For, FormattedValue, FunctionDef, GeneratorExp, Global, If, IfExp, Import, ImportFrom, Interpolation, JoinedStr, Lambda, List, ListComp, Match, MatchAs, MatchClass, MatchMapping, MatchOr, MatchSequence, MatchSingleton, MatchStar, MatchValue, Name, NamedExpr, Nonlocal, ParamSpec, Pass, Positioned, Raise, Return, Set, SetComp, Slice, Starred, Subscript, TemplateStr, Try, TryStar, Tuple, TypeAlias, TypeVar, TypeVarTuple, UnaryOp, While, With, Yield, YieldFrom, alias, arg, arguments as Arguments, boolop, cmpop, comprehension, excepthandler, expr, expr_context, keyword, match_case, operator, pattern, stmt, type_param, unaryop, withitem } from './nodes.generated.js';

// Each makes a node from where `first` begins to where `last` ends. Nothing reads type comments.
export const makeFunctionDef = (first: Positioned, last: Positioned, name: string, args: Arguments, body: readonly stmt[], decorator_list: readonly expr[], returns: expr | null, type_params: readonly type_param[]): FunctionDef =>
  ({ _type: 'FunctionDef', name, args, body, decorator_list, returns, type_comment: null, type_params, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeAsyncFunctionDef = (first: Positioned, last: Positioned, name: string, args: Arguments, body: readonly stmt[], decorator_list: readonly expr[], returns: expr | null, type_params: readonly type_param[]): AsyncFunctionDef =>
  ({ _type: 'AsyncFunctionDef', name, args, body, decorator_list, returns, type_comment: null, type_params, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeClassDef = (first: Positioned, last: Positioned, name: string, bases: readonly expr[], keywords: readonly keyword[], body: readonly stmt[], decorator_list: readonly expr[], type_params: readonly type_param[]): ClassDef =>
  ({ _type: 'ClassDef', name, bases, keywords, body, decorator_list, type_params, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeReturn = (first: Positioned, last: Positioned, value: expr | null): Return =>
  ({ _type: 'Return', value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeDelete = (first: Positioned, last: Positioned, targets: readonly expr[]): Delete =>
  ({ _type: 'Delete', targets, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeAssign = (first: Positioned, last: Positioned, targets: readonly expr[], value: expr): Assign =>
  ({ _type: 'Assign', targets, value, type_comment: null, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeTypeAlias = (first: Positioned, last: Positioned, name: expr, type_params: readonly type_param[], value: expr): TypeAlias =>
  ({ _type: 'TypeAlias', name, type_params, value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeAugAssign = (first: Positioned, last: Positioned, target: expr, op: operator, value: expr): AugAssign =>
  ({ _type: 'AugAssign', target, op, value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeAnnAssign = (first: Positioned, last: Positioned, target: expr, annotation: expr, value: expr | null, simple: number): AnnAssign =>
  ({ _type: 'AnnAssign', target, annotation, value, simple, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeFor = (first: Positioned, last: Positioned, target: expr, iter: expr, body: readonly stmt[], orelse: readonly stmt[]): For =>
  ({ _type: 'For', target, iter, body, orelse, type_comment: null, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeAsyncFor = (first: Positioned, last: Positioned, target: expr, iter: expr, body: readonly stmt[], orelse: readonly stmt[]): AsyncFor =>
  ({ _type: 'AsyncFor', target, iter, body, orelse, type_comment: null, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeWhile = (first: Positioned, last: Positioned, test: expr, body: readonly stmt[], orelse: readonly stmt[]): While =>
  ({ _type: 'While', test, body, orelse, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeIf = (first: Positioned, last: Positioned, test: expr, body: readonly stmt[], orelse: readonly stmt[]): If =>
  ({ _type: 'If', test, body, orelse, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeWith = (first: Positioned, last: Positioned, items: readonly withitem[], body: readonly stmt[]): With =>
  ({ _type: 'With', items, body, type_comment: null, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeAsyncWith = (first: Positioned, last: Positioned, items: readonly withitem[], body: readonly stmt[]): AsyncWith =>
  ({ _type: 'AsyncWith', items, body, type_comment: null, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeMatch = (first: Positioned, last: Positioned, subject: expr, cases: readonly match_case[]): Match =>
  ({ _type: 'Match', subject, cases, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeRaise = (first: Positioned, last: Positioned, exc: expr | null, cause: expr | null): Raise =>
  ({ _type: 'Raise', exc, cause, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeTry = (first: Positioned, last: Positioned, body: readonly stmt[], handlers: readonly excepthandler[], orelse: readonly stmt[], finalbody: readonly stmt[]): Try =>
  ({ _type: 'Try', body, handlers, orelse, finalbody, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeTryStar = (first: Positioned, last: Positioned, body: readonly stmt[], handlers: readonly excepthandler[], orelse: readonly stmt[], finalbody: readonly stmt[]): TryStar =>
  ({ _type: 'TryStar', body, handlers, orelse, finalbody, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeAssert = (first: Positioned, last: Positioned, test: expr, msg: expr | null): Assert =>
  ({ _type: 'Assert', test, msg, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeImport = (first: Positioned, last: Positioned, names: readonly alias[], is_lazy: number): Import =>
  ({ _type: 'Import', names, is_lazy, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeImportFrom = (first: Positioned, last: Positioned, module: string | null, names: readonly alias[], level: number | null, is_lazy: number): ImportFrom =>
  ({ _type: 'ImportFrom', module, names, level, is_lazy, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeGlobal = (first: Positioned, last: Positioned, names: readonly string[]): Global =>
  ({ _type: 'Global', names, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeNonlocal = (first: Positioned, last: Positioned, names: readonly string[]): Nonlocal =>
  ({ _type: 'Nonlocal', names, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeExpr = (first: Positioned, last: Positioned, value: expr): Expr =>
  ({ _type: 'Expr', value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makePass = (first: Positioned, last: Positioned): Pass =>
  ({ _type: 'Pass', lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeBreak = (first: Positioned, last: Positioned): Break =>
  ({ _type: 'Break', lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeContinue = (first: Positioned, last: Positioned): Continue =>
  ({ _type: 'Continue', lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeBoolOp = (first: Positioned, last: Positioned, op: boolop, values: readonly expr[]): BoolOp =>
  ({ _type: 'BoolOp', op, values, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeNamedExpr = (first: Positioned, last: Positioned, target: expr, value: expr): NamedExpr =>
  ({ _type: 'NamedExpr', target, value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeBinOp = (first: Positioned, last: Positioned, left: expr, op: operator, right: expr): BinOp =>
  ({ _type: 'BinOp', left, op, right, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeUnaryOp = (first: Positioned, last: Positioned, op: unaryop, operand: expr): UnaryOp =>
  ({ _type: 'UnaryOp', op, operand, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeLambda = (first: Positioned, last: Positioned, args: Arguments, body: expr): Lambda =>
  ({ _type: 'Lambda', args, body, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeIfExp = (first: Positioned, last: Positioned, test: expr, body: expr, orelse: expr): IfExp =>
  ({ _type: 'IfExp', test, body, orelse, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeDict = (first: Positioned, last: Positioned, keys: readonly (expr | null)[], values: readonly expr[]): Dict =>
  ({ _type: 'Dict', keys, values, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeSet = (first: Positioned, last: Positioned, elts: readonly expr[]): Set =>
  ({ _type: 'Set', elts, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeListComp = (first: Positioned, last: Positioned, elt: expr, generators: readonly comprehension[]): ListComp =>
  ({ _type: 'ListComp', elt, generators, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeSetComp = (first: Positioned, last: Positioned, elt: expr, generators: readonly comprehension[]): SetComp =>
  ({ _type: 'SetComp', elt, generators, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeDictComp = (first: Positioned, last: Positioned, key: expr, value: expr | null, generators: readonly comprehension[]): DictComp =>
  ({ _type: 'DictComp', key, value, generators, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeGeneratorExp = (first: Positioned, last: Positioned, elt: expr, generators: readonly comprehension[]): GeneratorExp =>
  ({ _type: 'GeneratorExp', elt, generators, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeAwait = (first: Positioned, last: Positioned, value: expr): Await =>
  ({ _type: 'Await', value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeYield = (first: Positioned, last: Positioned, value: expr | null): Yield =>
  ({ _type: 'Yield', value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeYieldFrom = (first: Positioned, last: Positioned, value: expr): YieldFrom =>
  ({ _type: 'YieldFrom', value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeCompare = (first: Positioned, last: Positioned, left: expr, ops: readonly cmpop[], comparators: readonly expr[]): Compare =>
  ({ _type: 'Compare', left, ops, comparators, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeCall = (first: Positioned, last: Positioned, func: expr, args: readonly expr[], keywords: readonly keyword[]): Call =>
  ({ _type: 'Call', func, args, keywords, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeFormattedValue = (first: Positioned, last: Positioned, value: expr, conversion: number, format_spec: expr | null): FormattedValue =>
  ({ _type: 'FormattedValue', value, conversion, format_spec, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeJoinedStr = (first: Positioned, last: Positioned, values: readonly expr[]): JoinedStr =>
  ({ _type: 'JoinedStr', values, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeInterpolation = (first: Positioned, last: Positioned, value: expr, str: string, conversion: number, format_spec: expr | null): Interpolation =>
  ({ _type: 'Interpolation', value, str, conversion, format_spec, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeTemplateStr = (first: Positioned, last: Positioned, values: readonly expr[]): TemplateStr =>
  ({ _type: 'TemplateStr', values, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeConstant = (first: Positioned, last: Positioned, value: ConstantValue, kind: string | null): Constant =>
  ({ _type: 'Constant', value, kind, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeAttribute = (first: Positioned, last: Positioned, value: expr, attr: string, ctx: expr_context): Attribute =>
  ({ _type: 'Attribute', value, attr, ctx, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeSubscript = (first: Positioned, last: Positioned, value: expr, slice: expr, ctx: expr_context): Subscript =>
  ({ _type: 'Subscript', value, slice, ctx, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeStarred = (first: Positioned, last: Positioned, value: expr, ctx: expr_context): Starred =>
  ({ _type: 'Starred', value, ctx, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeName = (first: Positioned, last: Positioned, id: string, ctx: expr_context): Name =>
  ({ _type: 'Name', id, ctx, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeList = (first: Positioned, last: Positioned, elts: readonly expr[], ctx: expr_context): List =>
  ({ _type: 'List', elts, ctx, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeTuple = (first: Positioned, last: Positioned, elts: readonly expr[], ctx: expr_context): Tuple =>
  ({ _type: 'Tuple', elts, ctx, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeSlice = (first: Positioned, last: Positioned, lower: expr | null, upper: expr | null, step: expr | null): Slice =>
  ({ _type: 'Slice', lower, upper, step, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeExceptHandler = (first: Positioned, last: Positioned, type: expr | null, name: string | null, body: readonly stmt[]): ExceptHandler =>
  ({ _type: 'ExceptHandler', type, name, body, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeMatchValue = (first: Positioned, last: Positioned, value: expr): MatchValue =>
  ({ _type: 'MatchValue', value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeMatchSingleton = (first: Positioned, last: Positioned, value: ConstantValue): MatchSingleton =>
  ({ _type: 'MatchSingleton', value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeMatchSequence = (first: Positioned, last: Positioned, patterns: readonly pattern[]): MatchSequence =>
  ({ _type: 'MatchSequence', patterns, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeMatchMapping = (first: Positioned, last: Positioned, keys: readonly expr[], patterns: readonly pattern[], rest: string | null): MatchMapping =>
  ({ _type: 'MatchMapping', keys, patterns, rest, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeMatchClass = (first: Positioned, last: Positioned, cls: expr, patterns: readonly pattern[], kwd_attrs: readonly string[], kwd_patterns: readonly pattern[]): MatchClass =>
  ({ _type: 'MatchClass', cls, patterns, kwd_attrs, kwd_patterns, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeMatchStar = (first: Positioned, last: Positioned, name: string | null): MatchStar =>
  ({ _type: 'MatchStar', name, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeMatchAs = (first: Positioned, last: Positioned, pattern: pattern | null, name: string | null): MatchAs =>
  ({ _type: 'MatchAs', pattern, name, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeMatchOr = (first: Positioned, last: Positioned, patterns: readonly pattern[]): MatchOr =>
  ({ _type: 'MatchOr', patterns, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeTypeVar = (first: Positioned, last: Positioned, name: string, bound: expr | null, default_value: expr | null): TypeVar =>
  ({ _type: 'TypeVar', name, bound, default_value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeParamSpec = (first: Positioned, last: Positioned, name: string, default_value: expr | null): ParamSpec =>
  ({ _type: 'ParamSpec', name, default_value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeTypeVarTuple = (first: Positioned, last: Positioned, name: string, default_value: expr | null): TypeVarTuple =>
  ({ _type: 'TypeVarTuple', name, default_value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeArg = (first: Positioned, last: Positioned, arg: string, annotation: expr | null): arg =>
  ({ _type: 'arg', arg, annotation, type_comment: null, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeKeyword = (first: Positioned, last: Positioned, arg: string | null, value: expr): keyword =>
  ({ _type: 'keyword', arg, value, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
export const makeAlias = (first: Positioned, last: Positioned, name: string, asname: string | null): alias =>
  ({ _type: 'alias', name, asname, lineno: first.lineno, col_offset: first.col_offset, end_lineno: last.end_lineno, end_col_offset: last.end_col_offset });
