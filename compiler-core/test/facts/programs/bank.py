"""Ordinary code: classes, containers, texts, defaults, keywords, functions as values."""
import math
import random
from collections import defaultdict
from dataclasses import dataclass


@dataclass
class Transaction:
    amount: float
    label: str = ''


class Account:
    count = 0

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self.balance = balance
        self.history = []
        self.tags = {}
        Account.count += 1

    def deposit(self, amount, label='deposit'):
        before = self.balance
        self.balance += amount
        self.history.append((label, amount))
        return self.balance - before

    @property
    def summary(self):
        lines = [f'{label}: {amount:.2f}' for label, amount in self.history]
        return ', '.join(lines)

    def largest(self):
        best = None
        for label, amount in self.history:
            if best is None or amount > best[1]:
                best = label, amount
        return best


class Savings(Account):
    def __init__(self, owner, rate):
        super().__init__(owner, 100)
        self.rate = rate

    def deposit(self, amount, label='saved'):
        return Account.deposit(self, amount * (1 + self.rate), label)


def words(text):
    counts = {}
    for word in text.lower().split():
        counts[word] = counts.get(word, 0) + 1
    order = sorted(counts.items(), key=lambda pair: -pair[1])
    return [word for word, count in order if count > 1]


def mean(values):
    total = 0
    for value in values:
        total += value
    return total / len(values)


def apply(function, value, times=2):
    for _ in range(times):
        value = function(value)
    return value


def classify(number):
    if number < 0:
        return 'negative'
    elif number == 0:
        return None
    return 'positive'


def swap(pair):
    a, b = pair
    return b, a


def gather(*items, **options):
    found = list(items)
    found.extend(options.values())
    return found


account = Account('ann')
account.deposit(20.0)
account.deposit(amount=5, label='gift')
saving = Savings('bob', 0.5)
saving.deposit(10)
for each in [account, saving]:
    print(each.owner, each.balance, each.summary, each.largest())
text = 'the cat and the dog and the bird'
repeated = words(text)
print(repeated, mean([1, 2, 3]), mean((1.5, 2.5)))
doubled = apply(lambda x: x * 2, 3)
shouted = apply(str.upper, 'a', times=1)
print(doubled, shouted, classify(3), classify(0), classify(-1))
left, right = swap((1, 'one'))
groups = defaultdict(list)
for index, letter in enumerate('hello'):
    groups[letter].append(index)
mixed = gather(1, 'two', three=3.0)
grid = [[0] * 3 for _ in range(2)]
grid[0][1] = 5
flat = [cell for row in grid for cell in row]
unique = {cell % 2 for cell in flat}
largest = max(flat)
ratio = largest / 2
rounded = round(ratio)
root = math.sqrt(largest)
floor = math.floor(ratio)
print(left, right, dict(groups), mixed, flat, unique, largest, ratio, rounded, root, floor)
queue = [1]
while queue:
    item = queue.pop()
    if isinstance(item, str):
        break
    if item < 20:
        queue.append(item * 3)
        queue.append('end' if item > 5 else item + 7)
numbers = [1, 2]
alias = numbers
alias.append(2.5)
total = sum(numbers)
names = [t.label for t in (Transaction(1.0, 'a'), Transaction(2.0))]
flag = not names
maybe = account.largest() or None
first, *rest = range(5)
shuffled = list('abc')
random.shuffle(shuffled)
matrix = {(x, y): x * y for x in range(2) for y in range(2)}
for (x, y), product in matrix.items():
    area = x + y + product
try:
    parsed = int('12')
except ValueError as error:
    parsed = None
value = 3
value = 'now a text'
print(total, names, flag, maybe, first, rest, sorted(shuffled), area, parsed, value)
