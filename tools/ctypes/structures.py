"""Random structures: passed and returned by value and by pointer, their fields and items read and written, callbacks that get them.

    structures.py LIBRARY SEED COUNT

What a callback gives that raises is whatever lay in the result's memory: never looked at.
"""
import random
import sys
from ctypes import (
    CDLL, CFUNCTYPE, POINTER, PYFUNCTYPE, BigEndianStructure, PyDLL, Structure, Union, byref, c_bool, c_byte, c_char, c_char_p, c_double, c_float, c_int, c_int64, c_long, c_short, c_size_t, c_ubyte,
    c_uint, c_uint16, c_ulong, c_void_p, cast, pointer, sizeof,
)

path, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
libraries = [CDLL(path), CDLL(path), CDLL(path, use_errno=True), PyDLL(path)]
choose = random.Random(seed)


class Pair(Structure):
    _fields_ = [("a", c_int), ("b", c_int)]


class Small(Structure):
    _fields_ = [("a", c_char), ("b", c_short), ("c", c_float)]


class Mixed(Structure):
    _fields_ = [("a", c_double), ("b", c_int)]


class Turned(Structure):
    _fields_ = [("a", c_long), ("b", c_float)]


class Reals(Structure):
    _fields_ = [("a", c_double), ("b", c_double)]


class Floats(Structure):
    _fields_ = [("a", c_float), ("b", c_float), ("c", c_float)]


class Large(Structure):
    _fields_ = [("a", c_double), ("b", c_long), ("c", c_short), ("d", Pair)]


class Row(Structure):
    _fields_ = [("a", c_byte * 5)]


class Deep(Structure):
    _fields_ = [("a", Pair), ("b", Row)]


class Derived(Pair):
    pass


class Own(c_long):
    pass


class Wrapped:
    def __init__(self, value):
        self._as_parameter_ = value


structures = [Pair, Small, Mixed, Turned, Reals, Floats, Large, Row, Deep]


def told(value):
    if isinstance(value, (Structure, Union)):
        return type(value).__name__, [told(getattr(value, name)) for name, *_ in value._fields_]
    if isinstance(value, (Pair, Own)) or hasattr(value, "_length_"):
        return type(value).__name__, list(value) if hasattr(value, "_length_") else value.value
    if hasattr(value, "contents"):
        return type(value).__name__, told(value.contents) if value else None
    return type(value).__name__, repr(value)


def attempt(function, *arguments):
    try:
        return told(function(*arguments))
    except Exception as error:
        parts = []
        while error is not None:
            parts.append((type(error).__name__, str(error)))
            error = error.__cause__ or error.__context__
        return parts


def filled(kind):
    made = kind()
    data = bytes(choose.randrange(1, 100) for _ in range(sizeof(kind)))
    view = (c_ubyte * sizeof(kind)).from_buffer(made)
    view[:] = data
    for name, each, *_ in kind._fields_:
        if each in (c_double, c_float):
            setattr(made, name, choose.choice((0.5, -2.25, 1e10, 3)))
    return made


others = [None, 5, 1.5, "text", b"bytes", (1, 2), Derived(8, 9), Wrapped(Pair(1, 2)), Wrapped(3), [1, 2], Own(3), c_double(2.0)]


def argument(kind):
    draw = choose.random()
    if draw < 0.86:
        return filled(kind)
    return choose.choice(others) if draw < 0.95 else filled(choose.choice(structures))


def call1(function, a):
    return function(a)


def call4(function, a, b, c, d):
    return function(a, b, c, d)


def call10(function, a):
    return function(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9])


