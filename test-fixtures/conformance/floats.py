"""Floats: arithmetic, special values, comparison with ints, conversions, formatting, math."""
import math

VALUES = [0.0, -0.0, 1.0, -1.5, 0.1, 1e-320, 1e308, 2.0**53, math.inf, -math.inf, math.nan, 3, 2**53 + 1, 10**400, True]


def attempt(function, *args):
    try:
        return repr(function(*args))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


OPERATIONS = {'+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b, '//': lambda a, b: a // b,
              '%': lambda a, b: a % b, '**': lambda a, b: a ** b, '<': lambda a, b: a < b, '==': lambda a, b: a == b, 'divmod': divmod,
              'max': max, 'min': min, 'copysign': math.copysign, 'fmod': math.fmod, 'hypot': math.hypot, 'pow': math.pow}
for name, function in OPERATIONS.items():
    for a in VALUES:
        for b in VALUES:
            if name == '**' and isinstance(a, int) and isinstance(b, int) or max(abs(a), abs(b)) == 10**400 and name == '**':
                continue
            shown = ['10**400' if x == 10**400 else x for x in (a, b)]
            print(name, *shown, attempt(function, a, b).replace(str(10**400), '10**400'))
for a in VALUES:
    print(*[attempt(f, a).replace(str(10**400), '10**400') for f in (lambda x: -x, abs, float, int, round, math.floor, math.ceil, math.trunc, bool, lambda x: hash(x) if x == x else 'nan', lambda x: f'{x:.3f}' if abs(x) < 1e20 else '', math.sqrt, math.exp, math.isfinite, lambda x: x.as_integer_ratio())])


def harmonic(n):
    total = 0.0
    for i in range(1, n + 1):
        total += 1.0 / i
    return total


def newton(x):
    guess = x / 2.0 or 1.0
    for _ in range(30):
        guess = 0.5 * (guess + x / guess)
    return guess


def mixed(n):
    x = 0
    for i in range(n):
        x = x + i if i % 3 else x + i / 2
    return x, type(x).__name__


print(harmonic(1000), newton(2.0), newton(1e10), mixed(1), mixed(2), mixed(50))
print(sum([0.1] * 10), math.fsum([0.1] * 10), math.prod([1.5, 2, 3]), 0.1 + 0.2 == 0.3, 1 / 3, 2 / 3, 1e23, 1e22 + 1)
for text in ('1e3', ' -.5 ', '1_0.5', 'inf', '-Infinity', 'nan', '1e400', '', 'x', '0x1p3', '1e', '½'):
    print(repr(text), attempt(float, text))
print([round(x, n) for x in (2.675, -1.5, 0.5, 1234.5678) for n in (0, 2, -2)], [round(x) for x in (0.5, 1.5, 2.5, -0.5)])
print((0.1).hex(), float.fromhex('0x1.8p1'), (2.5).is_integer(), (0.75).as_integer_ratio(), 1.5.__floor__(), math.ulp(1.0), math.nextafter(1.0, 2.0))
print(1 + 2j, (1 + 2j) * (3 - 1j), abs(3 + 4j), (1j) ** 2, complex('1+2j'), (1 + 2j).conjugate(), 1j / 2, complex(0.0, -0.0), -1j, attempt(lambda: (1j) < 2), attempt(lambda: 1j // 2))
print(3 == 3.0, hash(3) == hash(3.0), {1: 'int', 1.0: 'float', True: 'bool'}, 2**53 == float(2**53 + 1), 2**53 + 1 > float(2**53))
