"""Prints what this interpreter's `ast` says of each file named: one JSON value a line, null for a file it rejects."""
import ast
import json
import os
import sys
import warnings

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../harness"))
from trees import tree

warnings.simplefilter("ignore")
for path in sys.argv[1:]:
    with open(path, "rb") as stream:
        content = stream.read()
    try:
        print(json.dumps(tree(ast.parse(content))))
    except SyntaxError:
        print("null")
