"""The interpreter's AST and symbol tables as JSON values: for every script that asks it what a text means."""
import ast

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
    if isinstance(value, ast.AST):
        out = {"_type": type(value).__name__}
        is_literal = isinstance(value, (ast.Constant, ast.MatchSingleton))
        for field in value._fields:
            child = getattr(value, field, None)
            out[field] = constant(child) if is_literal and field == "value" else tree(child)
        for position in value._attributes:
            out[position] = getattr(value, position)
        return out
    if isinstance(value, list):
        return [tree(child) for child in value]
    return value


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