def by_value(number):
    kind = choose.choice(structures)
    library = choose.choice(libraries)
    result = choose.choice((kind, kind, kind, None, c_int))
    function = library["same_" + kind.__name__]
    # Declared anew, by the same function, to something else.
    function.argtypes, function.restype = [kind], kind
    if sizeof(kind) <= 16 or result is kind:
        function.restype = result
    print(number, kind.__name__, attempt(call1, function, argument(kind)) if result is kind else attempt(call1, function, argument(kind))[0])
    function = library["turn_" + kind.__name__]
    function.argtypes, function.restype = [c_long, kind, c_double, kind], kind
    print(attempt(call4, function, choose.choice((1, -1, 2**64, 1.5)), argument(kind), choose.choice((2, -2.5, "x")), argument(kind)))
    function = library["size_" + kind.__name__]
    function.argtypes, function.restype = [kind], choose.choice((c_long, Own))
    print(attempt(call1, function, argument(kind)))
    if number % 7 == 0:
        function = library.many
        kinds = [Pair, Large, Reals, Mixed, Turned, Floats, Small, Row]
        function.argtypes, function.restype = kinds + [c_long, c_double], c_double
        print(attempt(call10, function, [argument(each) for each in kinds] + [choose.randrange(100), choose.choice((1, 2.5, None))]))
        function = library.stacked
        function.argtypes, function.restype = [c_long] * 7 + [Pair, c_short, c_double], c_long
        print(attempt(call10, function, [choose.randrange(1000) for _ in range(7)] + [argument(Pair), choose.choice((3, -1, 70000, "x")), 1.75]))


def by_pointer(number):
    library = choose.choice(libraries)
    all_reals = (Reals * 3)(*[(n + 0.5, -n) for n in range(3)])
    for name in ("first", "second"):
        function = library[name]
        function.argtypes, function.restype = [POINTER(Reals)], choose.choice((POINTER(Reals), POINTER(Reals), c_void_p))
        given = choose.choice((all_reals, byref(all_reals[0]), pointer(all_reals[0]), all_reals[1], cast(all_reals, POINTER(Reals)), Wrapped(byref(all_reals[0])), pointer(Pair()), 7))
        result = attempt(call1, function, given)
        print(number, name, result if function.restype is POINTER(Reals) and name == "first" else result[0])
    function = library.none
    function.argtypes, function.restype = [c_long], choose.choice((POINTER(Large), c_void_p, c_char_p))
    print(attempt(call1, function, number))


# Callbacks.

def told_by_hook(unraisable):
    print("unraisable", type(unraisable.exc_value).__name__, unraisable.exc_value, str(unraisable.err_msg).split(" at 0x")[0], type(unraisable.object).__name__)


sys.unraisablehook = told_by_hook


def taking_long(a, b, c):
    print("called", told(a), told(b), told(c))
    if a == 13:
        raise ValueError("thirteen")
    return choose.choice((a, a + c, True, -5))


def taking_double(a, b, c):
    return a * b + len(c)


def taking_text(a, b, c):
    print("called", told(a), told(b), told(c))
    return b


def moving(item, place):
    item[0].a += place
    item.contents.b = item[0].a * 2


def moving_on(item, place):
    item[place % 1].b -= 1
    if place == 2:
        raise KeyError(place)


def pairs(a, b):
    return Pair(a.b, b.d.a)


def order(a, b):
    left, right = a[0], b[0]
    return (left > right) - (left < right)


def order_by_contents(a, b):
    return a.contents.value - b.contents.value


class Callable:
    def __call__(self, a, b, c):
        return a - c


long_type = CFUNCTYPE(c_long, c_long, c_double, c_byte)
double_type = CFUNCTYPE(c_double, c_float, c_ubyte, c_char_p)
each_type = CFUNCTYPE(None, POINTER(Reals), c_long)
pair_type = CFUNCTYPE(Pair, Pair, Large)
order_type = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
locked_type = PYFUNCTYPE(c_long, c_long, c_double, c_byte)
called_types = [long_type(taking_long), long_type(Callable()), locked_type(taking_long), long_type(lambda *all: len(all))]


