"""Operators on the builtin types, with their results' types and their errors."""
import operator

VALUES = [0, 1, -7, 3, True, 2.5, -0.0, 1e300, 3 + 4j, 'ab', '', b'xy', (1, 2), [3], {4}, {5: 6}, None, range(3)]
OPERATIONS = [
    ('+', lambda a, b: a + b), ('-', lambda a, b: a - b), ('*', lambda a, b: a * b), ('/', lambda a, b: a / b),
    ('//', lambda a, b: a // b), ('%', lambda a, b: a % b), ('<<', lambda a, b: a << b), ('>>', lambda a, b: a >> b),
    ('&', lambda a, b: a & b), ('|', lambda a, b: a | b), ('^', lambda a, b: a ^ b), ('@', lambda a, b: a @ b),
    ('<', lambda a, b: a < b), ('==', lambda a, b: a == b), ('>=', lambda a, b: a >= b), ('in', lambda a, b: a in b),
    ('is', lambda a, b: a is b),
]


def attempt(function, *args):
    try:
        result = function(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}'
    return f'{type(result).__name__} {result!r}'


for symbol, function in OPERATIONS:
    for a in VALUES:
        for b in VALUES:
            print(symbol, repr(a), repr(b), attempt(function, a, b))
for a in VALUES:
    print(repr(a), attempt(lambda x: -x, a), attempt(lambda x: +x, a), attempt(lambda x: ~x, a), not a)
for base in (2, -2, 0, 2.0, -8, 0.5):
    for exponent in (0, 3, -1, 0.5, 1 / 3, -2.0):
        print(base, exponent, attempt(lambda x, y: x ** y, base, exponent))
print(attempt(pow, 7, 30, 11), attempt(pow, 7, -1, 11), attempt(pow, 2, -1, 4), attempt(divmod, -7, 2), attempt(divmod, 7.5, -2))


def augmented():
    i = 7
    i += 3; i -= 1; i *= 5; i //= 2; i %= 13; i <<= 3; i >>= 1; i |= 5; i &= 0xff; i ^= 3; i **= 2
    x = 1.5
    x += 1; x *= 2; x /= 4; x -= 0.125; x **= 2; x //= 0.1; x %= 7
    s = 'a'
    s += 'b'; s *= 3; s %= ()
    items = [1]
    alias = items
    items += (2, 3); items *= 2
    return i, x, s, items, alias is items


print(augmented())
print(operator.index(True), 7 // -2, -7 // 2, 7 % -2, -7 % 2, 7.0 // -2, -7.5 % 2, int(-3.7), round(2.5), round(3.5), round(-1234, -2))
