"""What the interpreter that runs this script says of Python files: one JSON object a line, the AST and the scopes.

    python3.12 oracle.py FILE...    {"file": F, "ast": ..., "scopes": ...} or {"file": F, "error": {...}} after the AST
"""
import ast
import json
import os
import symtable
import sys
import warnings

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../harness"))
from trees import table, tree

warnings.simplefilter("ignore")
sys.setrecursionlimit(20_000)


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
