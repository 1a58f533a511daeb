"""What lies in the memory of structures, unions, arrays and behind pointers: read, written, refused, and changed by the class in between."""
import ctypes
import gc
import weakref
from ctypes import (
    CFUNCTYPE, POINTER, Array, BigEndianStructure, LittleEndianStructure, Structure, Union, addressof, byref, c_bool, c_byte, c_char, c_char_p, c_double, c_float, c_int, c_int16,
    c_int64, c_long, c_longlong, c_short, c_size_t, c_ubyte, c_uint, c_uint16, c_uint64, c_ulong, c_ushort, c_void_p, c_wchar, c_wchar_p, cast, create_string_buffer, pointer,
    py_object, resize, sizeof,
)

kinds = [c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_longlong, c_size_t, c_float, c_double, c_bool, c_char, c_wchar]


class Number(int):
    pass


class Real(float):
    def __float__(self):
        return 99.5


class AsFloat:
    def __float__(self):
        return 2.5


class AsIndex:
    def __index__(self):
        return 11


class Own(c_int):
    pass


values = [0, 1, -1, 5, 127, 128, 200, 255, 256, -129, 2**15, 2**31, -(2**31), 2**32 + 7, 2**62, 2**63, 2**64 + 3, -(2**63), 2**80, 10**400, True, False, None, 0.0, -0.0, 1.5, -2.5, 1e39, 1e308,
          float("inf"), b"", b"a", b"ab", bytearray(b"c"), "", "a", "ab", "\U0001f600", (), [1], object, 3j, Number(12), Real(3.5), AsFloat(), AsIndex(), c_int(7), c_double(1.25), c_char(b"q"), Own(8)]


def shown(value):
    if isinstance(value, ctypes._SimpleCData):
        return type(value).__name__, value.value
    if isinstance(value, (Structure, Union, Array)):
        return type(value).__name__, bytes(value)
    return type(value).__name__, "a pointer" if hasattr(value, "contents") else value


def attempt(function, *arguments):
    try:
        return shown(function(*arguments))
    except Exception as error:
        return type(error).__name__, str(error)


def get_field(structure):
    return structure.field


def set_field(structure, value):
    structure.field = value


def get_item(items, key):
    return items[key]


def set_item(items, key, value):
    items[key] = value


def get_value(simple):
    return simple.value


def set_value(simple, value):
    simple.value = value


def of_kind(kind):
    class Holder(Structure):
        _fields_ = [("before", c_byte), ("field", kind), ("after", c_byte)]

    class Either(Union):
        _fields_ = [("bytes", c_ubyte * 16), ("field", kind)]

    class Packed(Structure):
        _pack_ = 1
        _layout_ = "ms"
        _fields_ = [("before", c_byte), ("field", kind), ("after", c_byte)]

    simple, items = kind(), (kind * 3)()
    for each in (Holder(), Either(), Packed()):
        told = []
        for value in values:
            told.append((attempt(set_field, each, value), attempt(get_field, each), bytes(each)))
        print(kind.__name__, type(each).__name__, told)
    told = []
    for value in values:
        told.append((attempt(set_item, items, 1, value), attempt(get_item, items, 1), attempt(set_item, items, -1, value), attempt(set_value, simple, value), attempt(get_value, simple), bytes(items)))
    print(kind.__name__, "array", told)
    behind = cast(items, POINTER(kind))
    print(kind.__name__, "pointer", [(attempt(set_item, behind, 2, value), attempt(get_item, behind, 2), bytes(items)) for value in values])
    print([attempt(get_item, items, key) for key in (0, 2, 3, -3, -4, 10**30, -(10**30), True, 1.0, "x", None, AsIndex(), slice(1, None), slice(None, None, -1))])
    print([attempt(set_item, items, key, 1) for key in (0, 2, 3, -3, -4, 10**30, True, 1.0, "x", None, AsIndex(), slice(1, None))])


for kind in kinds:
    of_kind(kind)


