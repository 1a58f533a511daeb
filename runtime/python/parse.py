"""Gives the AST and the code objects of source files, as the interpreter that will run them makes them: a build is right
by construction.

Reads a JSON list of {source, file, content?, start?} from standard input: the path to read, the name for messages, what was
read there already, so that a build is made of one state of a file, in base64, and of a program how it is started: its errors are
those that are printed then. `start` is {kind, folder, name?}: `python file`, `python folder`, `python -m name`; the folder becomes
`sys.path[0]`. Writes one JSON object a line:
{"ast": ..., "codes": [...], "warnings": [...], "text": what `get_source` gives, if that is not the content as it is in UTF-8} or
{"error": the text that the interpreter prints for it}. Nodes are
{"_type": name, fields} with their positions; constants are tagged where JSON has no such value. Code objects are listed in
preorder, the module's first; prepare.py counts them likewise.
"""
import ast
import base64
import dis
import importlib.machinery
import importlib.util
import inspect
import io
import json
import opcode
import os
import sys
import traceback
import types
import warnings

# Nothing but the standard library is found otherwise.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from suspensions import LEAVING, suspensions  # noqa: E402
del sys.path[0]

GENERATOR_FLAGS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ITERABLE_COROUTINE | inspect.CO_ASYNC_GENERATOR


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
    # JSON has no way to tell two surrogates from the character that they would be.
    if not value.isascii() and any('\ud800' <= character <= '\udfff' for character in value):
        return {'str': [ord(character) for character in value]}
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


def drops_super_argument(code):
    """Whether `super()` may find no object in the first argument's place, of which versions say different things."""
    if '__class__' not in code.co_freevars or not code.co_argcount:
        return False
    deletes = [step.argval for step in dis.get_instructions(code) if step.opname in ('DELETE_FAST', 'DELETE_DEREF')]
    return code.co_varnames[0] in deletes


# With the same place as the instruction that they prepare, which is the one that a frame is at where something is called.
PREPARING = frozenset(opcode.opmap[name] for name in ('CACHE', 'COPY', 'EXTENDED_ARG', 'KW_NAMES', 'PRECALL', 'PUSH_NULL', 'SWAP') if name in opcode.opmap)


def places(code):
    """Unit and position of each instruction that may be the one that a frame is at."""
    operations = code.co_code[::2]
    return [[unit, *position] for unit, position in enumerate(code.co_positions()) if operations[unit] not in PREPARING]


