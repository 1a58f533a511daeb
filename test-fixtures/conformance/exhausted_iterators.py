"""Iterators that a loop has walked to their end, in all that may be asked of them then, also when what they walked has grown."""
import copy
import operator
import pickle


def walk(iterator):
    for _ in iterator:
        pass


def walk_in_part(iterator):
    for _ in iterator:
        break


def unpack(iterator):
    first, *rest = iterator
    return first, rest


def comprehend(iterator):
    return [item for item in iterator]


def hint(iterator):
    return operator.length_hint(iterator, -1)


def ask(iterator):
    print(' ', hint(iterator))
    for question in (list, tuple, comprehend, unpack, walk, sum, len):
        try:
            print('   ', question.__name__, question(iterator))
        except (TypeError, ValueError) as error:
            print('   ', question.__name__, type(error).__name__)
    print('    next', next(iterator, 'none'), 7 in iterator)
    try:
        print('    reduce', iterator.__reduce__())
        print('    copied', list(copy.copy(iterator)), list(pickle.loads(pickle.dumps(iterator))))
        iterator.__setstate__(0)
        print('    set back', list(iterator))
    except (AttributeError, TypeError) as error:
        print('   ', type(error).__name__)


def grown(make, grow):
    walked = make()
    for before in (walk, walk_in_part, comprehend, list, unpack):
        iterator = iter(walked)
        before(iterator)
        if grow is not None:
            grow(walked)
        print(' ', before.__name__)
        ask(iterator)


class Subclass(list):
    pass


for make, grow in (
    (lambda: [1, 2, 3], lambda walked: walked.append(4)),
    (lambda: [1, 2, 3], lambda walked: walked.clear()),
    (lambda: Subclass([1, 2]), lambda walked: walked.append(4)),
    (lambda: (1, 2, 3), None),
    (lambda: range(3), None),
    (lambda: range(10 ** 20, 10 ** 20 + 2), None),
    (lambda: b'ab', None),
    (lambda: bytearray(b'ab'), lambda walked: walked.append(4)),
):
    walked = make()
    print(type(walked).__name__)
    try:
        grown(make, grow)
    except ValueError as error:
        print(type(error).__name__, error)

for iterator in (reversed([1, 2]), iter('ab'), iter({1: 2}), iter({1}), enumerate([1]), zip([1], [2]), map(str, [1]), iter([1, None].pop, 1), iter(())):
    print(type(iterator).__name__)
    walk(iterator)
    try:
        print(list(iterator), next(iterator, 'none'), hint(iterator))
    except TypeError as error:
        print(type(error).__name__, error)

for _ in range(3):
    elements = [1, 2, 3]
    iterator = iter(elements)
    for _ in iterator:
        pass
    elements.append(4)
    print(list(iterator), [each for each in iterator], next(iterator, 'none'), hint(iterator))