# Bit fields, in both orders of bytes.

def bits():
    for kind in (c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_int64, c_uint64, c_bool):
        size = sizeof(kind) * 8
        widths = [1, 2, size // 2 - 1, size // 2] if kind is not c_bool else [1, 1, 1]
        for base in (Structure, BigEndianStructure, LittleEndianStructure, Union):
            if base is BigEndianStructure and kind is c_bool:
                continue
            try:
                holder = type("Bits", (base,), {"_fields_": [(f"field{n}", kind, width) for n, width in enumerate(widths)] + [("whole", kind)]})
            except TypeError as error:
                print(kind.__name__, base.__name__, error)
                continue
            each = holder()
            # One that holds an instance of ctypes writes over what lies beside it.
            for value in (0, 1, -1, 5, 200, 2**31 + 1, -(2**62) - 3, 2**64 + 9, 10**40, True, None, 1.5, b"a", "a", Number(3), AsIndex()):
                for n in range(len(widths)):
                    print(kind.__name__, base.__name__, n, attempt(lambda: setattr(each, f"field{n}", value)), end=" ")
                each_told = [attempt(first_field, each), attempt(second_field, each), attempt(third_field, each), attempt(put_second, each, value), attempt(second_field, each)]
                print(each_told, bytes(each))


def first_field(each):
    return each.field0


def second_field(each):
    return each.field1


def third_field(each):
    return each.field2


def put_second(each, value):
    each.field1 = value


bits()


# Structures in structures, arrays, and behind pointers.

class Point(Structure):
    _fields_ = [("x", c_double), ("y", c_double)]


class Body(Structure):
    _fields_ = [("name", c_char * 8), ("at", Point), ("speed", Point), ("marks", c_int * 4), ("next", POINTER(Point)), ("text", c_char_p), ("wide", c_wchar_p), ("address", c_void_p), ("object", py_object),
                ("own", Own), ("called", CFUNCTYPE(c_int, c_int))]


class Aligned(Structure):
    _fields_ = [("small", c_char), ("large", c_int64), ("last", c_short)]


class Derived(Point):
    _fields_ = [("z", c_double)]


class Anonymous(Structure):
    _anonymous_ = ["inner"]
    _fields_ = [("inner", Point), ("tag", c_int)]


def nested():
    body = Body(b"earth", Point(1, 2), Point(3, 4))
    for n in range(3):
        body.at.x += body.speed.x * 0.5
        body.speed.y -= 1
        body.marks[n] = n * n
        body.marks[-1] += 1
    print(body.name, body.at.x, body.at.y, body.speed.y, list(body.marks), body.text, body.wide, body.address, attempt(lambda: body.object), body.own.value)
    view = body.at
    view.x = 17
    print(body.at.x, view is body.at, type(view) is Point, view._b_base_ is body, view._b_needsfree_, body.at._objects, body._b_needsfree_)
    body.at = Point(21, 22)
    print(view.x, view.y, attempt(lambda: setattr(body, "at", 3)), attempt(lambda: setattr(body, "at", (5, 6))), view.x)
    body.next = pointer(body.speed)
    body.next.contents.x = 33
    print(body.speed.x, body.next[0].x, body.next[-1].x, attempt(lambda: Body().next.contents), attempt(lambda: Body().next[0]), bool(body.next))
    body.text = b"some text"
    body.wide = "wide text"
    body.address = 4096
    body.own = 5
    print(body.text, body.wide, body.address, body.own.value, type(body.own).__name__, sorted(body._objects))
    for value in (None, 0, 2**63, -1, 2**70, 1.5, b"x", "x"):
        print(attempt(lambda: setattr(body, "address", value)), body.address, attempt(lambda: setattr(body, "text", value)) if type(value) is not int else "", body.text, attempt(lambda: setattr(body, "name", value)), body.name)
    print(attempt(lambda: body.missing), attempt(lambda: setattr(body, "missing", 1)), body.missing, attempt(lambda: delattr(body, "at")), attempt(lambda: delattr(body.at, "x")))
    derived, anonymous = Derived(1, 2, 3), Anonymous(Point(1, 2), 3)
    derived.x += derived.z
    anonymous.x += anonymous.tag
    print(derived.x, derived.y, anonymous.x, anonymous.inner.x, bytes(derived), sizeof(Aligned), Aligned.large.offset)
    bodies = (Body * 3)()
    for n, each in enumerate(bodies):
        each.at.x = n + 1
    for n in range(len(bodies)):
        bodies[n].marks[n] = bodies[n].at.x.__int__()
    print([list(each.marks) for each in bodies], bodies[1]._b_base_ is bodies, attempt(get_item, bodies, 3), attempt(set_item, bodies, 1, 3))
    bodies[1] = bodies[0]
    print(bodies[1].at.x, bodies[1].marks[0], len(bodies[:2]), bodies[-1].at.x)
    rows = (c_int * 3 * 2)()
    for n in range(2):
        for m in range(3):
            rows[n][m] = n * 10 + m
    print([list(row) for row in rows], attempt(set_item, rows, 0, (7, 8, 9)), list(rows[0]))
    pointers = (POINTER(c_int) * 2)()
    print(attempt(lambda: pointers[0].contents), attempt(lambda: pointers[0][0]))
    pointers[1] = pointer(rows[1])[0] and cast(rows, POINTER(c_int))
    print(pointers[1][4], pointers[1].contents.value)
    chars = create_string_buffer(b"characters")
    for n in range(4):
        chars[n] = chars[n + 4]
    print(chars.value, chars[0], chars[-1], attempt(set_item, chars, 0, 300), attempt(set_item, chars, 0, 65), chars[:3], chars.raw[1:3])
    wides = ctypes.create_unicode_buffer("wide")
    wides[0] = wides[3]
    print(wides.value, wides[1], attempt(set_item, wides, 0, 5))
    objects = (py_object * 2)()
    print(attempt(get_item, objects, 0))
    objects[0] = values
    print(objects[0] is values, py_object(3).value, attempt(lambda: py_object().value))


nested()


# Memory that is shared, resized, or somebody else's.

def shared():
    data = bytearray(range(32))
    view = (c_ubyte * 32).from_buffer(data)
    for n in range(8):
        view[n] = view[31 - n] + 1
    print(bytes(data), attempt(lambda: data.append(1)))
    part = (c_int * 2).from_buffer(data, 8)
    part[1] = -1
    print(bytes(data), view[12], attempt(lambda: (c_int * 20).from_buffer(data)))
    copy = (c_ubyte * 4).from_buffer_copy(data)
    copy[0] = 99
    print(data[0], copy[0], Point.from_buffer(data, 16).x == Point.from_buffer_copy(data, 16).x)
    items = (c_int * 2)(1, 2)
    resize(items, 64)
    print(len(items), sizeof(items), attempt(get_item, items, 2), items[1], cast(items, POINTER(c_int))[1])
    number = c_int(5)
    at = POINTER(c_int).from_address(addressof(pointer(number))) if False else pointer(number)
    at[0] += 2
    at.contents.value *= 3
    print(number.value, at[0], attempt(lambda: at[0:2][0]), attempt(lambda: at[:]))
    at.contents = c_int(77)
    print(at[0], number.value, c_int.from_address(addressof(number)).value)
    real = c_double(0.1)
    bits = cast(pointer(real), POINTER(c_uint64))
    for n in range(3):
        bits[0] += 1 << 52
        real.value += 1
    print(real.value, hex(bits[0]))


shared()


# What a class says of its instances, and when it changes.

class Loud(Structure):
    _fields_ = [("field", c_int), ("other", c_int)]

    def __getattribute__(self, name):
        return ("got", name)


class Hooked(Structure):
    _fields_ = [("field", c_int)]

    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)

    def __getattr__(self, name):
        return "missing " + name


