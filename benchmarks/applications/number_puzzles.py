"""Numeric loops: sieves, factors, continued fractions, perfect and amicable numbers, digits of e, a sudoku by search."""
import sys
from math import gcd, isqrt


def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0:2] = [False, False]
    for number in range(2, isqrt(limit) + 1):
        if flags[number]:
            for multiple in range(number * number, limit + 1, number):
                flags[multiple] = False
    return [number for number, is_prime in enumerate(flags) if is_prime]


def factorize(number):
    factors = {}
    divisor = 2
    while divisor * divisor <= number:
        while number % divisor == 0:
            factors[divisor] = factors.get(divisor, 0) + 1
            number //= divisor
        divisor += 1 if divisor == 2 else 2
    if number > 1:
        factors[number] = factors.get(number, 0) + 1
    return factors


def divisor_sums(limit):
    sums = [0] * (limit + 1)
    for divisor in range(1, limit // 2 + 1):
        for multiple in range(2 * divisor, limit + 1, divisor):
            sums[multiple] += divisor
    return sums


def amicable(limit):
    sums = divisor_sums(limit)
    for number in range(2, limit + 1):
        partner = sums[number]
        if number < partner <= limit and sums[partner] == number:
            yield number, partner
        elif partner == number:
            yield number, number


def power(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def is_probable_prime(number):
    if number < 2 or number % 2 == 0:
        return number == 2
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd //= 2
        twos += 1
    for witness in (2, 3, 5, 7, 11, 13):
        if number == witness:
            return True
        x = power(witness, odd, number)
        if x in (1, number - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % number
            if x == number - 1:
                break
        else:
            return False
    return True


def continued_fraction(number):
    """The period of the continued fraction of the square root of a number."""
    root = isqrt(number)
    if root * root == number:
        return []
    terms = []
    m, d, a = 0, 1, root
    while a != 2 * root:
        m = d * a - m
        d = (number - m * m) // d
        a = (root + m) // d
        terms.append(a)
    return terms


def pell(number):
    """The least x and y with x*x - number*y*y == 1."""
    terms = continued_fraction(number)
    h, previous_h, k, previous_k = isqrt(number), 1, 1, 0
    index = 0
    while h * h - number * k * k != 1:
        term = terms[index % len(terms)]
        h, previous_h = term * h + previous_h, h
        k, previous_k = term * k + previous_k, k
        index += 1
    return h, k


def digits_of_e(count):
    remainders = [1] * (count + 10)
    digits = []
    for _ in range(count):
        carry = 0
        for index in range(len(remainders) - 1, -1, -1):
            value = remainders[index] * 10 + carry
            carry, remainders[index] = divmod(value, index + 2)
        digits.append(carry)
    return "2." + "".join(map(str, digits))


def candidates(grid, row, column):
    used = set(grid[row])
    for other in range(9):
        used.add(grid[other][column])
    top, left = row - row % 3, column - column % 3
    for y in range(top, top + 3):
        for x in range(left, left + 3):
            used.add(grid[y][x])
    return [digit for digit in range(1, 10) if digit not in used]


def solve(grid):
    """Fills the grid; how many tries it took, None where there is no way."""
    best = None
    for row in range(9):
        for column in range(9):
            if grid[row][column] == 0:
                choices = candidates(grid, row, column)
                if best is None or len(choices) < len(best[2]):
                    best = (row, column, choices)
    if best is None:
        return 0
    row, column, choices = best
    tries = 0
    for digit in choices:
        grid[row][column] = digit
        tries += 1
        below = solve(grid)
        if below is not None:
            return tries + below
    grid[row][column] = 0
    return None


SUDOKUS = ["53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79", "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4.."]


def main(size):
    primes = sieve(size * 100)
    print("primes", len(primes), primes[-3:])
    print("factors", [factorize(number) for number in (size * 1001, 600851475143, 2**32 + 1)])
    print("gaps", max((b - a, a) for a, b in zip(primes, primes[1:])))
    print("amicable", list(amicable(size * 30)))
    print("probable", [number for number in range(10**12, 10**12 + size // 2) if is_probable_prime(number)][-3:])
    longest = max(range(2, size + 2), key=lambda number: (len(continued_fraction(number)), -number))
    print("fraction", longest, len(continued_fraction(longest)), "pell", pell(61), pell(109))
    print("coprime", sum(gcd(a, b) == 1 for a in range(1, isqrt(size * 20)) for b in range(1, a)))
    print(digits_of_e(min(size, 300) // 2))
    for text in SUDOKUS[: 1 if size < 100 else 2]:
        grid = [[int(mark) if mark != "." else 0 for mark in text[start:start + 9]] for start in range(0, 81, 9)]
        print("sudoku", solve(grid), ["".join(map(str, row)) for row in grid[:3]])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3600)
