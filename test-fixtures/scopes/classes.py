"""Private names, the class cell, and class scopes seen by methods."""


class Base(metaclass=type):
    __private = 1
    __dunder__ = 2

    def __init__(self, __argument=__private):
        super().__init__()
        self.__field = __argument
        import __module
        global __declared
        __declared = __module

    def explicit(self):
        return __class__

    def nested(self):
        def deep():
            return super().x, lambda: __class__
        return deep

    def plain(self):
        super = 1
        return super


class __Hidden:
    __name = 0


class ___:
    __kept = 0


def function():
    x = 1

    class Inside:
        print(x)

        def x(self):
            return x

        values = [x for _ in range(3)]

    class Deeper:
        nonlocal x
        x = 2

        class Deepest:
            def method(self):
                return x, super()
    return Inside, Deeper
