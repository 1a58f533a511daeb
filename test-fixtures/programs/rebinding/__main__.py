"""Another module rebinds `fib` while it runs: the calls that follow go to the new function, at every depth."""
import meddler

calls = 0


def fib(n):
    global calls
    calls += 1
    if calls == 1000:
        meddler.replace(globals())
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def square(x):
    return x * x


def squares(count):
    total = 0
    for i in range(count):
        if i == count // 2:
            meddler.swap_square(globals())
        total += square(i)
    return total


def length_of(items):
    return len(items)


original = fib
print(fib(20), calls)
print(fib is original, fib.__name__)
fib = original
print(fib(15), calls)
print(squares(100))
print(length_of('abc'))
meddler.shadow_len(globals())
print(length_of('abc'))
del len
print(length_of('abc'))
meddler.change_defaults(original)
print(original())
meddler.change_code(square)
print(square(7), squares(10))