def callbacks(number):
    library = choose.choice(libraries)
    function = library.call_long
    function.argtypes, function.restype = None, c_long
    value = choose.choice((1, -1, 13, 2**31, number))
    result = attempt(call4, function, choose.choice(called_types), c_long(value), c_double(2.5), choose.choice((1, -1, 200)))
    print(number, "long", result if value != 13 else "")
    function = library.call_double
    function.argtypes, function.restype = [double_type, c_double, c_int, c_char_p], c_double
    for callback in (double_type(taking_double), double_type(taking_text)):
        print(attempt(call4, function, callback, choose.choice((0.5, 1e10, -3)), choose.randrange(300), b"text"))
    items = (Reals * 3)(*[(n, n + 0.25) for n in range(3)])
    function = library.call_each
    function.argtypes, function.restype = [each_type, POINTER(Reals), c_long], None
    for callback in (each_type(moving), each_type(moving_on), each_type(lambda item, place: setattr(item[0], "a", place / 4))):
        print(attempt(lambda: function(callback, items, 3)), [told(each) for each in items])
    function = library.call_pair
    function.argtypes, function.restype = [pair_type, Pair, Large], Pair
    print(attempt(lambda: function(pair_type(pairs), filled(Pair), filled(Large))))
    function = library.call_order
    function.argtypes, function.restype = [order_type, POINTER(c_int), POINTER(c_int)], c_int
    for callback in (order_type(order), order_type(order_by_contents)):
        print(attempt(lambda: function(callback, byref(c_int(choose.randrange(3))), byref(c_int(choose.randrange(3))))))
    numbers = (c_int * 10)(*[choose.randrange(100) for _ in range(10)])
    sort = CDLL(None).qsort
    sort.argtypes, sort.restype = [c_void_p, c_size_t, c_size_t, order_type], None
    sort(numbers, 10, 4, order_type(choose.choice((order, order_by_contents))))
    print(list(numbers))


# Layouts.

simple = [c_byte, c_ubyte, c_short, c_uint16, c_int, c_uint, c_long, c_ulong, c_int64, c_float, c_double, c_bool, c_char]


def field(number):
    draw = choose.random()
    name = f"f{number}"
    if draw < 0.6:
        return name, choose.choice(simple)
    if draw < 0.75:
        return name, choose.choice((c_int, c_uint, c_short, c_long, c_ubyte)), choose.randrange(1, 8)
    if draw < 0.85:
        return name, choose.choice(simple[:-1]) * choose.randrange(1, 4)
    return name, choose.choice(structures)


def get0(each):
    return each.f0


def get1(each):
    return each.f1


def get2(each):
    return each.f2


def set0(each, value):
    each.f0 = value


def set1(each, value):
    each.f1 = value


def set2(each, value):
    each.f2 = value


def item(items, key):
    return items[key]


def set_item(items, key, value):
    items[key] = value


values = [0, 1, -1, 7, 100, -100, 2**15, 2**31 + 5, -(2**40), 2**64 + 1, 0.5, -1e30, True, False, None, b"a", "a", b"", Own(5), (1, 2)]


def layouts(number):
    names = {"_fields_": [field(n) for n in range(3)]}
    # Packed bit fields are read and written beyond their structure, by ctypes too.
    if choose.random() < 0.3 and all(len(each) == 2 for each in names["_fields_"]):
        names["_pack_"] = choose.choice((1, 2, 4))
        names["_layout_"] = "ms"
    base = choose.choice((Structure, Structure, Structure, Union, BigEndianStructure))
    try:
        kind = type("Random", (base,), names)
    except Exception as error:
        print(number, type(error).__name__, error)
        return
    items = (kind * 2)()
    behind = pointer(items[0])
    print(number, base.__name__, [(each[0], each[1].__name__, *each[2:]) for each in names["_fields_"]], sizeof(kind))
    for _ in range(6):
        each = choose.choice((items[0], items[1], behind.contents, behind[1]))
        reader, writer = choose.choice(((get0, set0), (get1, set1), (get2, set2)))
        value = choose.choice(values)
        place = int(reader.__name__[3])
        # A bit field that an instance is stored to is written over with what lies beside it.
        is_bits = len(names["_fields_"][place]) > 2
        result = "" if is_bits and isinstance(value, Own) else attempt(writer, each, value)
        print(value if not isinstance(value, Own) else "Own", result, attempt(reader, each), bytes(items).hex())
    array = (choose.choice(simple) * 3)()
    for key in (0, 1, -1, 3):
        value = choose.choice(values)
        print(attempt(set_item, array, key, value if not isinstance(value, Own) else 9), attempt(item, array, key), bytes(array).hex())


for number in range(count):
    choose.choice((by_value, by_value, by_pointer, callbacks, layouts, layouts))(number)
