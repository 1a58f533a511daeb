"""A hash of 32 bits: the mask keeps it there."""
import sys


def fnv(seed, count):
    for k in range(count):
        seed = ((seed ^ (k & 255)) * 16777619) & 0xFFFFFFFF
    return seed


print(fnv(2166136261, int(sys.argv[1]) * 100_000))