class Squares(c_int * 4):
    _type_, _length_ = c_int, 4

    def __getitem__(self, key):
        return "own", super().__getitem__(key)

    def __setitem__(self, key, value):
        super().__setitem__(key, value * value)


def classes():
    class Changing(Structure):
        _fields_ = [("field", c_int), ("other", c_double)]

    each = Changing(3, 4.5)
    field = Changing.field

    def loop(told):
        for n in range(6):
            told.append(attempt(get_field, each))
            told.append(attempt(set_field, each, n))
            if n == 1:
                Changing.field = property(lambda self: ("property", self.other), lambda self, value: told.append(value))
            if n == 2:
                Changing.field = Changing.other
            if n == 3:
                del Changing.field
            if n == 4:
                Changing.field = field

    told = []
    loop(told)
    print(told, bytes(each))
    print(attempt(get_field, Loud(1, 2)), attempt(lambda: setattr(Changing, "_fields_", [])))
    hooked = Hooked(4)
    set_field(hooked, 21)
    print(get_field(hooked), hooked.nothing)
    squares = Squares(1, 2, 3, 4)
    set_item(squares, 1, 5)
    print(get_item(squares, 1), list(squares))

    class Borrowed:
        field = Changing.other

    print(attempt(get_field, Borrowed()), attempt(set_field, Borrowed(), 1), attempt(lambda: Changing.other.__get__(Point(5, 6))))

    class Late(Structure):
        pass

    late = None
    Late._fields_ = [("field", c_int), ("next", POINTER(Late))]
    late = Late(5)
    late.next = pointer(late)
    print(get_field(late.next.contents), get_field(late.next[0].next[0]))

    class Sub(Changing):
        def __del__(self):
            print("ends", self.other)

    array = (Sub * 2)()
    array[0].other = 8.5
    item = array[0]
    item.note = "kept by the object"
    print(array[0].__dict__, item.__dict__)
    del item
    reference = weakref.ref(array)
    one = array[1]
    del array
    gc.collect()
    print(reference() is not None, one.other)
    del one
    gc.collect()
    print(reference())
    dead = weakref.ref(Changing)
    del Changing, Sub, Borrowed, each, field, hooked, loop
    gc.collect()
    print(dead())


