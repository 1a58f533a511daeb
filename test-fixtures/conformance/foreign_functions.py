"""Functions of ctypes: every kind of argument and result, what is declared changing between calls, and what is left to ctypes."""
import ctypes
import gc
import os
import sys
import threading
import weakref
from ctypes import (
    CDLL, CFUNCTYPE, POINTER, PYFUNCTYPE, ArgumentError, PyDLL, Structure, Union, addressof, byref, c_bool, c_byte, c_char, c_char_p, c_double,
    c_float, c_int, c_int16, c_int64, c_long, c_longlong, c_short, c_size_t, c_ubyte, c_uint, c_uint16, c_uint64, c_ulong, c_void_p, c_wchar_p,
    cast, create_string_buffer, get_errno, pointer, py_object, set_errno, sizeof,
)

c = CDLL(None)
numbers = CDLL(None, use_errno=True)
m = CDLL("libm.so.6")
values = [0, 1, -1, 5, 255, 256, 2**15, 2**31, -2**31, 2**32 + 7, 2**63, 2**64, -2**63, 2**80, True, False, None, 1.0, -2.5, 1e308, b"", b"a", b"ab",
          "a", "", (), [], object, 3 + 0j]


def shown(function, *arguments):
    try:
        result = function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)
    return type(result).__name__, result


def every_kind():
    function = CDLL(None).labs
    for kind in (c_byte, c_ubyte, c_short, c_uint16, c_int, c_uint, c_long, c_ulong, c_longlong, c_int64, c_uint64, c_size_t, c_bool, c_char, c_void_p):
        function.argtypes = [kind]
        for result in (c_byte, c_ubyte, c_short, c_uint16, c_int, c_uint, c_long, c_ulong, c_bool, c_char, None):
            function.restype = result
            # Where something lies, nobody can compare.
            shows = kind is not c_void_p
            print(kind.__name__, [shown(function, value) for value in values if shows or not isinstance(value, (bytes, str))])
            print(shown(function, kind()), shown(function), shown(function, 3, 4))
    for kind in (c_char_p, c_wchar_p, c_float, c_double):
        function.argtypes = [kind]
        print(kind.__name__, [shown(function, value)[0] for value in values])


every_kind()


def floats():
    for kind in (c_double, c_float):
        ending = "f" if kind is c_float else ""
        for name in ("sin", "pow", "fabs", "fma", "ldexp", "hypot"):
            function = getattr(m, name + ending)
            count = {"pow": 2, "fma": 3, "hypot": 2, "ldexp": 2}.get(name, 1)
            function.argtypes = [kind] * count if name != "ldexp" else [kind, c_int]
            function.restype = kind
            for first in (0.5, 1, -3, True, kind(2.25), 10**30, 10**400, "x", None, float("inf")):
                print(name + ending, repr(first), shown(function, *[first, 2, 1.5][:count]))


floats()
print([shown(c.abs, value) for value in values if not isinstance(value, (bytes, str)) and value is not None])
print([shown(c.abs, value) for value in (c_int(-4), c_short(-9), c_long(-8))])


def changing():
    """The same name and the same call, declared anew between the turns."""
    function = c.labs
    for declaration in ([c_long], [c_int], [c_short], [c_byte], None, [c_long, c_long], []):
        try:
            function.argtypes = declaration
        except Exception as error:
            print(type(error).__name__, error)
        for result in (c_long, c_int, c_ubyte, c_bool, None, lambda value: ("called", value), str):
            function.restype = result
            print(declaration, shown(function, -70000), shown(function, -70000, 5))
    function.restype = c_long
    function.argtypes = [c_long]
    function.errcheck = lambda result, called, arguments: (result, called is function, arguments)
    print(function(-5))
    del function.errcheck
    print(function(-5))
    del function.argtypes
    print(function.argtypes, function(-6))
    del function.restype
    print(function.restype, function(-6))


changing()


class Doubled(c_int):
    @classmethod
    def from_param(cls, value):
        print("from_param", type(value))
        return c_int(value * 2)


class Plain(c_int):
    pass


class Checked(c_int):
    def _check_retval_(self):
        return "checked", self.value


class Wrapped:
    _as_parameter_ = -12


class Number(int):
    pass


