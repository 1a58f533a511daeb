"""Names that every object of the compiler's own language has are names like any other."""


def toString(value, *, base=10):
    return f'{value}:{base}'


class constructor:
    hasOwnProperty = 1

    def __init__(self, valueOf=2):
        self.__proto__ = valueOf

    def toString(self):
        return self.__proto__ + self.hasOwnProperty


def loop(n):
    total = 0
    for i in range(n):
        total += isPrototypeOf(i)
    return total


def isPrototypeOf(x: constructor) -> int:
    return x + 1


__proto__ = constructor(3)
print(toString(4, base=2), __proto__.toString(), loop(5), constructor().toString())
for use in (lambda: valueOf(1, key=2), lambda: propertyIsEnumerable, lambda: toLocaleString.pi):
    try:
        use()
    except NameError as error:
        print(error)
try:
    import hasOwnProperty
    print(hasOwnProperty.keys(1))
except ImportError as error:
    print(error)
