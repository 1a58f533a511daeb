"""Counts primes with a sieve: long enough to be worth compiling, short enough to read."""


def sieve(limit):
    is_prime = [True] * limit
    is_prime[0] = is_prime[1] = False
    number = 2
    while number * number < limit:
        if is_prime[number]:
            for multiple in range(number * number, limit, number):
                is_prime[multiple] = False
        number += 1
    return [number for number in range(limit) if is_prime[number]]


def largest_gap(primes):
    return max(later - earlier for earlier, later in zip(primes, primes[1:]))


if __name__ == "__main__":
    primes = sieve(10_000)
    print(f"{len(primes)} primes below 10000")
    print(f"the last is {primes[-1]}, the largest gap {largest_gap(primes)}")