def own_types():
    function = CDLL(None).abs
    for declaration in ([Doubled], [Plain], [Checked], [c_int], None):
        function.argtypes = declaration
        for result in (c_int, Plain, Checked):
            function.restype = result
            for value in (-3, Plain(-4), Wrapped(), Number(-9), Doubled(-7)):
                told = shown(function, value)
                print(declaration, result.__name__, told[0], getattr(told[1], "value", told[1]))
    swapped = c_int.__ctype_be__
    function.argtypes = [swapped]
    function.restype = c_int
    print(shown(function, -3), shown(function, 256))
    function.argtypes = [c_int]
    function.restype = swapped
    print(shown(function, -3)[0])
    kind = type("Late", (c_int,), {})
    function.argtypes = [kind]
    function.restype = c_int
    print(function(-2))
    kind.from_param = classmethod(lambda cls, value: c_int(-100))
    print(function(-2))
    function.argtypes = [kind]
    print(function(-2))


own_types()


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


class Either(Union):
    _fields_ = [("whole", c_int), ("bytes", c_char * 4)]


def memory():
    copy = c.memcpy
    buffer = create_string_buffer(8)
    for declaration in (None, [c_void_p, c_void_p, c_size_t], [c_char_p, c_char_p, c_size_t]):
        copy.argtypes = declaration
        copy.restype = None
        for source in (b"abcd", (c_char * 4)(*b"efgh"), c_char_p(b"ijkl"), c_void_p(addressof(buffer)), pointer(c_int(0x41424344)), byref(c_int(0x45464748)),
                       (c_int * 1)(0x494a4b4c), byref(Point(0x51525354, 1)), bytearray(b"mnop"), "qrst", memoryview(b"uvwx")):
            ctypes.memset(buffer, 0, 8)
            told = shown(copy, buffer, source, 4)
            print(type(source).__name__, told if told[0] != "int" else "int", buffer.raw)
    copy.argtypes = [POINTER(c_int), POINTER(c_int), c_size_t]
    target = (c_int * 2)()
    for source in ((c_int * 2)(1, 2), pointer(c_int(3)), byref(c_int(4)), c_int(5), (c_uint * 2)(6, 7), pointer(c_uint(8)), byref(c_uint(9)), None.__class__, b"ab", 5,
                   byref((c_int * 2)(10, 11), 4)):
        print(type(source).__name__, shown(copy, target, source, 4), list(target))
        print(shown(copy, byref(target, 4), source, 4)[0], list(target))
    copy.argtypes = [POINTER(Point), POINTER(Point), c_size_t]
    place = Point(0, 0)
    for source in (Point(1, 2), byref(Point(3, 4)), pointer(Point(5, 6)), (Point * 2)(Point(7, 8)), Either(1)):
        print(type(source).__name__, shown(copy, place, source, 8), place.x, place.y)
    copy.argtypes = [c_char * 8, c_void_p, c_size_t]
    for place in (buffer, create_string_buffer(9), b"12345678"):
        print(shown(copy, place, b"abcdefgh", 8)[0])
    text = c.strchr
    text.argtypes = [c_char_p, c_int]
    text.restype = c_char_p
    print(text(b"hello", ord("l")), text(b"hello", ord("z")), shown(text, None.__class__, 1), text(create_string_buffer(b"xyz"), 121))
    text.restype = c_void_p
    print(text(b"hello", ord("z")), type(text(b"hello", ord("l"))))
    length = c.strlen
    length.restype = c_size_t
    print(length(b"abc"), length(c_char_p(b"abcd")), length(create_string_buffer(b"abcde")), shown(length, "abc"), length(byref(create_string_buffer(b"ab"))))


memory()


def variadic():
    buffer = create_string_buffer(100)
    c.sprintf(buffer, b"%d %s %ld %c", 7, b"text", c_long(2**40), 65)
    print(buffer.value)
    c.snprintf(buffer, c_size_t(100), b"%.3f %d %.1f", c_double(1.5), -3, c_double(2.25))
    print(buffer.value)
    c.snprintf.argtypes = [c_char_p, c_size_t, c_char_p]
    print(c.snprintf(buffer, 100, b"%d %d %d %d %d", 1, 2, 3, 4, 5), buffer.value)
    print(c.snprintf(buffer, 100, b"%d %g %g %g", 1, c_double(1), c_double(2), c_double(3)), buffer.value)
    print(shown(c.snprintf, buffer, 100, b"%d", 1.5), shown(c.snprintf, buffer))


variadic()


def error_numbers():
    print(get_errno())
    print(numbers.open(b"/no such file", 0), get_errno(), os.strerror(get_errno()))
    set_errno(77)
    print(numbers.abs(-1), get_errno(), numbers.close(-1), get_errno())
    seen = []

    def other():
        seen.append(get_errno())
        numbers.close(-1)
        numbers.close(-1)
        seen.append(get_errno())

    set_errno(5)
    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    print(seen, get_errno())
    root = numbers.sqrt
    root.argtypes, root.restype = [c_double], c_double
    root(-1.0)
    print(get_errno())


error_numbers()


