"""Cells: sharing, nonlocal, late binding, deletion, free variables of classes and generators."""


def counter():
    value = 0

    def increase(by=1):
        nonlocal value
        value += by
        return value

    def read():
        return value

    return increase, read


increase, read = counter()
increase(), increase(5)
print(read(), increase.__closure__[0].cell_contents, increase.__code__.co_freevars, counter.__code__.co_cellvars)

late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])


def outer():
    functions = []
    for n in range(3):
        functions.append(lambda: n * 10)
    n = 7
    return [f() for f in functions]


print(outer())


def deleted():
    x = 1

    def show():
        return x

    del x
    try:
        return show()
    except NameError as error:
        return f'{type(error).__name__}: {error}'


print(deleted())


def unbound():
    def show():
        return later

    try:
        show()
    except NameError as error:
        print(type(error).__name__, error)
    later = 3
    return show()


print(unbound())


def deep(a):
    def middle(b):
        def inner(c):
            nonlocal a
            a += b + c
            return a
        return inner
    return middle


one = deep(1)(10)
print(one(100), one(100), deep(1)(2)(3))


def parameter_cell(x, *args, y=5, **kwargs):
    def show():
        return x, args, y, kwargs
    x = x + 1
    return show


print(parameter_cell(1, 2, 3, z=4)())


def class_cells(x):
    class Inner:
        x = 'class'
        seen = x

        def method(self):
            return x

    return Inner.seen, Inner().method()


print(class_cells('closure'))


def generator_cells():
    total = 0

    def numbers():
        nonlocal total
        for i in range(4):
            total += i
            yield total

    return list(numbers()), total


print(generator_cells())


def recursion():
    def even(n):
        return n == 0 or odd(n - 1)

    def odd(n):
        return n != 0 and even(n - 1)

    return even(10), odd(10)


print(recursion())
x = 'global'


def shadow():
    global x
    x = 'changed'

    def read():
        return x
    return read()


print(shadow(), x)
cells = counter()[0].__closure__
cells[0].cell_contents = 41
print(cells[0].cell_contents)
print((lambda *a, k=3, **kw: (a, k, kw))(1, 2, z=3))


# Equal functions on one line are one code object in 3.12.
first, second, third = lambda: 0, lambda: 0, lambda: 1
print(first(), second(), third(), first.__code__ is second.__code__, first is second)


def pairs():
    adders = [lambda x: (lambda y: x + y), lambda x: (lambda y: x + y), lambda x: (lambda y: x - y)]
    return [add(5)(3) for add in adders], [make(3) for make in (lambda n: [i for i in range(n)], lambda n: [i for i in range(n)])]


print(pairs())
