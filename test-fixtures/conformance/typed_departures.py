"""Functions whose numbers leave the machine's words or types in the middle: what was computed is neither lost nor repeated."""
import sys
import traceback


def grow(start, factor, steps):
    total = start
    for index in range(steps):
        total = total * factor + index
    return total


def nested(rows, columns, scale):
    total = 1
    for row in range(rows):
        for column in range(row, columns, 3):
            total = total + row * scale - column
        total *= 7
    return total


def divide(n):
    total = 0
    for index in range(-3, n):
        total += 100 // index
    return total


def modulo(a, b):
    result = 0
    while a > 0:
        result = result * 2 + a % b
        a -= 1
        b -= 1
    return result


def guarded(n):
    total = 0
    for index in range(n):
        try:
            total += 60 // (index - 2)
        except ZeroDivisionError:
            total += 1000
        finally:
            total += 1
    return total


def maybe_unbound(n):
    for index in range(n):
        last = index * index
    return last + 4611686018427387904 * 2 - n


def maybe_unbound_late(n, big):
    for index in range(n):
        last = index * index
    total = big * big
    return last + total


def down(n):
    return 1 + down(n - 1) if n > 0 else 1 // n


def pair(n, limit):
    if n > limit:
        return n // (n - n)
    return other(n + 1, limit) + 1


def other(n, limit):
    return pair(n + 1, limit) + 2


def shifts(n):
    result = 1
    for index in range(n):
        result = (result << 3) ^ (index & ~result) | (index >> 1)
    return result


def floats(x, n):
    total = 0.5
    for index in range(n):
        total = total * x + index / 4 - total // 3 % 5
        if total > 1e300:
            return -total
    return total


def powers(x, n):
    total = 0
    for index in range(n):
        total += x ** 5 - index ** 2
    return total


def negative(n):
    while n < 0:
        n = -n - 1 if n != -9223372036854775808 else -n
    return n


def search(limit):
    count = 0
    for candidate in range(2, limit):
        is_prime = True
        divisor = 2
        while divisor * divisor <= candidate:
            if candidate % divisor == 0:
                is_prime = False
                break
            divisor += 1
        if is_prime and not candidate == 7:
            count += 1
    else:
        count += 100000
    return count


def compare(a, b):
    result = 0
    for index in range(3):
        if a < b:
            result += 1
        if a == b or a != a:
            result += 10
        if a >= b:
            result += 100
        a = a + 1
    return result


def leaves_early(n):
    total = 0
    for index in range(n):
        total += index
    words = [str(total), repr(n)]
    return ' '.join(words)


def returns_many(n):
    if n < 0:
        return None
    if n == 0:
        return 'zero'
    if n > 5:
        return n * 1.5 + 2.0 - 1.0
    return n * n + n - 1


def ranges(start, stop, step):
    total = 0
    for index in range(start, stop, step):
        total = total * 3 + index
    return total


def show(function, *arguments):
    try:
        print(function.__name__, arguments, repr(function(*arguments)))
    except Exception:
        print(function.__name__, arguments, traceback.format_exc())


for arguments in ((1, 3, 39), (1, 3, 40), (1, 3, 41), (1, 3, 90), (-5, 10, 50), (1.5, 3, 10), (True, 3, 50), (2**70, 3, 4), (1, 2**64, 3)):
    show(grow, *arguments)
for arguments in ((10, 10, 3), (30, 40, 123456789), (25, 60, 10**17)):
    show(nested, *arguments)
show(divide, 0)
show(divide, 3)
show(divide, -2)
show(modulo, 10, 30)
show(modulo, 10, 5)
show(guarded, 7)
show(guarded, 2)
show(maybe_unbound, 0)
show(maybe_unbound, 5)
show(maybe_unbound_late, 0, 2**40)
show(maybe_unbound_late, 4, 2**40)
show(maybe_unbound_late, 0, 3)
show(down, 3)
show(pair, 0, 3)
show(pair, 1, 7)
show(shifts, 15)
show(shifts, 25)
show(floats, 1.5, 20)
show(floats, 1e10, 100)
show(floats, float('inf'), 5)
show(floats, 3, 5)
show(powers, 10, 4)
show(powers, 7000, 3)
show(powers, 2**20, 3)
show(negative, -9223372036854775808)
show(negative, -5)
show(search, 300)
for a, b in ((1, 2), (1.0, 2.0), (float('nan'), 1.0), (2**53, 2**53 + 1), (1, 2.5), (2**62, float(2**62)), (2**53 + 1, float(2**53))):
    show(compare, a, b)
show(leaves_early, 10)
for n in (-1, 0, 3, 6, True, 2.5):
    show(returns_many, n)
for arguments in ((0, 10, 3), (10, 0, -3), (5, 5, 1), (0, 5, 0), (2**63 - 5, 2**63 - 1, 2), (-2**63, -2**63 + 9, 4), (2**63, 2**63 + 3, 1), (9, -2**63, -2**62)):
    show(ranges, *arguments)
sys.stdout.flush()
