# Functions in code that the interpreter finds dead, and functions of which it makes one.
import traceback

x, y = 0, 3


def show(*values):
    print(*[value() if callable(value) else value for value in values])


show((lambda: 1) if 0 else (lambda: 2), (lambda: 1) if 1 else (lambda: 2), (lambda: 1) if x else (lambda: 2))
show(1 or (lambda: 1), 0 or (lambda: 2), 0 and (lambda: 3), 1 and (lambda: 4), x or 2.0 or [i for i in range(2)])
show(x and 0 and (lambda: 1), x or (lambda: 5) or 1 or (lambda: 6), y and (lambda: 7) and 0 and (lambda: 8), not 1 and (lambda: 9))
show('' or (lambda: 1), 'a' or (lambda: 2), b'' and (lambda: 3), (1,) or (lambda: 4), ... and (lambda: 5), 1.5 or (lambda: 6), 0j or (lambda: 7))
show('abc'[1] or (lambda: 1), (1, 0)[1] or (lambda: 2), -0 or (lambda: 3), 1 + 1 or (lambda: 4), 'a' 'b' and (lambda: 5))
show(__debug__ or (lambda: 1), __debug__ and (lambda: 2), 1 in () and (lambda: 3), 1 < 2 or (lambda: 4), 1 < 0 < (lambda: 5)())
show(f'{1 or (lambda: 1)}', f'{(lambda: 2)():>{3 or (lambda: 4)}}', [i for i in (1, 2) if 1 or (lambda: 5)], {(lambda: 6)(): 0 and [i for i in 1]})
assert 1, (lambda: 1)()
assert (lambda: 1)() or 0 and (lambda: 2)
show(sum(i for i in range(4)) if 1 else sum(i for i in range(5)), None and (i for i in 1), 0 or {i: i for i in (1, 2)})

while 0:
    def never():
        return 1
else:
    def always():
        return lambda: 2

if 0:
    class Never:
        def method(self):
            return 1
elif None:
    def never(): pass
else:
    class Always:
        def method(self):
            return 0 and (lambda: 3) or (lambda: 4)

show(always(), Always().method(), 'never' in globals(), 'Never' in globals())


def returns(flag):
    while True:
        try:
            if flag:
                return lambda: 'first'
                return lambda: 'never'
            break
            print(lambda: 'never')
        finally:
            show(lambda: 'finally', 1 or (lambda: 'never'))
    for _ in (1, 2):
        continue
        show(lambda: 'never')
    return (lambda: 'last') if not flag else [lambda: i for i in 1]
    def never(): return [i for i in 1]


show(returns(True), returns(False))


def reports(flag):
    if flag:
        raise ValueError((lambda: 1)())
        raise ValueError((lambda: 2)())
    assert 0, (lambda: 3)()
    return lambda: 4


for flag in (True, False):
    try:
        reports(flag)
    except Exception:
        traceback.print_exc()

# Equal ones on a line.
pairs = [
    (lambda: 1, lambda: 2 - 1), (lambda: -1j, lambda: -(0 + 1j)), (lambda: '', lambda: f''), (lambda: 'abc'[1], lambda: 'b'),
    (lambda: [][0], lambda: [][0]), (lambda: x.y, lambda: x.y), (lambda: lambda: 1, lambda: lambda: 1), (lambda: lambda: [][0], lambda: lambda: [][0]),
    (lambda a: a.b, lambda a: a.c), (lambda a: (), lambda b: ()), (lambda a=(lambda: 1): 2, lambda a=(lambda: 1): 2),
    (lambda: -1j) if (lambda: -(0 + 1j)) else 0, [(lambda: -1j), *(lambda: -(0 + 1j) for _ in (1,))], (lambda: None, lambda: (lambda: None)),
]
for pair in pairs:
    if callable(pair):
        pair = pair, pair
    first, second = pair
    print(first.__code__ is second.__code__, first.__qualname__, second.__qualname__, first.__defaults__ is None)
    for function in pair:
        function.mark = function is first
        print(function.mark, first is second)
        try:
            result = function(*([1] * (function.__code__.co_argcount - len(function.__defaults__ or ()))))
            print(result() if callable(result) else result)
        except Exception:
            traceback.print_exc()
