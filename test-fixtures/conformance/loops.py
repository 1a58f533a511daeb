"""Loops: else, break, continue, nested, mutation of the variable, iterators that misbehave, typed counters."""


def search(items, wanted):
    for index, item in enumerate(items):
        if item == wanted:
            break
    else:
        return 'absent'
    return index


print(search('abc', 'b'), search('abc', 'z'), search('', 'z'))


def primes(limit):
    found = []
    n = 2
    while n < limit:
        d = 2
        while d * d <= n:
            if n % d == 0:
                break
            d += 1
        else:
            found.append(n)
        n += 1
    return found


print(primes(60))


def matrix_multiply(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))] for i in range(len(a))]


print(matrix_multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]]))


def sieve(n):
    flags = [True] * (n + 1)
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return sum(flags[2:])


def bubble(items):
    items = list(items)
    for i in range(len(items)):
        for j in range(len(items) - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
    return items


print(sieve(10000), bubble([5, 2, 9, 1, 5, 6]), bubble('hello'), bubble([2.5, 1, True]))


def variable_after_loop():
    for i in range(3):
        i = i * 10
    for j in range(5):
        pass
    for (a, b), c in [((1, 2), 3)]:
        pass
    return i, j, a, b, c


print(variable_after_loop())


def ranges(a, b, step):
    out = []
    for i in range(a, b, step):
        if i == 4:
            continue
        out.append(i)
        if len(out) > 4:
            break
    return out


print(ranges(0, 10, 2), ranges(10, 0, -3), ranges(5, 5, 1), ranges(0, -5, 1), ranges(2**63 - 2, 2**63 + 2, 1), ranges(-3, 3, 1))


class Stops:
    def __init__(self): self.n = 0
    def __iter__(self): return self

    def __next__(self):
        self.n += 1
        if self.n % 3 == 0:
            raise StopIteration
        return self.n


s = Stops()
print(list(s), list(s), [*s])


class Raises:
    def __iter__(self): return self
    def __next__(self): raise KeyError('from next')


try:
    for _ in Raises():
        pass
except KeyError as error:
    print(error)


class NoIterator:
    def __iter__(self): return 5


for bad in (NoIterator(), 5, None, object):
    try:
        for _ in bad:
            pass
    except TypeError as error:
        print(error)


def shadowed_range():
    def range(*args): return 'xyz'
    return [i for i in range(3)], [c for c in range(1)]


print(shadowed_range())


def changing_types(n):
    x = 0
    history = []
    for i in range(n):
        if i == 3:
            x = x + 0.5
        elif i == 5:
            x = str(x)
        elif i > 5:
            x = x + '!'
        else:
            x = x + i
        history.append(x)
    return history


print(changing_types(8))


def loop_with_try(values):
    good = bad = 0
    for value in values:
        try:
            good += int(value)
        except ValueError:
            bad += 1
            continue
        finally:
            good += 1000
        if good > 5000:
            break
    else:
        good = -good
    return good, bad


print(loop_with_try(['1', 'x', '2']), loop_with_try(['9'] * 10), loop_with_try([]))


def while_true():
    n = 0
    while True:
        n += 1
        if n % 2:
            continue
        if n > 7:
            break
    while 0:
        n = 'never'
    while n:
        n -= 1
    else:
        n = 'exhausted'
    return n


print(while_true())


def float_counter():
    x, steps = 0.0, 0
    while x < 1.0:
        x += 0.1
        steps += 1
    return x, steps


print(float_counter())


def count_words(text):
    counts = {}
    for word in text.lower().split():
        word = word.strip('.,')
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


print(count_words('The cat and the dog, and the bird.'))
for x in range(3): print(x, end=' ')
else: print('done', x)
for i in range(3):
    for j in range(3):
        if j == i: break
    else:
        print('inner complete', i); continue
    print('inner broken', i, j)