def loop_returns(code):
    """Of each jump back to a FOR_ITER: where that is placed, the jump's unit, and a place from which it is reached at once."""
    if opcode.opmap['FOR_ITER'] not in code.co_code[::2]:
        return
    positions = list(code.co_positions())
    steps = list(dis.get_instructions(code))
    jumpers = {}
    for step in steps:
        if step.opcode in dis.hasjrel:
            jumpers.setdefault(step.argval, []).append(step)
    before = {step.offset: previous for previous, step in zip(steps, steps[1:]) if previous.opname not in LEAVING}
    loops = {step.offset for step in steps if step.opname == 'FOR_ITER'}
    for step in steps:
        if step.opcode not in dis.hasjrel or step.argval not in loops or step.argval >= step.offset:
            continue
        pending, found = [step], []
        for reached in pending:
            found.append(reached)
            if reached is step or reached.opname == 'JUMP_FORWARD':
                pending += [each for each in (before.get(reached.offset), *jumpers.get(reached.offset, ())) if each not in (None, *pending)]
        for each in found:
            yield *positions[step.argval // 2], step.offset // 2, *positions[each.offset // 2]


def loaded_constants(code):
    """The unit and the index of each constant that the code loads."""
    argument = 0
    for unit in range(len(code.co_code) // 2):
        operation, low = code.co_code[2 * unit:2 * unit + 2]
        argument = argument << 8 | low
        if operation == opcode.EXTENDED_ARG:
            continue
        if operation == opcode.opmap['LOAD_CONST']:
            yield unit, argument
        argument = 0


def describe_codes(code, described):
    """Adds the code object and those in it; a code object of another parent's is listed again."""
    parameters = code.co_argcount + code.co_kwonlyargcount
    parameters += bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    description = {
        'name': code.co_name,
        'firstlineno': code.co_firstlineno,
        'isGenerator': bool(code.co_flags & GENERATOR_FLAGS),
        'positionalCount': code.co_argcount,
        'parameters': code.co_varnames[:parameters],
        'free': code.co_freevars,
        'localsplus': [*code.co_varnames, *(c for c in code.co_cellvars if c not in code.co_varnames), *code.co_freevars],
        'dropsSuperArgument': drops_super_argument(code),
        'positions': places(code),
        'returns': list(loop_returns(code)),
        'suspensions': suspensions(code) if code.co_flags & GENERATOR_FLAGS else [],
        'makes': [],
    }
    described.append(description)
    indexes = {}
    for index, constant in enumerate(code.co_consts):
        if isinstance(constant, types.CodeType):
            indexes[index] = len(described)
            describe_codes(constant, described)
    positions = list(code.co_positions())
    description['makes'] = [(*positions[unit], indexes[index]) for unit, index in loaded_constants(code) if index in indexes]
    return described


class NotRun(BaseException):
    """Raised where the interpreter would begin to run a file."""


asked_file = None
# Hooks are for good: only the first question adds one.
is_guarded = False


def refuse_to_run(event, arguments):
    if event == 'exec' and asked_file is not None and arguments[0].co_filename == asked_file:
        raise NotRun


def print_unless_not_run(kind, error, trace):
    if kind is not NotRun:
        sys.__excepthook__(kind, error, trace)


def said_before_running(file):
    """What `python file` prints before it would run it or instead, and whether it would, by the very function that it calls.

    It reads a file by lines, where `compile` takes it whole, so it finds other errors first, and in other words; and it
    prints warnings that come before. None where the interpreter cannot be asked.
    """
    global asked_file, is_guarded
    try:
        import ctypes
        run = ctypes.pythonapi.PyRun_SimpleFileExFlags
        open_file = ctypes.CDLL(None).fopen
    except (ImportError, AttributeError, OSError):
        # An interpreter without ctypes: `ast.parse` judges alone.
        return None
    run.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    open_file.restype = ctypes.c_void_p
    name = os.fsencode(file)
    stream = open_file(name, b'rb')
    if not stream:
        return None
    if not is_guarded:
        sys.addaudithook(refuse_to_run)
        is_guarded = True
    printed, stderr, hook, limit = io.StringIO(), sys.stderr, sys.excepthook, sys.getrecursionlimit()
    sys.last_value = None
    try:
        with warnings.catch_warnings():
            warnings.filters[:] = default_filters
            warnings._filters_mutated()
            asked_file, sys.stderr, sys.excepthook = file, printed, print_unless_not_run
            sys.setrecursionlimit(1000)
            run(stream, name, 1, None)
    finally:
        asked_file, sys.stderr, sys.excepthook = None, stderr, hook
        sys.setrecursionlimit(limit)
    return printed.getvalue(), sys.last_value is None or isinstance(sys.last_value, NotRun)


class Stub(types.ModuleType):
    """In the place of a package that must not be run."""


def said_by_runpy(start):
    """What `python folder` or `python -m name` prints of a program that does not compile; None if it is not what stops it."""
    import runpy
    name = start.get('name', '__main__')
    sys.path.insert(0, start['folder'])
    for index, part in enumerate(name):
        if part == '.':
            package = sys.modules[name[:index]] = Stub(name[:index])
            package.__path__ = [os.path.join(start['folder'], *name[:index].split('.'))]
            package.__spec__ = importlib.machinery.ModuleSpec(name[:index], None, is_package=True)
    printed, stderr, sys.dont_write_bytecode = io.StringIO(), sys.stderr, True
    try:
        sys.stderr = printed
        runpy._run_module_as_main(name.removesuffix('.__main__'), start['kind'] == 'module')
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        # Without the frame of this function.
        error.with_traceback(error.__traceback__.tb_next)
        sys.__excepthook__(type(error), error, error.__traceback__)
        return printed.getvalue()
    except BaseException:
        return None
    finally:
        sys.stderr = stderr


def read_source(request):
    if request.get('content') is not None:
        return base64.b64decode(request['content'])
    with open(request['source'], 'rb') as stream:
        return stream.read()


def decode_source(content):
    """None if it is the content in UTF-8, or if the importers of the interpreter cannot read it either."""
    try:
        text = importlib.util.decode_source(content)
        return None if text.encode() == content else text
    except (UnicodeError, SyntaxError):
        return None


def describe(warned):
    """The text is what the interpreter prints when it runs the file."""
    text = warnings.formatwarning(warned.message, warned.category, warned.filename, warned.lineno)
    return {'line': warned.lineno, 'message': str(warned.message), 'text': text}


def parse(request):
    start = request.get('start')
    said = said_before_running(request['file']) if start and start['kind'] == 'file' else None
    if said is not None and not said[1]:
        return {'error': said[0].rstrip('\n')}
    try:
        content = read_source(request)
        tree = ast.parse(content, request['file'])
        # Names and jumps are judged after parsing.
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter('always')
            code = compile(content, request['file'], 'exec', dont_inherit=True)
        warned = [describe(each) for each in warned if each.category is SyntaxWarning]
        return {'ast': encode(tree), 'codes': describe_codes(code, []), 'warnings': warned, 'text': decode_source(content)}
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        printed = ''.join(traceback.format_exception_only(type(error), error))
    said = said_by_runpy(start) if start and start['kind'] != 'file' else None
    return {'error': (said or printed).rstrip()}


def parts_of(container):
    """Text that is written as it is, in tuples, between the values of a list or dict."""
    is_dict = isinstance(container, dict)
    yield ('{' if is_dict else '[',)
    for index, item in enumerate(container):
        comma = ',' if index else ''
        yield (f'{comma}{json.dumps(item)}:' if is_dict else comma,)
        yield [container[item] if is_dict else item]
    yield ('}' if is_dict else ']',)


def to_json(value):
    """As `json.dumps`, also of what is nested deeper than that goes: 3.12 counts its recursion against a limit of its own."""
    try:
        return json.dumps(value)
    except RecursionError:
        pass
    written = []
    pending = [iter([[value]])]
    while pending:
        part = next(pending[-1], None)
        if part is None:
            pending.pop()
        elif isinstance(part, tuple):
            written.append(part[0])
        elif isinstance(part[0], (dict, list, tuple)):
            pending.append(parts_of(part[0]))
        else:
            written.append(json.dumps(part[0]))
    return ''.join(written)


default_filters = list(warnings.filters)

if __name__ == '__main__':
    warnings.simplefilter('ignore')
    sys.setrecursionlimit(100_000)
    for entry in json.load(sys.stdin):
        print(to_json(parse(entry)))
