"""Gives the AST of source files, as the interpreter that will run them reads them: a build is right by construction.

Reads a JSON list of {source, file, script?} from standard input: the path to read, the name for messages, and whether
it is what `python file` would run: some errors of undecodable files read otherwise there. Writes one JSON
object a line: {"ast": ..., "warnings": [...]} or {"error": the text that the interpreter prints for it}. Nodes are {"_type": name, fields}
with their positions; constants are tagged where JSON has no such value.
"""
import ast
import json
import re
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


def has_cookie(content):
    return any(re.match(rb'[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+', line) for line in content.split(b'\n')[:2])


def undecodable(content, file):
    """What `python file` says of bytes that are no text, and their line; the parser of strings says something else."""
    if b'\0' in content:
        before, _, _ = content.partition(b'\0')
        number = before.count(b'\n') + 1
        line = before.rpartition(b'\n')[2].decode(errors='replace').strip()
        return f'  File "{file}", line {number}\n    {line}\nSyntaxError: source code cannot contain null bytes', number
    if has_cookie(content):
        return None, 0
    try:
        content.decode()
        return None, 0
    except UnicodeDecodeError as error:
        number = content.count(b'\n', 0, error.start) + 1
        return (f"SyntaxError: Non-UTF-8 code starting with '\\x{content[error.start]:02x}' in file {file} on line {number}, "
                'but no encoding declared; see https://peps.python.org/pep-0263/ for details'), number


def describe(warned):
    """The text is what the interpreter prints when it runs the file."""
    text = warnings.formatwarning(warned.message, warned.category, warned.filename, warned.lineno)
    return {'line': warned.lineno, 'message': str(warned.message), 'text': text}


def parse(request):
    content, problem, line = b'', None, 0
    try:
        with open(request['source'], 'rb') as stream:
            content = stream.read()
        if request.get('script'):
            problem, line = undecodable(content, request['file'])
        tree = ast.parse(content, request['file'])
        # Names and jumps are judged after parsing.
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter('always')
            compile(content, request['file'], 'exec', dont_inherit=True)
        if problem is None:
            return {'ast': encode(tree), 'warnings': [describe(each) for each in warned if each.category is SyntaxWarning]}
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        text = ''.join(traceback.format_exception_only(type(error), error)).rstrip()
        if request.get('script') and ('unknown encoding: ' in text or 'encoding problem: ' in text):
            return {'error': 'SyntaxError: encoding problem: ' + text.rpartition('encoding: ' if 'unknown encoding: ' in text else 'problem: ')[2]}
        # Files are read by lines, so what is wrong before the undecodable line comes first; but where the parser only
        # knows that something is wrong, it looks through the rest for what it knows better.
        if problem is None or (0 < (getattr(error, 'lineno', None) or 0) < line and error.msg != 'invalid syntax'):
            return {'error': text}
    return {'error': problem}


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    sys.setrecursionlimit(100_000)
    for entry in json.load(sys.stdin):
        print(json.dumps(parse(entry)))