classes()


def rebinding():
    """Views that one variable holds after another."""
    items = (Point * 4)(*[(n, -n) for n in range(4)])
    kept, total = [], 0
    for n in range(4):
        point = items[n]
        total += point.x - point.y
        if n % 2:
            kept.append(point)
        if n == 2:
            alive = weakref.ref(point)
    print(total, [(each.x, each.y) for each in kept], alive() is None, kept[0] is kept[1])
    for n in range(3):
        point = items[n]
        point.note = n
        identity = point
        point = items[n + 1]
        print(hasattr(point, "note"), identity.note, point.x, identity.x)


rebinding()


def by_value():
    """Functions whose parameters and results are classes of the program, which nothing else keeps alive."""
    absolute = ctypes.CDLL(None)["labs"]
    for n in range(3):
        class Whole(Structure):
            _fields_ = [("field", c_long)]

        class Other(Whole):
            pass

        absolute.argtypes, absolute.restype = [Whole], (Whole, Other, POINTER(Whole))[n]
        if n < 2:
            print([shown(absolute(given)) for given in (Whole(-5), Whole(2**62), Other(-7))])
        else:
            whole = Whole(3)
            absolute.argtypes = [POINTER(Whole)]
            print(absolute(whole).contents.field, absolute(byref(whole))[0].field, absolute(None) == None, bool(absolute(None)), type(absolute(pointer(whole))) is POINTER(Whole))
        print([attempt(absolute, given) for given in (5, None, (1,), Point(1, 2))][:2 if n == 2 else 4] if n < 2 else "", attempt(absolute))
        dead = weakref.ref(Other)
        absolute.argtypes = absolute.restype = None
        del Whole, Other
        gc.collect()
        print(dead() is None, absolute(-9))


by_value()
