"""Comprehensions, generator expressions and assignment expressions in them."""
rows = [[1, 2], [3]]
flat = [item for row in rows if row for item in row]
found = any((hit := item) for item in flat)
table = {key: (lambda: key) for key in flat if (last := key)}


def function(data, limit):
    squares = {x * x for x in data if x < limit}
    nested = [[y + limit for y in row] for row in data]
    makers = [lambda: x + limit for x in data]
    x = 1
    again = [x for x in data]
    total = [(running := running + x) for x in data]
    later = ((seen := z) for z in data)

    def reads():
        return seen, data
    return [reads() for _ in [w for w in squares]], nested, makers, again, total, later


async def asynchronous(source):
    async def inner():
        return [await item async for item in source]
    pairs = {a: b for a in await inner() for b in [await a]}
    yield pairs
    lazy = (c async for c in source)


class Holder:
    items = [1, 2]
    doubled = [item * 2 for item in items]
    lazily = list(item for item in items)
    named = [self for self in items if (lambda: self)]


def outer_global():
    global collected
    [collected := n for n in range(3)]
