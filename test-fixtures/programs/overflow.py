"""Integers that grow out of a machine word in the middle of a loop keep all their digits."""


def grow(steps):
    s = 1
    for i in range(steps):
        s = s * 3 + i
    return s


def shrink(steps):
    s = 0
    for i in range(steps):
        s = s - 9223372036854775807 // (i + 1)
    return s


def at_the_edge(limit):
    found = []
    n = limit - 2
    for _ in range(5):
        found.append(n)
        n = n + 1
    return found


def power(base, count):
    product = 1
    for _ in range(count):
        product *= base
    return product


for steps in (1, 20, 39, 40, 41, 42, 60, 200):
    print(steps, grow(steps))
print(shrink(10), shrink(100))
print(at_the_edge(2**63 - 1), at_the_edge(-(2**63)), at_the_edge(2**31 - 1))
print(power(2, 62), power(2, 63), power(2, 64), power(-2, 63), power(-2, 64), power(10, 40))
print(-(-2**63), abs(-2**63), -2**63 // -1, divmod(-2**63, -1), (-2**63) % -1)
