"""Integers across word and digit borders, conversions, bit operations, long loops that overflow."""
EDGES = [0, 1, -1, 2**15, 2**29, 2**30 - 1, 2**30, 2**31, -2**31, 2**32, 2**60 - 1, 2**60, 2**61, 2**62, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64, 10**30]


def operations(a, b):
    results = [a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a == b, a >= b]
    if b:
        results += [a // b, a % b, divmod(a, b), a / b if abs(a) < 2**1000 else None]
    return results


for a in EDGES:
    for b in EDGES:
        print(a, b, *operations(a, b))
for a in EDGES:
    print(-a, ~a, abs(a), a << 1, a >> 1, a << 40, a >> 40, a.bit_length(), a.bit_count(), hex(a), oct(a), hash(a), float(a), str(a), int(str(a)), bool(a))


def accumulate(n, step):
    total = 0
    for i in range(n):
        total += i * step
    return total


print(accumulate(100, 1), accumulate(1000, 2**55), accumulate(1000, -2**60))


def factorial(n):
    result = 1
    while n > 1:
        result *= n
        n -= 1
    return result


print([factorial(n) for n in range(19, 24)], factorial(60))


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


print([fibonacci(n) for n in (10, 90, 91, 92, 93, 94, 200)])


def collatz(n):
    steps = peak = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        peak = n if n > peak else peak
        steps += 1
    return steps, peak


print(collatz(27), collatz(2**61 - 1), collatz(837799))


def shifts(n):
    value = 1
    out = []
    for i in range(n):
        value <<= 7
        value |= i
        out.append(value)
    return out


print(shifts(12))
for expression in ('1 << -1', '1 >> -1', '1 // 0', '1 % 0', '1.0 // 0', 'divmod(1, 0)', '0 ** -1', 'int("")', 'int("12", 40)', 'int(float("inf"))', 'int(float("nan"))', '1 << (1 << 70)'):
    try:
        print(expression, eval(expression))
    except Exception as error:
        print(expression, type(error).__name__, error)
print(int('  -0x1F ', 16), int('0b101', 0), int('1_000'), int(b'77', 8), int(True), int(3.99), int('٣'))
print((255).to_bytes(2, 'big'), int.from_bytes(b'\xff\xfe', 'little', signed=True), (-5).to_bytes(4, 'little', signed=True))
print(sum(range(10**5)), sum([2**62, 2**62, 2**62]), max(EDGES), min(EDGES), sorted(EDGES)[:3], pow(3, 200, 10**9 + 7), 3**100 % 7)
print(7 .real, (7).numerator, True + True, True & False, True << 3, -True, ~bool(1), type(True + 0), type(True & True))
print([x for x in range(-2**63 + 2, -2**63 - 3, -1)], list(range(2**63 - 1, 2**63 + 2)), len(range(0, 2**62, 3)))
