"""A hash of 32 bits: a conversion keeps it there."""
import sys

from taipan import u32


def fnv(seed, count):
    for k in range(count):
        seed = u32((seed ^ (k & 255)) * 16777619)
    return seed


print(fnv(2166136261, int(sys.argv[1]) * 100_000))
