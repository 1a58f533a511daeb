# Recursion through functions in C goes as deep as where the interpreter specializes their calls, and counts no level for them.
import sys


class Link:
    def __init__(self, rest):
        self.rest = rest

    def __len__(self):
        return 1 + len(self.rest)

    def __iter__(self):
        return iter(self.rest)

    def __next__(self):
        return next(self.rest)

    def __format__(self, how):
        return format(self.rest, how)

    def __str__(self):
        return str(self.rest)


class End:
    def __len__(self): return 0
    def __iter__(self): return iter('ab')
    def __next__(self): return 'next'
    def __format__(self, how): return how
    def __str__(self): return 'end'


def chain(length):
    link = End()
    for _ in range(length):
        link = Link(link)
    return link


def summed(n):
    return 1 + sum(summed(n - 1) for _ in (1,)) if n else 0


def by_key(n):
    return sorted([n - 1], key=by_key, reverse=True)[0] if n else 0


def sort_until_zero(n):
    if n:
        items = [n - 1]
        items.sort(key=sort_until_zero)
    return n


def evaluated(n):
    return eval('evaluated(n - 1)') if n else 'evaluated'


def ask(n):
    class Asked(type):
        def __instancecheck__(cls, other):
            return ask(n - 1)

    class Subject(metaclass=Asked):
        pass
    return isinstance(1, Subject) if n else True


# Warm enough to be specialized.
for _ in range(100):
    len(chain(2)), next(chain(2)), format(chain(2), 'x'), str(chain(2)), list(chain(2)), summed(2), by_key(2), sort_until_zero(2), evaluated(1), ask(1)
far, near, nearest = (700, 400, 300) if sys.version_info < (3, 12) else (300, 150, 100)
print(len(chain(far)), next(chain(far)), format(chain(far), 'how'), list(chain(far)))
print(str(chain(near)), summed(near), by_key(near), sort_until_zero(near), evaluated(near))
print(ask(nearest))
