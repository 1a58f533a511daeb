"""How displays make lists, sets and dicts: what room a list has for more, in which order a set is, when items are hashed."""
import sys


class Item:
    def __init__(self, number): self.number = number
    def __hash__(self): print('hash', self.number, end=' '); return self.number
    def __eq__(self, other): return self.number == other.number


def item(number): print('item', number, end=' '); return Item(number)
def unhashable(): print('unhashable', end=' '); return []


class Iterable:
    def __init__(self, count): self.count = count
    def __iter__(self): return iter(range(self.count))
    def __len__(self): return self.count
    def __length_hint__(self): return 50


def of_constants(): return [1, 2], [1, 2, 3], [1, 2, 3, 4, 5], [-1, (2, 3), 4 + 5, __debug__], {1, 2}, {1, 2, 3}, {1, 2, 3, 4, 5, 6}, [], ['a', None, ...]
def of_variables(x): return [x, x], [x, x, x], [x, 1, x, 2, x], {1, id(x), 2}, {1: x, 2: x, 3: x, 4: x, 5: x, 6: x}
def unpacked(x): return [*x], [1, *x], [*x, 1], [*x, *x], [*x, 1, 2, 3, 4], [1, 2, 3, *x], [1, 2, *x, 3], {1, 2, 3, *x}, {*x}, {1, *x}, {*x, 98, 99}, {*x, *x}
def grown(x):
    made = [*x]
    made += [1]
    also = [1, 2, 3]
    also.append(4)
    return made, also
def targets(x):
    first, *rest = [1, *x]
    *others, last = [*x, 1]
    one, *middle, two = [*x, 1, 2]
    return rest, others, middle


for made in of_constants(), of_variables(3):
    print(*[sys.getsizeof(each) for each in made])
for count in 0, 1, 3, 4, 5, 8, 9, 17, 40:
    for x in range(count), [*range(count)], tuple(range(count)), {*range(count)}, dict.fromkeys(range(count)), Iterable(count), 'ab' * count:
        print(type(x).__name__, count, *[sys.getsizeof(each) for made in (unpacked(x), grown(x), targets(x)) for each in made])


# Of numbers that collide the first one in comes first.
def orders(): return {16, 8, 0}, {23, 15, 7}, {15, 23, 7, 31}, {1, 17, 33, 2, 3, 4, 5, 100, 50}, {100, 68, 36, 4, 132, 164, 196}, {-1, -2, 2 ** 3, 15}
def orders_of_variables(a=31, b=23, c=15): return {a, b, c}, {c, b, a}, {*[a, b, c]}, {c, *[b, a]}, {x for x in (a, b, c)}, {*range(40), c}
def walked(): return [x for x in {39, 31, 23}], [*{47, 39, 31}], [x for x in (55, 47, 39) if x in {47, 55, 39}]
def yielded():
    yield {71, 63, 55}
    yield from {79, 71, 63}
class Holder:
    numbers = {87, 79, 71}
    texts = {'fir', 'oak', 'elm', 'Holder', 'name', 'a', 'b', 'two words'}


print(*orders(), *orders_of_variables(), *walked(), *yielded(), Holder.numbers, {95, 87, 79}, {23, 7, 15})
print(Holder.texts, {'ash', 'beech', 'pine', 'yew'}, {'open', 'closed', 'half open'}, {b'a', b'b', b'c'}, {1.5, 2.5, 3.5}, {None, True, 'x'})


# Items are hashed when all are there, but one by one where they are more than thirty.
def five(): return {item(0), item(1), unhashable(), item(3), item(4)}
def thirty(): return {item(0), unhashable(), item(2), 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, item(29)}
def thirty_one(): return {item(0), unhashable(), item(2), 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, item(30)}
def fifteen_pairs(): return {item(0): 0, unhashable(): 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12, 13: 13, 14: item(14)}
def sixteen_pairs(): return {item(0): 0, unhashable(): 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12, 13: 13, 14: 14, 15: item(15)}
def nineteen_pairs(): return {item(0): 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12, 13: 13, 14: 14, 15: 15, 16: 16, item(17): 17, unhashable(): item(18)}
def nineteen_of_some(): return {**{'a': 1}, item(0): 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12, 13: 13, 14: 14, 15: 15, item(16): 16, item(17): 17, unhashable(): 18}
def starred(): return {item(0), *[unhashable()], item(2)}
def long_list(): return [item(0), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]
def long_constants(): return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]
def long_set(): return {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 62}


for function in five, thirty, thirty_one, fifteen_pairs, sixteen_pairs, nineteen_pairs, nineteen_of_some, starred, long_list, long_constants, long_set:
    print(function.__name__, end=': ')
    try:
        made = function()
        print(len(made), sys.getsizeof(made))
    except TypeError as error:
        print(error)
