"""Calls and small integers: the typed tier's first program. The milliseconds go to standard error."""
import sys
import time


def fib(n: int) -> int:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


start = time.perf_counter()
print(fib(32))
print(f'fib: {(time.perf_counter() - start) * 1000:.2f} ms', file=sys.stderr)