def callbacks():
    comparison = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
    calls = []

    def compare(a, b):
        calls.append((a[0], b[0]))
        return (a[0] > b[0]) - (a[0] < b[0])

    sort = c.qsort
    sort.argtypes = [c_void_p, c_size_t, c_size_t, comparison]
    sort.restype = None
    items = (c_int * 6)(5, 1, 4, 2, 6, 3)
    print(sort(items, 6, 4, comparison(compare)), list(items), len(calls) > 4)
    print(shown(sort, items, 6, 4, compare))
    identity = CFUNCTYPE(c_int, c_int)(lambda value: value + 1)
    print(identity(5), shown(identity, "x"), shown(identity), shown(identity, 1, 2))
    apply = CFUNCTYPE(c_double, c_double, c_double)(lambda a, b: a * b)
    print(apply(1.5, 4), apply(2, 3))
    held = PYFUNCTYPE(py_object, py_object)(lambda value: [value])
    print(held("kept"))

    def deep(n):
        return inner(n - 1) + 1 if n else 0

    inner = CFUNCTYPE(c_int, c_int)(deep)
    print(inner(20))


callbacks()


def interpreter_functions():
    api = ctypes.pythonapi
    api.PyLong_FromLong.argtypes = [c_long]
    api.PyLong_FromLong.restype = py_object
    print(api.PyLong_FromLong(12))
    api.PyObject_Size.argtypes = [py_object]
    api.PyObject_Size.restype = c_long
    print(api.PyObject_Size([1, 2]), shown(api.PyObject_Size, 5))
    api.PyErr_SetNone.argtypes = [py_object]
    api.PyErr_SetNone.restype = None
    print(shown(api.PyErr_SetNone, KeyError))
    api.PyErr_NoMemory.argtypes = []
    api.PyErr_NoMemory.restype = c_void_p
    print(shown(api.PyErr_NoMemory))
    locked = PyDLL(None)
    print(locked.abs(-5), locked.labs(-7))


interpreter_functions()


def parallel():
    """The interpreter is unlocked while a C function waits."""
    order = []
    reader, writer = os.pipe()
    read = c.read

    def waiting():
        buffer = create_string_buffer(1)
        order.append("waits")
        read(reader, buffer, 1)
        order.append(buffer.raw)

    thread = threading.Thread(target=waiting)
    thread.start()
    while not order:
        pass
    os.write(writer, b"x")
    thread.join()
    print(order)


parallel()


def flags_of_parameters():
    prototype = CFUNCTYPE(c_int, c_int)
    function = prototype(("abs", c), ((1, "value", -8),))
    print(function(), function(-3), function(value=-4), shown(function, 1, 2), shown(lambda: function(other=3)))
    print(shown(lambda: c.abs(-3, word=5)))


flags_of_parameters()


def missing():
    print(shown(lambda: c.no_such_function)[0])
    print(shown(lambda: CDLL("no such library.so"))[0])
    function = c.abs
    function.argtypes = [c_int]
    print(shown(function, 1, 2, 3.5), shown(function, 1, [2]))
    print(bool(function), function == c.abs, shown(POINTER(c_int).from_param, 5))
    print([name for name in ("argtypes", "restype", "errcheck") if hasattr(function, name)])


missing()


def lifetimes():
    class Local(Structure):
        _fields_ = [("x", c_int)]

    class Handle(c_void_p):
        pass

    function = CDLL(None).labs
    function.argtypes = [Handle]
    print(function(Handle(5)), function(Handle(5)))
    gone = weakref.ref(Handle)
    library = weakref.ref(type(function))
    del Handle, function
    gc.collect()
    print(gone() is None, library() is None)
    argument = [1]
    before = sys.getrefcount(argument)
    shown(c.abs, argument)
    print(sys.getrefcount(argument) == before)
    function = CDLL(None).labs
    function.argtypes, function.restype = [c_long], c_long
    before = sys.getrefcount(c_long)
    function(-1)
    print(sys.getrefcount(c_long) == before)


lifetimes()


def recursion():
    """At every depth that is left, the same calls are possible."""
    function = CDLL(None).abs
    function.argtypes = [c_int]

    def down(n):
        try:
            function(n)
            return down(n + 1)
        except (RecursionError, ArgumentError) as error:
            return n, type(error).__name__, str(error)

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(150)
    try:
        print(down(0))
    finally:
        sys.setrecursionlimit(limit)


recursion()


def traceback_of_errors():
    import traceback
    function = c.abs
    function.argtypes = [c_int]
    try:
        print(function(
            "not an int"))
    except ArgumentError:
        print(traceback.format_exc())


traceback_of_errors()
print(sizeof(Point), "done")
