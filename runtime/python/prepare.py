"""Makes the code objects of compiled functions, in the interpreter that will run them.

Reads JSON from standard input: a list of modules {file, content, isText, output, compiled}, where `content` is the source in
base64, its bytes or the UTF-8 of the text that they are, `file` the co_filename, `output` where the marshal blob goes.
`compiled` lists the code objects that do not keep their bytecode, by their place in what parse.py lists (their `code_index`).

The blob is the module's code as it is, which is all that a program gets to see, two tuples by `code_index`: the stub
that the interpreter runs in the place of a compiled function's code, and the code that it runs otherwise; None for none, and
for the code itself; and by `code_index` the sets among the constants, whose items marshal sorts. A stub's last constant, where the runtime puts the native body, does what is to be done. On 3.11, where
calls inline whatever they call, functions keep their stubs, and code that makes functions has them as constants.
"""
import ast
import base64
import json
import marshal
import opcode
import subprocess
import sys
import types

VERSION = sys.version_info[:2]
# The placeholder of code object i is this plus i: equal to no constant that a program is likely to have.
PLACEHOLDER = 0x7A1FA_00000000
NO_LOCATION = 0x80 | 15 << 3
# By name from 3.13 on; before, no instruction of a stub has any.
CACHES = getattr(opcode, '_inline_cache_entries', None)
CACHES_OF_RESUME = CACHES.get('RESUME', 0) if hasattr(CACHES, 'get') else 0
# `~` of the second constant is the result. No tracer is told of what stands before RESUME.
STUB = b''.join(bytes([opcode.opmap[name], argument]) for name, argument in (('LOAD_CONST', 1), ('UNARY_INVERT', 0), ('RETURN_VALUE', 0), ('RESUME', 0))) + bytes(2 * CACHES_OF_RESUME)


def variables(code):
    """The names in the order of their places in a frame."""
    return [*code.co_varnames, *(name for name in code.co_cellvars if name not in code.co_varnames), *code.co_freevars]


def make_stub(code, placeholder):
    """Code with the same parameters, whose frames have room for the same variables and one object more."""
    names = (*variables(code), '.stub')
    return code.replace(
        co_code=STUB,
        # The first is the docstring, if any.
        co_consts=(code.co_consts[0] if code.co_consts else None, placeholder),
        co_nlocals=len(names),
        co_varnames=names,
        co_cellvars=(),
        co_freevars=(),
        co_linetable=bytes([NO_LOCATION]) * (len(STUB) // 2),
        co_exceptiontable=b'',
        co_stacksize=max(code.co_stacksize, 1),
    )


def key_of(constant):
    """Equal for constants that the compiler makes one object of."""
    # Later versions write which objects are shared.
    return marshal.dumps(constant, 2)


def nodes_of(tree):
    """All nodes, in the order of the text as far as it matters."""
    rest = [tree]
    while rest:
        node = rest.pop()
        yield node
        rest.extend(reversed([*ast.iter_child_nodes(node)]))


def constants_in(node):
    """The items of a set display that are all constants, in the order of the text; else None."""
    if not isinstance(node, ast.Set) or any(isinstance(element, ast.Starred) for element in node.elts):
        return None
    code = compile(ast.Expression(ast.copy_location(ast.Tuple(node.elts, ast.Load()), node)), '<set>', 'eval', dont_inherit=True)
    tuples = [each for each in code.co_consts if isinstance(each, tuple) and len(each) == len(node.elts)]
    return tuples[0] if tuples and not code.co_names else None


# Which strings an interpreter that has just begun would take another object for.
ASKS_INTERNED = r"import sys; [print(sys.intern(q) is not q) for q in sys.stdin.buffer.read().decode().split('\n')]"


def interned_strings(tree, strings):
    """Those of the strings that are other objects once the code is made: a name is, and what the interpreter has from its start."""
    names = [string for string in strings if string.isascii() and string.replace('_', 'a').isalnum()]
    if not names:
        return set()
    answers = subprocess.run([sys.executable, '-c', ASKS_INTERNED], input='\n'.join(names), capture_output=True, text=True, check=True).stdout.split()
    identifiers = {value for node in nodes_of(tree) if not isinstance(node, ast.Constant) for _, value in ast.iter_fields(node) if isinstance(value, str)}
    return {name for name, answer in zip(names, answers) if answer == 'True' or (name in identifiers and len(name) > 1)}


def sets_in(source):
    """
    The sets of constants by their keys, of equal ones the first: the items in the order of the text, and how many times the compiler
    makes a set of them, each time of the last one's: before 3.14 one for the constants of the module, and one where strings are interned.
    """
    tree = ast.parse(source)
    found = {}
    for items in filter(None, map(constants_in, nodes_of(tree))):
        found.setdefault(key_of(frozenset(items)), items)
    interned = interned_strings(tree, sorted({item for items in found.values() for item in items if isinstance(item, str)}))
    return {key: (items, (VERSION < (3, 14)) + 1 + any(isinstance(item, str) and item in interned for item in items)) for key, items in found.items()}


class Module:
    """Collects the stubs of one module, what its code objects are replaced by, and the sets among their constants."""

    def __init__(self, compiled, source):
        self.stubs = []
        self.bytecodes = []
        self.sets = {}
        self.compiled = set(compiled)
        self.source = source
        self.orders = None

    def visit(self, code):
        """Counts a code object and those in it; gives what stands for it among the constants of code that makes functions."""
        index = len(self.stubs)
        self.stubs.append(make_stub(code, PLACEHOLDER + index) if index in self.compiled else None)
        self.bytecodes.append(None)
        for place, constant in enumerate(code.co_consts):
            if isinstance(constant, frozenset) and (found := self.in_order(constant)) is not None:
                self.sets.setdefault(index, []).append((place, *found))
        constants = tuple(self.visit(each) if isinstance(each, types.CodeType) else each for each in code.co_consts)
        if any(one is not other for one, other in zip(constants, code.co_consts)):
            self.bytecodes[index] = code.replace(co_consts=constants)
        made_with = self.stubs[index] or self.bytecodes[index] if VERSION == (3, 11) else None
        return made_with or code


    def in_order(self, constant):
        if self.orders is None:
            try:
                self.orders = sets_in(self.source)
            except (MemoryError, RecursionError):
                # Nested too deep for a tree of objects, not for code: the sets stay as marshal has them.
                self.orders = {}
        return self.orders.get(key_of(constant))


def prepare(request):
    source = base64.b64decode(request['content'])
    if request['isText']:
        source = source.decode()
    code = compile(source, request['file'], 'exec', dont_inherit=True)
    module = Module(request['compiled'], source)
    module.visit(code)
    with open(request['output'], 'wb') as file:
        file.write(marshal.dumps((code, tuple(module.stubs), tuple(module.bytecodes), module.sets)))


if __name__ == '__main__':
    for entry in json.load(sys.stdin):
        prepare(entry)
