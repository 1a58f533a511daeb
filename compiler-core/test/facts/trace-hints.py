"""Runs a program and says which of its hints are not what really flows there.

usage: trace-hints.py HINTS.json PROGRAM.py [TEST_MODULE]

Constants are checked by calls put around their expressions, comprehension variables by an extra condition, other
variables, parameters and results by a tracer that looks at the frame before each line. With TEST_MODULE the program is
a library module that this module's tests are run against.
"""
import ast
import importlib
import importlib.util
import io
import json
import os
import re
import sys
import unittest

hints_file, program = sys.argv[1:3]
source = open(program, 'rb').read()
lines = re.split(r'\r\n?|\n', source.decode())
hints = json.load(open(hints_file))
failures = {}
checked = set()
looks = {}


def place(line, column):
    """LSP's line and column as Python's line and byte offset."""
    text = lines[line].encode('utf-16-le')[:2 * column].decode('utf-16-le')
    return line + 1, len(text.encode())


by_end = {}
for number, hint in enumerate(hints):
    if hint['kind'] in ('type', 'constant', 'returnType'):
        by_end.setdefault((hint['kind'], *place(hint['line'], hint['column'])), number)


def fail(number, value):
    failures.setdefault(number, f'{type(value).__name__}: {value!r}'[:120])


types = {}


def parsed(text):
    if text not in types:
        types[text] = ast.parse(text, mode='eval').body
    return types[text]


def matches(value, wanted):
    if isinstance(wanted, ast.Constant):
        return value is None
    if isinstance(wanted, ast.BinOp):
        return matches(value, wanted.left) or matches(value, wanted.right)
    if isinstance(wanted, ast.Name):
        name = wanted.id
        if name == 'None':
            return value is None
        exact = type(value).__name__ == name
        return exact or (name not in dir(__builtins__) and any(base.__name__ == name for base in type(value).__mro__))
    if not matches(value, wanted.value):
        return False
    arguments = wanted.slice.elts if isinstance(wanted.slice, ast.Tuple) else [wanted.slice]
    if isinstance(value, dict):
        pairs = list(value.items())[:40]
        return all(matches(key, arguments[0]) and matches(item, arguments[1]) for key, item in pairs)
    if isinstance(value, tuple) and not (len(arguments) == 2 and isinstance(arguments[1], ast.Constant) and arguments[1].value is ...):
        return len(value) == len(arguments) and all(map(matches, value, arguments))
    items = list(value)
    return all(matches(item, arguments[0]) for item in items[:30] + items[-10:])


def check_type(number, value):
    looks[number] = count = looks.get(number, 0) + 1
    if count > 300 and count % 100:
        return True
    checked.add(number)
    if number not in failures and not matches(value, parsed(hints[number]['type'])):
        fail(number, value)
    return True


def check_constant(number, value):
    checked.add(number)
    if repr(value) != hints[number]['value']:
        fail(number, value)
    return value


