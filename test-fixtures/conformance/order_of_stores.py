"""Which old object ends first where one statement gives several variables new values: two or three of a tuple are stored from the last on."""


class Ends:
    def __init__(self, name): self.name = name
    def __del__(self): print('end', self.name, end=' ')


class Holder: pass


def fresh(): return map(Ends, 'abcd')


def two(x, y):
    a, b, c, d = fresh()
    a, b = x, y
    print('|', end=' ')
    (c, d) = [x, y]
def three(x, y):
    a, b, c, d = fresh()
    a, b, c = x, y, 1
    print('|', end=' ')
    [a, d] = a, x
def four(x, y):
    a, b, c, d = fresh()
    a, b, c, d = x, y, 1, 2
def constants(x, y):
    a, b, c, d = fresh()
    a, b = 1, 2
    print('|', end=' ')
    c, d, a = 1, 2, -3
def mixed(x, y):
    a, b, c, d = fresh()
    a, b = 1, x
    print('|', end=' ')
    c, d = (x, y), 1
def lines(x, y):
    a, b, c, d = fresh()
    (a,
     b) = x, y
    print('|', end=' ')
    (c, d) = (x,
              y)
def twice(x, y):
    a, b, c, d = fresh()
    a, a = x, y
    print('|', end=' ')
    b, b, c = x, y, 1
    print('|', b, c, end=' ')
    d, c, d = 1, 2, x
    print('|', d, end=' ')
def twice_constants(x, y):
    a, b, c, d = fresh()
    a, a, c = 1, 2, 3
    print('|', a, end=' ')
    b, d, d = 1, 2, 3
    print('|', d, end=' ')
def shared(x, y):
    a, b, c, d = fresh()
    def inner(): return a, b
    a, b = x, y
    print('|', end=' ')
    a, c = x, y
def elsewhere(x, y):
    global G
    a, b, c, d = fresh()
    G = Ends('G')
    holder = Holder()
    holder.x = Ends('x')
    a, G = x, y
    print('|', end=' ')
    b, holder.x, c = x, 2, y
def nested(x, y):
    a, b, c, d = fresh()
    a, (b, c) = x, (y, 1)
    print('|', end=' ')
    w = a, d = x, y
def swapped(x, y):
    a, b, c, d = fresh()
    a, b, c = c, a, b
    a, b = 1, b
    print('|', end=' ')
    d, a = a, d
def in_loop(x, y):
    a, b, c, d = fresh()
    for a, b in [(x, y)]:
        c, d = d, c
    print('|', end=' ')
def unpacked(x, y):
    a, b, c, d = fresh()
    a, *b = x, y, 1
    print('|', end=' ')
    c, d = *(x,), y


for function in (two, three, four, constants, mixed, lines, twice, twice_constants, shared, elsewhere, nested, swapped, in_loop, unpacked):
    print(function.__name__, end=': ')
    function('x', 'y')
    print()
a, b = Ends('a'), Ends('b')
a, b = 'x', 'y'
a, b = Ends('a'), Ends('b')
a, b = b, 1
print()
