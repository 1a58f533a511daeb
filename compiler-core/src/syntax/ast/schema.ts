/**
 * The abstract grammar of Python, as CPython's `Parser/Python.asdl` states it for 3.11 to 3.15: one row a node, in
 * the order of its fields. The node types, the walker and the dump are made from this table.
 *
 * A field is `name:type`, with `?` for an optional and `*` for a list. Types in lower case name a sum of nodes;
 * `identifier`, `int`, `string` and `constant` are leaves; `operator` kinds are plain words (`'Add'`).
 * A `since` marks what older versions do not have.
 */
export const sums = {
  stmt: [
    'FunctionDef name:identifier args:arguments body:stmt* decorator_list:expr* returns:expr? type_comment:string? type_params:type_param*@3.12',
    'AsyncFunctionDef name:identifier args:arguments body:stmt* decorator_list:expr* returns:expr? type_comment:string? type_params:type_param*@3.12',
    'ClassDef name:identifier bases:expr* keywords:keyword* body:stmt* decorator_list:expr* type_params:type_param*@3.12',
    'Return value:expr?',
    'Delete targets:expr*',
    'Assign targets:expr* value:expr type_comment:string?',
    'TypeAlias name:expr type_params:type_param* value:expr',
    'AugAssign target:expr op:operator value:expr',
    'AnnAssign target:expr annotation:expr value:expr? simple:int',
    'For target:expr iter:expr body:stmt* orelse:stmt* type_comment:string?',
    'AsyncFor target:expr iter:expr body:stmt* orelse:stmt* type_comment:string?',
    'While test:expr body:stmt* orelse:stmt*',
    'If test:expr body:stmt* orelse:stmt*',
    'With items:withitem* body:stmt* type_comment:string?',
    'AsyncWith items:withitem* body:stmt* type_comment:string?',
    'Match subject:expr cases:match_case*',
    'Raise exc:expr? cause:expr?',
    'Try body:stmt* handlers:excepthandler* orelse:stmt* finalbody:stmt*',
    'TryStar body:stmt* handlers:excepthandler* orelse:stmt* finalbody:stmt*',
    'Assert test:expr msg:expr?',
    'Import names:alias* is_lazy:int@3.15',
    'ImportFrom module:identifier? names:alias* level:int? is_lazy:int@3.15',
    'Global names:identifier*',
    'Nonlocal names:identifier*',
    'Expr value:expr',
    'Pass',
    'Break',
    'Continue',
  ],
  expr: [
    'BoolOp op:boolop values:expr*',
    'NamedExpr target:expr value:expr',
    'BinOp left:expr op:operator right:expr',
    'UnaryOp op:unaryop operand:expr',
    'Lambda args:arguments body:expr',
    'IfExp test:expr body:expr orelse:expr',
    'Dict keys:expr?* values:expr*',
    'Set elts:expr*',
    'ListComp elt:expr generators:comprehension*',
    'SetComp elt:expr generators:comprehension*',
    'DictComp key:expr value:expr? generators:comprehension*',
    'GeneratorExp elt:expr generators:comprehension*',
    'Await value:expr',
    'Yield value:expr?',
    'YieldFrom value:expr',
    'Compare left:expr ops:cmpop* comparators:expr*',
    'Call func:expr args:expr* keywords:keyword*',
    'FormattedValue value:expr conversion:int format_spec:expr?',
    'JoinedStr values:expr*',
    'Interpolation value:expr str:string conversion:int format_spec:expr?',
    'TemplateStr values:expr*',
    'Constant value:constant kind:string?',
    'Attribute value:expr attr:identifier ctx:expr_context',
    'Subscript value:expr slice:expr ctx:expr_context',
    'Starred value:expr ctx:expr_context',
    'Name id:identifier ctx:expr_context',
    'List elts:expr* ctx:expr_context',
    'Tuple elts:expr* ctx:expr_context',
    'Slice lower:expr? upper:expr? step:expr?',
  ],
  excepthandler: ['ExceptHandler type:expr? name:identifier? body:stmt*'],
  pattern: [
    'MatchValue value:expr',
    'MatchSingleton value:constant',
    'MatchSequence patterns:pattern*',
    'MatchMapping keys:expr* patterns:pattern* rest:identifier?',
    'MatchClass cls:expr patterns:pattern* kwd_attrs:identifier* kwd_patterns:pattern*',
    'MatchStar name:identifier?',
    'MatchAs pattern:pattern? name:identifier?',
    'MatchOr patterns:pattern*',
  ],
  type_param: [
    'TypeVar name:identifier bound:expr? default_value:expr?@3.13',
    'ParamSpec name:identifier default_value:expr?@3.13',
    'TypeVarTuple name:identifier default_value:expr?@3.13',
  ],
} as const;

/** Nodes that belong to no sum; the first three carry no position. */
export const products = {
  Module: 'body:stmt* type_ignores:string*',
  arguments: 'posonlyargs:arg* args:arg* vararg:arg? kwonlyargs:arg* kw_defaults:expr?* kwarg:arg? defaults:expr*',
  comprehension: 'target:expr iter:expr ifs:expr* is_async:int',
  withitem: 'context_expr:expr optional_vars:expr?',
  match_case: 'pattern:pattern guard:expr? body:stmt*',
  arg: 'arg:identifier annotation:expr? type_comment:string?',
  keyword: 'arg:identifier? value:expr',
  alias: 'name:identifier asname:identifier?',
} as const;

/** Products without `lineno`, `col_offset`, `end_lineno` and `end_col_offset`. */
export const unpositioned: readonly string[] = ['Module', 'arguments', 'comprehension', 'withitem', 'match_case'];

/** Operator words; `dump` prints each as a node of its own, as `ast` has it. */
export const words = {
  operator: ['Add', 'Sub', 'Mult', 'MatMult', 'Div', 'Mod', 'Pow', 'LShift', 'RShift', 'BitOr', 'BitXor', 'BitAnd', 'FloorDiv'],
  unaryop: ['Invert', 'Not', 'UAdd', 'USub'],
  boolop: ['And', 'Or'],
  cmpop: ['Eq', 'NotEq', 'Lt', 'LtE', 'Gt', 'GtE', 'Is', 'IsNot', 'In', 'NotIn'],
  expr_context: ['Load', 'Store', 'Del'],
} as const;