class Instrument(ast.NodeTransformer):
    """Also finds out which variable of which function each hint is about."""

    def __init__(self):
        self.variables = {}
        self.parameters = {}
        self.results = {}
        self.function = ('<module>', 0)

    def note(self, name, node, end):
        number = by_end.get(('type', node.end_lineno, end))
        if number is not None:
            self.variables.setdefault(self.function, {})[name] = number

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self.note(node.id, node, node.end_col_offset)
        return node

    def visit_ExceptHandler(self, node):
        return self.generic_visit(node)

    def visit_arg(self, node):
        number = by_end.get(('type', node.end_lineno, node.end_col_offset))
        if number is not None:
            self.parameters.setdefault(self.function, {})[node.arg] = number
        return node

    def visit_AnnAssign(self, node):
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_match_case(self, node):
        node.body = [self.visit(each) for each in node.body]
        return node

    def enter(self, node, name):
        node.decorator_list = [self.visit(each) for each in getattr(node, 'decorator_list', [])]
        outer = self.function
        line = min([node.lineno] + [each.lineno for each in node.decorator_list])
        self.function = (name, line)
        last = (node.body[0].lineno, node.body[0].col_offset)
        for (kind, at, column), number in by_end.items():
            if kind == 'returnType' and node.lineno <= at and (at, column) < last:
                self.results.setdefault(self.function, number)
        node = self.generic_visit(node)
        self.function = outer
        return node

    def visit_FunctionDef(self, node):
        return self.enter(node, node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        outer = self.function
        self.function = (node.name, node.lineno)
        node = self.generic_visit(node)
        self.function = outer
        return node

    def visit_Lambda(self, node):
        outer = self.function
        self.function = ('<lambda>', node.lineno)
        node = self.generic_visit(node)
        self.function = outer
        return node

    def visit_comprehension(self, node):
        node.iter = self.visit(node.iter)
        node.ifs = [self.visit(each) for each in node.ifs]
        outer, self.function = self.function, ('<comprehension>', id(node))
        node.target = self.visit(node.target)
        named = self.variables.pop(self.function, {})
        self.function = outer
        for name, number in named.items():
            call = ast.Call(ast.Name('__hint_type__', ast.Load()), [ast.Constant(number), ast.Name(name, ast.Load())], [])
            node.ifs.insert(0, ast.fix_missing_locations(ast.copy_location(call, node.target)))
        return node

    def wrap(self, node):
        number = by_end.get(('constant', node.end_lineno, node.end_col_offset))
        if number is None or number in self.wrapped:
            return self.generic_visit(node)
        self.wrapped.add(number)
        node = self.generic_visit(node)
        call = ast.Call(ast.Name('__hint_constant__', ast.Load()), [ast.Constant(number), node], [])
        return ast.fix_missing_locations(ast.copy_location(call, node))

    wrapped = set()
    visit_BinOp = visit_UnaryOp = visit_Compare = wrap


tree = ast.parse(source)
instrument = Instrument()
tree = instrument.visit(tree)
variables, results = instrument.variables, instrument.results
RETURNS = {name for name in ('RETURN_VALUE', 'RETURN_CONST')}
import opcode


steps = {}


def local_trace(frame, event, argument):
    # Long loops show the same things again.
    steps[frame.f_code] = steps.get(frame.f_code, 0) + 1
    if steps[frame.f_code] > 20_000 and steps[frame.f_code] % 500:
        return None
    key = (frame.f_code.co_name, frame.f_code.co_firstlineno)
    if key[0] == '<module>':
        key = ('<module>', 0)
    # What is shown at a parameter is what calls pass; the function may put something else into it.
    known = instrument.parameters.get(key) if event == 'call' else variables.get(key)
    if known:
        here = frame.f_globals if key[0] == '<module>' else frame.f_locals
        for name, number in known.items():
            if name in here:
                check_type(number, here[name])
    if event == 'return' and key in results and opcode.opname[frame.f_code.co_code[frame.f_lasti]] in RETURNS:
        check_type(results[key], argument)
    return local_trace


def trace(frame, event, argument):
    return local_trace(frame, event, argument) if frame.f_code.co_filename == program else None


import builtins
builtins.__hint_type__ = check_type
builtins.__hint_constant__ = check_constant
code = compile(tree, program, 'exec')
output = sys.stdout
sys.stdout = sys.stderr = io.TextIOWrapper(io.BytesIO())
status = 'ran'
try:
    if len(sys.argv) > 3:
        name = os.environ['HINTED_MODULE']
        spec = importlib.util.spec_from_file_location(name, program, submodule_search_locations=[os.path.dirname(program)] if program.endswith('__init__.py') else None)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        if '.' in name:
            parent, _, leaf = name.rpartition('.')
            setattr(importlib.import_module(parent), leaf, module)
        sys.settrace(trace)
        exec(code, module.__dict__)
        sys.settrace(None)
        suite = unittest.defaultTestLoader.loadTestsFromName(sys.argv[3])
        sys.settrace(trace)
        unittest.TextTestRunner(stream=io.StringIO()).run(suite)
    else:
        sys.argv = [program]
        sys.path[0] = os.path.dirname(program)
        import types as types_module
        main = types_module.ModuleType('__main__')
        main.__file__ = program
        main.__annotations__ = {}
        sys.modules['__main__'] = main
        sys.settrace(trace)
        exec(code, main.__dict__)
except BaseException as error:
    status = f'{type(error).__name__}: {error}'
finally:
    sys.settrace(None)
json.dump({
    'status': status,
    'hints': len(by_end),
    'checked': len(checked),
    'failures': [{**hints[number], 'found': found} for number, found in failures.items()],
}, output)
output.flush()
os._exit(0)
