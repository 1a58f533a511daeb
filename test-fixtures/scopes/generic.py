"""Type parameters (3.12): their scopes, and the class namespace that they see."""
type Pair[A, B: (int, str)] = tuple[A, B]
type Plain = list[Later]


def first[T, *Ts, **P](value: T, other: int = 1, *, key: str = "") -> T:
    def inner() -> T:
        return value
    return inner()


@first
class Box[T: Later](list[T], metaclass=type):
    __secret: T
    item = int
    type Alias = item
    type Wrapped[U] = dict[U, item]

    def get[U: item](self, default: U | T = None) -> item:
        return self.__secret or super().get(__class__)


def around():
    captured = 1

    class Inner[__V](Box):
        captured = 2

        def method[W: captured](self, x: __V):
            return captured

    type Local = captured
    return Inner
