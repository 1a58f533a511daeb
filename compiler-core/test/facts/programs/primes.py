import math
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def norm(self):
        return math.sqrt(self.x * self.x + self.y * self.y)

def sieve(limit):
    is_prime = [True] * limit
    primes = []
    number = 2
    while number < limit:
        if is_prime[number]:
            primes.append(number)
            for multiple in range(number * number, limit, number):
                is_prime[multiple] = False
        number += 1
    return primes

def largest_gap(primes):
    return max(later - earlier for earlier, later in zip(primes, primes[1:]))

primes = sieve(10_000)
squares = {n: n * n for n in range(10)}
names = [str(p) for p in primes]
p = Point(1.0, 2.0)
print(largest_gap(primes), p.norm())
for k, v in squares.items():
    print(k, v)
