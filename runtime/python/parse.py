"""Gives the AST of source files, as the interpreter that will run them reads them: a build is right by construction.

Reads a JSON list of {source, file} from standard input: the path to read and the name for messages. Writes one JSON
object a line: {"ast": ...} or {"error": the text that the interpreter prints for it}. Nodes are {"_type": name, fields}
with their positions; constants are tagged where JSON has no such value.
"""
import ast
import json
import sys
import traceback
import warnings


def encode_constant(value):
    if value is None or value is Ellipsis or isinstance(value, bool):
        return {'const': repr(value)}
    if isinstance(value, int):
        # Hexadecimal: decimal digits of huge numbers are limited, and slow.
        return {'int': str(value) if abs(value) < 1 << 64 else hex(value)}
    if isinstance(value, (float, complex)):
        return {type(value).__name__: repr(value)}
    if isinstance(value, bytes):
        return {'bytes': value.hex()}
    return value


def encode(value, is_constant=False):
    if is_constant:
        return encode_constant(value)
    if isinstance(value, list):
        return [encode(item) for item in value]
    if not isinstance(value, ast.AST):
        return value
    node = {'_type': type(value).__name__}
    holds_constant = isinstance(value, (ast.Constant, ast.MatchSingleton))
    for field in value._fields:
        node[field] = encode(getattr(value, field, None), holds_constant and field == 'value')
    for attribute in value._attributes:
        node[attribute] = getattr(value, attribute, None)
    return node


def parse(request):
    try:
        with open(request['source'], 'rb') as stream:
            return {'ast': encode(ast.parse(stream.read(), request['file']))}
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {'error': ''.join(traceback.format_exception_only(type(error), error)).rstrip()}


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    sys.setrecursionlimit(100_000)
    for entry in json.load(sys.stdin):
        print(json.dumps(parse(entry)))
