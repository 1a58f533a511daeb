"""What the interpreter that runs this script says of Python files: one JSON object a line, the AST and the scopes.

    python3.12 oracle.py FILE...    {"file": F, "ast": ..., "scopes": ...} or {"file": F, "error": {...}} after the AST
"""
import ast
import json
import symtable
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20_000)

QUESTIONS = ["referenced", "parameter", "global", "declared_global", "local", "free", "assigned", "imported",
             "annotated", "nonlocal", "namespace"]


def constant(value):
    if value is None or value is True or value is False or value is Ellipsis:
        return {"const": str(value)}
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    return {type(value).__name__: repr(value)}


def tree(value):
    if isinstance(value, list):
        return [tree(item) for item in value]
    if not isinstance(value, ast.AST):
        return value
    out = {"_type": type(value).__name__}
    for field in value._fields:
        child = getattr(value, field, None)
        leaf = field == "value" and isinstance(value, (ast.Constant, ast.MatchSingleton))
        out[field] = constant(child) if leaf else tree(child)
    for position in value._attributes:
        out[position] = getattr(value, position)
    return out


def table(scope):
    kind = scope.get_type()
    return {
        "type": str(getattr(kind, "value", kind)),
        "name": scope.get_name(),
        "lineno": scope.get_lineno(),
        "nested": scope.is_nested(),
        "symbols": {
            symbol.get_name(): [word for word in QUESTIONS if getattr(symbol, "is_" + word)()]
            for symbol in scope.get_symbols()
        },
        "children": [table(child) for child in scope.get_children()],
    }


def judge(file):
    with open(file, encoding="utf-8") as stream:
        source = stream.read()
    answer = {"file": file}
    try:
        answer["ast"] = tree(ast.parse(source, file))
        answer["scopes"] = table(symtable.symtable(source, file, "exec"))
    except SyntaxError as error:
        answer["error"] = {"message": error.msg, "lineno": error.lineno, "offset": error.offset,
                           "endLineno": error.end_lineno, "endOffset": error.end_offset}
    return answer


if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
for path in sys.argv[1:]:
    try:
        print(json.dumps(judge(path)))
    except (UnicodeDecodeError, RecursionError, ValueError) as unreadable:
        print(json.dumps({"file": path, "unreadable": str(unreadable)}))
