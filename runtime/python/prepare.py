"""Makes the code objects of compiled functions, in the interpreter that will run them.

Reads JSON from standard input: a list of modules {file, content, output, compiled}, where `content` is the source in base64,
`file` the co_filename, `output` where the marshal blob goes. `compiled` lists the code objects that do not keep their
bytecode, by their place in what parse.py lists (their `code_index`).

The blob is the module's code as it is, which is all that a program gets to see, and two tuples by `code_index`: the stub
that the interpreter runs in the place of a compiled function's code, and the code that it runs otherwise; None for none, and
for the code itself. A stub's last constant, where the runtime puts the native body, does what is to be done. On 3.11, where
calls inline whatever they call, functions keep their stubs, and code that makes functions has them as constants.
"""
import base64
import json
import marshal
import opcode
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


class Module:
    """Collects the stubs of one module, and what its code objects are replaced by."""

    def __init__(self, compiled):
        self.stubs = []
        self.bytecodes = []
        self.compiled = set(compiled)

    def visit(self, code):
        """Counts a code object and those in it; gives what stands for it among the constants of code that makes functions."""
        index = len(self.stubs)
        self.stubs.append(make_stub(code, PLACEHOLDER + index) if index in self.compiled else None)
        self.bytecodes.append(None)
        constants = tuple(self.visit(each) if isinstance(each, types.CodeType) else each for each in code.co_consts)
        if any(one is not other for one, other in zip(constants, code.co_consts)):
            self.bytecodes[index] = code.replace(co_consts=constants)
        made_with = self.stubs[index] or self.bytecodes[index] if VERSION == (3, 11) else None
        return made_with or code


def prepare(request):
    code = compile(base64.b64decode(request['content']), request['file'], 'exec', dont_inherit=True)
    module = Module(request['compiled'])
    module.visit(code)
    with open(request['output'], 'wb') as file:
        file.write(marshal.dumps((code, tuple(module.stubs), tuple(module.bytecodes))))


if __name__ == '__main__':
    for entry in json.load(sys.stdin):
        prepare(entry)
