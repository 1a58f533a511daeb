"""A helper behind @native, which leaves it what it is."""
import sys

from taipan import native

@native
def gain(a, b):
    return a * b - a + b * 0.5

def main(count):
    total = 0.0
    for k in range(count):
        total += gain(k * 0.5, 2.0)
    return total

print(main(int(sys.argv[1]) * 50_000))
