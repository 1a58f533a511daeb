"""Fields of structures in loops over machine words: what they hold, whose they are, and what changes while the loops run."""
import pickle
import sys
import weakref
from ctypes import POINTER, BigEndianStructure, Structure, Union, c_byte, c_double, c_float, c_int, c_int64, c_long, c_short, c_ubyte, c_uint, c_ushort, cast, pointer, resize


class Body(Structure):
    _fields_ = [("x", c_double), ("y", c_double), ("speed", c_double), ("mass", c_float), ("count", c_int), ("small", c_byte), ("flags", c_ushort), ("long", c_long), ("unsigned", c_uint)]


class Overlaid(Union):
    _fields_ = [("real", c_double), ("bits", c_int64)]


class Swapped(BigEndianStructure):
    _fields_ = [("x", c_double), ("count", c_int)]


class Moved(Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("before", c_ubyte), ("count", c_int), ("y", c_double), ("speed", c_double), ("x", c_double), ("mass", c_float), ("small", c_byte), ("flags", c_ushort), ("long", c_long), ("unsigned", c_uint)]


class Plain:
    """Not a structure, with the same names."""

    def __init__(self, x=0.5):
        self.x, self.y, self.speed, self.mass, self.count, self.small, self.flags, self.long, self.unsigned = x, 1.5, 2.5, 3.5, 4, 5, 6, 7, 8


def advance(bodies, dt, n):
    for step in range(n):
        for i in range(len(bodies)):
            a = bodies[i]
            a.speed += dt * 0.5
            for j in range(i + 1, len(bodies)):
                b = bodies[j]
                dx = a.x - b.x
                dy = a.y - b.y
                distance = dx * dx + dy * dy + 1.0
                a.speed -= dx / distance
                b.speed += dy / distance
            a.x += a.speed * dt
            a.count += 1
            a.mass = a.mass * 1.1
    return a.x


def counts(bodies, n):
    total = 0
    for i in range(n):
        body = bodies[i % 3]
        body.small += 100
        body.flags -= 1
        body.long += 2**40
        body.unsigned = body.unsigned - i
        total += body.small + body.flags + body.count * 3 + body.unsigned
    return total


def shown(body):
    return body.x, body.y, body.speed, body.mass, body.count, body.small, body.flags, body.long, body.unsigned


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)


def filled(kind, n=3):
    array = (kind * n)()
    for place in range(n):
        array[place].x = place * 1.25
        array[place].y = -place
        array[place].mass = 0.1
    return array


for kind in (Body, Moved):
    array = filled(kind)
    print(advance(array, 0.01, 5), counts(array, 40), [shown(each) for each in array])
# Where these come from, the compiler does not see.
plain = pickle.loads(pickle.dumps([Plain(), Plain(1.0), Plain(-3)]))
print(attempt(advance, plain, 0.01, 5), attempt(counts, plain, 10))
mixed = pickle.loads(pickle.dumps([Plain(7.0)] * 4))
mixed[0], mixed[2], mixed[3] = Body(1.0, 2.0), filled(Moved)[1], Body(5.0, 6.0, 7.0, 8.0, 9)
print(advance(mixed, 0.25, 4), [shown(each) for each in mixed])
print(attempt(advance, filled(Swapped) if False else (Swapped * 2)(), 0.5, 2))
print(attempt(advance, (c_int * 3)(), 0.5, 1), attempt(advance, (None,), 0.5, 1), attempt(counts, (Body * 2)(), 6), attempt(advance, (Body * 2)(), "dt", 1))
print(attempt(advance, cast(filled(Body), POINTER(Body)), 0.5, 1), attempt(advance, (Body * 0)(), 0.5, 1))


def bits_of(values):
    """One memory as two types."""
    overlaid, found = Overlaid(), []
    for value in values:
        overlaid.real = value
        bits = overlaid.bits
        overlaid.bits = bits + (1 << 52)
        found.append((bits, overlaid.real * 1.0))
    return found


def by_cast(n):
    body = Body()
    view = cast(pointer(body), POINTER(Overlaid))[0]
    total = 0
    for i in range(n):
        body.x = i * 0.5
        total += view.bits >> 40
        view.bits = view.bits ^ 1
        body.y = body.x + 1.0
    return total, body.x, body.y


print(bits_of([1.0, -2.5, 0.0, 1e300, float("inf")]), by_cast(20))


