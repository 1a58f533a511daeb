"""Changes the functions of the program while they run."""


def replace(namespace):
    old = namespace['fib']

    def fib_with_offset(n):
        return n + 1 if n < 3 else old(n - 1) + old(n - 2)

    namespace['fib'] = fib_with_offset


def swap_square(namespace):
    namespace['square'] = lambda x: float(-x)


def shadow_len(namespace):
    namespace['len'] = lambda items: 'shadowed'


def change_defaults(function):
    function.__defaults__ = (12,)


def change_code(function):
    def cube(x):
        return x * x * x

    function.__code__ = cube.__code__
