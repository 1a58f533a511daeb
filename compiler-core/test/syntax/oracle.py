"""Prints what this interpreter's `ast` says of each file named: one JSON value a line, null for a file it rejects."""
import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")


def literal(value):
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, (int, float, complex)) and not isinstance(value, bool):
        return {type(value).__name__: repr(value)}
    return {"const": repr(value)}


def plain(value):
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not isinstance(value, ast.AST):
        return value
    result = {"_type": type(value).__name__}
    for name in value._fields + value._attributes:
        content = getattr(value, name, None)
        is_literal = name == "value" and isinstance(value, (ast.Constant, ast.MatchSingleton))
        result[name] = literal(content) if is_literal else plain(content)
    return result


for path in sys.argv[1:]:
    with open(path, "rb") as stream:
        content = stream.read()
    try:
        print(json.dumps(plain(ast.parse(content))))
    except SyntaxError:
        print("null")