def storing(body, values):
    told = []
    for value in values:
        try:
            body.x = value
            body.count = value
            body.mass = value
        except Exception as error:
            told.append((type(error).__name__, str(error)))
        told.append((body.x, body.count, body.mass))
    return told


def stores(body, n):
    for i in range(n):
        big = i * 2**33 + 5
        body.count = big
        body.small = big
        body.mass = big
        body.x = big
        body.mass = body.x * 1e30
        real = body.x * 0.5
        if i == n - 2:
            body.count = real
    return body.count


print(storing(Body(), [1, 2.5, True, 2**70, "x", None, c_int(4), 10**400, -0.0, float("nan")]), attempt(stores, Body(), 4))


# What changes while a loop runs.

def changing(bodies, n, change):
    told = []
    for i in range(n):
        body = bodies[i % len(bodies)]
        body.x += 1.5
        total = body.x + body.count
        if i % 3 == 2:
            change(i)
        total += body.x
        told.append(total)
    return told


def run_changing():
    class Changing(Structure):
        _fields_ = [("x", c_double), ("count", c_int), ("y", c_double)]

    kept = Changing.x, Changing.y
    array = (Changing * 2)()

    def change(i):
        if i == 2:
            Changing.note = "harmless"
        elif i == 5:
            Changing.x = kept[1]
        elif i == 8:
            Changing.x = property(lambda self: self.count * 2.0, lambda self, value: setattr(self, "count", int(value)))
        elif i == 11:
            Changing.x = kept[0]
        elif i == 14:
            Changing.__getattribute__ = lambda self, name: 1000.0
        elif i == 17:
            del Changing.__getattribute__

    print(changing(array, 24, change), bytes(array) == bytes((Changing * 2).from_buffer_copy(array)), [(each.x, each.y, each.count) for each in array])


run_changing()


def raising(bodies, n):
    for i in range(n):
        body = bodies[i]
        speed = body.speed + i * 0.5
        body.speed = speed
    return speed


def looks():
    array = filled(Body, 4)
    try:
        raising(array, 6)
    except IndexError as error:
        frame = error.__traceback__.tb_next.tb_frame
        names = frame.f_locals
        print(error, names["i"], names["speed"], names["body"].x, names["bodies"] is array, error.__traceback__.tb_next.tb_lineno - frame.f_code.co_firstlineno)


looks()


def watching(bodies, n):
    kept, dead = [], None
    total = 0.0
    for i in range(n):
        body = bodies[i % 4]
        body.x += 0.5
        total += body.x
        if i == 3:
            kept.append(body)
        if i == 5:
            body.note = "own"
        if i == 6:
            dead = weakref.ref(body)
        if i == 8:
            names = sys._getframe().f_locals
            kept.append(names["body"])
            total += names["body"].x + names["total"]
    return total, [each.x for each in kept], dead(), kept[0] is kept[1]


array = filled(Body, 4)
print(watching(array, 12), [each.x for each in array])


def same_name(rows, n):
    row = rows
    for i in range(n):
        row = row[i % 2]
        row.x = row.x + i
        row = rows
    return rows[0].x, rows[1].x


print(same_name((Body * 2)(), 9))


class Ending(Body):
    def __del__(self):
        ended.append(self.x)


ended = []


def endings(bodies, n):
    for i in range(n):
        body = bodies[i]
        body.x = body.x + i
    return len(ended)


print(endings((Ending * 5)(), 5), ended)


class Node(Structure):
    pass


Node._fields_ = [("value", c_int), ("weight", c_double), ("next", POINTER(Node))]


def walk(node):
    total, weights = 0, 0.0
    while True:
        total += node.value * 2
        weights += node.weight * 0.5
        if not node.next:
            return total, weights
        node = node.next.contents


nodes = [Node(n, n * 0.25) for n in range(10)]
for one, other in zip(nodes, nodes[1:]):
    one.next = pointer(other)
print(walk(nodes[0]))


class Holder:
    def __init__(self, bodies):
        self.bodies = bodies

    def total(self):
        total = 0.0
        for body in self.bodies:
            total += body.x * body.mass
            body.count = body.count + 1
        return total + sum(self.bodies[i].count for i in range(len(self.bodies)))


print(Holder(filled(Body)).total(), Holder(mixed).total())
