"""What the interpreter that runs this says of Python texts: the judge of `npm run test:exactness` and of tests.

    oracle.py files                 the files of its standard library, one a line
    oracle.py digests               for each file named on a line of stdin: {"ast": MD5, "scopes": MD5} or {"error": ...}
    oracle.py ast FILE...           the whole tree of each as JSON, one a line; null if it is none
    oracle.py scopes FILE           the whole symbol table as JSON
    oracle.py answers FILE...       for each: {"ast": ..., "scopes": ...}, or {"error": ...} instead of what fails
    oracle.py errors                for each text, a JSON string on a line of stdin: the error, or null
    oracle.py snippets              invalid snippets of its own tests: {"text": ..., "from": ..., "error": ...} a line
"""
import ast
import doctest
import hashlib
import json
import os
import symtable
import sys
import sysconfig
import textwrap
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(100_000)
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)

LIBRARY = sysconfig.get_path("stdlib")
QUESTIONS = ["referenced", "parameter", "global", "declared_global", "local", "free", "assigned", "imported",
             "annotated", "nonlocal", "namespace"]
SOURCES_OF_SNIPPETS = """
    test_syntax test_exceptions test_fstring test_patma test_positional_only_arg test_named_expressions
    test_named_expression test_type_params test_type_aliases test_unpack_ex test_string_literals test_global test_scope
    test_future_stmt/test_future test_future test_grammar test_eof test_tokenize test_keywordonlyarg test_generators
    test_genexps test_coroutines test_dictcomps test_listcomps test_setcomps test_compile test_bytes test_source_encoding
    test_except_star test_with test_symtable test_codeop test_unparse test_ast test_ast/test_ast test_flufl test_dict
    test_extcall test_class test_super test_int_literal test_complex test_float test_builtin test_decorators
""".split()


def constant(value):
    if value is None or value is True or value is False or value is Ellipsis:
        return {"const": str(value)}
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    return {type(value).__name__: repr(value)}


def tree(value):
    if isinstance(value, ast.AST):
        out = {"_type": type(value).__name__}
        is_literal = isinstance(value, (ast.Constant, ast.MatchSingleton))
        for field in value._fields:
            child = getattr(value, field, None)
            out[field] = constant(child) if is_literal and field == "value" else tree(child)
        for position in value._attributes:
            out[position] = getattr(value, position)
        return out
    if isinstance(value, list):
        return [tree(child) for child in value]
    return value


def table(scope):
    kind = scope.get_type()
    return {
        "type": str(getattr(kind, "value", kind)),
        "name": scope.get_name(),
        "lineno": scope.get_lineno(),
        "nested": scope.is_nested(),
        "symbols": {
            symbol.get_name(): [word for word in QUESTIONS if getattr(symbol, "is_" + word)()]
            for symbol in scope.get_symbols()
        },
        "children": [table(child) for child in scope.get_children()],
    }


def problem(error):
    if not isinstance(error, SyntaxError):
        return {"type": type(error).__name__, "message": str(error), "lineno": None, "offset": None}
    return {"type": type(error).__name__, "message": error.msg, "lineno": error.lineno, "offset": error.offset}


REFUSALS = (SyntaxError, ValueError, RecursionError, MemoryError, LookupError, OverflowError)


def read(file):
    with open(file, "rb") as stream:
        return stream.read()


def scopes_of(file, source):
    return table(symtable.symtable(source, file, "exec"))


def digest(value, sort):
    text = json.dumps(value, separators=(",", ":"), sort_keys=sort)
    return hashlib.md5(text.encode()).hexdigest()


def digests(file):
    source = read(file)
    answer = {}
    try:
        answer["ast"] = digest(tree(ast.parse(source, file)), False)
        compile(source, file, "exec", dont_inherit=True)
        answer["scopes"] = digest(scopes_of(file, source), True)
    except REFUSALS as error:
        answer["error"] = problem(error)
    return answer


def tree_of(file):
    try:
        return tree(ast.parse(read(file), file))
    except REFUSALS:
        return None


def answer(file):
    source = read(file)
    result = {"file": file}
    try:
        result["ast"] = tree(ast.parse(source, file))
        result["scopes"] = scopes_of(file, source)
    except SyntaxError as error:
        result["error"] = {"message": error.msg, "lineno": error.lineno, "offset": error.offset,
                           "endLineno": error.end_lineno, "endOffset": error.end_offset}
    return result


def library_files():
    for folder, folders, names in os.walk(LIBRARY):
        folders[:] = sorted(f for f in folders if f not in ("site-packages", "__pycache__"))
        for name in sorted(names):
            # A link may lead out of a root that is looked at from outside.
            if name.endswith(".py") and os.path.exists(os.path.join(folder, name)):
                yield os.path.join(folder, name)


def texts_of(module):
    """The strings of a test module that may be programs: doctests, and literals that are arguments or items."""
    messages = set()
    documentation = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if "Regex" in name or name in ("_check_error", "check_syntax_error", "fail", "subTest"):
                messages.update(id(a) for a in node.args[1:])
            messages.update(id(k.value) for k in node.keywords if k.arg in ("msg", "errtext", "subclass"))
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            documentation.add(id(body[0].value))
    parser = doctest.DocTestParser()
    for node in ast.walk(module):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        if ">>> " in node.value:
            try:
                for example in parser.get_examples(node.value):
                    yield example.source
            except ValueError:
                pass
        elif id(node) not in messages and id(node) not in documentation:
            yield node.value
            if node.value != textwrap.dedent(node.value):
                yield textwrap.dedent(node.value)


def error_of(text):
    try:
        compile(text, "<text>", "exec", dont_inherit=True)
        return None
    except REFUSALS as error:
        return problem(error)


def snippets():
    seen = set()
    for name in SOURCES_OF_SNIPPETS:
        file = os.path.join(LIBRARY, "test", name + ".py")
        if not os.path.exists(file):
            continue
        for text in texts_of(ast.parse(read(file))):
            if text in seen or len(text) > 20_000:
                continue
            seen.add(text)
            try:
                compile(text, "<snippet>", "exec", dont_inherit=True)
            except SyntaxError as error:
                yield {"text": text, "from": name, "error": problem(error)}
            except REFUSALS:
                continue


def main(command, *arguments):
    if command == "files":
        for file in library_files():
            print(file)
    elif command == "digests":
        for line in sys.stdin:
            print(json.dumps(digests(line.rstrip("\n"))), flush=True)
    elif command == "errors":
        for line in sys.stdin:
            print(json.dumps(error_of(json.loads(line))), flush=True)
    elif command == "ast":
        for file in arguments:
            print(json.dumps(tree_of(file)))
    elif command == "scopes":
        print(json.dumps(scopes_of(arguments[0], read(arguments[0]))))
    elif command == "answers":
        for file in arguments:
            print(json.dumps(answer(file)))
    elif command == "snippets":
        for snippet in snippets():
            print(json.dumps(snippet))


main(*sys.argv[1:])
