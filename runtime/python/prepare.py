"""Makes the code objects of compiled functions, in the interpreter that will run them.

Reads JSON from standard input: a list of modules {file, source, output, compiled}, where `source` is the path to read,
`file` the co_filename, `output` where the marshal blob goes. `compiled` lists the code objects that do not keep their
bytecode: [] for the module, else ["qualname", first line, how many of that name and line come before].

Writes JSON to standard output: for each module {codes: [...]}, in preorder (a code's place is its `code_index`).

A compiled function's stub is `prefix + original bytecode`. The prefix calls the native body, which the runtime puts in
the place of the last constant; the bytecode after it never runs and serves as the table of positions.
"""
import collections
import dis
import json
import marshal
import opcode
import sys
import types

VERSION = sys.version_info[:2]
# The placeholder of code object i is this plus i: equal to no constant that a program is likely to have.
PLACEHOLDER = 0x7A1FA_00000000
GENERATOR_FLAGS = 0x20 | 0x80 | 0x100 | 0x200
CACHES = {(3, 11): {'PRECALL': 1, 'CALL': 4}, (3, 12): {'CALL': 3}, (3, 13): {'CALL': 3}}


def instruction(name, argument=0):
    code = b''
    if argument > 0xFF:
        code = bytes([opcode.opmap['EXTENDED_ARG'], argument >> 8 & 0xFF])
        if argument > 0xFFFF:
            code = bytes([opcode.opmap['EXTENDED_ARG'], argument >> 16]) + code
    return code + bytes([opcode.opmap[name], argument & 0xFF]) + b'\0\0' * CACHES[VERSION].get(name, 0)


def stub_prefix(code):
    """The instructions that call the last constant without arguments: the body takes them from the frame."""
    constant = instruction('LOAD_CONST', len(code.co_consts))
    parts = [instruction('RESUME')]
    if code.co_freevars:
        parts.insert(0, instruction('COPY_FREE_VARS', len(code.co_freevars)))
    if VERSION >= (3, 13):
        parts += [constant, instruction('PUSH_NULL')]
    else:
        parts += [instruction('PUSH_NULL'), constant]
    if VERSION == (3, 11):
        parts.append(instruction('PRECALL'))
    parts += [instruction('CALL'), instruction('RETURN_VALUE')]
    return b''.join(parts)


def changes_super_argument(code):
    """Whether `super()` may find another object in the first argument's place than the one that was passed."""
    if '__class__' not in code.co_freevars or not code.co_argcount:
        return False
    first = code.co_varnames[0]
    for step in dis.get_instructions(code):
        if step.opname.startswith(('STORE_FAST', 'DELETE_FAST', 'STORE_DEREF', 'DELETE_DEREF')):
            if first in (step.argval if isinstance(step.argval, tuple) else (step.argval,)):
                return True
    return False


def prefix_locations(units):
    """Location entries "no column, same line" for the prefix, before the original ones, which are relative."""
    entries = bytearray()
    while units > 0:
        length = min(units, 8)
        entries += bytes([0x80 | 13 << 3 | length - 1, 0])
        units -= length
    return bytes(entries)


def describe(code, prefix_units):
    return {
        'qualname': code.co_qualname,
        'firstlineno': code.co_firstlineno,
        'localsplus': [*code.co_varnames, *(c for c in code.co_cellvars if c not in code.co_varnames), *code.co_freevars],
        'prefix': prefix_units,
        'positions': [[unit, *position] for unit, position in enumerate(code.co_positions())],
    }


class Module:
    """Collects one module's code objects while their tree is rebuilt."""

    def __init__(self, request):
        self.codes = []
        self.counts = collections.Counter()
        self.compiled = {tuple(entry) for entry in request['compiled']}

    def keeps_bytecode(self, code):
        if not self.codes:
            return () not in self.compiled
        named = (code.co_qualname, code.co_firstlineno)
        key = (*named, self.counts[named])
        self.counts[named] += 1
        # Equal lambdas on a line may be one code object, which shifts what is counted: no generator is ever compiled.
        return key not in self.compiled or bool(code.co_flags & GENERATOR_FLAGS) or changes_super_argument(code)

    def rebuild(self, code):
        index = len(self.codes)
        keeps = self.keeps_bytecode(code)
        prefix = b'' if keeps else stub_prefix(code)
        self.codes.append(describe(code, len(prefix) // 2))
        constants = [self.rebuild(each) if isinstance(each, types.CodeType) else each for each in code.co_consts]
        if keeps:
            return code.replace(co_consts=tuple(constants))
        return code.replace(
            co_code=prefix + code.co_code,
            co_consts=(*constants, PLACEHOLDER + index),
            co_linetable=prefix_locations(len(prefix) // 2) + code.co_linetable,
            co_exceptiontable=b'',
            co_stacksize=max(code.co_stacksize, 4),
        )


def prepare(request):
    with open(request['source'], 'rb') as file:
        source = file.read()
    code = compile(source, request['file'], 'exec', dont_inherit=True)
    module = Module(request)
    stub = module.rebuild(code)
    with open(request['output'], 'wb') as file:
        file.write(marshal.dumps(stub))
    return {'codes': module.codes}


if __name__ == '__main__':
    json.dump([prepare(request) for request in json.load(sys.stdin)], sys.stdout)
