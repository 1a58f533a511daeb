"""What dill pickles of the main program: functions with their globals, classes, cells, generators refused, source and detection."""
import subprocess
import sys

import dill

BASE = 100


def add(x, y=1):
    return BASE + x + y


def make(n):
    def inner(x):
        return x * n + BASE

    return inner


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


class Account:
    rate = 0.5

    def __init__(self, balance):
        self.balance = balance

    def interest(self):
        return self.balance * self.rate

    def __eq__(self, other):
        return isinstance(other, Account) and self.balance == other.balance


def through(value, **options):
    return dill.loads(dill.dumps(value, **options))


for options in ({}, {"recurse": True}, {"byref": True}):
    print(options, through(add, **options)(1), through(make(3), **options)(2))
    print(through(Account(10), **options) == Account(10), through(Account, **options)(4).interest())
print(through(even)(10), through(odd)(10))
print(through(lambda a, *b, c=3, **d: (a, b, c, d))(1, 2, d=4))
print(through(Account(8).interest)())
print(through([add, add])[0] is through([add, add])[1], len(set(map(id, through([add, add])))))
print(dill.pickles(add), dill.pickles(make(1)), dill.pickles(x for x in [1]))
print(dill.detect.freevars(make(7)), sorted(dill.detect.globalvars(add)))
print(dill.source.getsource(add))
print(dill.detect.code(add) is add.__code__)
program = "import dill, sys; f = dill.load(sys.stdin.buffer); print(f(5))"
for function, recurse in ((add, True), (make(9), True), (even, False), (lambda x: Account(x).interest(), True)):
    result = subprocess.run([sys.executable, "-c", program], input=dill.dumps(function, recurse=recurse), capture_output=True)
    print(result.stdout.decode().strip(), result.stderr.decode().strip().splitlines()[-1:])
