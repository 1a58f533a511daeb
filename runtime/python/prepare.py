"""Makes the code objects of compiled functions, in the interpreter that will run them.

Reads JSON from standard input: a list of modules {file, source, output, compiled}, where `source` is the path to read,
`file` the co_filename, `output` where the marshal blob goes. `compiled` lists the code objects that do not keep their
bytecode: [] for the module, else ["qualname", first line, how many of that name and line come before].

Writes JSON to standard output: for each module {codes: [...]}, in preorder (a code's place is its `code_index`).

A compiled function's stub is `prefix + original bytecode`. The last constant, where the runtime puts the native body,
decides in the prefix: it is run, or where somebody traces the original bytecode is. That is the table of positions, too.
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
CACHES = {(3, 12): {'SEND': 1}, (3, 13): {'TO_BOOL': 3, 'POP_JUMP_IF_TRUE': 1}}


def instruction(name, argument=0):
    code = b''
    if argument > 0xFF:
        code = bytes([opcode.opmap['EXTENDED_ARG'], argument >> 8 & 0xFF])
        if argument > 0xFFFF:
            code = bytes([opcode.opmap['EXTENDED_ARG'], argument >> 16]) + code
    return code + bytes([opcode.opmap[name], argument & 0xFF]) + b'\0\0' * CACHES.get(VERSION, {}).get(name, 0)


def stub_prefix(code, constants):
    """The instructions before the original ones: to those where the last constant says so, else its `~` is the result.

    They are before RESUME: to tracers, and to `sys.monitoring`, the function has not begun. 3.12 reports branches there
    all the same, but not SEND, which jumps where an iterator has ended.
    """
    load = instruction('LOAD_CONST', len(constants) - 1)
    end = instruction('UNARY_INVERT') + instruction('RETURN_VALUE')
    if VERSION == (3, 12):
        none = instruction('LOAD_CONST', constants.index(None))
        pop = instruction('POP_TOP')
        return load + none + instruction('SEND', len(pop + end) // 2) + pop + end + pop + pop
    jump = 'POP_JUMP_FORWARD_IF_TRUE' if VERSION == (3, 11) else 'POP_JUMP_IF_TRUE'
    test = instruction('TO_BOOL') if VERSION >= (3, 13) else b''
    return load + test + instruction(jump, len(load + end) // 2) + load + end


def moved_exception_table(code, units):
    """The table of exception handlers for the same instructions, `units` further on."""
    if not code.co_exceptiontable:
        return b''
    table = bytearray()
    for entry in dis._parse_exception_table(code):
        numbers = (entry.start // 2 + units, (entry.end - entry.start) // 2, entry.target // 2 + units, entry.depth << 1 | entry.lasti)
        for place, number in enumerate(numbers):
            digits = [number & 63]
            while number := number >> 6:
                digits.append(number & 63 | 64)
            table += bytes(reversed(digits))
            if place == 0:
                table[-len(digits)] |= 128
    return bytes(table)


def drops_super_argument(code):
    """Whether `super()` may find no object in the first argument's place, of which versions say different things."""
    if '__class__' not in code.co_freevars or not code.co_argcount:
        return False
    deletes = [step.argval for step in dis.get_instructions(code) if step.opname in ('DELETE_FAST', 'DELETE_DEREF')]
    return code.co_varnames[0] in deletes


def prefix_locations(units):
    """One location entry a unit of the prefix, before the original ones, which are relative.

    None, and the first line for its return: that is reported where a tracer came while the body ran.
    """
    return_unit = units - (3 if VERSION == (3, 12) else 1)
    entries = [bytes([0x80 | 13 << 3, 0]) if unit == return_unit else bytes([0x80 | 15 << 3]) for unit in range(units)]
    return b''.join(entries)


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
        return key not in self.compiled or bool(code.co_flags & GENERATOR_FLAGS) or drops_super_argument(code)

    def rebuild(self, code):
        index = len(self.codes)
        keeps = self.keeps_bytecode(code)
        more = () if keeps else (None, PLACEHOLDER + index) if VERSION == (3, 12) else (PLACEHOLDER + index,)
        prefix = b'' if keeps else stub_prefix(code, code.co_consts + more)
        self.codes.append(describe(code, len(prefix) // 2))
        constants = [self.rebuild(each) if isinstance(each, types.CodeType) else each for each in code.co_consts]
        constants += more
        if keeps:
            return code.replace(co_consts=tuple(constants))
        return code.replace(
            co_code=prefix + code.co_code,
            co_consts=tuple(constants),
            co_linetable=prefix_locations(len(prefix) // 2) + code.co_linetable,
            co_exceptiontable=moved_exception_table(code, len(prefix) // 2),
            co_stacksize=max(code.co_stacksize, 2),
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
